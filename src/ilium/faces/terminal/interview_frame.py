"""What part of a long screen is shown: the question and an error stay, the rest scrolls with the cursor."""

from __future__ import annotations

from collections.abc import Sequence

from ilium.faces.terminal.interview_line import DIM, END, HEAD, NOTE, PLAIN, Line

AHEAD = 2
"""Lines shown beyond the cursor, so that one sees that there is more."""


def frame(lines: Sequence[Line], height: int, paged: int = 0) -> list[Line]:
    """The lines that fit a height: as near the top as the cursor allows, then `paged` lines further."""
    if len(lines) <= height:
        return list(lines)
    notes = [line for line in lines if line.part == NOTE]
    rest = [line for line in lines if line.part != NOTE]
    room = max(height - len(notes) - 1, 1)
    furthest = _top_for(rest, len(rest) - 1, room)
    top = min(max(_top_for(rest, _must_show(rest, room), room) + paged, 0), furthest)
    heads = _heads(rest, top, room)
    end = top + room - len(heads)
    return [*heads, *rest[top:end], _more(rest[end:]), *notes]


def _must_show(lines: Sequence[Line], room: int) -> int:
    """The last line that must be in sight: the end of the question if it fits, else a bit past the cursor."""
    here = max((n for n, line in enumerate(lines) if line.here), default=0)
    asked = [n for n, line in enumerate(lines) if line.part != PLAIN]
    if asked and asked[0] <= here and asked[-1] - asked[0] < room:
        return max(here, asked[-1])
    return min(here + AHEAD, len(lines) - 1)


def _top_for(lines: Sequence[Line], last: int, room: int) -> int:
    """The first line of the highest window that still shows a line."""
    return next(top for top in range(last + 1) if top + room - len(_heads(lines, top, room)) > last)


def _heads(lines: Sequence[Line], top: int, room: int) -> list[Line]:
    """The lines of the question that have scrolled away and are kept above, where there is room for them."""
    return [line for line in lines[:top] if line.part == HEAD][: room - 1]


def _more(below: Sequence[Line]) -> Line:
    """What is below: the ways to end the question, with their keys, or only that there is more."""
    ends = [line.text.strip().removeprefix("( ) ") for line in below if line.part == END]
    return Line(f" ↓ {'  '.join(ends)}" if below else "", DIM)
