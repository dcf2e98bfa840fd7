"""The words of the FHIR interface: what it is, what is wrong, and what to do."""

from __future__ import annotations

from typing import Final

BODY: Final = "body"
CAPABILITY_TITLE: Final = "What Ilium can do over FHIR"
CAPABILITY: Final = (
    "An interview about pain in the upper buttock. It is not a diagnosis and not a medical device, and no "
    "clinician has reviewed its knowledge. Nothing that is sent is kept."
)
SECURITY: Final = (
    "On the same machine no key is needed. As soon as others can reach the server, every call but this one "
    "needs 'Authorization: Bearer KEY'; 'ilium key create' makes a key."
)
NOT_FOUND: Final = "GET /fhir/metadata says what there is."
WRONG_RESOURCE: Final = "{found} is not what is wanted here."
NO_RESOURCE: Final = "this, which has no resourceType,"
SEND: Final = "Send a {one}."
FORM: Final = "See https://hl7.org/fhir/R4/ for its form."
KEY_TWICE: Final = "the key '{key}' stands twice in one object."
KEEP_ONE: Final = "Keep one of them."
