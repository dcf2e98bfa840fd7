from playwright.sync_api import Browser
from tests.browser import AXE


def test_the_browser_of_the_tests_draws_a_page_and_runs_the_accessibility_checker(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<html lang=en><title>Hello</title><main><h1>Hello</h1><img src=x></main></html>")
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run().then(result => result.violations.map(one => one.id))")
    page.close()
    assert found == ["image-alt"]


def test_the_browser_of_the_tests_has_letters(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 200, "height": 100})
    page.set_content("<p id=told>Numb</p>")
    told = page.locator("#told").screenshot()
    page.set_content("<p id=told style='color:transparent'>Numb</p>")
    blank = page.locator("#told").screenshot()
    page.close()
    assert told != blank
