"""Which answers raise the urgency, against asking every rule about every changed case."""

from itertools import product

import numpy as np
import pytest

from ilium.answers.case import Case
from ilium.interview.rise import Fear, Rises, find_rises, single_answers
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge
from ilium.safety.evaluation import holds, questions_of
from ilium.study.batch.drawing import draw_crowd
from ilium.study.batch.populations import POPULATIONS

PEOPLE = 12


def people(knowledge: Knowledge) -> list[tuple[Case, frozenset[str]]]:
    """People part of the way: some answers given, and some of the other questions open."""
    luck = np.random.default_rng(1)
    sheet = draw_crowd(knowledge, POPULATIONS[0], seed=1, block=0, people=PEOPLE).answers
    drawn = []
    for row in range(PEOPLE):
        answers = {id_: said for id_, said in sheet.case(row).answers.items() if luck.random() < row / PEOPLE}
        rest = sorted(knowledge.questions.keys() - answers.keys())
        drawn.append((Case(answers=answers), frozenset(id_ for id_ in rest if luck.random() < 0.7)))
    return drawn


def rises_one_by_one(fear: Fear, question: str) -> Rises:
    """Every answer, then every pair of harmless answers, tried on the case itself."""
    knowledge = fear.knowledge
    rules = [
        rule
        for rule in knowledge.red_flags.values()
        if rule.level.rank > fear.rank and question in questions_of(knowledge, rule.id)
    ]

    def raises(case: Case) -> bool:
        return any(holds(knowledge, rule.when, case) for rule in rules)

    def answers(id_: str, *, harmless: bool) -> list[object]:
        every = single_answers(knowledge.questions[id_])
        return [a for a in every if raises(fear.case.answer(id_, a)) is not harmless]

    asked = {id_ for rule in rules for id_ in questions_of(knowledge, rule.id)}
    pairs = [
        (one, id_, other)
        for one, id_ in product(answers(question, harmless=True), sorted(asked & fear.open_ids - {question}))
        for other in answers(id_, harmless=True)
        if raises(fear.case.answer(question, one).answer(id_, other))
    ]
    return Rises(tuple(answers(question, harmless=False)), tuple(pairs))


@pytest.mark.parametrize("level", [Level.SELF_CARE, Level.SEE_CLINICIAN_SOON, Level.URGENT_SAME_DAY])
def test_the_rises_are_those_found_by_trying_every_answer(level: Level) -> None:
    knowledge = load_knowledge()
    alone = together = 0
    for case, open_ids in people(knowledge):
        fear = Fear(knowledge, case, level.rank, open_ids)
        for id_ in sorted(open_ids)[::4]:
            found = find_rises(fear, knowledge.questions[id_])
            assert found == rises_one_by_one(fear, id_)
            alone += len(found.alone)
            together += len(found.together)
    assert alone > 10
    assert together > 10
