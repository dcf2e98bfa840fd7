"""`ilium knowledge picture ID`: the body map, the anatomy or an exercise, as SVG or in words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ilium.faces.terminal.knowledge import author_words as words
from ilium.faces.terminal.refusal import Refusal

if TYPE_CHECKING:
    from ilium.knowledge.library import Knowledge
    from ilium.knowledge.pictures import Picture


ALL_POSES = "poses"
"""Stands for the pictures of all exercises on one sheet."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line asks for."""

    light: tuple[str, ...]
    case: str | None
    mark: tuple[str, ...]
    bare: bool
    legend: bool
    output: Path | None


@click.command()
@click.argument("id_", metavar="ID")
@click.option("--light", multiple=True, metavar="STRUCTURE=P", help="Light a structure up; again for more.")
@click.option("--case", metavar="FILE", help="Light up what is likely in a case; '-' reads standard input.")
@click.option("--mark", multiple=True, metavar="PLACE", help="Mark a place of the body map; again for more.")
@click.option("--bare", is_flag=True, help="Leave the numbers out of the anatomy.")
@click.option(
    "--legend", is_flag=True, help="Print the picture in words instead: its numbers, or how it is done."
)
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Write into FILE.")
def picture(id_: str, **options: Any) -> None:  # noqa: ANN401
    """Draw a picture of the knowledge as SVG on standard output.

    ID is body_map, anatomy, an exercise such as bridge, or poses for all exercises on one sheet.
    """
    from ilium.documents.problems import shorten, suggest
    from ilium.faces.terminal.saving_text import save_text
    from ilium.knowledge.reading import load_knowledge

    wishes, knowledge = Wishes(**options), load_knowledge()
    known = [*knowledge.pictures, *knowledge.poses, ALL_POSES]
    if id_ not in known:
        told = words.NO_PICTURE.format(id=shorten(id_))
        raise Refusal(f"{told} {suggest(id_, known)}")
    text = _drawn(knowledge, id_, wishes)
    if wishes.output is None:
        click.echo(text, nl=False)
    else:
        save_text(text, wishes.output)


def _drawn(knowledge: Knowledge, id_: str, wishes: Wishes) -> str:
    if id_ not in knowledge.pictures:
        return _poses(knowledge, id_, wishes)
    chosen = knowledge.pictures[id_]
    return _anatomy(knowledge, chosen, wishes) if chosen.question is None else _map(knowledge, chosen, wishes)


def _poses(knowledge: Knowledge, id_: str, wishes: Wishes) -> str:
    from ilium.faces.pictures.contact_sheet import draw_all_poses
    from ilium.faces.pictures.poses import draw_pose, tell_pose

    for option in ("light", "case", "bare", "mark"):
        if getattr(wishes, option):
            raise Refusal(words.NO_EXERCISE_OPTION.format(id=id_, option=f"--{option}"))
    chosen = knowledge.poses if id_ == ALL_POSES else (id_,)
    if wishes.legend:
        return "\n".join(tell_pose(knowledge, pose) for pose in chosen)
    return draw_all_poses(knowledge) if id_ == ALL_POSES else draw_pose(knowledge, id_, style=True)


def _map(knowledge: Knowledge, chosen: Picture, wishes: Wishes) -> str:
    from ilium.documents.problems import shorten, suggest
    from ilium.faces.pictures.body_map import draw_body_map, name_places

    for option in ("light", "case", "bare", "legend"):
        if getattr(wishes, option):
            raise Refusal(words.ANATOMY_ONLY.format(id=chosen.id, option=f"--{option}"))
    places = name_places(knowledge.questions[str(chosen.question)])
    for place in wishes.mark:
        if place not in places:
            told = words.NO_PLACE.format(id=chosen.id, place=shorten(place))
            raise Refusal(f"{told} {suggest(place, places)}".rstrip())
    return draw_body_map(chosen, places, wishes.mark)


def _anatomy(knowledge: Knowledge, chosen: Picture, wishes: Wishes) -> str:
    from ilium.faces.pictures.anatomy import draw_anatomy, legend

    if wishes.mark:
        raise Refusal(words.MAP_ONLY.format(id=chosen.id, option="--mark"))
    if wishes.light and wishes.case:
        raise Refusal(words.LIGHT_OR_CASE)
    chances = _case_lights(knowledge, wishes.case) if wishes.case else _lights(chosen, wishes.light)
    names = {id_: structure.name for id_, structure in knowledge.structures.items()}
    if wishes.legend:
        rows = legend(chosen, names, chances)
        return "".join(f"{row.number:>3}  {row.name}: {row.told}\n" for row in rows)
    return draw_anatomy(chosen, names, chances, numbers=not wishes.bare)


def _lights(chosen: Picture, told: tuple[str, ...]) -> dict[str, float]:
    from ilium.documents.problems import shorten, suggest

    lights = {}
    for text in told:
        structure, _, number = text.partition("=")
        chance = _chance(number)
        if chance is None:
            raise Refusal(words.NO_LIGHT.format(text=shorten(text)))
        if structure not in chosen.structures:
            no = words.NOT_DRAWN_THERE.format(id=chosen.id, structure=shorten(structure))
            raise Refusal(f"{no} {suggest(structure, chosen.structures, words.SEE_STRUCTURES)}")
        lights[structure] = chance
    return lights


def _chance(text: str) -> float | None:
    try:
        chance = float(text)
    except ValueError:
        return None
    return chance if 0 <= chance <= 1 else None


def _case_lights(knowledge: Knowledge, name: str) -> dict[str, float]:
    from ilium.faces.terminal.case_input import judge, read_bytes, read_case_in

    data, file = read_bytes(name)
    found = judge(knowledge, read_case_in(knowledge, data, file), file)
    return {one.id: one.probability for one in found.structures}
