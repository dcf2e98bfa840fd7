"""Which findings a question covers, and what a finding depends on."""

from __future__ import annotations

from ilium.answers.values import Kind
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Finding, Question


def findings_of(knowledge: Knowledge, question: Question) -> tuple[str, ...]:
    """The findings that the answers to a question say something about, each once."""
    named = [question.finding, question.side_finding]
    named += [finding for choice in question.choices for finding in choice.sets]
    named += [place.finding for place in question.places]
    if question.kind is Kind.CHECKLIST:
        named += [choice.id for choice in question.choices if choice.id in knowledge.findings]
    return tuple(dict.fromkeys(finding for finding in named if finding is not None))


def mechanisms_behind(finding: Finding) -> frozenset[str]:
    """The mechanisms that a finding depends on, whether they bring it about or hold it back."""
    if finding.relief is not None:
        return frozenset(finding.relief.mechanisms)
    if finding.causes is not None:
        return frozenset(finding.causes.mechanisms) | frozenset(finding.causes.inhibited_by)
    return frozenset()


def conditions_behind(finding: Finding) -> frozenset[str]:
    """The conditions that a finding depends on without a mechanism between them."""
    for form in (finding.causes, finding.table):
        if form is not None:
            return frozenset(form.conditions)
    return frozenset(finding.trigger.odds_ratios) if finding.trigger is not None else frozenset()
