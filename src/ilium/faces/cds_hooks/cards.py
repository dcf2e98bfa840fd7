"""The cards for a case: how soon to be seen, what is still open, and which tests tell most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import NAMESPACE_URL, UUID, uuid5

from ilium.answers.case import AGE, Case
from ilium.explanation.cannot_miss import NotToMiss, not_to_miss
from ilium.faces.cds_hooks import words
from ilium.faces.cds_hooks.forms import Card, Link, Override, Source
from ilium.faces.fhir.chart.taken import NotRead
from ilium.interview.best_next import Suggestion, best_tests
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.knowledge.numbers import Citation
from ilium.safety.past import at_present
from ilium.safety.urgency import Reason
from ilium.verdict import Verdict, reach_verdict

TESTS, OPEN, NAMED = 3, 6, 3
"""How many tests are told, how many open causes, and how many of them on the card's first line."""
LONGEST = 139
LEAST_BITS, LEAST_RISE = 0.005, 0.0005
"""What would be told as 0.00 bits, and as a chance of 0.0 %, is not told."""
Indicator = Literal["info", "warning", "critical"]
INDICATORS: dict[Level, Indicator] = {
    Level.EMERGENCY_NOW: "critical",
    Level.URGENT_SAME_DAY: "critical",
    Level.SEE_CLINICIAN_SOON: "warning",
    Level.ROUTINE: "info",
    Level.SELF_CARE: "info",
}


@dataclass(frozen=True, slots=True)
class Deck:
    """Makes the cards of one call. `base` is where the pages with the sources are."""

    knowledge: Knowledge
    base: str
    call: UUID

    def deal(self, case: Case, conflicts: Sequence[NotRead] = ()) -> list[Card]:
        """The cards, the most urgent first, and one where chart and answers differ.

        Raises ImpossibleAnswersError as an assessment does.
        """
        case = at_present(self.knowledge, case)
        verdict = reach_verdict(self.knowledge, case)
        found = [*self._urgency(verdict), *self._differing(conflicts), *self._open(case, verdict)]
        return (
            found if verdict.urgency.level is Level.EMERGENCY_NOW else [*found, *self._tests(case, verdict)]
        )

    def turn_away(self, age: int) -> Card:
        """The one card for a patient of an age that Ilium knows nothing about."""
        form = self.knowledge.forms[AGE]
        said = words.NOT_OURS.format(low=form.minimum or 0, high=form.maximum or 0, age=age)
        return self._card("age", words.NOT_FOR_THIS_AGE, "info", [said])

    def _urgency(self, verdict: Verdict) -> Iterator[Card]:
        reasons = verdict.urgency.reasons
        if not reasons:
            return
        level = verdict.urgency.level
        name = next(one.name for one in self.knowledge.urgency.levels if one.id is level)
        told = any(
            one.rule in self.knowledge.red_flags or one.rule in self.knowledge.losses for one in reasons
        )
        summary = words.URGENCY.format(name=name, reason=reasons[0].text) if told else reasons[0].text
        indicator: Indicator = INDICATORS[level] if told else "warning"
        lines = [line for reason in reasons for line in self._reason(reason)]
        cited = next((c.source for reason in reasons for c in reason.citations), None)
        yield self._card("urgency", summary, indicator, lines, cited)

    def _differing(self, conflicts: Sequence[NotRead]) -> Iterator[Card]:
        if conflicts:
            lines = [words.DIFFERS.format(what=one.origin.what, why=one.why) for one in conflicts]
            yield self._card("differing", words.DIFFERING, "warning", lines)

    def _reason(self, reason: Reason) -> Iterator[str]:
        yield words.REASON.format(text=reason.text)
        for citation in reason.citations:
            yield self._cited(citation)
        if not reason.citations:
            yield words.ESTIMATE.format(url=self._url(reason.rule))

    def _cited(self, citation: Citation) -> str:
        source = self.knowledge.sources[citation.source]
        url = self._url(source.id)
        return words.CITED.format(says=citation.says, label=source.id, url=url, kind=source.kind)

    def _open(self, case: Case, verdict: Verdict) -> Iterator[Card]:
        found = [one for one in not_to_miss(self.knowledge, case, verdict) if one.is_open]
        if not found:
            return
        names = ", ".join(self.knowledge.conditions[one.condition].name for one in found[:NAMED])
        form = words.OPEN_ONE if len(found) == 1 else words.OPEN_MANY
        lines = [self._open_item(one) for one in found[:OPEN]]
        if len(found) > OPEN:
            lines.append(words.MORE.format(n=len(found) - OPEN))
        indicator: Indicator = "warning" if any(one.fired or one.is_likely for one in found) else "info"
        yield self._card("open", form.format(n=len(found), names=names), indicator, lines)

    def _open_item(self, one: NotToMiss) -> str:
        why = [words.FIRED.format(text=reason.text) for reason in one.fired]
        if one.is_likely and one.visit_pays_from is not None:
            why.append(words.LIKELY.format(chance=one.probability, line=one.visit_pays_from))
        if one.unanswered:
            asked = (self.knowledge.questions[id_] for id_ in one.unanswered[:NAMED])
            why.append(words.UNANSWERED.format(questions=" / ".join(question.text for question in asked)))
        name = self.knowledge.conditions[one.condition].clinical_name
        return words.OPEN_ITEM.format(name=name, chance=one.probability, why="; ".join(why))

    def _tests(self, case: Case, verdict: Verdict) -> Iterator[Card]:
        found = [one for one in best_tests(self.knowledge, case, verdict, TESTS) if _tells(one)]
        if not found:
            return
        names = ", ".join(one.question.topic for one in found)
        lines = [
            words.TEST_ITEM.format(
                text=one.question.text,
                bits=one.bits,
                least="" if one.exact else words.LEAST,
                rise=words.RISE.format(rise=one.rise) if one.rise >= LEAST_RISE else "",
                url=self._url(one.question.id),
            )
            for one in found
        ]
        yield self._card("tests", words.TESTS.format(names=names), "info", lines)

    def _card(
        self, kind: str, summary: str, indicator: Indicator, lines: Sequence[str], cited: str | None = None
    ) -> Card:
        knowledge = self.knowledge
        end = words.NO_DIAGNOSIS.format(version=knowledge.version, hash=knowledge.hash[:12])
        label = knowledge.sources[cited].citation if cited else words.SOURCE.format(version=knowledge.version)
        return Card(
            uuid=uuid5(NAMESPACE_URL, f"{self.call}:{kind}"),
            summary=shortened(summary),
            indicator=indicator,
            detail="\n".join([*lines, "", end]),
            source=Source(label=shortened(label), url=self._url(cited or "")),
            overrideReasons=[
                Override(code=code, system=f"{self.base}/cds-services/override-reasons", display=display)
                for code, display in words.OVERRIDES.items()
            ],
            links=[Link(label=words.LINK, url=f"{self.base}/clinician")],
        )

    def _url(self, id_: str) -> str:
        """The page of the knowledge about something."""
        return f"{self.base}/knowledge/{id_}".rstrip("/")


def _tells(one: Suggestion) -> bool:
    """Whether a test is worth a line: it tells something, or may change how soon to be seen."""
    return one.bits >= LEAST_BITS or one.rise >= LEAST_RISE


def shortened(text: str) -> str:
    """A line that a card can hold, cut between words."""
    if len(text) <= LONGEST:
        return text
    return text[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
