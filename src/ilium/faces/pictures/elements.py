"""SVG and HTML elements as text, and the parts that every picture shares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from ilium.knowledge.pictures import Caption, Picture, Shape, View

MIRROR = "scale(-1 1)"
Attributes = Mapping[str, str | None]


def element(name: str, attributes: Attributes, *content: str) -> str:
    """One element; an attribute without a value is left out, a name's final underscore too."""
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{told}>{''.join(content)}</{name}>"


def number(value: float) -> str:
    """A length as short as it can be told to a hundredth."""
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


def path(shape: Shape, classes: str, *content: str, mirrored: bool = False, **more: str | None) -> str:
    """A shape as a path, mirrored at the midline where asked."""
    attributes = {
        "class": f"{classes} behind" if shape.behind else classes,
        "d": " ".join(shape.d.split()),
        "transform": MIRROR if mirrored else None,
        "stroke_width": number(shape.line) if shape.line else None,
    }
    return element("path", {**attributes, **more}, *content)


def frame(view: View, *content: str) -> str:
    """A view at its place on the sheet; what lies outside its box is cut off."""
    x, y, width, height = (number(value) for value in view.on_sheet)
    box = " ".join(number(value) for value in view.box)
    return element("svg", {"x": x, "y": y, "width": width, "height": height, "viewBox": box}, *content)


def captions(told: Iterable[Caption]) -> str:
    """A few words in a view."""
    return "".join(_caption(one) for one in told)


def _caption(told: Caption) -> str:
    x, y = (number(value) for value in told.at)
    return element("text", {"class": "caption", "x": x, "y": y}, escape(told.text))


def sheet_box(picture: Picture) -> str:
    """The view box of the whole sheet."""
    return f"0 0 {number(picture.sheet[0])} {number(picture.sheet[1])}"


def whole(picture: Picture, prefix: str, style: str, *content: str) -> str:
    """A picture that stands by itself: named, described, sized; `prefix` keeps its ids apart from others."""
    attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "class": "ilium-picture",
        "viewBox": sheet_box(picture),
        "role": "img",
        "aria_labelledby": f"{prefix}title {prefix}about",
    }
    head = (
        element("title", {"id": f"{prefix}title"}, escape(picture.name)),
        element("desc", {"id": f"{prefix}about"}, escape(picture.about)),
        element("style", {}, style) if style else "",
    )
    return element("svg", attributes, *head, *content) + "\n"
