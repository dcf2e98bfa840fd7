"""The words of the operations: what they do, and what is wrong with what was sent."""

from __future__ import annotations

from typing import Final

ASSESS_TITLE: Final = "Assess pain in the upper buttock"
ASSESS: Final = (
    "From answers or a record to everything that Ilium says about them: the urgency, the ranking with "
    "ranges, and a plan. The same input on the same day gives the same bytes. Nothing is kept. It is not a "
    "diagnosis."
)
ASSESS_IN: Final = (
    "A QuestionnaireResponse to one of Ilium's Questionnaires, or a Bundle with the record of one person. "
    "Either may also be sent bare, without Parameters around it."
)
ASSESS_OUT: Final = (
    "A collection: Flag (the urgency), Patient, QuestionnaireResponse, Observations, Conditions (provisional "
    "or differential), RiskAssessment, CarePlan, Device and Provenance; after a record, an OperationOutcome "
    "with what was not read. A person whom the input names keeps that name, and no Patient is made."
)
ONE_INPUT: Final = "one parameter with a QuestionnaireResponse or a Bundle is wanted here."
SEND_ONE: Final = "Send it as 'resource' of a parameter, or without Parameters around it."
NOT_THERE: Final = "it is only referred to, and Ilium fetches nothing; send the resource itself"
OTHERWISE: Final = "The record and the answers differ: {what}; {why}."
NOT_READ: Final = "Not read: {what}, because {why}."
