"""What the pages of reference say."""

from typing import Final

MADE: Final = (
    "<!-- Made from the knowledge by 'ilium knowledge pages'. Change the knowledge, then make it again. -->"
)
INDEX: Final = "Conditions"
INDEX_ABOUT: Final = (
    "The causes of upper-buttock pain that Ilium knows, each with its numbers and where they come from. Most "
    "numbers are estimates with their reasons beside them; no clinician has reviewed them yet."
)
INDEX_HEAD: Final = ("condition", "clinical name", "at first contact", "ICD-10-CM")
SERIOUS: Final = "Serious: it must not be missed."
FAMILY: Final = "Shown together with others as {name}: {why}"
PICTURE: Final = "What brings it about and what it brings about"
CODES: Final = "Codes"
CODES_TITLE: Final = "Codes of public systems"
CODES_ABOUT: Final = (
    "What conditions, findings, questions and answers are called in ICD-10-CM, SNOMED CT and LOINC, and how "
    "units are written in UCUM. *The same*, *means more*, *means a part*, *close to it*: what the code says "
    "beside our concept; *close to it* also where nobody has judged. No code stands here from memory: "
    "ICD-10-CM was compared with its list, and for the others the place is named where each was read. What "
    "has no code here has none that could be verified. The same is served over FHIR under "
    "`/fhir/CodeSystem`, `/fhir/ValueSet` and `/fhir/ConceptMap`."
)
CODED: Final = {
    "condition": "Conditions",
    "finding": "Findings",
    "question": "Questions",
    "answer": "Answers",
}
CODES_HEAD: Final = ("id", "name", "system", "code", "called", "match", "note")
UNITS: Final = "Units"
UNITS_HEAD: Final = ("unit", "UCUM")
READ_IN_HEAD: Final = ("code", "called", "read in")
STRUCTURES: Final = "Where it sits"
COMMON: Final = "How common it is"
COMMON_ABOUT: Final = "Share of adults with this complaint who have it."
SETTINGS: Final = {
    "first_contact": "At first contact",
    "physiotherapy": "In physiotherapy",
    "spine_clinic": "In a spine clinic",
}
BY_AGE: Final = "By age, against all adults"
BY_SEX: Final = "By sex, against all adults"
YEARS: Final = "×{rate:g} at {age}"
SEXES: Final = "×{female:g} in women, ×{male:g} in men"
TISSUE: Final = "What happens in the tissue"
ALWAYS: Final = "always; it defines the condition"
FOR: Final = "What speaks most for it"
AGAINST: Final = "What speaks most against it"
SIGNS_ABOUT: Final = (
    "At first contact, age and sex unknown, nothing else asked. *With* and *without*: how often it is seen "
    "in people who have this condition and in all others with the complaint. *Odds*: what it does to the "
    "odds of the condition."
)
SIGNS_HEAD: Final = ("what is seen", "with", "without", "odds")
BEHIND: Final = "The numbers behind these:"
UNSTATED: Final = "follows from how rarely this condition brings it about, not from a number of its own."
PRIORS: Final = "How common each cause is before any question"
PRIORS_ABOUT: Final = (
    "The share of adults with pain in the upper buttock who have each cause, alone or beside another, before "
    "anything else is asked: worked out from the prevalences, the rates by age and sex, and the shares of "
    "people with none or two of the causes. All of these are estimates; their reasons and sums stand in "
    "[the priors](../knowledge/priors.md). Somebody with two causes counts in two rows."
)
PRIORS_BY_SETTING: Final = "By setting, age and sex unknown"
PRIORS_BY_AGE: Final = "By age, at first contact"
PRIORS_BY_SEX: Final = "By sex, at first contact"
PRIORS_BY_BOTH: Final = "By age and sex, at first contact"
AT_AGE: Final = "at {age:g}"
AT_AGE_AND_SEX: Final = {"female": "women at {age:g}", "male": "men at {age:g}"}
OF_SEX: Final = {"female": "women", "male": "men"}
CONDITION: Final = "condition"
UNLISTED: Final = "*nothing on this list*"
SOURCES: Final = "Sources"
SOURCES_ABOUT: Final = (
    "Every publication that the knowledge cites, how it was read, and how often it is cited. Where only the "
    "abstract, or only what another text tells of it, was read, nothing beyond that was seen."
)
READ: Final = {
    "full": "read in full",
    "abstract": "abstract read",
    "secondary": "read in another text",
    "none": "not read",
}
CITED: Final = "cited {n} times"
CITED_ONCE: Final = "cited once"
READ_HEAD: Final = ("how it was read", "publications", "citations")
