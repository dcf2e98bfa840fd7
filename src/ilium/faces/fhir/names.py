"""The names that other systems know us by: systems, canonical addresses, profiles and media types.

The project owns no domain, so its names are `urn:uuid:` (UUIDv5 of `NAMESPACE`), fixed for good. The version
of all that is made from the knowledge is the hash of the knowledge.
"""

from __future__ import annotations

from typing import Final
from uuid import UUID, uuid5

from ilium.knowledge.library import Knowledge

ROOT: Final = "/fhir"
"""The address under which everything is served."""
FHIR_VERSION: Final = "4.0.1"
FHIR_JSON: Final = "application/fhir+json"
CHANGED: Final = "2026-11-22"
"""The day on which what is served there last changed its form."""

NAMESPACE: Final = UUID("5919a9bd-0c92-419b-9ae8-b19d7b81948a")
ADAPTIVE: Final = "urn:uuid:81a3a187-75d9-5eec-876d-a71441a55f04"
"""The interview, question by question."""
WHOLE: Final = "urn:uuid:ff875a27-d688-5566-ab4a-2d42851665f6"
"""Everything that can be asked, as one form."""
CONCEPTS: Final = "urn:uuid:c6cc07c2-d08a-58e8-bb5f-c4118a4cca30"
"""The code system of our ids: questions, findings, conditions ... unique across all kinds."""
ANSWERS: Final = "urn:uuid:8aabc05e-5033-51a6-a75c-a6dae2065c28"
"""The code system of the answers: `yes`, `no`, `new`, `same`, `none`, and `question.choice`."""
CASES: Final = "urn:uuid:fef91133-aaef-571d-8ce3-2519753c10c6"
"""The system of the ids that callers give to their cases."""
CAPABILITY: Final = "urn:uuid:73cbc3d7-4ac2-5108-86b7-8372fbe37bb5"

DATA_ABSENT: Final = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
COUNTRIES: Final = "urn:iso:std:iso:3166"
UCUM: Final = "http://unitsofmeasure.org"
CORE: Final = "http://hl7.org/fhir/StructureDefinition"
SDC: Final = "http://hl7.org/fhir/uv/sdc"
SDC_VERSION: Final = "4.0.0"
QUESTIONNAIRE_ADAPT: Final = f"{SDC}/StructureDefinition/sdc-questionnaire-adapt"
RESPONSE_ADAPT: Final = f"{SDC}/StructureDefinition/sdc-questionnaireresponse-adapt"
ENDPOINT: Final = f"{SDC}/StructureDefinition/sdc-questionnaire-questionnaireAdaptive"


def urn(name: str) -> str:
    """The lasting name of something of ours, such as `value-set/conditions`."""
    return f"urn:uuid:{uuid5(NAMESPACE, name)}"


def versioned(address: str, knowledge: Knowledge) -> str:
    """A canonical address with the version that this knowledge gives it."""
    return f"{address}|{knowledge.hash}"


def resource_id(id_: str) -> str:
    """An id of ours as the id of a resource, which knows no underscore."""
    return id_.replace("_", "-")
