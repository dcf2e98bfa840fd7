"""A rule's condition in words."""

from __future__ import annotations

from ilium.knowledge.expressions import All, Answered, Any, AtLeast, Expression, Fires, Measured

EXPRESSIONS = (All, Answered, Any, AtLeast, Fires, Measured)


def say_rule(rule: Expression) -> str:
    """A condition on answers as one sentence with brackets."""
    if isinstance(rule, Answered):
        item = f" ({rule.item})" if rule.item else ""
        return f"{rule.question}{item} is {' or '.join(rule.is_)}"
    if isinstance(rule, Measured):
        return f"{rule.question} {_limits(rule)}"
    if isinstance(rule, Fires):
        return f"rule {rule.rule} holds"
    return _joined(rule)


def _joined(rule: All | Any | AtLeast) -> str:
    match rule:
        case All():
            return "(" + " and ".join(say_rule(part) for part in rule.all) + ")"
        case Any():
            return "(" + " or ".join(say_rule(part) for part in rule.any) + ")"
        case AtLeast():
            return f"at least {rule.at_least} of (" + "; ".join(say_rule(part) for part in rule.of) + ")"


def _limits(measured: Measured) -> str:
    limits = []
    if measured.at_least is not None:
        limits.append(f"at least {measured.at_least:g}")
    if measured.below is not None:
        limits.append(f"below {measured.below:g}")
    return " and ".join(limits)
