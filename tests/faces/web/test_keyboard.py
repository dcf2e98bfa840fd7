"""A whole interview without a mouse: every control can be reached, and where the focus is can be seen."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Browser
from tests.faces.web.person import DESK, Person, unremarkable
from tests.faces.web.test_journeys import tab_to

from ilium.answers.values import Kind
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Question

KIND_OF_FOCUS = """() => {
  const one = document.activeElement;
  return `${one.tagName} ${one.type ?? ''} ${one.className}`;
}"""
AROUND_FOCUS = """() => {
  const one = document.activeElement;
  const all = [one, ...(one.labels ?? [])].map(part => part.getBoundingClientRect()).filter(box => box.width);
  const left = Math.min(...all.map(box => box.left)), top = Math.min(...all.map(box => box.top));
  const right = Math.max(...all.map(box => box.right)), bottom = Math.max(...all.map(box => box.bottom));
  const x = Math.max(left - 10, 0), y = Math.max(top - 10, 0);
  return {x, y, width: right - left + 20, height: bottom - top + 20};
}"""


def press(person: Person, key: str) -> None:
    person.page.keyboard.press(key)


def is_seen(person: Person) -> bool:
    """Whether the focus changes how its place looks."""
    page = person.page
    around = page.evaluate(AROUND_FOCUS)
    focused = page.screenshot(clip=around)
    held = page.evaluate_handle("document.activeElement")
    held.evaluate("one => one.blur()")
    left = page.screenshot(clip=around)
    held.evaluate("one => one.focus({preventScroll: true})")
    return focused != left


def choose(person: Person, question: Question) -> None:
    """The answer of somebody well, by Tab, arrows, Space and digits."""
    said = unremarkable(question)
    if question.kind is Kind.NUMBER and person.page.locator(f"#{question.id}-input").count():
        tab_to(person, f"#{question.id}-input")
        person.page.keyboard.type(str(said))
        return
    wanted = f"#{question.id}-{said}"
    if person.page.locator(wanted).get_attribute("type") == "checkbox":
        tab_to(person, wanted)
        press(person, "Space")
        return
    tab_to(person, f"#{question.id} input[type=radio]")
    press(person, "Space")
    for _ in range(20):
        if person.page.locator(wanted).is_checked():
            return
        press(person, "ArrowDown")
    raise AssertionError(f"the arrows do not reach {wanted}")


def test_a_whole_interview_to_the_result_without_a_mouse(
    browser: Browser, address: str, knowledge: Knowledge
) -> None:
    with browser.new_context(viewport=DESK, locale="en-GB") as context:
        person = Person(context.new_page(), address, knowledge)
        person.begin()
        while person.path.startswith("/question/"):
            for question in person.questions():
                choose(person, question)
            tab_to(person, ".il-onward button[type=submit]")
            with person.page.expect_navigation():
                press(person, "Enter")
            person.settle()
        assert person.path == "/result"


def walk(person: Person) -> Iterator[str]:
    """The start page, eight pages of questions, a result and the answers."""
    person.open()
    yield "start"
    person.press("Begin")
    for _ in range(8):
        yield person.path
        person.answer_page({})
    for path in ("/result", "/answers"):
        person.open(path)
        yield path


def test_the_focus_can_be_seen_on_everything_that_takes_it(person: Person) -> None:
    seen, unseen = set[str](), dict[str, str]()
    for place in walk(person):
        for _ in range(120):
            press(person, "Tab")
            if person.page.evaluate("document.activeElement === document.body"):
                break
            kind = person.page.evaluate(KIND_OF_FOCUS)
            if kind not in seen and not is_seen(person):
                unseen[kind] = place
            seen.add(kind)
    assert len(seen) > 10
    assert unseen == {}
