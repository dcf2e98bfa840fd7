"""The open benchmark: real, trap and mild cases as stories for any tool, and a scorer for its answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args

from pydantic import Field

from ilium.answers.case import Case
from ilium.answers.values import Answer, Missing
from ilium.explanation.wording import say_answer
from ilium.knowledge.case_reading import case_reader
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.knowledge.numbers import Entry
from ilium.study.completing import complete_case
from ilium.study.judging import Chance, Judged, Known, judge_case, known_of, triage_of
from ilium.study.open_set_causes import families_named, place_among
from ilium.study.scores import Score, plain_score, score

SETS = ("real", "traps", "mild")
"""The files of cases that the benchmark is made of."""

Story = Literal["as_stated", "interviewed"]
"""What was read of a case: what is known of it alone, or also that no other danger sign is there."""

STORIES: tuple[Story, ...] = get_args(Story)
OURSELVES = "Ilium"

Cause = Annotated[str, Field(min_length=1, max_length=200)]


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case as any tool can read it: its two stories, and what the case is known to be."""

    id: str
    set: str
    as_stated: tuple[str, ...]
    interviewed: tuple[str, ...]
    expected: Known
    case: Case


class ToolAnswer(Entry):
    """What a tool said of one case: the causes it named, the likeliest first, and how urgent it is."""

    causes: tuple[Cause, ...] = ()
    urgency: Level | None = None


class ToolAnswers(Entry):
    """What a tool said of the cases, by their ids, and which of the two stories it read."""

    tool: Annotated[str, Field(min_length=1, max_length=80)]
    version: Annotated[str, Field(max_length=80)] = ""
    story: Story = "as_stated"
    answers: dict[str, ToolAnswer]


@dataclass(frozen=True, slots=True)
class SetScore:
    """A tool's figures on one set; `unanswered` cases count as wrong.

    `broad` counts the cases whose first cause may mean several families, the right one among them: those do
    not stand in first place.
    """

    name: str
    score: Score
    unanswered: int
    broad: int


@dataclass(frozen=True, slots=True)
class ToolScore:
    """A tool's figures, from which story it had them, and its causes that are of no condition of ours."""

    tool: str
    version: str
    story: Story
    sets: tuple[SetScore, ...]
    strange: tuple[str, ...]


def open_cases(knowledge: Knowledge) -> tuple[OpenCase, ...]:
    """All cases of the benchmark, set by set."""
    order = [question for page in knowledge.region.pages for question in page.questions]
    return tuple(_open_case(knowledge, name, case, order) for name in SETS for case in _read(knowledge, name))


def _open_case(knowledge: Knowledge, name: str, case: Case, order: Sequence[str]) -> OpenCase:
    return OpenCase(
        id=str(case.id),
        set=name,
        as_stated=tuple(tell(knowledge, case.answers, order)),
        interviewed=tuple(tell(knowledge, _completed(knowledge, case), order)),
        expected=known_of(knowledge, case),
        case=case,
    )


def _completed(knowledge: Knowledge, case: Case) -> dict[str, Answer]:
    """A case's answers once completed, less every *not sure* that nobody gave: no line says the same."""
    answers = complete_case(knowledge, case).answers
    return {id_: said for id_, said in answers.items() if id_ in case.answers or said is not Missing.UNKNOWN}


def _read(knowledge: Knowledge, name: str) -> list[Case]:
    assert knowledge.root is not None
    file = knowledge.root / "cases" / f"{name}.yaml"
    return case_reader(knowledge).read_all(file.read_text("utf-8"), file.name)


def tell(knowledge: Knowledge, answers: Mapping[str, Answer], order: Sequence[str]) -> Iterator[str]:
    """What was asked and said, one line an answer: the fixed questions in `order`, then the others by id."""
    places = {question: place for place, question in enumerate(order)}
    for question in sorted(answers, key=lambda id_: (places.get(id_, len(places)), id_)):
        yield say_answer(knowledge, question, answers[question])


