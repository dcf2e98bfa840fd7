"""`ilium episode list|export|delete|backup|restore`: what is kept, taken away, and gone."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ilium.faces.terminal.called import as_called
from ilium.faces.terminal.episode import words
from ilium.faces.terminal.episode.opened import database_option, opened
from ilium.faces.terminal.refusal import Refusal

if TYPE_CHECKING:
    from ilium.episode.store.episode_store import EpisodeStore
    from ilium.result import KnowledgeMark

FILE = click.Path(path_type=Path)


@click.command("list")
@database_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_all(database: str | None, as_json: bool) -> None:
    """List the episodes, the one answered last first."""
    with opened(database) as store:
        found, place = store.list(), store.place
    if as_json:
        from ilium.faces.terminal.console import print_json

        print_json(
            [
                {
                    "id": one.id,
                    "started": one.started.isoformat(),
                    "last_day": one.last_day.isoformat(),
                    "check_ins": one.check_ins,
                }
                for one in found
            ]
        )
        return
    rows = [(one.id, str(one.started), str(one.last_day), str(one.check_ins)) for one in found]
    if not rows:
        click.echo(as_called(words.NONE_YET.format(place=place)))
        return
    for id_, began, last, number in [words.LIST_HEAD, *rows]:
        click.echo(f"{id_:<18}{began:<14}{last:<16}{number}")


@click.command()
@click.argument("episode", required=False, metavar="ID")
@click.option("--all", "everything", is_flag=True, help="Export every episode into one zip.")
@click.option("--output", type=FILE, metavar="FILE", help="Write into FILE instead of printing.")
@click.option("--force", is_flag=True, help="Let --output replace a file that is already there.")
@database_option
def export(
    episode: str | None, everything: bool, output: Path | None, force: bool, database: str | None
) -> None:
    """Take an episode away as JSON, or everything as one zip with checksums."""
    from ilium.episode.export import episode_text, write_whole, write_zip
    from ilium.faces.terminal.saving import check_target

    if everything == (episode is not None):
        raise Refusal(words.ONE_OR_ALL)
    if everything and output is None:
        raise Refusal(words.ALL_TO_FILE)
    if output is not None:
        check_target(output, force=force)
    with opened(database) as store:
        if episode is None:
            assert output is not None
            number = write_zip(store.everything(), _mark(), output)
            click.echo(words.EXPORTED.format(n=number, file=output))
            return
        text = episode_text(store.load(store.find(episode)))
        if output is None:
            click.echo(text, nl=False)
        else:
            write_whole(output, lambda part: _write(part, text))


def _write(part: Path, text: str) -> None:
    part.write_text(text, encoding="utf-8", newline="\n")


def _mark() -> KnowledgeMark:
    from ilium.knowledge.reading import load_knowledge
    from ilium.result import KnowledgeMark

    knowledge = load_knowledge()
    return KnowledgeMark(knowledge.version, knowledge.hash)


@click.command()
@click.argument("episode", metavar="ID")
@click.option("--yes", is_flag=True, help="Do not ask whether it is meant.")
@database_option
def delete(episode: str, yes: bool, database: str | None) -> None:
    """Delete an episode so that nothing of it stays in the database."""
    with opened(database) as store:
        id_ = store.find(episode)
        if not yes and not _is_meant(store, id_):
            click.echo(words.NOT_DELETED)
            return
        done = store.delete(id_)
    click.echo(words.DELETED.format(id=id_))
    if done.copies:
        click.echo(words.COPIES_GONE.format(copies=", ".join(done.copies)))
    if not done.swept:
        click.echo(words.NOT_SWEPT)
    click.echo(words.YOUR_COPIES)


def _is_meant(store: EpisodeStore, id_: str) -> bool:
    if not sys.stdin.isatty():
        raise Refusal(words.SAY_YES)
    found = store.load(id_)
    asked = words.REALLY_DELETE.format(id=id_, started=found.started, n=len(found.case.check_ins))
    return click.confirm(asked)


@click.command()
@click.argument("file", type=FILE)
@click.option("--force", is_flag=True, help="Replace a file that is already there.")
@database_option
def backup(file: Path, force: bool, database: str | None) -> None:
    """Copy everything into FILE, and read the copy back. A name that ends in .zip makes a portable zip."""
    from ilium.episode.backup import back_up
    from ilium.faces.terminal.saving import check_target

    check_target(file, force=force)
    with opened(database) as store:
        number = back_up(store, file, _mark())
    click.echo(words.BACKED_UP.format(n=number, file=file))


@click.command()
@click.argument("file", type=FILE)
@click.option("--replace", is_flag=True, help="Let episodes of the backup replace different ones.")
@database_option
def restore(file: Path, replace: bool, database: str | None) -> None:
    """Bring the episodes of a backup back, all or none. What has been added since is kept."""
    from ilium.episode.backup import restore as put_back

    if not file.is_file():
        from ilium.faces.terminal import words as general

        raise Refusal(f"{file}: {general.NO_SUCH_FILE}")
    with opened(database) as store:
        done = put_back(store, file, replace_others=replace)
    counts = {"added": len(done.added), "replaced": len(done.replaced), "kept": len(done.kept)}
    click.echo(words.RESTORED.format(**counts))
