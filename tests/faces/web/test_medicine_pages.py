"""Advice on painkillers in the browser: asked for, answered page by page, told or held back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser
from starlette.applications import Starlette
from tests.browser import ROOT
from tests.care.label_table import CALM
from tests.faces.web.checking import invalid_html, is_wide, violations
from tests.faces.web.person import Person, Said, unremarkable

from ilium.answers.case import Case
from ilium.answers.values import Answer, Missing, Ticked
from ilium.faces.web.sealed import COOKIE, MOST_COOKIE
from ilium.faces.web.sitting import Sitting, pack, unpack
from ilium.knowledge.case_reading import read_case
from ilium.knowledge.library import Knowledge

NARROW = {"width": 320, "height": 640}
OFFER = "Advice on painkillers"
STRAIN: dict[str, Answer] = {"how_started": "sudden_effort", "how_long": 2.0}


def sciatica(knowledge: Knowledge, country: str = "GB", **more: Answer) -> Case:
    """The case of the examples, in some country."""
    text = (ROOT / "examples/sciatica.yaml").read_text("utf-8")
    case = read_case(knowledge, text.replace("country: GB", f"country: {country}"))
    for question, answer in more.items():
        case = case.answer(question, answer)
    return case


def strain(knowledge: Knowledge, country: str, **more: Answer) -> Case:
    """Somebody of 38 whose buttock has hurt since an effort two days ago, and who is otherwise well."""
    plain = {
        question.id: unremarkable(question)
        for question in knowledge.questions.values()
        if question.mode == "person" and question.safety
    }
    answers = {**plain, "age": 38.0, "sex": "male", **STRAIN, **more}
    case = Case(country=country)
    for question, answer in answers.items():
        case = case.answer(question, answer)  # type: ignore[arg-type]
    return case


@contextmanager
def at_result(
    browser: Browser, pages: Starlette, address: str, case: Case, **options: object
) -> Iterator[Person]:
    """Somebody who has answered the questions and stands before the result."""
    desk = pages.state.desk
    with browser.new_context(**{"viewport": NARROW, "locale": "en-GB", **options}) as context:  # type: ignore[arg-type]
        context.add_cookies([{"name": COOKIE, "value": desk.seal.close(pack(Sitting(case))), "url": address}])
        person = Person(context.new_page(), address, desk.knowledge)
        person.open("/result")
        yield person


def ask(person: Person, says: Mapping[str, Said] | None = None) -> str:
    """Ask for the advice, answer every question with no or as told; gives what the page then says."""
    follow(person, OFFER)
    while person.path.startswith("/medicines"):
        person.answer_page({"med_days": "0", **(says or {})})
    assert person.path == "/result"
    return told(person)


def follow(person: Person, link: str) -> None:
    """Follow a link, and wait for the page that comes."""
    with person.page.expect_navigation():
        person.page.get_by_role("link", name=re.compile(f"^{link}")).click()


def told(person: Person) -> str:
    return " ".join((person.page.locator(".il-painkillers").text_content() or "").split())


def advised(person: Person) -> list[str]:
    return person.page.locator(".il-medicine h3").all_inner_texts()


def test_without_asking_no_painkiller_is_named(
    browser: Browser, pages: Starlette, address: str, knowledge: Knowledge
) -> None:
    with at_result(browser, pages, address, sciatica(knowledge)) as person:
        assert advised(person) == []
        assert "Ibuprofen" not in told(person)
        assert "10 short questions" in told(person)


def test_somebody_with_sciatica_in_the_uk_is_told_of_paracetamol_and_why_not_of_ibuprofen(
    browser: Browser, pages: Starlette, address: str, knowledge: Knowledge
) -> None:
    with at_result(browser, pages, address, sciatica(knowledge)) as person:
        text = ask(person)
        assert advised(person) == ["Paracetamol tablets (in the US acetaminophen)"]
        assert "8 tablets (4000 mg) in 24 hours" in text
        assert "3 days at most" in text
        assert "Ibuprofen tablets. It is not likely to help with what this may be." in text
        assert "You took more than the limit" in text
        assert person.foreign == []


@pytest.mark.parametrize(
    ("says", "reason"),
    [
        ({"med_stomach": "ulcer_or_bleed"}, "Not for you: the stomach or bowel could bleed again."),
        ({"med_stomach": "unknown"}, "Not answered: "),
        ({"med_days": "10"}, "You have used painkillers on 10 days already."),
    ],
)
def test_a_strained_muscle_in_the_us_may_have_a_tablet_only_when_every_gate_is_no(
    browser: Browser,
    pages: Starlette,
    address: str,
    knowledge: Knowledge,
    says: dict[str, Said],
    reason: str,
) -> None:
    nsaids = {"Ibuprofen tablets", "Naproxen tablets"}
    case = strain(knowledge, "US")
    with at_result(browser, pages, address, case) as person:
        ask(person)
        assert nsaids & set(advised(person))
    with at_result(browser, pages, address, case) as person:
        text = ask(person, says)
        assert not nsaids & set(advised(person))
        assert reason in text


def test_in_an_emergency_nothing_is_said_and_nothing_is_asked(
    browser: Browser, pages: Starlette, address: str, knowledge: Knowledge
) -> None:
    case = sciatica(knowledge, **{**CALM, "saddle_feeling": "new"})
    with at_result(browser, pages, address, case) as person:
        for path in ("/result", "/result/everything"):
            person.open(path)
            assert person.page.locator(".il-painkillers").count() == 0
            assert "aracetamol" not in person.page.locator("main").inner_text()
        for path in ("/medicines", "/medicines/medicines_you"):
            person.open(path)
            assert person.path == "/emergency"


def test_elsewhere_the_page_says_that_it_knows_no_label(
    browser: Browser, pages: Starlette, address: str, knowledge: Knowledge
) -> None:
    with at_result(browser, pages, address, sciatica(knowledge, "DE")) as person:
        assert "the labels of the UK and the US only" in told(person)
        assert person.page.get_by_role("link", name=OFFER).count() == 0
        person.open("/medicines")
        assert person.path == "/result"


def test_without_javascript_an_answer_is_changed_and_the_medicine_goes(
    browser: Browser, pages: Starlette, address: str, knowledge: Knowledge
) -> None:
    case = sciatica(knowledge)
    with at_result(browser, pages, address, case, java_script_enabled=False) as person:
        ask(person)
        person.open("/answers")
        with person.page.expect_navigation():
            person.page.locator("a[href$='change=1#med_body']").click()
        block = person.page.locator("#med_body")
        block.locator("label[for='med_body-_none']").click()
        person.choose(knowledge.questions["med_body"], "under_50_kg")
        person.press("Go on")
        assert person.path == "/answers"
        person.open("/result")
        assert advised(person) == []
        assert "Ask a pharmacist or doctor first" in told(person)


def test_what_is_left_open_is_asked_for_and_going_back_keeps_the_answers(
    browser: Browser, pages: Starlette, address: str, knowledge: Knowledge
) -> None:
    with at_result(browser, pages, address, sciatica(knowledge)) as person:
        follow(person, OFFER)
        person.answer_page({"med_allergy": "_none"}, otherwise=False)
        assert person.path == "/medicines/medicines_you"
        assert person.page.locator(".nhsuk-error-summary li").count() == 3
        person.answer_page({})
        with person.page.expect_navigation():
            person.page.locator(".il-back").click()
        assert person.page.locator("#med_allergy-_none").is_checked()
        person.open("/result")
        assert "6 questions are still open" in told(person)
        assert advised(person) == []


def test_the_interview_goes_on_where_it_was_after_the_questions_about_painkillers(
    browser: Browser, pages: Starlette, address: str, knowledge: Knowledge
) -> None:
    case = Case(country="GB").answer("age", 38.0).answer("sex", "male")
    with at_result(browser, pages, address, case) as person:
        ask(person)
        follow(person, "Go on with the questions")
        assert person.path == "/question/safety_a"
        back = person.page.locator(".il-back").get_attribute("href")
        assert back == "/question/about_you"


def test_each_exercise_is_drawn_in_two_frames_with_a_name_and_its_three_lines(
    browser: Browser, pages: Starlette, address: str, knowledge: Knowledge
) -> None:
    with at_result(browser, pages, address, sciatica(knowledge)) as person:
        cards = person.page.locator(".il-action:has(.ilium-pose)")
        assert cards.count() >= 2
        first = cards.first
        frames = first.locator("svg.pose")
        assert frames.count() == 2
        assert frames.nth(0).get_attribute("role") == "img"
        assert first.locator("svg title").first.text_content()
        assert frames.nth(1).get_attribute("aria-hidden") == "true"
        assert first.locator("figcaption li").count() == 3
        upper, lower = frames.nth(0).bounding_box(), frames.nth(1).bounding_box()
        assert upper is not None
        assert lower is not None
        assert lower["y"] >= upper["y"] + upper["height"]
        person.page.set_viewport_size({"width": 1280, "height": 900})
        left, right = frames.nth(0).bounding_box(), frames.nth(1).bounding_box()
        assert left is not None
        assert right is not None
        assert left["y"] == right["y"]
        ids = person.page.locator("[id]").evaluate_all("all => all.map(one => one.id)")
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_these_pages_are_open_to_all_narrow_enough_and_valid(
    browser: Browser,
    pages: Starlette,
    address: str,
    knowledge: Knowledge,
    tmp_path: Path,
    scheme: Literal["light", "dark"],
) -> None:
    sources, faults = {}, {}
    look = {"color_scheme": scheme, "bypass_csp": True}
    with at_result(browser, pages, address, strain(knowledge, "GB"), **look) as person:

        def note(name: str) -> None:
            sources[name] = person.page.content() if name == "faults" else get(person)
            faults[name] = [*violations(person.page), *(["wide"] if is_wide(person.page) else [])]

        note("offered")
        follow(person, OFFER)
        note("asked")
        person.press("Go on")
        note("faults")
        person.answer_page({})
        person.answer_page({"med_days": "0"})
        note("told")
        person.open("/answers")
        note("answers")
    assert {name: found for name, found in faults.items() if found} == {}
    assert invalid_html(sources, tmp_path) == set()


def get(person: Person) -> str:
    """The page as it is sent, before a browser mends it."""
    return person.page.request.get(person.page.url).text()


def test_every_answer_about_medicines_fits_into_the_cookie_beside_a_long_interview(
    pages: Starlette, knowledge: Knowledge
) -> None:
    desk = pages.state.desk
    case = sciatica(knowledge, **CALM)
    for id_, question in knowledge.questions.items():
        if question.mode == "person" and id_ not in case.answers:
            case = case.answer(id_, Missing.UNKNOWN)
    case = case.answer(
        "med_tablets", Ticked(frozenset(one.id for one in knowledge.questions["med_tablets"].choices))
    )
    value = desk.seal.close(pack(Sitting(case)))
    assert len(value) <= MOST_COOKIE
    again = unpack(knowledge, desk.seal.open(value))
    assert again is not None
    assert again.case.answers["med_days"] == CALM["med_days"]
