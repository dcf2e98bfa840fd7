"""Each reason of an urgency leads to the page of its rule: when it fires, and what it rests on."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tests.browser import ROOT
from tests.faces.web.checking import invalid_html

from ilium.assessment import assess
from ilium.faces.web.sealed import COOKIE
from ilium.faces.web.sitting import Sitting, pack
from ilium.knowledge.case_reading import read_case
from ilium.knowledge.library import Knowledge


@pytest.mark.parametrize("name", ["stenosis", "saddle_numbness"])
def test_every_reason_that_is_told_can_be_looked_up(
    pages: Starlette, knowledge: Knowledge, name: str, tmp_path: Path
) -> None:
    case = read_case(knowledge, (ROOT / f"examples/{name}.yaml").read_text("utf-8"))
    cookies = {COOKIE: pages.state.desk.seal.close(pack(Sitting(case)))}
    reasons = assess(knowledge, case).urgency.reasons
    assert reasons
    with TestClient(pages, base_url="http://localhost", cookies=cookies) as client:
        page = client.get("/result")
        assert invalid_html({"result": page.text}, tmp_path) == set()
        if name == "saddle_numbness":
            assert "What this rests on" not in page.text
            return
        for reason in reasons:
            assert f'href="/knowledge/{reason.rule}"' in page.text
            assert client.get(f"/knowledge/{reason.rule}").status_code == 200
