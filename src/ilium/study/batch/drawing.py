"""People drawn at once: what is true of them, then what each would answer to any question.

The rules of answering are those of `study.people`; here they are arrays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from ilium.answers.case import AGE, SEX
from ilium.answers.values import LISTS, Kind
from ilium.knowledge.library import Knowledge
from ilium.knowledge.model import Array, CausedFinding, ReliefFinding
from ilium.knowledge.schema import Question
from ilium.reasoning.engine import frame_of, network_for
from ilium.reasoning.network import BY_MECHANISMS, FindingTable, Network, Person
from ilium.study.batch.populations import DANGER, Population
from ilium.study.batch.sheet import NO, TICKED, UNKNOWN, YES, Flags, Rows, Sheet, empty_sheet, layout_of
from ilium.study.calibrate import safety_findings
from ilium.study.people import HARMLESS_NEW, OLD_COMPLAINTS, RULE_ANSWERS, STILL_UNSURE

Values = NDArray[np.int8]
FEMALE = 0.58
"""The share of women among those who come with this pain."""


@dataclass(frozen=True, eq=False)
class Crowd:
    """Drawn people: what each would answer to any question, and which conditions each has."""

    answers: Sheet
    conditions: Flags
    ages: NDArray[np.int64]
    female: Flags


@dataclass(frozen=True, eq=False)
class Draw:
    """One draw: the people, their kinds, the condition set and the world of each, and the luck to come."""

    knowledge: Knowledge
    population: Population
    random: np.random.Generator
    kinds: list[tuple[Network, Rows]]
    ages: NDArray[np.int64]
    female: Flags
    sets: Rows
    worlds: Rows


def draw_crowd(knowledge: Knowledge, population: Population, seed: int, block: int, people: int) -> Crowd:
    """The people of one block: the same for the same seed, population, block and number of people."""
    draw = _draw_worlds(knowledge, population, seed, block, people)
    told = _report(draw, _draw_findings(draw))
    answers = empty_sheet(layout_of(knowledge), people)
    for column, question in enumerate(answers.layout.questions):
        _answer(draw, told, answers, column, question)
    members = frame_of(knowledge).worlds.members[draw.sets] > 0
    return Crowd(answers, members, draw.ages, draw.female)


def _draw_worlds(knowledge: Knowledge, population: Population, seed: int, block: int, people: int) -> Draw:
    random = np.random.default_rng([seed, crc32(population.id.encode()), block])
    ages = np.clip(random.normal(50, 17, people), 18, 95).astype(np.int64)
    female = random.random(people) < FEMALE
    luck, second = random.random(people), random.random(people)
    sets, worlds = np.zeros(people, dtype=np.intp), np.zeros(people, dtype=np.intp)
    kinds: list[tuple[Network, Rows]] = []
    for age, is_female in sorted(set(zip(ages.tolist(), female.tolist(), strict=True))):
        rows = np.flatnonzero((ages == age) & (female == is_female))
        person = Person(population.setting, float(age), "female" if is_female else "male")
        network = network_for(knowledge, person)
        kinds.append((network, rows))
        sets[rows] = _pick(np.cumsum(_prior(network, population)), luck[rows])
        worlds[rows] = _worlds_in(network, sets[rows], second[rows])
    return Draw(knowledge, population, random, kinds, ages, female, sets, worlds)


def _prior(network: Network, population: Population) -> Array:
    prior = network.prior.copy()
    if population.unlisted is not None:
        prior[1:] *= (1 - population.unlisted) / prior[1:].sum()
        prior[0] = population.unlisted
    return prior


def _pick(steps: Array, luck: Array) -> Rows:
    found = np.searchsorted(steps, luck * steps[-1], side="right")
    return np.asarray(np.minimum(found, len(steps) - 1), dtype=np.intp)


def _worlds_in(network: Network, sets: Rows, luck: Array) -> Rows:
    """A world of each of these condition sets."""
    worlds = network.worlds
    steps = np.cumsum(worlds.chance)
    first = worlds.first[sets]
    last = np.append(worlds.first, len(steps))[sets + 1] - 1
    before = steps[first] - worlds.chance[first]
    wanted = before + luck * (steps[last] - before)
    return np.asarray(np.clip(np.searchsorted(steps, wanted, side="right"), first, last), dtype=np.intp)


def _draw_findings(draw: Draw) -> dict[str, Values]:
    """Which value each finding has in each person: the place of the value among the values of the finding."""
    frame = frame_of(draw.knowledge)
    trait = draw.random.standard_normal(len(draw.sets)) * draw.population.severity
    truth: dict[str, Values] = {}
    for finding in frame.model.findings:
        chances = np.empty((len(finding.values), len(draw.sets)))
        for network, rows in _whom(draw, finding.id):
            chances[:, rows] = _chances(draw, network, network.tables[finding.id], rows)
        if draw.population.severity and isinstance(finding, (CausedFinding, ReliefFinding)):
            sign = -1.0 if isinstance(finding, ReliefFinding) else 1.0
            chances = _shift(chances, sign * trait)
        truth[finding.id] = _values(np.cumsum(chances, axis=0), draw.random.random(len(draw.sets)))
    return truth


def _whom(draw: Draw, finding: str) -> Iterator[tuple[Network, Rows]]:
    """Everybody at once, or kind by kind where a finding depends on age and sex."""
    if finding in frame_of(draw.knowledge).tables:
        yield draw.kinds[0][0], np.arange(len(draw.sets))
    else:
        yield from draw.kinds


def _chances(draw: Draw, network: Network, table: FindingTable, rows: Rows) -> Array:
    columns = draw.sets[rows]
    if table.layer == BY_MECHANISMS:
        columns = network.worlds.mechanisms_of[draw.worlds[rows]]
    chances = table.chances[:, columns]
    if draw.population.effect == 1.0:
        return chances
    effect = draw.population.effect
    mean = _mean(network, table)[:, np.newaxis]
    weaker = np.maximum(chances, 1e-12) ** effect * np.maximum(mean, 1e-12) ** (1 - effect)
    return np.asarray(weaker / weaker.sum(axis=0))


def _mean(network: Network, table: FindingTable) -> Array:
    """How people in general divide over the values of a finding."""
    worlds = network.worlds
    weights = worlds.chance * network.prior[worlds.set_of]
    columns = worlds.mechanisms_of if table.layer == BY_MECHANISMS else worlds.set_of
    return np.asarray(table.chances[:, columns] @ weights)


def _shift(chances: Array, by: Array) -> Array:
    """Yes and no, with the log odds of yes moved."""
    odds = chances[0] / np.maximum(chances[1], 1e-12) * np.exp(by)
    return np.stack([odds / (1 + odds), 1 / (1 + odds)])


def _values(steps: Array, luck: Array) -> Values:
    return np.asarray(np.minimum((luck * steps[-1] >= steps).sum(axis=0), len(steps) - 1), dtype=np.int8)


def _report(draw: Draw, truth: Mapping[str, Values]) -> dict[str, Values]:
    """What people tell: over-reporters tell symptoms that are not there, under-reporters deny some."""
    population, told = draw.population, dict(truth)
    if not (population.over or population.under):
        return told
    danger = safety_findings(draw.knowledge)
    for finding in frame_of(draw.knowledge).model.findings:
        if isinstance(finding, CausedFinding):
            over = population.over * (DANGER if finding.id in danger else 1.0)
            luck = draw.random.random(len(draw.sets))
            present = truth[finding.id] == 0
            said = np.where(present, luck >= population.under, luck < over)
            told[finding.id] = np.where(said, 0, 1).astype(np.int8)
    return told


def _answer(draw: Draw, told: Mapping[str, Values], answers: Sheet, column: int, question: Question) -> None:
    people = len(answers)
    if question.id == AGE:
        answers.codes[:, column] = 0
        answers.numbers[:, answers.layout.numbers[AGE]] = draw.ages
        return
    if question.id == SEX:
        words = answers.layout.words[column]
        answers.codes[:, column] = np.where(draw.female, words.index("female"), words.index("male"))
        return
    match question.kind:
        case Kind.YES_NO | Kind.SAFETY:
            answers.codes[:, column] = _whether(draw, told, answers, question)
        case Kind.CHOICE:
            answers.codes[:, column] = _choose(draw, told, question)
        case Kind.NUMBER:
            answers.codes[:, column] = 0
            answers.numbers[:, answers.layout.numbers[question.id]] = _measure(draw, told, question)
        case _:
            answers.codes[:, column] = TICKED
            answers.items[:, answers.layout.items_of(question.id)] = _tick(draw, told, question)
    unsure = (1 - question.answer_rate) * (STILL_UNSURE if question.safety else 1.0)
    unsure += 0.0 if question.safety else draw.population.omit * (1 - unsure)
    vague = draw.random.random(people) < unsure
    answers.codes[vague, column] = UNKNOWN
    if question.kind in LISTS:
        answers.items[np.ix_(vague, answers.layout.items_of(question.id))] = -1


def _has(told: Mapping[str, Values], finding: str | None, people: int) -> Flags:
    return told[finding] == 0 if finding is not None and finding in told else np.zeros(people, dtype=bool)


def _whether(draw: Draw, told: Mapping[str, Values], answers: Sheet, question: Question) -> NDArray[np.int16]:
    people = len(answers)
    has = _has(told, question.finding, people)
    words = answers.layout.words[answers.layout.column[question.id]]
    if question.kind is Kind.YES_NO:
        return np.where(has, words.index("yes"), words.index("no")).astype(np.int16)
    luck = draw.random.random((2, people))
    followed = any(q.refines == question.id for q in draw.knowledge.questions.values())
    new = has | (followed & (luck[0] < HARMLESS_NEW))
    old = np.where(luck[1] < OLD_COMPLAINTS, words.index("same"), words.index("no"))
    return np.where(new, words.index("new"), old).astype(np.int16)


def _choose(draw: Draw, told: Mapping[str, Values], question: Question) -> NDArray[np.int16]:
    """A choice that fits what is told; where none fits, any."""
    people = len(draw.sets)
    fits = np.array([
        np.logical_and.reduce([np.ones(people, dtype=bool), *_fits(draw, told, choice.sets)])
        for choice in question.choices
    ])  # fmt: skip
    fits |= ~fits.any(axis=0)
    shares = np.array(RULE_ANSWERS.get(question.id, ()))
    weights = fits.astype(float)
    if len(shares) == len(fits):
        weights = np.where(fits.all(axis=0), shares[:, np.newaxis], weights)
    return _values(np.cumsum(weights, axis=0), draw.random.random(people)).astype(np.int16)


def _fits(draw: Draw, told: Mapping[str, Values], sets: Mapping[str, str | bool]) -> Iterator[Flags]:
    for finding, value in sets.items():
        word = {True: "yes", False: "no"}[value] if isinstance(value, bool) else value
        table = draw.knowledge.findings[finding].table
        values = table.values if table is not None else ("yes", "no")
        yield told[finding] == values.index(word)


def _measure(draw: Draw, told: Mapping[str, Values], question: Question) -> Array:
    """A whole number in the band that is told; without a band, any that is possible."""
    luck = draw.random.random(len(draw.sets))
    least, most = int(question.min or 0), int(question.max or 10)
    numbers = least + np.floor(luck * (most + 1 - least))
    if question.finding is None or not question.bands:
        return np.asarray(numbers)
    table = draw.knowledge.findings[question.finding].table
    assert table is not None
    low = question.min or 0.0
    for band in question.bands:
        high = band.below if band.below is not None else min(low * 3 + 1, question.max or low)
        width = max(int(high), int(low) + 1) - int(low)
        here = told[question.finding] == table.values.index(band.value)
        numbers[here] = int(low) + np.floor(luck[here] * width)
        low = high
    return np.asarray(numbers)


def _tick(draw: Draw, told: Mapping[str, Values], question: Question) -> NDArray[np.int8]:
    people = len(draw.sets)
    tick = question.tick
    present, absent = (tick.present, tick.absent) if tick else (1.0, 0.0)
    true = _true_items(draw, told, question)
    chance = np.where(true, present * (1 - draw.population.omit), absent)
    return np.where(draw.random.random((people, true.shape[1])) < chance, YES, NO).astype(np.int8)


def _true_items(draw: Draw, told: Mapping[str, Values], question: Question) -> Flags:
    people = len(draw.sets)
    if question.kind is Kind.CHECKLIST:
        return np.stack([_has(told, choice.id, people) for choice in question.choices], axis=1)
    left, right, middle = _sore_sides(draw, told, question)
    sore = {"left": left, "right": right, "midline": middle}
    return np.stack([
        _has(told, place.finding, people) & (sore[side] | ("midline" in place.sides))
        for place in question.places
        for side in place.sides
    ], axis=1)  # fmt: skip


def _sore_sides(draw: Draw, told: Mapping[str, Values], question: Question) -> tuple[Flags, Flags, Flags]:
    """Who marks the left, the right and the middle; one side is the left."""
    people = len(draw.sets)
    if question.side_finding is None:
        return np.ones(people, dtype=bool), np.zeros(people, dtype=bool), np.zeros(people, dtype=bool)
    table = draw.knowledge.findings[question.side_finding].table
    assert table is not None
    side = np.array(table.values)[told[question.side_finding]]
    return side != "middle", side == "both_sides", side == "middle"
