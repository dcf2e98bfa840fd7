"""The part of the report on what to do now, what is held back, and when to look again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from ilium.faces.terminal import words
from ilium.knowledge.levels import Level

if TYPE_CHECKING:
    from ilium.care.plan import ActionShown, HeldBack
    from ilium.result import Assessment

MOST_ACTIONS, MOST_HELD_BACK, MOST_STEPS = 5, 2, 3
WAITING = (Level.EMERGENCY_NOW, Level.URGENT_SAME_DAY)


def plan_parts(assessment: Assessment, *, everything: bool = False) -> Iterator[RenderableType]:
    """What to do now and what is held back: in short, or all of it."""
    plan = assessment.plan
    if not plan.actions:
        return
    waiting = assessment.urgency.level in WAITING
    yield Text(f"\n{words.PLAN_WAITING if waiting else words.PLAN}", style="bold")
    if plan.uncertain and not waiting:
        yield Text(words.PLAN_UNCERTAIN, style="dim")
    shown = plan.actions if everything else plan.actions[:MOST_ACTIONS]
    yield from (_action(number, action, everything) for number, action in enumerate(shown, 1))
    yield from _more(len(plan.actions) - len(shown))
    yield from _stop_signs(shown)
    yield from _held_back(plan.held_back, everything)


def safety_net(assessment: Assessment, *, everything: bool = False) -> Iterator[RenderableType]:
    """The days to look again, or nothing where help is needed now."""
    every = assessment.plan.safety_net.steps
    steps = every if everything else every[:MOST_STEPS]
    if steps and assessment.urgency.level is not Level.EMERGENCY_NOW:
        yield Text(f"\n{words.SAFETY_NET}", style="bold")
        yield from (_row("-", Text(step.text)) for step in steps)
        yield from _more(len(every) - len(steps))


def _action(number: int, action: ActionShown, everything: bool) -> RenderableType:
    told = Text(f"{action.name}.", style="bold").append(f" {' '.join(action.how)}", style="not bold")
    told.append(f" {action.dose}", style="not bold")
    if everything:
        rest = " ".join(part for part in (action.aim, action.progression, action.right_for) if part)
        told.append(f"\n{rest}", style="not bold dim")
    return _row(f"{number}.", told)


def _stop_signs(actions: tuple[ActionShown, ...]) -> Iterator[RenderableType]:
    """The stop signs of everything shown, each once."""
    signs = tuple(dict.fromkeys(sign for action in actions for sign in action.stop_signs))
    if signs:
        yield Text(words.STOP_DOING_IT, style="bold")
        yield from (_row("-", Text(sign)) for sign in signs)


def _held_back(held: tuple[HeldBack, ...], everything: bool) -> Iterator[RenderableType]:
    """What is held back, with its reason; things with the same reason share a line."""
    names: dict[str, list[str]] = {}
    for one in held:
        names.setdefault(one.text, []).append(one.name)
    shown = list(names.items()) if everything else list(names.items())[:MOST_HELD_BACK]
    if shown:
        yield Text(words.HELD_BACK, style="bold")
        yield from (_row("-", Text(f"{'; '.join(same)}. {text}")) for text, same in shown)
        yield from _more(len(names) - len(shown))


def _more(count: int) -> Iterator[RenderableType]:
    if count > 0:
        yield Text(words.MORE_WITH_ALL.format(n=count), style="dim")


def _row(mark: str, text: Text) -> RenderableType:
    row = Table.grid(padding=(0, 1))
    row.add_row(Text(mark), text)
    return row
