"""A clinician who enters a case by keyboard and reads the ranking beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page
from starlette.applications import Starlette
from starlette.datastructures import FormData
from tests.faces.web.checking import invalid_html, is_wide, violations
from tests.faces.web.conftest import TODAY
from tests.faces.web.person import DESK

from ilium.answers.case import Case
from ilium.answers.values import Itemised, Ticked
from ilium.faces.web.clinician.reading import read_entered
from ilium.faces.web.clinician.rows import SIGNS, field_names, form_questions
from ilium.faces.web.desk import Desk
from ilium.faces.web.sealed import COOKIE
from ilium.faces.web.sitting import Sitting, pack, unpack
from ilium.knowledge.library import Knowledge
from ilium.knowledge.observation import contradictions
from ilium.safety.evaluation import is_asked

SCIATICA = (
    ("How old", "44"),
    ("calf", " "),
    ("cough", "+"),
    ("straight-leg raise positive", "+"),
    ("slump", "+"),
    ("ankle reflex", "+"),
    ("saddle", "-"),
    ("bladder", "-"),
    ("bowel dysfunction", "-"),
)
"""What to look for with the filter, and the key that answers it."""


@dataclass
class Typist:
    """Somebody who uses nothing but the keyboard, and counts."""

    page: Page
    keys: int = 0
    steps: list[int] = field(default_factory=list)

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.keys += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.keys += len(text)

    def enter(self, wanted: str, answer: str) -> None:
        """Find a row and answer it."""
        before = self.keys
        self.press("/")
        self.type(wanted)
        self.press("Enter")
        if answer == " ":
            self.press("Space")
        else:
            self.type(answer)
        self.steps.append(self.keys - before)


@pytest.fixture
def typist(browser: Browser, address: str) -> Iterator[Typist]:
    with browser.new_context(viewport=DESK, locale="en-GB", bypass_csp=True) as context:
        page = context.new_page()
        page.goto(f"{address}/clinician")
        yield Typist(page)


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=60) as opened:
        yield opened


def kept(pages: Starlette, client: httpx.Client, knowledge: Knowledge) -> Case:
    """The case in the cookie that a client has now."""
    desk: Desk = pages.state.desk
    data = desk.seal.open(client.cookies[COOKIE])
    assert data is not None
    return unpack(knowledge, data).case


def bring(pages: Starlette, client: httpx.Client, case: Case) -> None:
    """Give a client the cookie of a case."""
    desk: Desk = pages.state.desk
    client.cookies.set(COOKIE, desk.seal.close(pack(Sitting(case))), domain="127.0.0.1", path="/")


def test_a_case_of_sciatica_is_entered_by_keyboard_in_at_most_130_strokes(typist: Typist) -> None:
    for wanted, answer in SCIATICA:
        typist.enter(wanted, answer)
    first = typist.page.locator(".cl-rank__name").first
    first.filter(has_text="disc herniation").wait_for()
    assert (typist.keys <= 130, max(typist.steps) <= 32, len(typist.steps)) == (True, True, 9), typist.steps


def test_the_ranking_follows_each_answer_without_a_reload(typist: Typist) -> None:
    typist.page.evaluate("window.stayed = true")
    typist.enter("crossed", "+")
    typist.page.locator("#cl-ranking + .cl-ranks .cl-rank__name").first.filter(has_text="disc").wait_for()
    assert typist.page.evaluate("window.stayed") is True


def test_a_follow_up_question_appears_under_its_parent_and_goes_again(typist: Typist) -> None:
    typist.enter("strength of the legs", "+")
    typist.page.locator("#weakness_kind-field").wait_for()
    typist.enter("strength of the legs", "-")
    typist.page.locator("#weakness_kind-field").wait_for(state="detached")


def test_a_name_in_the_ranking_opens_its_number_trail_on_the_page(typist: Typist) -> None:
    typist.enter("slump", "+")
    typist.page.locator("#live", has_text="Slump").first.wait_for(state="attached")
    typist.page.locator(".cl-rank a").first.focus()
    typist.press("Enter")
    typist.page.locator("#trail tbody tr").nth(1).wait_for()
    assert typist.page.url.endswith("/clinician")


def test_it_works_without_a_script(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False, viewport=DESK) as context:
        page = context.new_page()
        page.goto(f"{address}/clinician")
        assert not page.locator("#filter-box").is_visible()
        page.locator("#straight_leg_raise_test-none").focus()
        page.keyboard.press("ArrowRight")
        assert page.locator("#straight_leg_raise_test-yes").is_checked()
        with page.expect_navigation():
            page.get_by_role("button", name="Work it out").click()
        assert page.url.endswith("/clinician#live")
        assert page.locator("#straight_leg_raise_test-yes").is_checked()


def test_a_new_weakness_keeps_what_must_not_be_missed_open_and_names_the_rule(client: httpx.Client) -> None:
    page = client.post("/clinician", data={"leg_weakness": "new"}, headers={"hx-request": "true"}).text
    assert "b5_weakness_sudden_or_growing" in page
    assert "cl-urgency--emergency_now" in page
    assert "16 of 16 open" in page


def test_at_least_three_next_tests_are_ranked(client: httpx.Client) -> None:
    page = client.get("/clinician").text
    ranked = page.split('class="cl-next"')[1].split("</ol>")[0]
    assert ranked.count("<li>") >= 3


def test_what_the_person_answered_stays_as_it_was_when_the_clinician_adds_a_test(
    pages: Starlette, client: httpx.Client, knowledge: Knowledge
) -> None:
    told = {"worse_moving": Ticked(frozenset({"worse_stairs"})), "fever": "no", "age": 40.0}
    bring(pages, client, Case(answers=told, today=TODAY))
    sent = {"age": "40", "fever": "no", "worse_moving.worse_stairs": "yes", "slump_test": "yes"}
    client.post("/clinician", data=sent)
    case = kept(pages, client, knowledge)
    assert case.answers == {**told, "slump_test": "yes"}
    assert case.mode == "clinician"


def test_a_list_is_kept_item_by_item_so_that_not_asked_is_never_absent(
    pages: Starlette, client: httpx.Client, knowledge: Knowledge
) -> None:
    client.post("/clinician", data={"worse_moving.worse_stairs": "yes", "worse_moving.worse_walking": "no"})
    found = kept(pages, client, knowledge).answer_to("worse_moving")
    assert found == Itemised({"worse_walking": "no", "worse_stairs": "yes"})


@pytest.mark.parametrize(("sent", "told"), [("7", "a number from 18 to"), ("old", "a number from 18 to")])
def test_an_age_that_cannot_be_is_not_taken_and_the_rest_is(
    pages: Starlette, client: httpx.Client, knowledge: Knowledge, sent: str, told: str
) -> None:
    answered = client.post("/clinician", data={"age": sent, "slump_test": "no"})
    assert (answered.status_code, told in answered.text) == (422, True)
    assert kept(pages, client, knowledge).answers == {"slump_test": "no"}


@settings(max_examples=60)
@given(data=st.data())
def test_whatever_signs_are_given_the_case_never_contradicts_itself(
    knowledge: Knowledge, data: st.DataObject
) -> None:
    questions = [question for question in form_questions(knowledge) if question.kind in SIGNS]
    chosen = data.draw(st.lists(st.sampled_from(questions), max_size=12, unique_by=lambda one: one.id))
    case = Case(mode="clinician")
    for _ in range(2):
        sent = {
            name: data.draw(st.sampled_from(SIGNS[question.kind]))
            for question in chosen
            for name in field_names(question)
        }
        entered = read_entered(knowledge, case, FormData(list(sent.items())))
        case = entered.case
        assert contradictions(knowledge, case) == []
        assert all(is_asked(knowledge, knowledge.questions[id_], case) for id_ in case.answers)
        again = read_entered(knowledge, case, FormData(list(sent.items())))
        assert again.case == case


@pytest.mark.parametrize("sent", [{"slump_test": "perhaps"}, {"nothing_known": "yes"}, {"age": "9" * 65}])
def test_a_form_that_no_page_of_ours_sends_changes_nothing(
    client: httpx.Client, sent: dict[str, str]
) -> None:
    assert client.post("/clinician", data=sent).status_code == 400
    assert COOKIE not in client.cookies


def test_all_answers_of_the_form_fit_into_the_cookie(
    pages: Starlette, client: httpx.Client, knowledge: Knowledge
) -> None:
    def value(name: str, kind: str, n: int) -> str:
        spread = ("yes", "no", "unknown")[n % 3]
        return {"number": "45", "choice": "unknown", "body_map": "yes"}.get(kind, spread)

    names = [
        (name, question.kind.value)
        for question in form_questions(knowledge)
        if question.ask_when is None
        for name in field_names(question)
    ]
    sent = {name: value(name, kind, n) for n, (name, kind) in enumerate(names)}
    sent |= {name: "unknown" for name, kind in names if kind == "safety" and sent[name] == "yes"}
    assert client.post("/clinician", data=sent).status_code in (303, 422)
    assert len(kept(pages, client, knowledge).answers) > 60


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_has_no_fault_of_access_and_is_never_too_wide(
    browser: Browser, address: str, scheme: Literal["light", "dark"]
) -> None:
    for viewport in ({"width": 320, "height": 640}, DESK):
        with browser.new_context(viewport=viewport, color_scheme=scheme, bypass_csp=True) as context:
            page = context.new_page()
            page.goto(f"{address}/clinician")
            page.locator("#leg_weakness-new").check()
            page.locator("#weakness_kind-field").wait_for()
            page.locator(".cl-rank a").first.click()
            page.locator("#trail tbody tr").first.wait_for()
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
            assert violations(page) == []
            assert not is_wide(page)


def test_the_page_is_valid_html(client: httpx.Client, tmp_path: Path) -> None:
    empty = client.get("/clinician").text
    client.post("/clinician", data={"leg_weakness": "new", "age": "44"})
    faulty = client.post("/clinician", data={"leg_weakness": "new", "age": "4"}).text
    assert not invalid_html(
        {"empty": empty, "answered": client.get("/clinician").text, "faulty": faulty}, tmp_path
    )
