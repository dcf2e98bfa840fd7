"""The pictures of exercises: a person in two frames, whole on the sheet, near before far."""

from math import hypot
from re import findall
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from ilium.faces.pictures.poses import draw_pose, show_pose
from ilium.faces.pictures.projection import open_eye, outline
from ilium.faces.pictures.styles import DARK, LIGHT, page_style
from ilium.knowledge.poses import Sight
from ilium.knowledge.reading import load_knowledge

KNOWLEDGE = load_knowledge()
SVG = "{http://www.w3.org/2000/svg}"
DISCS = st.lists(st.tuples(st.floats(-99, 99), st.floats(-99, 99), st.floats(2, 30)), min_size=1, max_size=5)
OUTSIDE = """() => [...document.querySelectorAll('svg.pose')].flatMap(svg => {
  const page = svg.getBoundingClientRect();
  return [...svg.querySelectorAll('path,text,circle')].filter(part => {
    const box = part.getBoundingClientRect();
    return box.left < page.left - 1 || box.right > page.right + 1
      || box.top < page.top - 1 || box.bottom > page.bottom + 1;
  }).map(part => svg.querySelector('title')?.textContent + ': ' + part.outerHTML.slice(0, 90));
})"""


@pytest.mark.parametrize("pose", KNOWLEDGE.poses)
def test_a_picture_is_named_described_and_has_two_different_frames(pose: str) -> None:
    svg = ElementTree.fromstring(draw_pose(KNOWLEDGE, pose))
    assert svg.findtext(f"{SVG}title") == KNOWLEDGE.poses[pose].name
    assert svg.findtext(f"{SVG}desc") == KNOWLEDGE.poses[pose].about
    first, second = ([ElementTree.tostring(part) for part in group] for group in svg.findall(f"{SVG}g"))
    assert first != second
    said = ["".join(text.text or "" for text in group.iter(f"{SVG}text")) for group in svg.findall(f"{SVG}g")]
    assert [one[:2] for one in said] == ["1.", "2."]


@pytest.mark.parametrize("pose", KNOWLEDGE.poses)
def test_the_far_side_is_drawn_before_the_near_one_and_everybody_has_a_head(pose: str) -> None:
    svg = ElementTree.fromstring(draw_pose(KNOWLEDGE, pose))
    for group in svg.findall(f"{SVG}g"):
        drawn = [path.get("class", "") for path in group.iter(f"{SVG}path")]
        assert all(n < drawn.index("hair") for n, classes in enumerate(drawn) if " far" in classes)


def test_a_page_that_forbids_styles_of_its_own_can_hold_it() -> None:
    for pose in KNOWLEDGE.poses:
        for text in (draw_pose(KNOWLEDGE, pose), show_pose(KNOWLEDGE, pose)):
            assert "style" not in text


def test_two_pictures_on_one_page_share_no_id() -> None:
    pages = (draw_pose(KNOWLEDGE, "bridge", prefix=prefix) for prefix in ("a-", "b-"))
    ids = [
        {part.attrib["id"] for part in ElementTree.fromstring(text).iter() if "id" in part.attrib}
        for text in pages
    ]
    assert ids[0]
    assert not ids[0] & ids[1]


@given(discs=DISCS)
def test_every_corner_of_an_outline_lies_on_a_disc_and_outside_no_other(
    discs: list[tuple[float, float, float]],
) -> None:
    path = outline(discs)
    corners = findall(r"(-?[\d.]+) (-?[\d.]+)(?=[AL]|Z)", path)
    if "a" in path:
        left, middle, across = map(float, findall(r"M(-?[\d.]+) (-?[\d.]+)a(-?[\d.]+)", path)[0])
        away = [hypot(left + across - a, middle - b) + r for a, b, r in discs]
        assert max(away) < across + 0.3, "one disc is drawn, so it holds all the others"
        return
    assert len(corners) >= 2
    for told in corners:
        x, y = map(float, told)
        away = [hypot(x - a, y - b) - r for a, b, r in discs]
        assert min(abs(one) for one in away) < 0.15
        assert min(away) > -0.15


@pytest.mark.parametrize(
    ("seen", "right", "up"), [("side", 0, 2), ("front", 1, 2), ("top", 0, 1)], ids=["side", "front", "top"]
)
def test_each_sight_shows_its_two_directions(seen: str, right: int, up: int) -> None:
    eye = open_eye(Sight(**{"from": seen}), 100)  # type: ignore[arg-type]
    for axis in range(3):
        spot = (float(axis == 0), float(axis == 1), float(axis == 2))
        assert eye.point(spot) == pytest.approx((100 * (axis == right), -100 * (axis == up)), abs=1e-9)


def test_nothing_leaves_its_sheet_on_a_phone_or_a_desk(browser: Browser) -> None:
    pictures = "".join(show_pose(KNOWLEDGE, pose) for pose in KNOWLEDGE.poses)
    for width, beside in ((320, False), (900, True)):
        page = browser.new_page(viewport={"width": width, "height": 700})
        page.set_content(f"<!doctype html><style>body{{margin:0}}{page_style()}</style>{pictures}")
        assert page.evaluate(OUTSIDE) == []
        boxes = page.locator(".ilium-pose").first.locator("svg")
        first, second = (boxes.nth(n).bounding_box() for n in range(2))
        assert first is not None
        assert second is not None
        assert (abs(first["y"] - second["y"]) < 1) is beside
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.close()


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_outline_and_the_arrow_stand_out_from_the_paper(colours: dict[str, str]) -> None:
    for name in ("line", "line-far", "arrow", "prop-edge"):
        lights = sorted(_light(colours[one]) for one in (name, "paper"))
        assert (lights[1] + 0.05) / (lights[0] + 0.05) >= 3


def _light(colour: str) -> float:
    """Relative luminance, as the accessibility guidelines define it."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
