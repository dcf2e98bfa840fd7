"""`ilium knowledge new KIND NAME`: a file to fill in, in the right folder, never over another."""

from __future__ import annotations

import re
from pathlib import Path

import click

from ilium.faces.terminal.called import as_called
from ilium.faces.terminal.knowledge import author_words as words

KINDS = ("condition", "finding", "question", "red_flag", "source")
ID = re.compile(r"[a-z][a-z0-9_]{0,62}[a-z0-9]")


@click.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("name")
@click.option("--region", type=click.Path(path_type=Path), metavar="FOLDER", help="The folder of the region.")
def new(kind: str, name: str, region: Path | None) -> None:
    """Begin a new file of a KIND with the id NAME; `ilium knowledge check` then names what is still blank."""
    from ilium.faces.terminal.refusal import Refusal
    from ilium.faces.terminal.saving_text import save_text
    from ilium.knowledge.reading import DEFAULT_REGION
    from ilium.knowledge.scaffolds import FOLDER_OF, scaffold

    root = region or DEFAULT_REGION
    if not ID.fullmatch(name):
        raise Refusal(words.NO_ID.format(name=name[:80]))
    if not (root / "region.yaml").is_file():
        raise Refusal(words.NO_REGION.format(folder=root))
    taken = next(iter(sorted(root.glob(f"*/{name}.yaml"))), None)
    if taken is not None:
        raise Refusal(words.TAKEN.format(name=name, file=taken))
    file = root / FOLDER_OF[kind] / f"{name}.yaml"
    _make_folder(file.parent)
    save_text(scaffold(kind, name), file)
    check = " ".join(["ilium knowledge check", *_folder(region)])
    click.echo(as_called(words.BEGUN.format(file=file, check=check)))


def _make_folder(folder: Path) -> None:
    from ilium.faces.terminal.refusal import Refusal
    from ilium.faces.terminal.words import CANNOT_WRITE

    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise Refusal(CANNOT_WRITE.format(file=folder, why=error.strerror)) from None


def _folder(region: Path | None) -> list[str]:
    return [str(region)] if region is not None else []
