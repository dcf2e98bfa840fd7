"""`ilium knowledge pages DIR`: the pages of reference, made from the knowledge."""

from __future__ import annotations

from pathlib import Path

import click

from ilium.faces.terminal.knowledge import author_words as words


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def pages(folder: Path) -> None:
    """Write a page for each condition, one of all sources and one of the calls for programs into DIR."""
    from ilium.faces.reference.pages import CONDITIONS, write_pages
    from ilium.faces.terminal.refusal import Refusal
    from ilium.faces.terminal.saving_text import save_text
    from ilium.knowledge.reading import load_knowledge

    if not folder.is_dir():
        raise Refusal(words.NO_DIR.format(folder=folder))
    (folder / CONDITIONS).mkdir(exist_ok=True)
    texts = write_pages(load_knowledge())
    for name, text in texts.items():
        save_text(text, folder / name)
    click.echo(words.WRITTEN.format(n=len(texts), folder=folder))
