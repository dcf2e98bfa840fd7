"""The anatomy: every structure is there, its number points at it, and its light tells its probability."""

from itertools import combinations
from math import hypot
from xml.etree import ElementTree

import pytest
from tests.faces.pictures.geometry import covers

from ilium.faces.pictures.anatomy import FAINT, RADIUS, TILE, draw_anatomy, legend
from ilium.knowledge.pictures import Label
from ilium.knowledge.reading import load_knowledge

KNOWLEDGE = load_knowledge()
ANATOMY = KNOWLEDGE.pictures["anatomy"]
NAMES = {id_: structure.name for id_, structure in KNOWLEDGE.structures.items()}
QUIET = ("crease", "fibre", "edge", "shade")
SVG = "{http://www.w3.org/2000/svg}"


def draw(**chances: float) -> ElementTree.Element:
    return ElementTree.fromstring(draw_anatomy(ANATOMY, NAMES, chances))


def stripes_of(svg: ElementTree.Element) -> dict[str, float]:
    """How wide the stripes of each lit structure are."""
    return {
        pattern.attrib["id"].removeprefix("stripes-"): float(pattern[0].attrib["stroke-width"])
        for pattern in svg.iter(f"{SVG}pattern")
    }


@pytest.mark.parametrize("label", ANATOMY.labels, ids=lambda label: label.structure)
def test_a_number_points_at_what_lies_on_top_there(label: Label) -> None:
    seen = [
        shape
        for shape in ANATOMY.views[0].shapes
        if (shape.structure or shape.tone not in QUIET)
        and (covers(shape, label.to) or (shape.twin and covers(shape, label.to, mirrored=True)))
    ]
    assert seen[-1].structure == label.structure


def test_no_two_numbers_touch_and_all_stand_on_the_sheet() -> None:
    x, y, width, height = ANATOMY.views[0].box
    for label in ANATOMY.labels:
        assert x + RADIUS < label.at[0] < x + width - RADIUS
        assert y + RADIUS < label.at[1] < y + height - RADIUS
    for one, other in combinations(ANATOMY.labels, 2):
        assert hypot(one.at[0] - other.at[0], one.at[1] - other.at[1]) > 2 * RADIUS


def test_every_structure_that_is_drawn_carries_its_name() -> None:
    groups = [group for group in draw().iter(f"{SVG}g") if group.get("class") == "structure"]
    named = {group.attrib["data-structure"]: group[0].text for group in groups}
    assert named == {id_: NAMES[id_] for id_ in ANATOMY.structures}


def test_light_grows_with_the_probability_in_stripes_and_outline() -> None:
    svg = draw(piriformis=0.2, gluteus_maximus=0.8)
    assert stripes_of(svg) == pytest.approx({"piriformis": 0.2 * TILE, "gluteus_maximus": 0.8 * TILE})
    outlines = {
        group.attrib["data-structure"]: max(
            float(path.attrib["stroke-width"]) for path in group if path.get("class") == "outline"
        )
        for group in svg.iter(f"{SVG}g")
        if any(path.get("class") == "outline" for path in group)
    }
    assert outlines["gluteus_maximus"] > outlines["piriformis"]
    assert set(outlines) == {"gluteus_maximus", "piriformis"}


def test_what_is_hardly_likely_stays_dark() -> None:
    assert stripes_of(draw(piriformis=FAINT / 2, deep_veins=0.9)) == {}


def test_the_legend_tells_in_words_what_the_picture_shows() -> None:
    rows = legend(ANATOMY, NAMES, {"sciatic_nerve": 0.43, "piriformis": 0.999})
    assert [row.number for row in rows] == [*range(1, len(ANATOMY.labels) + 1)]
    told = {row.structure: row.told for row in rows}
    assert "43 of 100" in told["sciatic_nerve"]
    assert "nearly everyone" in told["piriformis"]
    assert told["sacrum"] == "hardly involved"
    shown = [text.text for text in draw().iter(f"{SVG}text") if text.get("class", "").startswith("digits")]
    assert shown == [str(row.number) for row in rows]


def test_a_bare_picture_has_no_numbers() -> None:
    svg = ElementTree.fromstring(draw_anatomy(ANATOMY, NAMES, {}, numbers=False))
    assert not [
        part for part in svg.iter() if part.get("class", "").startswith(("digits", "number", "leader"))
    ]


def test_two_pictures_on_one_page_share_no_id() -> None:
    ids = [
        {part.attrib["id"] for part in ElementTree.fromstring(text).iter() if "id" in part.attrib}
        for text in (draw_anatomy(ANATOMY, NAMES, {"sacrum": 0.5}, prefix=prefix) for prefix in ("a-", "b-"))
    ]
    assert ids[0]
    assert not ids[0] & ids[1]


def test_a_page_that_forbids_styles_of_its_own_can_hold_it() -> None:
    text = draw_anatomy(ANATOMY, NAMES, {"sacrum": 0.5}, style=False)
    assert "<style" not in text
    assert "style=" not in text
