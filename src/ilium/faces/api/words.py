"""The words of the interface for programs: what is wrong, and what to do."""

from __future__ import annotations

from typing import Final

TITLES: Final = {
    "bad_request": "The request cannot be read",
    "key_missing": "An API key is needed",
    "key_refused": "The API key opens nothing here",
    "key_scope": "The API key does not open this",
    "forged": "The request comes from a page of somebody else",
    "not_found": "There is nothing here",
    "wrong_method": "This cannot be done here",
    "not_acceptable": "The answer would be JSON",
    "conflict": "Somebody else was first",
    "too_large": "The body is too large",
    "wrong_type": "The body must be JSON",
    "wrong_host": "The host name is not one of ours",
    "bad_document": "The body cannot be used",
    "bad_parameter": "A parameter cannot be used",
    "used_twice": "The idempotency key was used for another request",
    "too_often": "Too many requests",
    "broken": "Something went wrong in here",
    "no_store": "The episodes cannot be reached",
}
KEY_MISSING: Final = "Send 'Authorization: Bearer KEY'. 'ilium key create' makes a key."
KEY_REFUSED: Final = "The key is unknown, has ended, or was revoked. 'ilium key list' shows the keys."
KEY_SCOPE: Final = (
    "This key does not open what is kept: episodes and feedback. "
    "Make one that does: ilium key create --episodes --name NAME"
)
LIST_KEY: Final = "The list of all episodes always needs a key: ilium key create --episodes --name NAME"
KEEPS_NOTHING: Final = "This server was started with --keep-nothing: it keeps no episode and no feedback."
NO_EPISODE: Final = "There is no such episode. It may have been deleted."
USED_TWICE: Final = "Give this request an Idempotency-Key of its own. Nothing was changed."
NO_STORE: Final = "Nothing was changed. Try again; whoever runs the server finds more with 'ilium doctor'."
NO_RULE: Final = "there is no rule '{rule}'."
RULES_NAMED: Final = "The result names each rule under 'reasons'."
FORGED: Final = "A browser sent this for a page of another origin. Call from a program."
NOT_FOUND: Final = "See /api/v1/openapi.json for what there is."
WRONG_METHOD: Final = "The Allow header names what can be done."
NOT_ACCEPTABLE: Final = "Send 'Accept: application/json', or leave it out."
WRONG_TYPE: Final = "Send JSON, with 'Content-Type: {type}'."
TOO_LARGE: Final = "At most {n:,} bytes are read."
BAD_LENGTH: Final = "The length of the body is not a number."
WRONG_HOST: Final = "The server answers to the names given with 'ilium serve --name'."
TOO_OFTEN: Final = "At most {rate}. Try again after the seconds in Retry-After."
BROKEN: Final = "Nothing was kept. Nothing of the request was written down. Try again, or report it."
CANNOT_BE_TRUE: Final = "these answers cannot all be true together: no explanation allows them."
LOOK_AGAIN_AT: Final = "Look again at answers given as certain."
BODY: Final = "body"
