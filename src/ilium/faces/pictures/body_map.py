"""The body map: a picture by itself, and a list of checkboxes whose labels reach into the picture."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from html import escape

from ilium.faces.pictures import words
from ilium.faces.pictures.elements import Attributes, captions, element, frame, path, sheet_box, whole
from ilium.faces.pictures.styles import map_style
from ilium.knowledge.pictures import Picture, Shape, View
from ilium.knowledge.schema import Question

Places = Mapping[str, str]
"""The ids of the places, such as `low_back_left`, with what they are called."""


def name_places(question: Question) -> dict[str, str]:
    """The places of a body map by id, side by side, in the order of the question."""
    return {
        f"{place.id}_{side}": words.PLACE.format(place=place.text, side=words.SIDES[side])
        if len(place.sides) > 1
        else place.text
        for place in question.places
        for side in place.sides
    }


def draw_body_map(
    picture: Picture, places: Places, chosen: Collection[str] = (), *, prefix: str = "", style: bool = True
) -> str:
    """The map as one SVG picture: each place has its id, its name and, where chosen, the class `chosen`."""
    seen = dict[str, int]()
    views = (
        frame(view, _body(view), *_places(view, places, chosen, prefix, seen), captions(view.captions))
        for view in picture.views
    )
    return whole(picture, prefix, map_style() if style else "", *views)


def tap_map(picture: Picture, places: Places, field: str, chosen: Collection[str] = ()) -> str:
    """The map as part of an HTML form, without a script: one checkbox a place, named `field`.

    Each label holds its place as a drawing that the style sheet lays over the picture, so that a tap on the
    place ticks the box. The list is the same for eye, keyboard and screen reader; from the latter the
    drawings are hidden.
    """
    hidden: Attributes = {"viewBox": sheet_box(picture), "class": "ilium-picture", "aria_hidden": "true"}
    body = element("svg", hidden, *(frame(v, _body(v), captions(v.captions)) for v in picture.views))
    items = (
        element("li", {}, _tick(picture, place, text, field, checked=place in chosen))
        for place, text in places.items()
    )
    return element("div", {"class": "ilium-map"}, body, element("ul", {}, *items))


def _tick(picture: Picture, place: str, text: str, field: str, *, checked: bool) -> str:
    box = _input(
        {
            "type": "checkbox",
            "id": f"{field}-{place}",
            "name": field,
            "value": place,
            "checked": "checked" if checked else None,
        }
    )
    hidden: Attributes = {"viewBox": sheet_box(picture), "class": "ilium-picture", "aria_hidden": "true"}
    drawn = (frame(view, *_one_place(view, place, text)) for view in picture.views if _shows(view, place))
    over = element("svg", hidden, *drawn)
    return element("label", {}, box, element("span", {}, escape(text)), over)


def _input(attributes: Attributes) -> str:
    return element("input", attributes).replace("></input>", "/>")


def _body(view: View) -> str:
    """What is no place: the outline and its creases."""
    return "".join(
        path(shape, f"{shape.tone} {'line' if shape.line else 'area'}", mirrored=mirrored)
        for shape in view.shapes
        if shape.place is None
        for mirrored in ((False, True) if shape.twin else (False,))
    )


def _sides(view: View) -> Iterator[tuple[Shape, str, bool]]:
    """Every place that is drawn, its id, and whether it is the mirrored twin."""
    for shape in view.shapes:
        for mirrored, side in enumerate(shape.sides):
            yield shape, f"{shape.place}_{side}", bool(mirrored)


def _shows(view: View, place: str) -> bool:
    return any(id_ == place for _, id_, _ in _sides(view))


def _one_place(view: View, place: str, text: str) -> Iterator[str]:
    for shape, id_, mirrored in _sides(view):
        if id_ == place:
            yield path(shape, "place", element("title", {}, escape(text)), mirrored=mirrored)


def _places(
    view: View, places: Places, chosen: Collection[str], prefix: str, seen: dict[str, int]
) -> Iterator[str]:
    """Every place; one that is drawn again gets a number behind its id."""
    for shape, place, mirrored in _sides(view):
        seen[place] = seen.get(place, 0) + 1
        again = f"-{seen[place]}" if seen[place] > 1 else ""
        name = element("title", {}, escape(places[place]))
        classes = "place chosen" if place in chosen else "place"
        yield path(shape, classes, name, mirrored=mirrored, id=f"{prefix}{place}{again}")
