"""Cases read against the questions of one knowledge."""

from __future__ import annotations

from collections.abc import Mapping

from ilium.answers.case import Case
from ilium.answers.case_reader import CaseReader
from ilium.answers.forms import AnswerForm
from ilium.knowledge.library import Knowledge
from ilium.knowledge.observation import contradictions


def case_reader(knowledge: Knowledge, *others: Knowledge) -> CaseReader:
    """The reader of cases that knows the questions of this knowledge, and the causes of the others too."""
    causes = frozenset().union(*(_causes(one) for one in (knowledge, *others)))
    rules = frozenset().union(*(one.red_flags for one in (knowledge, *others)))
    return CaseReader(
        _askable(knowledge), knowledge.aliases, lambda case: contradictions(knowledge, case), causes, rules
    )


def _askable(knowledge: Knowledge) -> Mapping[str, AnswerForm]:
    """The forms of what can be asked; what is worked out from check-ins is nobody's answer."""
    return {id_: form for id_, form in knowledge.forms.items() if knowledge.questions[id_].derived is None}


def _causes(knowledge: Knowledge) -> frozenset[str]:
    """The ids, present and former, of the conditions and families."""
    now = knowledge.conditions.keys() | knowledge.families.keys()
    return frozenset(now | {old for old, new in knowledge.aliases.items() if new in now})


def read_case(knowledge: Knowledge, text: str, file: str = "case") -> Case:
    """The case in a YAML or JSON text. Raises BadDocumentError naming the place of every fault."""
    return case_reader(knowledge).read(text, file)
