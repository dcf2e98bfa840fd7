"""Where a sitting goes on, remembered for the next page: a post works it out, and the get needs it again."""

from __future__ import annotations

import hmac
import secrets
from collections import OrderedDict
from threading import Lock

from ilium.faces.asking.interview import Interview
from ilium.faces.web.screens import next_address

MOST = 512
"""How many sittings are remembered; the one that was asked for longest ago goes first."""


class Onward:
    """The next address of the latest sittings.

    The address is a function of the knowledge and the answers alone, so remembering it changes no page.
    No answer is remembered: the key is a hash of them under a secret that is made when the program starts.
    """

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self._secret = secrets.token_bytes(32)
        self._known: OrderedDict[bytes, str] = OrderedDict()
        self._lock = Lock()

    def __call__(self, interview: Interview) -> str:
        """The next address of an interview."""
        key = self._key(interview)
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        found = next_address(interview)
        with self._lock:
            self._known[key] = found
            while len(self._known) > self.most:
                self._known.popitem(last=False)
        return found

    def _key(self, interview: Interview) -> bytes:
        """All that the next address depends on, unreadable."""
        told = repr((interview.knowledge.hash, interview.case, interview.after_emergency))
        return hmac.digest(self._secret, told.encode(), "sha256")
