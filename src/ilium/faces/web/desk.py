"""What every page needs at hand: the knowledge, the templates, and the person's sealed answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from ilium.assessment import assess
from ilium.episode.showing import check_in_days
from ilium.faces.telling.soon import say_days
from ilium.faces.web.browser_country import guess_country
from ilium.faces.web.episode.keeper import Keeper
from ilium.faces.web.episode.keys import keys_of
from ilium.faces.web.guard import CSP, SCRIPTED_POLICY
from ilium.faces.web.htmx import is_swap
from ilium.faces.web.onward import Onward
from ilium.faces.web.refusals import Refusal, RefusalError
from ilium.faces.web.sealed import COOKIE, Seal, TooMuchToKeepError
from ilium.faces.web.settings import HOURS_KEPT, Settings
from ilium.faces.web.sitting import Sitting, pack, unpack
from ilium.faces.web.statics import static_url
from ilium.knowledge.library import Knowledge
from ilium.result import Assessment

SCRIPTED = frozenset({"question.html", "clinician.html"})
"""The templates whose pages may run our own scripts; all others run none."""


class Desk:
    """Reads and keeps sittings, and fills in templates."""

    def __init__(self, knowledge: Knowledge, settings: Settings) -> None:
        self.knowledge, self.settings = knowledge, settings
        self.onward = Onward()
        self.seal = Seal(settings.key, HOURS_KEPT)
        self.keeper = Keeper(settings.open_store) if settings.open_store is not None else None
        self.templates = Environment(
            loader=PackageLoader("ilium.faces.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self.templates.globals["static"] = static_url
        self.templates.globals["rules_told"] = frozenset({*knowledge.red_flags, *knowledge.losses})
        self.templates.globals["check_in_days"] = say_days(check_in_days(knowledge))

    def sitting(self, request: Request) -> Sitting | None:
        """The sitting that the browser brought, or None when it brought none that can be read."""
        sealed = request.cookies.get(COOKIE)
        data = self.seal.open(sealed) if sealed else None
        return unpack(self.knowledge, data) if data else None

    def sitting_or_refusal(self, request: Request) -> Sitting:
        """The sitting that the browser brought; without one there is nothing to go on with."""
        sitting = self.sitting(request)
        if sitting is None:
            raise RefusalError(Refusal.NO_ANSWERS)
        return sitting

    def judge(self, sitting: Sitting) -> Assessment:
        """What Ilium says of a sitting. Raises ImpossibleAnswersError where no explanation allows it."""
        return assess(self.knowledge, sitting.case, after_emergency=sitting.after_emergency)

    def page(
        self, request: Request, template: str, values: Mapping[str, Any] | None = None, *, status: int = 200
    ) -> Response:
        """A page from its template. Every page can name the emergency number."""
        sitting = self.sitting(request)
        country = sitting.case.country if sitting else self.guess(request)
        around = {
            "country": country,
            "emergency_number": self.emergency_number(country),
            "sitting": sitting,
            "path": request.url.path,
            "can_keep": self.keeper is not None,
            "keeps": self.keeper is not None and bool(keys_of(request)),
            "swapped": is_swap(request),
        }
        text = self.templates.get_template(template).render({**around, **(values or {})})
        headers = {CSP: SCRIPTED_POLICY} if template in SCRIPTED else None
        return HTMLResponse(text, status, headers)

    def guess(self, request: Request) -> str:
        """The country of somebody who has not said: as set for the server, or as the browser tells."""
        known = self.knowledge.urgency.emergency_numbers
        told = guess_country(request.headers.get("accept-language", ""), known)
        return self.settings.country or told

    def emergency_number(self, country: str) -> str:
        """The number to call in a country."""
        numbers = self.knowledge.urgency.emergency_numbers
        return numbers.get(country, numbers["default"])

    def keep(self, request: Request, response: Response, sitting: Sitting) -> Response:
        """The response, with the sitting sealed for the browser to keep until it is closed."""
        try:
            value = self.seal.close(pack(sitting))
        except TooMuchToKeepError:
            raise RefusalError(Refusal.TOO_MUCH_TO_KEEP) from None
        secure = self.settings.secure or request.url.scheme == "https"
        response.set_cookie(COOKIE, value, path="/", httponly=True, samesite="strict", secure=secure)
        return response

    def forget(self, response: Response, *, keeps: bool = False) -> Response:
        """The response, with no answers in the browser any more; `keeps` leaves the keys of kept episodes."""
        response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
        what = '"cache", "storage"' if keeps else '"cache", "cookies", "storage"'
        response.headers["Clear-Site-Data"] = what
        return response


def go_to(path: str) -> Response:
    """On to another page, after a form was read."""
    return RedirectResponse(path, status_code=303)


def desk_of(request: Request) -> Desk:
    """The desk of the application that answers a request."""
    desk: Desk = request.app.state.desk
    return desk
