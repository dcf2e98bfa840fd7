"""The numbers of the knowledge: each has a value, an uncertainty and a reason to believe it."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from ilium.answers.values import Id

Basis = Literal["study", "guideline", "expert"]
Share = Annotated[float, Field(ge=0, le=1)]
Positive = Annotated[float, Field(gt=0)]
Counts = tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(gt=0)]]
"""How many, of how many."""

ESTIMATE = "ilium_estimate"
"""Id of the source that stands for an estimate by the authors of the knowledge."""


def as_list(value: object) -> object:
    """A single entry stands for a list of one."""
    return value if isinstance(value, list) else [value]


class Entry(BaseModel):
    """Base of everything read from a knowledge file: frozen, and unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Citation(Entry):
    """Where a statement comes from: the source, the place in it, and what it says there."""

    source: Id
    place: str = ""
    says: str


Citations = Annotated[tuple[Citation, ...], BeforeValidator(as_list)]


class Evidence(Entry):
    """What every number carries: its basis, and citations or, for an estimate, the reasoning."""

    basis: Basis
    cite: Citations = ()
    why: str = ""

    @model_validator(mode="after")
    def _has_a_reason(self) -> Self:
        if self.basis == "expert" and not self.why:
            raise ValueError("an expert number needs 'why': one line of reasoning")
        if self.basis != "expert" and not self.cite:
            raise ValueError(
                f"a number with basis '{self.basis}' needs 'cite': the source, the place, what it says"
            )
        return self

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The citations to show; an estimate cites itself with its reasoning."""
        if self.cite:
            return self.cite
        return (Citation(source=ESTIMATE, says=self.why),)


class TickRates(Evidence):
    """How often an option of a list is ticked when it is true and when it is not."""

    present: Share
    absent: Share


class Probability(Evidence):
    """A probability: study counts, a value with its 95 % interval or sample size, or a 90 % range.

    `pool` holds the counts of several cited studies by source, to be pooled with random effects. `besides`
    is the share of the people counted who would have it without the cause that the number stands for; it is
    taken out of what was counted, and what is left is the number.
    """

    value: Share | None = None
    counts: Counts | None = None
    pool: dict[Id, Counts] | None = None
    n: Annotated[int, Field(gt=0)] | None = None
    ci: tuple[Share, Share] | None = None
    range: tuple[Share, Share] | None = None
    besides: Annotated[float, Field(gt=0, lt=1)] | None = None

    @model_validator(mode="after")
    def _is_one_form(self) -> Self:
        counted = [self.counts] if self.counts is not None else list((self.pool or {}).values())
        for hits, people in counted:
            if hits > people:
                raise ValueError(
                    f"counts [{hits}, {people}] say more than all: write [how many, of how many]"
                )
        if self.pool is not None:
            self._check_pool()
        forms = (self.counts, self.pool, self.value if self.value is not None else self.range)
        if sum(form is not None for form in forms) > 1:
            raise ValueError("give 'counts' or 'pool' or 'value' or 'range', not several")
        if not counted:
            _check_point(self.value, self.n, self.ci, self.range)
        self._check_besides()
        return self

    def _check_besides(self) -> None:
        if self.besides is None:
            return
        if self.range is not None:
            raise ValueError("'besides' is taken out of what a study saw, and a 'range' is a judgement")
        if not (self.basis == "study" and self.why):
            raise ValueError("'besides' goes with basis 'study', and 'why' says what else brings it about")

    def _check_pool(self) -> None:
        assert self.pool is not None
        if len(self.pool) < 2:
            raise ValueError("'pool' needs two studies or more; for a single one give 'counts'")
        uncited = sorted(set(self.pool) - {citation.source for citation in self.cite})
        if uncited:
            raise ValueError(f"'pool' counts {uncited[0]}, which 'cite' does not name")


class Ratio(Evidence):
    """A ratio (odds ratio, relative rate): a value with its 95 % interval, or a 90 % range."""

    value: Positive | None = None
    ci: tuple[Positive, Positive] | None = None
    range: tuple[Positive, Positive] | None = None

    @model_validator(mode="after")
    def _is_one_form(self) -> Self:
        _check_point(self.value, None, self.ci, self.range)
        return self


class Shares(Evidence):
    """How people divide over the values of a graded finding: counts, or shares that sum to one."""

    counts: dict[Id, Annotated[int, Field(ge=0)]] | None = None
    shares: dict[Id, Share] | None = None
    n: Annotated[int, Field(gt=0)] = 12

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if (self.counts is None) == (self.shares is None):
            raise ValueError("give 'counts' or 'shares', one of them")
        if self.shares is not None and abs(sum(self.shares.values()) - 1) > 1e-6:
            raise ValueError(f"the shares sum to {sum(self.shares.values()):.6g}, not to 1")
        return self


def _check_point(
    value: float | None,
    n: int | None,
    ci: tuple[float, float] | None,
    span: tuple[float, float] | None,
) -> None:
    if value is None and span is None:
        raise ValueError("give 'counts: [how many, of how many]', 'value' or 'range: [low, high]'")
    if value is not None and n is None and ci is None and span is None:
        raise ValueError("a 'value' needs its uncertainty: 'n', 'ci: [low, high]' or 'range: [low, high]'")
    for name, pair in (("ci", ci), ("range", span)):
        if pair is None:
            continue
        if pair[0] > pair[1]:
            raise ValueError(f"'{name}' runs from high to low: write [low, high]")
        if value is not None and not pair[0] <= value <= pair[1]:
            raise ValueError(f"the value {value:g} lies outside its '{name}' {list(pair)}")
