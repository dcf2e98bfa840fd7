"""The safety envelope: what the rules must at least do, written down apart from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated

from pydantic import BeforeValidator, Field

from ilium.answers.values import LISTS, Id, Kind, Missing
from ilium.documents.problems import BadDocumentError, Place, Problem
from ilium.documents.validation import validate
from ilium.documents.yaml_text import decode
from ilium.knowledge.expressions import Answered, Expression, Measured
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.knowledge.numbers import Entry, as_list
from ilium.knowledge.schema import Hours
from ilium.safety.evaluation import leaves
from ilium.safety.proof.vocabulary import ANSWERED, ITEM_WORDS, MISSING

FILE = "safety_envelope.yaml"
Ids = Annotated[tuple[Id, ...], BeforeValidator(as_list), Field(min_length=1)]


class Demand(Entry):
    """Whoever answers so gets at least this level, within these hours, whatever else is answered."""

    id: Id
    says: str
    level: Level
    within_hours: Hours
    when: Expression


class Silence(Entry):
    """A safety question without an answer, where it applies, counts as at least this."""

    questions: Ids
    level: Level
    within_hours: Hours
    when: Expression | None = None


class Trap(Entry):
    """Looks alike and is harmless: with everything else quiet, it stays at this level or below."""

    id: Id
    says: str
    at_most: Level
    when: Expression


class Reassuring(Entry):
    """An option of a list whose *yes* is good news, so that ticking it may lower the urgency."""

    question: Id
    item: Id
    why: str


class Envelope(Entry):
    """What the rules of a region are held to."""

    rows: tuple[Demand, ...]
    combinations: tuple[Demand, ...]
    alone: tuple[Demand, ...]
    silence: tuple[Silence, ...]
    traps: tuple[Trap, ...]
    quiet: tuple[Expression, ...]
    """What an ordinary person answers to the questions that are neither a safety question nor a list."""
    rising: Ids
    """Numbers of which more is never less urgent."""
    reassuring: tuple[Reassuring, ...] = ()
    risk_at_most: Level
    """The highest level that probabilities alone may ask for."""

    @property
    def demands(self) -> tuple[Demand, ...]:
        """Every row, combination and sign that counts alone."""
        return (*self.rows, *self.combinations, *self.alone)


@dataclass(frozen=True)
class Unsayable:
    """Something that the envelope speaks of and that can no longer be answered."""

    about: str
    what: str


def read_envelope(knowledge: Knowledge) -> tuple[Envelope, str]:
    """The envelope of a region, and the SHA-256 of its text. Raises BadDocumentError."""
    path = None if knowledge.root is None else knowledge.root / FILE
    if path is None or not path.is_file():
        remedy = "Write down what the rules must at least do; the upper buttock has an example."
        raise BadDocumentError([Problem(Place(FILE), "the region has no safety envelope.", remedy)])
    content = path.read_bytes()
    return validate(Envelope, decode(content, FILE), FILE), sha256(content).hexdigest()


def unsayable(knowledge: Knowledge, envelope: Envelope) -> Iterator[Unsayable]:
    """Questions, options and words of the envelope that the questions do not offer."""
    for about, expression in _expressions(envelope):
        for leaf in leaves(knowledge, expression):
            yield from (Unsayable(about, what) for what in _faults(knowledge, leaf))
    named = [("silence", id_) for silence in envelope.silence for id_ in silence.questions]
    for about, id_ in named + [("rising", id_) for id_ in envelope.rising]:
        if id_ not in knowledge.questions:
            yield Unsayable(about, f"there is no question '{id_}' any more.")


def _expressions(envelope: Envelope) -> Iterator[tuple[str, Expression]]:
    yield from ((demand.id, demand.when) for demand in envelope.demands)
    yield from ((trap.id, trap.when) for trap in envelope.traps)
    yield from (("quiet", expression) for expression in envelope.quiet)
    yield from (("silence", silence.when) for silence in envelope.silence if silence.when is not None)


def _faults(knowledge: Knowledge, leaf: Answered | Measured) -> Iterator[str]:
    form = knowledge.forms.get(leaf.question)
    if form is None:
        yield f"there is no question '{leaf.question}' any more."
    elif isinstance(leaf, Measured):
        if form.kind is not Kind.NUMBER:
            yield f"'{leaf.question}' asks for no number any more."
    elif leaf.item is not None and leaf.item not in form.words:
        yield f"'{leaf.question}' does not offer '{leaf.item}' any more."
    else:
        valid = _words(form.kind, form.words, leaf.item)
        yield from (
            f"'{leaf.question}' is never answered '{word}' any more."
            for word in leaf.is_
            if word not in valid
        )


def _words(kind: Kind, words: tuple[str, ...], item: str | None) -> tuple[str, ...]:
    if item is not None:
        return (*ITEM_WORDS, Missing.DECLINED.value)
    return (ANSWERED, *MISSING) if kind in LISTS else (*words, *MISSING)
