"""One person's case: who they are and what they said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Literal

from ilium.answers.check_ins import CheckIn, Cleared
from ilium.answers.countries import ANYWHERE
from ilium.answers.values import Answer, Missing

Mode = Literal["person", "clinician"]
Setting = Literal["first_contact", "physiotherapy", "spine_clinic"]
Sex = Literal["female", "male", "unknown"]

AGE, SEX = "age", "sex"
"""The two questions that every region asks; the case holds their answers beside the others."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a case is known to be, for tests and studies."""

    diagnosis: str | None = None
    also: tuple[str, ...] = ()
    urgency: str | None = None
    ambiguous: str | None = None


Told = tuple[str, ...]
"""What the answers say to each comparison of a rule."""


@dataclass(frozen=True, slots=True)
class Past:
    """What earlier moments of an episode still mean for a case as it stands today."""

    armed: frozenset[str] = frozenset()
    """Rules that held before and were not cleared since."""
    closed: Mapping[str, Told] = field(default_factory=dict)
    """Rules that a clinician has cleared, each with what was told then."""
    unasked: frozenset[str] = frozenset()
    """Questions due at every check-in that the last one left out: what was said before is no answer today."""

    def asked(self, question: str) -> Past:
        """The same, once a question is asked today."""
        return replace(self, unasked=self.unasked - {question})


@dataclass(frozen=True, slots=True)
class Case:
    """One person's case. `answers` holds only what was answered; a missing question was not asked."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    id: str | None = None
    today: date | None = None
    start: date | None = None
    """The day of the first answers; without it, days are counted from the first check-in."""
    check_ins: tuple[CheckIn, ...] = ()
    """Later looks, from the first to the last."""
    cleared: tuple[Cleared, ...] = ()
    past: Past | None = None
    """Worked out, never given: set on a case that shows an episode as it stands today."""
    mode: Mode = "person"
    country: str = ANYWHERE
    setting: Setting = "first_contact"
    expected: Expected | None = None

    def __post_init__(self) -> None:
        """Hold the answers so that nobody can change them."""
        object.__setattr__(self, "answers", MappingProxyType(dict(self.answers)))

    def answer_to(self, question: str) -> Answer:
        """The answer to a question; NOT_ASKED when there is none."""
        if self.past is not None and question in self.past.unasked:
            return Missing.NOT_ASKED
        return self.answers.get(question, Missing.NOT_ASKED)

    def answer(self, question: str, answer: Answer) -> Case:
        """The case with one more answer, or a changed one."""
        past = self.past.asked(question) if self.past is not None else None
        return replace(self, answers={**self.answers, question: answer}, past=past)

    def forget(self, question: str) -> Case:
        """The case as if a question had not been asked."""
        return replace(self, answers={k: v for k, v in self.answers.items() if k != question})

    def placed(self, country: str) -> Case:
        """The case in a country, where it names none itself."""
        return replace(self, country=country) if self.country == ANYWHERE else self

    @property
    def age(self) -> float | None:
        """Age in years, or None when it is not known."""
        age = self.answer_to(AGE)
        return float(age) if isinstance(age, (int, float)) else None

    @property
    def sex(self) -> Sex:
        """Sex as the prior uses it; *unknown* unless it was given."""
        sex = self.answer_to(SEX)
        return sex if sex in ("female", "male") else "unknown"  # type: ignore[return-value]
