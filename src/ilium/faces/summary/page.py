"""The summary as a PDF of one page: the template is filled with values, never with markup."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ilium.answers.case import Case
from ilium.faces.summary.content import summarise
from ilium.knowledge.library import Knowledge
from ilium.result import Assessment

TEMPLATE = Path(__file__).with_name("summary.typ")


def write_summary(knowledge: Knowledge, case: Case, result: Assessment) -> bytes:
    """One A4 page about a case. The same knowledge and case give the same bytes."""
    return typeset(summarise(knowledge, case, result))


def typeset(summary: dict[str, Any]) -> bytes:
    """The page of a summary. Its values reach the template as data, so none of them can be a command."""
    import typst

    pdf = typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        sys_inputs={"summary": json.dumps(summary, ensure_ascii=False)},
        ignore_system_fonts=True,
        pdf_standards="ua-1",
        timestamp=0,
    )
    assert isinstance(pdf, bytes)
    return pdf
