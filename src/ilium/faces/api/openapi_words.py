"""The words of the description of the interface."""

from __future__ import annotations

from typing import Final

SUMMARY: Final = "Why an adult's upper buttock hurts, whether staying at home is safe, and what to do now."
DESCRIPTION: Final = (
    "Send a case, and read how soon to be seen, what the likely source is and why. It is no diagnosis and no "
    "medical device, and no clinician has reviewed its knowledge yet. Show the urgency first, always: where "
    "its level is `emergency_now`, nothing else matters. Nothing of a case is kept, but in an episode that "
    "you begin. Refusals are problem details (RFC 9457). With `?answers=true` this description shows what "
    "the engine answers to each example."
)
KEY: Final = "A key made with `ilium key create`. On the same machine, only the list of episodes wants one."
BEGINNINGS: Final = "As the engine answers the example; of a list the first entry, or the first three words."
ANSWERS: Final = (
    "Show what each call answers to its example too. The engine works that out once, in some seconds."
)
