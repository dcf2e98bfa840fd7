"""`ilium study`: what simulated people and proofs show about Ilium."""

from __future__ import annotations

import click

from ilium.faces.terminal.lazy_group import LazyCommand, LazyGroup

_HOME = "ilium.faces.terminal"

COMMANDS = {
    "evaluate": LazyCommand(f"{_HOME}.study_evaluate:evaluate", "Hold known cases against their results."),
    "benchmark": LazyCommand(
        f"{_HOME}.study_benchmark:benchmark", "Score any tool on the open benchmark of cases."
    ),
    "tradeoff": LazyCommand(
        f"{_HOME}.study_tradeoff:tradeoff", "Weigh what is caught against what is left at home."
    ),
    "courses": LazyCommand(
        f"{_HOME}.study_courses:courses", "Follow simulated people over weeks of check-ins."
    ),
    "simulate": LazyCommand(f"{_HOME}.study_simulate:simulate", "Interview whole populations of people."),
    "score": LazyCommand(f"{_HOME}.study_score:score", "Score a table of people."),
    "safety": LazyCommand(f"{_HOME}.study_safety:safety", "Prove the safety rules over all answers."),
}


@click.group(cls=LazyGroup, lazy=COMMANDS)
def study() -> None:
    """Study Ilium itself: how well it does, and what its choices cost."""
