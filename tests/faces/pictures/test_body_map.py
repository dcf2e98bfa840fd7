"""The body map: every place is there, large enough for a finger, and apart from its neighbours."""

from xml.etree import ElementTree

import pytest
from tests.faces.pictures.geometry import covers, lines_of

from ilium.faces.pictures.body_map import draw_body_map, name_places, tap_map
from ilium.knowledge.forms import place_items
from ilium.knowledge.pictures import View
from ilium.knowledge.reading import load_knowledge

KNOWLEDGE = load_knowledge()
MAP = KNOWLEDGE.pictures["body_map"]
QUESTION = KNOWLEDGE.questions["where_it_hurts"]
PLACES = name_places(QUESTION)
FINGER = 40
SVG = "{http://www.w3.org/2000/svg}"


def drawn() -> list[tuple[View, str, list[tuple[float, float]]]]:
    return [
        (view, f"{shape.place}_{side}", [p for s in lines_of(shape, mirrored=bool(n)) for p in s])
        for view in MAP.views
        for shape in view.shapes
        for n, side in enumerate(shape.sides)
    ]


def test_every_place_of_the_question_has_its_id_and_its_name() -> None:
    svg = ElementTree.fromstring(draw_body_map(MAP, PLACES))
    named = {path.attrib["id"]: path[0].text for path in svg.iter(f"{SVG}path") if "id" in path.attrib}
    assert set(PLACES) == set(place_items(QUESTION))
    assert {id_: name for id_, name in named.items() if "-" not in id_} == PLACES


def test_only_chosen_places_are_lit_and_all_their_drawings_are() -> None:
    svg = ElementTree.fromstring(draw_body_map(MAP, PLACES, ["back_of_thigh_left"]))
    lit = [path.attrib["id"] for path in svg.iter(f"{SVG}path") if "chosen" in path.get("class", "")]
    assert lit == ["back_of_thigh_left", "back_of_thigh_left-2"]


@pytest.mark.parametrize("place", PLACES)
def test_a_finger_finds_each_place_on_a_narrow_phone(place: str) -> None:
    """The sheet is 320 wide, as the phone is: one drawing of each place is large enough."""
    sizes = []
    for view, id_, points in drawn():
        if id_ == place:
            scale = view.on_sheet[2] / view.box[2]
            wide, high = (max(p[axis] for p in points) - min(p[axis] for p in points) for axis in (0, 1))
            sizes.append(min(wide, high) * scale)
    assert MAP.sheet[0] == 320
    assert max(sizes) >= FINGER


@pytest.mark.parametrize("view", MAP.views, ids=lambda view: view.id)
def test_no_two_places_overlap(view: View) -> None:
    x, y, width, height = view.box
    shapes = [(shape, bool(n)) for shape in view.shapes for n, _ in enumerate(shape.sides)]
    for across in range(int(width) // 6):
        for down in range(int(height) // 6):
            point = (x + 6 * across + 0.37, y + 6 * down + 0.61)
            over = [s.place for s, mirrored in shapes if covers(s, point, mirrored=mirrored)]
            assert len(over) < 2, f"{over} at {point}"


def test_left_is_left_of_the_midline_from_behind_and_right_of_it_from_the_front() -> None:
    for view, id_, points in drawn():
        middle = sum(x for x, _ in points) / len(points)
        if id_.endswith("_left"):
            assert (middle > 0) == (view.id == "legs_front")


def test_the_list_holds_one_box_for_each_place_in_the_order_of_the_question() -> None:
    html = tap_map(MAP, PLACES, "where_it_hurts", ["calf_left"])
    root = ElementTree.fromstring(html)
    boxes = [*root.iter("input")]
    assert [box.attrib["value"] for box in boxes] == [*PLACES]
    assert [box.attrib["value"] for box in boxes if "checked" in box.attrib] == ["calf_left"]
    assert {box.attrib["name"] for box in boxes} == {"where_it_hurts"}
    assert [label.findtext("span") for label in root.iter("label")] == [*PLACES.values()]
