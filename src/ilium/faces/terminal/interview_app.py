"""The interview on the screen: a thin shell of widgets around the session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from rich.text import Text
from textual.app import App, ComposeResult
from textual.events import Key, MouseScrollDown, MouseScrollUp, Resize
from textual.widgets import Static

from ilium.answers.case import Case, Mode
from ilium.answers.values import Answer
from ilium.faces.asking.countries import DEFAULT
from ilium.faces.asking.interview import Interview
from ilium.faces.terminal import words
from ilium.faces.terminal.country import find_country
from ilium.faces.terminal.interview_frame import frame
from ilium.faces.terminal.interview_line import Line
from ilium.faces.terminal.interview_session import Session, View
from ilium.faces.terminal.interview_view import heading, keys, lines, warning
from ilium.knowledge.library import Knowledge

WIDEST = 88
AROUND = 3
"""Lines above and below the body."""
PAGING = {"pageup": -10, "pagedown": 10}


class InterviewApp(App[Interview]):
    """Shows a session and hands it every key."""

    CSS = """
    Screen { background: $background; }
    #where { dock: top; height: 2; padding: 0 1; color: $text-muted; }
    #where { text-wrap: nowrap; text-overflow: ellipsis; }
    #keys { dock: bottom; height: 1; padding: 0 1; background: $panel; }
    #text { padding: 0 1; }
    """
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, session: Session) -> None:
        super().__init__(ansi_color=False)
        self.session = session
        self.paged = 0

    def compose(self) -> ComposeResult:
        """A line that says where we are, the questions, and what the keys do."""
        yield Static(id="where", markup=False)
        yield Static(id="text", markup=False)
        yield Static(id="keys", markup=False)

    def on_mount(self) -> None:
        """Show the first question."""
        self.show()

    def on_resize(self, _event: Resize) -> None:
        """Wrap the text anew."""
        self.show()

    def on_key(self, event: Key) -> None:
        """Hand a key to the session."""
        event.stop()
        event.prevent_default()
        if event.key in PAGING:
            self.turn(PAGING[event.key])
            return
        self.paged = 0
        key = event.character if event.character and event.character.isprintable() else event.key
        self.session = self.session.press("space" if key == " " else key)
        if self.session.view is View.OVER:
            self.exit(self.session.interview)
        else:
            self.show()

    def on_mouse_scroll_down(self, _event: MouseScrollDown) -> None:
        """Look further down."""
        self.turn(1)

    def on_mouse_scroll_up(self, _event: MouseScrollUp) -> None:
        """Look further up."""
        self.turn(-1)

    async def action_quit(self) -> None:
        """Leave as `q` does: with the answers so far."""
        self.exit(self.session.interview)

    def show(self) -> None:
        """Draw the session."""
        where = heading(self.session)
        place = f"{words.TITLE}   {where}" if where else words.TITLE
        top = Text(f"{place}\n").append(warning(self.session), style="bold red")
        self.query_one("#where", Static).update(top)
        self.query_one("#keys", Static).update(keys(self.session))
        self.query_one("#text", Static).update(
            Text("\n").join(Text(line.text, style=line.style) for line in self.shown())
        )

    def shown(self) -> list[Line]:
        """The lines of the body that fit."""
        every = lines(self.session, min(self.size.width - 4, WIDEST))
        return frame(every, max(self.size.height - AROUND, 1), self.paged)

    def turn(self, by: int) -> None:
        """Look further up or down without moving the cursor; nothing changes at either end."""
        before, paged = self.shown(), self.paged
        self.paged += by
        if self.shown() == before:
            self.paged = paged
        self.show()


def hold_interview(
    knowledge: Knowledge,
    *,
    mode: Mode,
    country: str | None,
    known: Mapping[str, Answer] | None = None,
    offered: Mapping[str, Answer] | None = None,
) -> Interview:
    """Ask until the end, or until the person stops; the date of the case is today's.

    Without a country that somebody gave, it is asked; the one of the locale stands first in the list.
    What is `known` is not asked; what is `offered` is marked where it is asked.
    """
    where = find_country(country, knowledge.urgency.emergency_numbers)
    case = Case(answers=known or {}, mode=mode, country=where, today=date.today())
    return _hold(Session.begin(knowledge, case, ask_country=country is None, offered=offered))


def resume_interview(knowledge: Knowledge, case: Case, *, country: str | None, note: str) -> Interview:
    """Ask what a case has left open. The country is asked where neither the case nor anybody says it."""
    known = knowledge.urgency.emergency_numbers
    if country is not None:
        case = replace(case, country=find_country(country, known))
    ask = case.country == DEFAULT
    guess = find_country(None, known) if ask else case.country
    return _hold(Session.go_on(knowledge, replace(case, country=guess), ask_country=ask, note=note))


def _hold(session: Session) -> Interview:
    if session.view is View.OVER:
        return session.interview
    app = InterviewApp(session)
    return app.run() or app.session.interview
