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
    "worse_postures": ["worse_rolling_in_bed", "worse_standing_long", "worse_rising_from_chair"],
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


def test_an_answer_can_be_changed_and_the_result_changes_with_it(person: Person) -> None:
    person.begin()
    person.answer_until({"fever": "no"})
    before = person.heading
    fever = person.knowledge.questions["fever"]
    person.open("/answers")
    person.page.locator("a[href$='#fever']").click()
    person.choose(fever, "new")
    person.press("Go on")
    if person.path == "/question/safety_c":
        person.choose(person.knowledge.questions["fever_kind"], "unknown")
        person.press("Go on")
    assert person.path == "/answers"
    person.open("/result")
    assert person.heading != before


def test_back_leads_to_the_page_before_with_its_answers(person: Person) -> None:
    person.begin()
    person.answer_page({"age": "52"})
    person.follow("Back")
    assert person.path == "/question/about_you"
    assert person.page.locator("#age-input").input_value() == "52"


def test_the_answers_survive_a_reload_and_end_with_erasing(person: Person) -> None:
    person.begin()
    person.answer_page({"age": "52"})
    person.page.reload()
    assert person.path == "/question/safety_a"
    person.open("/answers")
    assert "52 years" in person.page.locator("main").inner_text()
    person.open("/erase")
    person.press("Erase my answers")
    assert person.page.context.cookies() == []
    person.open("/result")
    assert "no answers" in person.heading.lower()


def test_no_address_and_no_page_of_another_holds_an_answer(person: Person) -> None:
    opened: list[str] = []
    person.page.on("framenavigated", lambda frame: opened.append(frame.url))
    person.begin()
    person.answer_page({"age": "52"})
    person.answer_page({"saddle_feeling": "same"})
    assert opened
    assert not [url for url in opened if "52" in url.split("/", 3)[3] or "same" in url or "=" in url]


def test_a_whole_interview_by_keyboard_alone(person: Person) -> None:
    person.open()
    tab_to(person, "button[type=submit]")
    person.page.keyboard.press("Enter")
    person.page.wait_for_url("**/question/about_you")
    tab_to(person, "#age-input")
    person.page.keyboard.type("44")
    tab_to(person, "#sex-female")
    person.page.keyboard.press("ArrowDown")
    assert person.page.locator("#sex-male").is_checked()
    tab_to(person, "button[type=submit]")
    person.page.keyboard.press("Enter")
    person.page.wait_for_url("**/question/safety_a")
    tab_to(person, "#saddle_feeling-new")
    person.page.keyboard.press("Space")
    tab_to(person, "button[type=submit]")
    person.page.keyboard.press("Enter")
    person.page.wait_for_url("**/emergency")
    tab_to(person, "a.il-call")


def tab_to(person: Person, selector: str) -> None:
    """Press Tab until something has the focus, and the focus can be seen."""
    for _ in range(60):
        person.page.keyboard.press("Tab")
        if person.page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def test_a_way_to_find_out_comes_with_not_sure_without_a_script(
    browser: Browser, address: str, knowledge: Knowledge
) -> None:
    with browser.new_context(java_script_enabled=False, locale="en-GB") as context:
        person = Person(context.new_page(), address, knowledge)
        person.begin()
        person.answer_page({})
        check = person.page.locator("#saddle_feeling .il-check")
        assert not check.is_visible()
        person.choose(knowledge.questions["saddle_feeling"], "unknown")
        assert check.is_visible()


def test_going_on_after_an_emergency_keeps_the_number_in_sight(person: Person) -> None:
    person.begin()
    person.answer_until({"saddle_feeling": "new"}, end="/emergency")
    person.press("Help is on its way")
    person.page.wait_for_url("**/question/**")
    assert person.page.locator(".il-alarm a").get_attribute("href") == "tel:999"


def test_yes_stands_before_no_on_every_page(person: Person) -> None:
    person.begin()
    while person.path.startswith("/question/"):
        for question in person.questions():
            words = person.page.locator(f"#{question.id} input").evaluate_all("all => all.map(i => i.value)")
            if question.kind.value in ("safety", "yes_no"):
                assert words[-3:] == ["no", "unknown", "declined"]
                assert words[0] in ("yes", "new")
        person.answer_page({})
