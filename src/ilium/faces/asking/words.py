"""The words of questions, answers and progress that every face shares."""

from __future__ import annotations

from typing import Final

PART: Final = "Part {part} of {parts}: {title}"
PAGE: Final = "page {page} of {pages}"
PART_ABOUT: Final = "about you"
PART_SAFETY: Final = "safety questions"
PART_PAIN: Final = "your pain"
MORE_QUESTIONS: Final = "a few more questions, you can stop any time"
THEN_MORE: Final = "then a few more questions"
NOT_ANSWERED: Final = "not answered yet"
ANY_NUMBER: Final = "a number"
FROM_TO: Final = "from {low} to {high}"
DOES_NOT_FIT: Final = "This does not fit what you said before about “{topic}”. Press c to change that answer."
IMPOSSIBLE: Final = "These answers do not go together as far as we know. Press c and look at them once more."
LEFT: Final = "left"
RIGHT: Final = "right"
MIDLINE: Final = "middle"
YES: Final = "Yes"
NO: Final = "No"
NEW: Final = "Yes, new or changed"
SAME: Final = "Yes, the same as before this pain"
NOT_SURE: Final = "Not sure"
RATHER_NOT: Final = "Rather not say"
NONE_OF_THESE: Final = "None of these"
NOWHERE: Final = "None of these places"
