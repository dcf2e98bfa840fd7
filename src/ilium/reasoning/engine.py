"""The engine of one knowledge, made once: worlds and tables, and the network of each kind of person."""

from __future__ import annotations

from functools import lru_cache

from ilium.answers.case import Case
from ilium.knowledge.compiling import compile_model
from ilium.knowledge.library import Knowledge
from ilium.knowledge.sampling import draw_model
from ilium.reasoning.network import Frame, Network, Person, build_frame, fit_person
from ilium.reasoning.ranges import Spread, spread_frame


@lru_cache(maxsize=8)
def frame_of(knowledge: Knowledge) -> Frame:
    """What is the same for all people, made once for each knowledge."""
    return build_frame(compile_model(knowledge))


@lru_cache(maxsize=512)
def network_for(knowledge: Knowledge, person: Person) -> Network:
    """The network of one kind of person."""
    return fit_person(frame_of(knowledge), person)


@lru_cache(maxsize=4)
def spread_of(knowledge: Knowledge) -> Spread:
    """Every number of the knowledge drawn many times, made once for each knowledge."""
    return spread_frame(draw_model(knowledge), frame_of(knowledge))


def person_of(case: Case) -> Person:
    """What the prior depends on, read off a case."""
    return Person(case.setting, case.age, case.sex)