def answer_ourselves(knowledge: Knowledge, cases: Sequence[OpenCase], story: Story) -> ToolAnswers:
    """Ilium's own answers, from one of the two stories as any other tool reads it."""
    answers = {}
    for one in cases:
        case = one.case if story == "as_stated" else complete_case(knowledge, one.case)
        judged = judge_case(knowledge, case, one.id)
        causes = tuple(chance.family for chance in judged.chances)
        answers[one.id] = ToolAnswer(causes=causes, urgency=judged.urgency)
    version = f"{knowledge.version} {knowledge.hash[:12]}"
    return ToolAnswers(tool=OURSELVES, version=version, story=story, answers=answers)


def score_tool(knowledge: Knowledge, cases: Sequence[OpenCase], told: ToolAnswers) -> ToolScore:
    """A tool's figures: each set, and the real cases that nobody argues about."""
    groups: dict[str, list[OpenCase]] = {name: [c for c in cases if c.set == name] for name in SETS}
    clear = [c for c in groups["real"] if c.expected.ambiguous is None]
    groups = {"real": groups["real"], "real, unambiguous": clear, **groups}
    sets = tuple(_score_set(knowledge, name, group, told) for name, group in groups.items())
    named = dict.fromkeys(cause for answer in told.answers.values() for cause in answer.causes)
    strange = tuple(cause for cause in named if not families_named(knowledge, cause))
    return ToolScore(told.tool, told.version, told.story, sets, strange)


def plain_tool(one: ToolScore) -> dict[str, Any]:
    """A tool's figures as plain values, ready for JSON."""
    return {
        "tool": one.tool,
        "version": one.version,
        "story": one.story,
        "sets": [plain_set(figures) for figures in one.sets],
        "strange": list(one.strange),
    }


def plain_set(one: SetScore) -> dict[str, Any]:
    """The figures on one set as plain values, ready for JSON."""
    figures = plain_score(one.score)
    return {"name": one.name, "score": figures, "unanswered": one.unanswered, "broad": one.broad}


def _score_set(knowledge: Knowledge, name: str, group: Sequence[OpenCase], told: ToolAnswers) -> SetScore:
    said = [told.answers.get(case.id, ToolAnswer()) for case in group]
    return SetScore(
        name=name,
        score=score([_judge(knowledge, *pair) for pair in zip(group, said, strict=True)]),
        unanswered=sum(case.id not in told.answers for case in group),
        broad=sum(_is_broad(knowledge, *pair) for pair in zip(group, said, strict=True)),
    )


def _is_broad(knowledge: Knowledge, one: OpenCase, answer: ToolAnswer) -> bool:
    """Whether the first cause may mean several families, of which one is right."""
    families = families_named(knowledge, answer.causes[0]) if answer.causes else frozenset[str]()
    return len(families) > 1 and one.expected.family in families


def _judge(knowledge: Knowledge, one: OpenCase, answer: ToolAnswer) -> Judged:
    known = one.expected
    named = [families_named(knowledge, cause) for cause in answer.causes]
    urgency = answer.urgency or _worst(known.urgency)
    return Judged(
        id=one.id,
        age=one.case.age,
        sex=one.case.sex,
        expected=known,
        place=place_among(named, _families(known.family)),
        place_lenient=place_among(named, _families(known.family, *known.also)),
        first=tuple(Chance(cause, 0.0) for cause in answer.causes[:1]),
        urgency=urgency,
        triage=triage_of(urgency, known.urgency),
        reasons=(),
        possible=False,
        chances=(),
    )


def _worst(wanted: Level | None) -> Level:
    """What no urgency counts as: to stay at home where help is needed, an emergency where it is not."""
    urgent = wanted is not None and wanted.rank >= Level.SEE_CLINICIAN_SOON.rank
    return Level.SELF_CARE if urgent else Level.EMERGENCY_NOW


def _families(*families: str | None) -> frozenset[str]:
    return frozenset(family for family in families if family is not None)
