"""`ilium episode show`, and what every command shows once it has kept something."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ilium.faces.terminal.called import as_called
from ilium.faces.terminal.episode import words
from ilium.faces.terminal.episode.opened import database_option, date_option, opened, read_date
from ilium.faces.terminal.refusal import Refusal

if TYPE_CHECKING:
    from ilium.episode.episode import Episode
    from ilium.episode.showing import EpisodeShown
    from ilium.episode.store.episode_store import EpisodeStore
    from ilium.knowledge.library import Knowledge


@click.command()
@click.argument("episode", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@click.option("--all", "everything", is_flag=True, help="Show everything that the short report leaves out.")
@click.option(
    "--pdf", type=click.Path(path_type=Path), metavar="FILE", help="Write a summary for a clinician."
)
@date_option
@database_option
def show(
    episode: str, as_json: bool, everything: bool, pdf: Path | None, date: str | None, database: str | None
) -> None:
    """Show how an episode goes against what is expected, and what to do now."""
    from ilium.faces.terminal.saving import check_target
    from ilium.knowledge.reading import load_knowledge

    today = read_date(date)
    if pdf is not None:
        check_target(pdf, force=False)
    with opened(database) as store:
        found = store.load(store.find(episode))
    knowledge = load_knowledge()
    shown = compute(knowledge, found, today)
    if pdf is not None:
        _write_pdf(knowledge, shown, pdf)
    print_shown(knowledge, shown, as_json=as_json, everything=everything)


def _write_pdf(knowledge: Knowledge, shown: EpisodeShown, target: Path) -> None:
    """Write the page for a clinician, with the course in it."""
    from ilium.episode.fitting import fit
    from ilium.faces.summary.page import write_summary
    from ilium.faces.terminal.saving import save_whole

    case = fit(knowledge, shown.episode.on(max(shown.today, shown.episode.last_day))).case
    save_whole(write_summary(knowledge, case, shown.assessment), target, force=False)


def keep_and_show(
    knowledge: Knowledge,
    database: str | None,
    keep: Callable[[EpisodeStore], Episode],
    otherwise: Episode,
    today: datetime.date,
    as_json: bool,
) -> None:
    """Keep something, then show what follows from it, then note what was said.

    Where it cannot be kept, the page is shown all the same, since it may say to get help at once; then the
    command says what happened and ends as refused.
    """
    refused: Refusal | None = None
    try:
        with opened(database) as store:
            episode, place = keep(store), store.place
    except Refusal as refusal:
        refused, episode, place = refusal, otherwise, ""
    shown = compute(knowledge, episode, today)
    print_shown(knowledge, shown, as_json=as_json)
    sys.stdout.flush()
    if refused is not None:
        raise Refusal(words.NOT_KEPT.format(why=refused.message))
    _note(database, shown)
    if not as_json:
        click.echo("\n" + words.KEPT.format(id=episode.id) + "\n" + words.KEPT_AT.format(place=place))
        click.echo(as_called(words.HOW_ON.format(id=episode.id)))


def _note(database: str | None, shown: EpisodeShown) -> None:
    """Note what was said, so that newer knowledge can say what moved."""
    from ilium.episode.moving import state

    episode = shown.episode
    day = max(shown.today, episode.last_day)
    said = state(shown.assessment, day, len(episode.case.check_ins))
    with opened(database) as store:
        store.add_statement(episode.id, said)


def compute(knowledge: Knowledge, episode: Episode, today: datetime.date) -> EpisodeShown:
    """The episode on a day; answers that no explanation allows are told plainly."""
    from ilium.episode.showing import show_episode
    from ilium.faces.terminal import words as general
    from ilium.reasoning.posterior import ImpossibleAnswersError

    try:
        return show_episode(knowledge, episode, today)
    except ImpossibleAnswersError:
        told = f"episode {episode.id}: {general.CANNOT_BE_TRUE} {general.LOOK_AGAIN_AT}"
        raise Refusal(told) from None


def print_shown(
    knowledge: Knowledge, shown: EpisodeShown, *, as_json: bool, everything: bool = False
) -> None:
    """Print an episode: as JSON, or as a page to read."""
    from ilium.faces.terminal.console import open_console, print_json, print_parts

    if as_json:
        from ilium.faces.episode_plain import episode_as_plain

        print_json(episode_as_plain(shown))
        return
    from ilium.faces.terminal.episode.view import parts

    print_parts(open_console(), parts(knowledge, shown, everything=everything))
