"""What has to be told of the record that was assessed: what was not read, and where the answers differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ilium.faces.fhir.assessed.dossier import Dossier, Made
from ilium.faces.fhir.chart.words import OWN
from ilium.faces.fhir.taken_from import issues


def record(dossier: Dossier) -> Iterator[Made]:
    """The outcome of the reading, where there is something to tell; what Ilium made itself is made anew."""
    reading = dossier.given.reading
    told = issues(replace(reading, not_read=tuple(one for one in reading.not_read if one.why != OWN)))
    if told:
        lines = (f"{one['details']['text']} {one['diagnostics']}" for one in told)
        yield dossier.make("OperationOutcome", "reading", lines, issue=told)
