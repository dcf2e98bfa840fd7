"""What an operation was called with: in the address, or as Parameters in the body."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ilium.faces.api.problems import Refused
from ilium.faces.fhir.terminology import words

Plain = dict[str, Any]
MOST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Given:
    """The parameters by name; each value a text, or a Coding."""

    values: Mapping[str, tuple[str | Plain, ...]]

    def text(self, name: str) -> str:
        """The text of a parameter, or an empty one where it is not given. Refuses two of them."""
        found = self.values.get(name, ())
        if len(found) > 1 or any(not isinstance(one, str) for one in found):
            raise Refused("bad_parameter", words.WANT_DO.format(name=name))
        return str(found[0]) if found else ""

    def need(self, name: str) -> str:
        """The text of a parameter that must be there."""
        found = self.text(name)
        if not found:
            raise Refused(
                "bad_parameter", f"{words.WANT.format(name=name)} {words.WANT_DO.format(name=name)}"
            )
        return found

    def number(self, name: str) -> int | None:
        """A whole number, or None where it is not given."""
        found = self.text(name)
        if not found:
            return None
        if not (found.isascii() and found.isdigit()) or len(found) > MOST_DIGITS:
            raise Refused("bad_parameter", words.WANT_NUMBER.format(name=name))
        return int(found)

    def code(self) -> tuple[str, str]:
        """The system and the code that are asked about: as a Coding, or as two texts."""
        coding = next((one for one in self.values.get("coding", ()) if isinstance(one, dict)), None)
        if coding is None:
            return self.need("system"), self.need("code")
        inner = Given({name: (str(coding[name]),) for name in ("system", "code") if name in coding})
        return inner.need("system"), inner.need("code")


def from_query(items: Iterable[tuple[str, str]]) -> Given:
    """The parameters of an address; a Coding is written `system|code`."""
    values: dict[str, list[str | Plain]] = {}
    for name, value in items:
        system, bar, code = value.partition("|")
        coding = name == "coding" and bool(bar)
        values.setdefault(name, []).append({"system": system, "code": code} if coding else value)
    return Given({name: tuple(found) for name, found in values.items()})


def from_parameters(resource: Plain) -> Given:
    """The parameters of a resource of that type."""
    values: dict[str, list[str | Plain]] = {}
    for one in resource.get("parameter", []):
        for key, value in one.items():
            if key.startswith("value"):
                told = str(value).lower() if isinstance(value, bool) else value
                values.setdefault(str(one.get("name", "")), []).append(
                    told if isinstance(told, dict) else str(told)
                )
    return Given({name: tuple(found) for name, found in values.items()})
