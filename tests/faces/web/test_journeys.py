"""People who click through the pages, from the first to the result, in a real browser."""

from playwright.sync_api import Browser
from tests.faces.web.person import DESK, Person

from ilium.knowledge.library import Knowledge

SCIATICA = {
    "age": "44",
    "where_it_hurts": ["upper_buttock_left", "back_of_thigh_left", "calf_left", "foot_left"],
    "how_started": "lift_or_bend",
    "how_bad": "6",
    "cough_sneeze": "yes",
    "leg_worse_than_back": "yes",
    "leg_feelings": ["leg_tingling", "leg_numb_patch"],
}
AFTER_BIRTH = {
    "age": "31",
    "sex": "female",
    "pregnancy": "recent_birth",
    "where_it_hurts": ["sacroiliac_dimple_left", "upper_buttock_left"],
    "how_started": "grew_slowly",
    "how_long": "40",
    "point_with_finger": "dimple",
}


def first_source(person: Person) -> str:
    return person.page.locator(".il-source__name").first.inner_text()


def test_somebody_with_sciatica_reads_of_a_pinched_nerve_on_a_phone(person: Person) -> None:
    person.begin()
    person.answer_until(SCIATICA)
    assert person.path == "/result"
    assert "disc" in first_source(person).lower()
    assert person.foreign == []


def test_somebody_with_joint_pain_after_a_birth_reads_of_the_joint(person: Person) -> None:
    person.begin()
    person.answer_until(AFTER_BIRTH)
    assert person.path == "/result"
    assert "sacroiliac" in first_source(person).lower()


def test_numbness_between_the_legs_ends_the_questions_within_six_pages(person: Person) -> None:
    person.begin()
    person.answer_until({"saddle_feeling": "new"}, end="/emergency")
    assert (person.path, person.screens <= 6) == ("/emergency", True)
    assert person.page.locator("a.il-call").get_attribute("href") == "tel:999"
    assert person.page.locator(".il-source").count() == 0


def test_the_pages_work_without_javascript_on_a_desk(
    browser: Browser, address: str, knowledge: Knowledge
) -> None:
    with browser.new_context(java_script_enabled=False, viewport=DESK, locale="en-US") as context:
        person = Person(context.new_page(), address, knowledge)
        person.begin()
        person.answer_page({})
        assert person.path == "/question/safety_a"
        person.answer_page({"saddle_feeling": "new"}, otherwise=False)
        assert person.page.locator("a.il-call").get_attribute("href") == "tel:911"
