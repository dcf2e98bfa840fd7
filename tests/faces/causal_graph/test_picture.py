"""The causal picture of every concept: whole, without overlap, and the same every time."""

from itertools import combinations
from xml.etree import ElementTree as Xml

import pytest

from ilium.faces.causal_graph.building import DRAWN, MOST, build_graph
from ilium.faces.causal_graph.drawing import (
    DARK_FILLS,
    DARK_INK,
    DARK_PAPER,
    DARK_QUIET,
    FILLS,
    INK,
    PAPER,
    QUIET,
    draw,
)
from ilium.faces.causal_graph.graph import Graph, Kind
from ilium.faces.causal_graph.layout import BOX, Box, lay_out
from ilium.knowledge.reading import load_knowledge

KNOWLEDGE = load_knowledge()
CONCEPTS = [(folder, id_) for folder in DRAWN for id_ in KNOWLEDGE.concepts(folder)]
SVG = "{http://www.w3.org/2000/svg}"


def picture(folder: str, id_: str) -> Graph:
    return build_graph(KNOWLEDGE, folder, id_, MOST)


def overlap(one: Box, other: Box) -> bool:
    return abs(one.x - other.x) < BOX and abs(one.middle - other.middle) < (one.height + other.height) / 2


@pytest.mark.parametrize(("folder", "id_"), CONCEPTS)
def test_no_two_boxes_overlap_and_every_line_ends_at_its_boxes(folder: str, id_: str) -> None:
    graph = picture(folder, id_)
    layout = lay_out(graph)
    assert not [pair for pair in combinations(layout.boxes, 2) if overlap(*pair)]
    boxes = {box.node.id: box for box in layout.boxes if box.node is not None}
    assert set(boxes) == set(graph.names)
    for path in layout.paths:
        source, target = boxes[path.edge.source], boxes[path.edge.target]
        assert path.points[0][0] == source.x + BOX
        assert path.points[-1][0] == target.x
        assert source.y < path.points[0][1] < source.y + source.height
        assert target.y < path.points[-1][1] < target.y + target.height
    assert all(box.x > 0 and box.x + BOX < layout.width for box in layout.boxes)
    assert all(box.y > 0 and box.y + box.height < layout.height for box in layout.boxes)


@pytest.mark.parametrize(("folder", "id_"), CONCEPTS)
def test_labels_do_not_overlap(folder: str, id_: str) -> None:
    ends = [path.points[-1] for path in lay_out(picture(folder, id_)).paths]
    assert not [(a, b) for a, b in combinations(ends, 2) if a[0] == b[0] and abs(a[1] - b[1]) < 12]


@pytest.mark.parametrize(("folder", "id_"), CONCEPTS[::9])
def test_the_picture_is_sound_and_says_its_content_in_words(folder: str, id_: str) -> None:
    graph = picture(folder, id_)
    text = draw(graph)
    root = Xml.fromstring(text)
    assert root.findtext(f"{SVG}title") == graph.title
    described = root.findtext(f"{SVG}desc") or ""
    assert all(f"{graph.names[edge.target]}: {edge.label}." in described for edge in graph.edges)
    assert draw(picture(folder, id_)) == text


def test_lines_run_past_a_column_and_not_behind_its_boxes() -> None:
    layout = lay_out(picture("conditions", "infection"))
    passing = [path for path in layout.paths if len(path.points) > 2]
    assert passing
    for path in passing:
        (x, y), (_, other) = path.points[1:3]
        assert y == other
        assert not [box for box in layout.boxes if box.x == x and box.y < y < box.y + box.height]


def test_the_strongest_links_are_kept_and_the_others_counted() -> None:
    whole = build_graph(KNOWLEDGE, "conditions", "infection")
    some = build_graph(KNOWLEDGE, "conditions", "infection", 3)
    assert (whole.left_out, some.left_out) == (0, len(whole.edges) - len(some.edges))
    raising = [edge for edge in whole.edges if edge.target == "infection"]
    assert [edge for edge in some.edges if edge.target == "infection"] == raising[:3]
    assert raising[0].weight == max(edge.weight for edge in raising)


def test_what_holds_a_finding_back_is_marked() -> None:
    graph = build_graph(KNOWLEDGE, "findings", "worse_sitting")
    held = [edge for edge in graph.edges if edge.against]
    assert held
    assert all(edge.label.startswith("−") for edge in held)
    assert "stroke-dasharray" in draw(graph)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("ink", "quiet", "paper", "fills"),
    [(INK, QUIET, PAPER, FILLS), (DARK_INK, DARK_QUIET, DARK_PAPER, DARK_FILLS)],
    ids=["light", "dark"],
)
def test_what_is_written_can_be_read_on_a_light_page_and_on_a_dark_one(
    ink: str, quiet: str, paper: str, fills: dict[Kind, tuple[str, str]]
) -> None:
    pairs = [(ink, paper), (quiet, paper)]
    for box, edge in fills.values():
        pairs += [(ink, box), (edge, paper)]
    assert min(contrast(one, other) for one, other in pairs) >= 4.5


def test_everything_that_has_a_colour_turns_with_the_page() -> None:
    root = Xml.fromstring(draw(picture("conditions", "lumbar_disc_radiculopathy")))
    style = root.findtext(f"{SVG}style") or ""
    filled = [part for part in root.iter() if part.get("fill", "none") != "none"]
    assert len(filled) > 20
    for part in filled:
        assert f".{part.attrib['class']}{{" in style, part.attrib
