"""What the page of the calls says."""

from __future__ import annotations

from typing import Final

MADE: Final = (
    "<!-- Made from the interface by 'ilium knowledge pages'. Change the calls, then make it again. -->"
)
TITLE: Final = "The calls for programs"
ABOUT: Final = (
    "Every call, what it takes and what it answers, made from the OpenAPI description that a server gives at "
    "`/api/v1/openapi.json?answers=true`. The answers shown are the engine's own to the examples; of each "
    "list they show the first entry, or the first three words. [How to use the "
    "calls](../how-to/use-the-api.md) says who may call, and [from "
    "Python](../how-to/use-the-api.md#from-python) how to do without all this."
)
CALLS_HEAD: Final = ("call", "what it does")
CASE: Final = "The case of the examples"
CASE_ABOUT: Final = "An invented person with a mild pain. What a case leaves out was not asked."
PARAMETERS_HEAD: Final = ("parameter", "in", "", "what it is", "example")
NEEDED, LEFT_OUT = "needed", "may be left out"
BODY: Final = "The body: {form}."
AS_CASE: Final = "Example: [the case](#the-case-of-the-examples)."
ANSWER: Final = "Answer {status}: {form}."
EMPTY: Final = "Answer {status}, without a body."
EXAMPLE: Final = "What the example is answered"
REFUSED_HEAD: Final = ("refused with", "when")
REFUSED: Final = "What may refuse every call"
REFUSED_ABOUT: Final = (
    "Every refusal is `application/problem+json` of the form [ProblemShown](#problemshown)."
)
REFUSED_EXAMPLE: Final = "Such as, for a case with a mistyped question:"
FORMS: Final = "Forms"
FORMS_ABOUT: Final = "What the bodies and answers hold."
FIELDS_HEAD: Final = ("field", "form", "")
LIST: Final = "list of {form}"
DAY: Final = "day, such as `2026-03-01`"
ONE_OF: Final = "one of {choices}"
MORE: Final = " and {n} more"
BY_QUESTION: Final = (
    "an answer for each of {n} questions, by its id; `ilium schema case` lists what each takes"
)
TYPES: Final = {
    "string": "text",
    "number": "number",
    "integer": "whole number",
    "boolean": "true or false",
    "null": "null",
    "object": "object",
    "array": "list",
    "": "anything",
}
