"""The knowledge to browse: every concept, its numbers with their sources, its pictures, and its uses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Literal

import httpx
import pytest
from playwright.sync_api import Browser
from tests.faces.web.checking import invalid_html, is_wide, violations

from ilium.answers.case import Case
from ilium.explanation.explaining import explain
from ilium.faces.number_words import say_amount
from ilium.faces.web.browse.entries import BROWSED, Node, tree_of
from ilium.faces.web.browse.mentions import mentions
from ilium.knowledge.coded import coded_entries
from ilium.knowledge.library import Knowledge
from ilium.knowledge.numbers import Evidence

CONDITION = "cauda_equina_syndrome"


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=60) as opened:
        yield opened


def one_of_each(knowledge: Knowledge) -> list[str]:
    return [next(iter(knowledge.concepts(folder))) for folder in BROWSED if knowledge.concepts(folder)]


def numbers_in(value: object) -> Iterator[Evidence]:
    """Every number anywhere in a concept, found by another way than the pages take."""
    if isinstance(value, Evidence):
        yield value
    parts = (
        list(value.values()) if isinstance(value, dict) else value if isinstance(value, list | tuple) else []
    )
    fields = getattr(type(value), "model_fields", {})
    for part in [*parts, *(getattr(value, name) for name in fields)]:
        yield from numbers_in(part)


def nodes_in(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from nodes_in(node.children)


def test_every_number_of_every_concept_is_told_with_all_it_rests_on(
    knowledge: Knowledge,
) -> None:
    for folder in BROWSED:
        for concept in knowledge.concepts(folder).values():
            told = [node.number for node in nodes_in(tree_of(knowledge, concept)) if node.number]
            held = [(say_amount(one), one.basis, one.why, one.cite) for one in numbers_in(concept)]
            shown = [(one.amount, one.basis, one.why, one.citations) for one in told]
            assert sorted(map(str, shown)) == sorted(map(str, held)), concept.id


def test_a_page_of_each_kind_opens_and_names_its_users(knowledge: Knowledge, client: httpx.Client) -> None:
    for id_ in one_of_each(knowledge):
        page = client.get(f"/knowledge/{id_}")
        assert page.status_code == 200, id_
        for mention in mentions(knowledge).get(id_, ()):
            assert f'href="/knowledge/{mention.id}"' in page.text


def test_every_link_of_a_page_leads_somewhere(knowledge: Knowledge, client: httpx.Client) -> None:
    pages = [
        client.get(path).text for path in ("/knowledge", f"/knowledge/{CONDITION}", "/knowledge/slr_positive")
    ]
    links = {unescape(link) for page in pages for link in re.findall(r'href="(/knowledge[^"]*)"', page)}
    known = {id_ for folder in BROWSED for id_ in knowledge.concepts(folder)}
    inner = {link for link in links if link.split("/")[-1] not in known}
    assert len(links) > 100
    assert all(client.get(link).status_code == 200 for link in inner)


def test_every_number_behind_a_result_leads_to_its_source(knowledge: Knowledge, client: httpx.Client) -> None:
    case = Case(answers={"age": 44.0, "cough_sneeze": "yes"})
    found = explain(knowledge, case, "lumbar_disc_radiculopathy")
    cited = {cited.source for step in found.steps for one in step.numbers for cited in one.citations}
    client.post("/clinician", data={"age": "44", "cough_sneeze": "yes"})
    page = client.get("/why/lumbar_disc_radiculopathy").text
    assert cited
    assert all(f'href="/knowledge/{source}"' in page for source in cited)


def test_the_causal_picture_is_sent_as_a_picture_and_not_for_what_has_none(client: httpx.Client) -> None:
    drawn = client.get(f"/knowledge/{CONDITION}/causes.svg")
    assert (drawn.headers["content-type"], drawn.text.startswith("<svg")) == ("image/svg+xml", True)
    assert client.get("/knowledge/saddle_feeling/causes.svg").status_code == 404


def test_the_anatomy_lights_the_parts_of_a_condition(knowledge: Knowledge, client: httpx.Client) -> None:
    page = client.get(f"/knowledge/{CONDITION}").text
    legend = page.split('class="kn-legend"')[1].split("</ol>")[0]
    drawn = next(one for one in knowledge.pictures.values() if one.question is None).structures
    assert set(re.findall(r"/knowledge/(\w+)", legend)) == drawn.intersection(
        knowledge.conditions[CONDITION].structures
    )
    assert "style=" not in page


@pytest.mark.parametrize(
    "path", ["/knowledge/nothing", "/knowledge/kind/nothing", "/knowledge/kind/pictures"]
)
def test_what_is_not_known_says_so(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_an_id_of_earlier_leads_to_the_one_of_today(knowledge: Knowledge, client: httpx.Client) -> None:
    for old, new in list(knowledge.aliases.items())[:3]:
        assert client.get(f"/knowledge/{old}").headers["location"] == f"/knowledge/{new}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_fault_of_access_or_is_too_wide(
    browser: Browser, address: str, knowledge: Knowledge, scheme: Literal["light", "dark"]
) -> None:
    narrow = {"width": 320, "height": 640}
    with browser.new_context(viewport=narrow, color_scheme=scheme, bypass_csp=True) as context:
        page = context.new_page()
        for path in (
            "",
            "/codes",
            "/kind/findings",
            *(f"/{id_}" for id_ in (CONDITION, *one_of_each(knowledge))),
        ):
            page.goto(f"{address}/knowledge{path}")
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
            assert (path, violations(page), is_wide(page)) == (path, [], False)


def test_every_kind_of_page_is_valid_html(knowledge: Knowledge, client: httpx.Client, tmp_path: Path) -> None:
    paths = ["", "/codes", "/kind/sources", f"/{CONDITION}", *(f"/{id_}" for id_ in one_of_each(knowledge))]
    sources = {f"knowledge{path}": client.get(f"/knowledge{path}").text for path in paths}
    assert not invalid_html(sources, tmp_path)


def test_one_page_tells_every_code_and_the_terms_it_stands_here_on(
    knowledge: Knowledge, client: httpx.Client
) -> None:
    text = unescape(client.get("/knowledge/codes").text)
    for one in coded_entries(knowledge):
        for code in one.codes:
            assert f"<strong>{code.code}</strong>" in text, one.id
            assert code.display in text, one.id
    for terminology in knowledge.terminologies.values():
        assert all(paragraph in text for paragraph in terminology.notice)
    assert "/knowledge/codes" in client.get("/knowledge").text


def test_the_page_of_a_condition_tells_its_codes(client: httpx.Client) -> None:
    text = unescape(client.get("/knowledge/hip_osteoarthritis").text)
    assert "M16.9: Osteoarthritis of hip, unspecified, close to it" in text
    assert "239872002: Osteoarthritis of hip (disorder), the same" in text
