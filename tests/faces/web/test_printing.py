"""The result on paper: printed from the browser, and as one page for a clinician."""

from __future__ import annotations

import io

import httpx
import pypdf
from playwright.sync_api import Browser
from tests.faces.web.person import DESK

TOLD = {"age": "44", "cough_sneeze": "yes", "straight_leg_raise_test": "yes", "fever": "unknown"}


def test_the_printed_result_holds_what_is_folded_on_the_screen_and_no_buttons(
    browser: Browser, address: str
) -> None:
    with browser.new_context(viewport=DESK, locale="en-GB") as context:
        page = context.new_page()
        context.request.post(f"{address}/clinician", form=TOLD, headers={"origin": address})
        page.goto(f"{address}/result")
        folded = page.locator("details li").last
        assert not folded.is_visible()
        text = " ".join(
            part.extract_text() for part in pypdf.PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
        )
        flat = "".join(text.split())
        assert "".join((folded.text_content() or "").split()) in flat
        assert "beseentoday" in flat
        assert "Donotwaitifoneofthesecomes" in flat
        assert "Call112" in flat
        assert "(Link:" not in flat
        assert "Skiptothecontent" not in flat
        assert "EraseMyanswers" not in flat


def test_the_summary_comes_as_a_file_that_no_cache_keeps(address: str) -> None:
    with httpx.Client(base_url=address, timeout=60) as client:
        client.post("/clinician", data=TOLD)
        found = client.get("/result/summary.pdf")
    assert (found.status_code, found.headers["content-type"]) == (200, "application/pdf")
    assert found.headers["cache-control"] == "no-store"
    assert len(pypdf.PdfReader(io.BytesIO(found.content)).pages) == 1


def test_without_answers_there_is_no_summary(address: str) -> None:
    assert httpx.get(f"{address}/result/summary.pdf", timeout=60).status_code == 409
