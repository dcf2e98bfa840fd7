"""The interview on the screen: a thin shell of widgets around the session."""

from __future__ import annotations

from datetime import date

from rich.text import Text
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.events import Key, Resize
from textual.geometry import Region
from textual.widgets import Static

from ilium.answers.case import Case, Mode
from ilium.faces.terminal import words
from ilium.faces.terminal.interview_session import Session, View
from ilium.faces.terminal.interview_state import Interview
from ilium.faces.terminal.interview_view import heading, keys, lines
from ilium.knowledge.library import Knowledge

WIDEST = 88


class InterviewApp(App[Interview]):
    """Shows a session and hands it every key."""

    CSS = """
    Screen { background: $background; }
    #where { dock: top; height: 2; padding: 0 1; color: $text-muted; }
    #keys { dock: bottom; height: 1; padding: 0 1; background: $panel; }
    #body { padding: 0 1; scrollbar-size-vertical: 1; }
    """
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, session: Session) -> None:
        super().__init__(ansi_color=False)
        self.session = session

    def compose(self) -> ComposeResult:
        """A line that says where we are, the questions, and what the keys do."""
        yield Static(id="where", markup=False)
        with VerticalScroll(id="body", can_focus=False):
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
        key = event.character if event.character and event.character.isprintable() else event.key
        self.session = self.session.press("space" if key == " " else key)
        if self.session.view is View.OVER:
            self.exit(self.session.interview)
        else:
            self.show()

    async def action_quit(self) -> None:
        """Leave as `q` does: with the answers so far."""
        self.exit(self.session.interview)

    def show(self) -> None:
        """Draw the session."""
        where = heading(self.session)
        self.query_one("#where", Static).update(f"{words.TITLE}   {where}" if where else words.TITLE)
        self.query_one("#keys", Static).update(keys(self.session))
        shown = lines(self.session, min(self.size.width - 4, WIDEST))
        self.query_one("#text", Static).update(
            Text("\n").join(Text(line.text, style=line.style) for line in shown)
        )
        here = [number for number, line in enumerate(shown) if line.here]
        if here:
            self.call_after_refresh(self._keep_in_sight, here[0], here[-1])

    def _keep_in_sight(self, first: int, last: int) -> None:
        region = Region(0, max(first - 1, 0), 1, last - first + 3)
        self.query_one("#body", VerticalScroll).scroll_to_region(region, animate=False)


def hold_interview(knowledge: Knowledge, *, mode: Mode, country: str) -> Interview:
    """Ask until the end, or until the person stops; the date of the case is today's."""
    case = Case(mode=mode, country=country, today=date.today())
    app = InterviewApp(Session.begin(knowledge, case))
    return app.run() or app.session.interview
