"""The anatomy: every structure drawn, lit in proportion to its probability, and numbered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from itertools import cycle

from ilium.faces.pictures import words
from ilium.faces.pictures.elements import captions, element, frame, number, path, whole
from ilium.faces.pictures.styles import anatomy_style
from ilium.knowledge.pictures import Label, Picture, Shape, View

Chances = Mapping[str, float]
"""The probability that each structure is involved; one that is not named counts as zero."""

FAINT = 0.02
"""Below this probability a structure is not lit."""
ON_TOP = 0.15
"""From this probability on, the outline of a structure is drawn over whatever covers it."""
MOST = 99
"""From this many of a hundred on, no number is told: the model is not that sure."""
TILE = 9.0
RADIUS = 17.0
ANGLES = (45, 135, 15, 105)
"""Stripes of neighbours run differently, so that they can be told apart."""


@dataclass(frozen=True, slots=True)
class LegendRow:
    """One line of the legend, the picture's twin in words."""

    number: int
    structure: str
    name: str
    probability: float
    told: str
    """The probability in words, as a natural frequency."""


def legend(picture: Picture, names: Mapping[str, str], chances: Chances) -> tuple[LegendRow, ...]:
    """The numbers of the picture, what they stand for, and how likely each is involved."""
    rows = (
        (n, one.structure, chances.get(one.structure, 0.0)) for n, one in enumerate(picture.labels, start=1)
    )
    return tuple(LegendRow(n, id_, names[id_], chance, _tell(chance)) for n, id_, chance in rows)


def _tell(chance: float) -> str:
    if chance < FAINT:
        return words.NOT_LIT
    many = round(100 * chance)
    return words.ALMOST_ALL if many >= MOST else words.INVOLVED.format(n=many)


def draw_anatomy(
    picture: Picture,
    names: Mapping[str, str],
    chances: Chances,
    *,
    numbers: bool = True,
    prefix: str = "",
    style: bool = True,
) -> str:
    """The anatomy as one SVG picture. Light is told by colour, by the width of stripes and by an outline."""
    lit = {id_: chances[id_] for id_ in sorted(picture.structures) if chances.get(id_, 0.0) >= FAINT}
    first, *others = picture.views
    views = [frame(view, *_view(view, names, lit, prefix)) for view in others]
    marks = _numbers(picture, lit) if numbers else ()
    views.insert(0, frame(first, *_view(first, names, lit, prefix), *marks))
    angles = dict(zip((one.structure for one in picture.labels), cycle(ANGLES), strict=False))
    drawn = (_stripes(id_, chance, angles[id_], prefix) for id_, chance in lit.items())
    stripes = element("defs", {}, *drawn)
    return whole(picture, prefix, anatomy_style() if style else "", stripes, *views)


def _stripes(structure: str, chance: float, angle: int, prefix: str) -> str:
    """Stripes that cover as much of the structure as it is probable."""
    attributes = {
        "id": f"{prefix}stripes-{structure}",
        "width": number(TILE),
        "height": number(TILE),
        "patternUnits": "userSpaceOnUse",
        "patternTransform": f"rotate({angle})",
    }
    middle = number(TILE / 2)
    stripe = {
        "class": "stripe",
        "x1": middle,
        "x2": middle,
        "y1": "0",
        "y2": number(TILE),
        "stroke_width": number(TILE * chance),
    }
    return element("pattern", attributes, element("line", stripe))


def _view(view: View, names: Mapping[str, str], lit: Chances, prefix: str) -> Iterator[str]:
    for shape in view.shapes:
        drawn = "".join(
            part for mirrored in _copies(shape) for part in _shape(shape, lit, prefix, mirrored=mirrored)
        )
        if shape.structure is None:
            yield drawn
        else:
            name = element("title", {}, escape(names[shape.structure]))
            yield element("g", {"class": "structure", "data_structure": shape.structure}, name, drawn)
    for shape in view.shapes:
        if shape.structure and lit.get(shape.structure, 0.0) >= ON_TOP:
            for mirrored in _copies(shape):
                yield _through(shape, lit[shape.structure], prefix, mirrored=mirrored)
    yield captions(view.captions)


def _copies(shape: Shape) -> tuple[bool, ...]:
    return (False, True) if shape.twin else (False,)


def _shape(shape: Shape, lit: Chances, prefix: str, *, mirrored: bool) -> Iterator[str]:
    """A shape, with its edge below where it is a line, and its light above."""
    form = "line" if shape.line else "area"
    if shape.line and shape.tone in ("nerve", "artery"):
        yield path(shape, f"{shape.tone} rim", mirrored=mirrored, stroke_width=number(shape.line + 1.8))
    yield path(shape, f"{shape.tone} {form}", mirrored=mirrored)
    chance = lit.get(shape.structure or "", 0.0)
    if not chance:
        return
    paint = f"url(#{prefix}stripes-{shape.structure})"
    yield path(shape, f"tint {form}", mirrored=mirrored, opacity=number(0.04 + 0.41 * chance))
    if shape.line:
        yield from _striped_line(shape, paint, mirrored=mirrored)
    else:
        yield path(shape, "stripes", mirrored=mirrored, fill=paint)
        yield path(shape, "line halo", mirrored=mirrored, stroke_width=number(3 + 2.6 * chance))
        yield _outline(shape, chance, mirrored=mirrored, dashed=False)


def _through(shape: Shape, chance: float, prefix: str, *, mirrored: bool) -> str:
    """What is seen of a lit structure through whatever covers it: a dotted outline, a striped line."""
    if not shape.line:
        return _outline(shape, chance, mirrored=mirrored, dashed=True)
    paint = f"url(#{prefix}stripes-{shape.structure})"
    return "".join(_striped_line(shape, paint, mirrored=mirrored))


def _striped_line(shape: Shape, paint: str, *, mirrored: bool) -> Iterator[str]:
    """A line in stripes between two rims, apart from whatever is lit around it."""
    assert shape.line is not None
    for classes, more in (("line halo", 5.0), ("line outline", 2.6)):
        yield path(shape, classes, mirrored=mirrored, stroke_width=number(shape.line + more))
    yield path(shape, f"line {shape.tone}", mirrored=mirrored)
    yield path(shape, "line", mirrored=mirrored, stroke=paint)


def _outline(shape: Shape, chance: float, *, mirrored: bool, dashed: bool) -> str:
    dash = "2 5" if dashed else None
    wide = number(1.2 + (1 if dashed else 2.6) * chance)
    return path(shape, "outline", mirrored=mirrored, stroke_width=wide, stroke_dasharray=dash)


def _numbers(picture: Picture, lit: Chances) -> Iterator[str]:
    """The lines of all numbers, and then the numbers over them."""
    marks = [(label, " lit" if label.structure in lit else "") for label in picture.labels]
    for label, shown in marks:
        yield from _leader(label, shown)
    for n, (label, shown) in enumerate(marks, start=1):
        x, y = label.at
        circle = {"class": f"number{shown}", "cx": number(x), "cy": number(y), "r": number(RADIUS)}
        yield element("circle", circle)
        yield element("text", {"class": f"digits{shown}", "x": number(x), "y": number(y + 7)}, str(n))


def _leader(label: Label, shown: str) -> Iterator[str]:
    (x, y), (to_x, to_y) = label.at, label.to
    line = f"M{number(x)} {number(y)} L{number(to_x)} {number(to_y)}"
    yield element("path", {"class": "halo", "d": line, "stroke_width": "3.6"})
    yield element("path", {"class": f"leader{shown}", "d": line})
    yield element("circle", {"class": "point", "cx": number(to_x), "cy": number(to_y), "r": "3"})
