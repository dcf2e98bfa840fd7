"""All knowledge of one region, read and validated: what every other part works from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ilium.answers.forms import AnswerForm
from ilium.knowledge import schema
from ilium.knowledge.actions import Action, Effect, Gate
from ilium.knowledge.care import Care
from ilium.knowledge.courses import Course
from ilium.knowledge.effects import effects_by_cause
from ilium.knowledge.forms import form_of
from ilium.knowledge.medicines import Caution, Medicine
from ilium.knowledge.pictures import Picture
from ilium.knowledge.poses import Figure, Pose
from ilium.knowledge.separations import Separation
from ilium.knowledge.studies import Study
from ilium.knowledge.terminologies import Terminology

FOLDERS: dict[str, type[schema.Concept]] = {
    "structures": schema.Structure,
    "families": schema.Family,
    "mechanisms": schema.Mechanism,
    "conditions": schema.Condition,
    "findings": schema.Finding,
    "questions": schema.Question,
    "red_flags": schema.RedFlag,
    "losses": schema.Loss,
    "separations": Separation,
    "gates": Gate,
    "actions": Action,
    "cautions": Caution,
    "medicines": Medicine,
    "sources": schema.Source,
    "studies": Study,
    "pictures": Picture,
    "figures": Figure,
    "poses": Pose,
    "courses": Course,
    "terminologies": Terminology,
}
"""The folders of a region and the form of the files in them."""


@dataclass(frozen=True, eq=False)
class Knowledge:
    """The validated knowledge of one region. Mappings are by id, in the order of the ids."""

    region: schema.Region
    urgency: schema.Urgency
    care: Care
    structures: Mapping[str, schema.Structure]
    families: Mapping[str, schema.Family]
    mechanisms: Mapping[str, schema.Mechanism]
    conditions: Mapping[str, schema.Condition]
    findings: Mapping[str, schema.Finding]
    questions: Mapping[str, schema.Question]
    red_flags: Mapping[str, schema.RedFlag]
    losses: Mapping[str, schema.Loss]
    separations: Mapping[str, Separation]
    gates: Mapping[str, Gate]
    actions: Mapping[str, Action]
    cautions: Mapping[str, Caution]
    medicines: Mapping[str, Medicine]
    sources: Mapping[str, schema.Source]
    studies: Mapping[str, Study]
    pictures: Mapping[str, Picture]
    figures: Mapping[str, Figure]
    poses: Mapping[str, Pose]
    courses: Mapping[str, Course]
    terminologies: Mapping[str, Terminology]
    root: Path | None = None
    """The folder it was read from, for the places of faults; no part of the knowledge or its hash."""

    @property
    def version(self) -> str:
        """The version of the knowledge, as its authors count it."""
        return self.region.version

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the canonical validated knowledge: sorted keys, defaults written out, no spaces."""
        text = json.dumps(self.as_plain(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    @cached_property
    def forms(self) -> Mapping[str, AnswerForm]:
        """The form that an answer to each question takes."""
        return {id_: form_of(question) for id_, question in self.questions.items()}

    @cached_property
    def effects(self) -> Mapping[str, Mapping[str, Effect]]:
        """What each action and medicine does under each condition and under `unlisted`, by their ids."""
        rows = {id_: one.effects for id_, one in self.actions.items()}
        rows |= {id_: one.effects for id_, one in self.medicines.items() if one.labels}
        return {id_: effects_by_cause(self.care, one, self.conditions) for id_, one in rows.items()}

    @property
    def medicine_questions(self) -> tuple[str, ...]:
        """What is asked before medicines are advised; empty where none are."""
        return self.care.medicines.questions if self.care.medicines is not None else ()

    @cached_property
    def aliases(self) -> Mapping[str, str]:
        """Ids that concepts used to have, with the ids they have now."""
        return {
            old: new for folder in FOLDERS for new, c in self.concepts(folder).items() for old in c.aliases
        }

    def concepts(self, folder: str) -> Mapping[str, schema.Concept]:
        """The concepts of one folder, by id."""
        found: Mapping[str, schema.Concept] = getattr(self, folder)
        return found

    @cached_property
    def pose_of(self) -> Mapping[str, str]:
        """The pose that shows an action, for those that have a picture."""
        return {action: id_ for id_, pose in self.poses.items() for action in pose.shows}

    def family_of(self, condition: str) -> str:
        """The family a condition is ranked in; most conditions are a family of their own."""
        return self.conditions[condition].family or condition

    def as_plain(self) -> dict[str, Any]:
        """The knowledge as plain values, ready for JSON."""
        plain: dict[str, Any] = {
            folder: {
                id_: concept.model_dump(mode="json", by_alias=True)
                for id_, concept in self.concepts(folder).items()
            }
            for folder in FOLDERS
        }
        plain["region"] = self.region.model_dump(mode="json", by_alias=True)
        plain["urgency"] = self.urgency.model_dump(mode="json", by_alias=True)
        plain["care"] = self.care.model_dump(mode="json", by_alias=True)
        return plain
