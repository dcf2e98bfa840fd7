"""The open benchmark as files: how to take part, the stories, the key, the causes and Ilium's own answers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from ilium.faces.study_report import open_set_words as words
from ilium.knowledge.library import Knowledge
from ilium.study.open_set import SETS, STORIES, OpenCase, answer_ourselves
from ilium.study.open_set_causes import Named, codes_named


def files_of(knowledge: Knowledge, cases: Sequence[OpenCase]) -> dict[str, str]:
    """Every file of the benchmark: its name and its text."""
    own = {story: answer_ourselves(knowledge, cases, story) for story in STORIES}
    return {
        "README.md": _read_me(knowledge, cases),
        "cases.json": _as_json([_story(case) for case in cases]),
        "causes.json": _as_json(_causes(knowledge)),
        "key.json": _as_json({case.id: asdict(case.expected) for case in cases}),
        **{
            f"answers_ilium_{story}.json": _as_json(told.model_dump(mode="json"))
            for story, told in own.items()
        },
    }


def _read_me(knowledge: Knowledge, cases: Sequence[OpenCase]) -> str:
    surroundings = Environment(
        loader=PackageLoader("ilium.faces.study_report"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        autoescape=False,
    )
    levels = sorted(knowledge.urgency.levels, key=lambda level: -level.id.rank)
    return surroundings.get_template("open_set.md").render(
        version=knowledge.version,
        hash=knowledge.hash[:12],
        levels=[(level.id.value, level.name, words.within(level.within_hours)) for level in levels],
        families=len({knowledge.family_of(id_) for id_ in knowledge.conditions}),
        **{name: sum(case.set == name for case in cases) for name in SETS},
    )


def _story(case: OpenCase) -> dict[str, Any]:
    return {"id": case.id, "set": case.set, **{story: getattr(case, story) for story in STORIES}}


def _causes(knowledge: Knowledge) -> list[dict[str, Any]]:
    """Each family with its conditions, the codes that name it alone, and those that may mean others too."""
    rows = codes_named(knowledge)
    members: dict[str, list[str]] = {}
    for condition in knowledge.conditions:
        members.setdefault(knowledge.family_of(condition), []).append(condition)
    return [_cause(knowledge, family, members[family], rows) for family in sorted(members)]


def _cause(
    knowledge: Knowledge, family: str, members: Sequence[str], rows: Sequence[Named]
) -> dict[str, Any]:
    named = [row for row in rows if family in row.families]
    one = (knowledge.families if family in knowledge.families else knowledge.conditions)[family]
    conditions = [knowledge.conditions[id_] for id_ in members]
    return {
        "family": family,
        "name": one.name,
        "conditions": {one.id: one.clinical_name for one in conditions},
        "codes": {row.code: row.title for row in named if len(row.families) == 1},
        "shared_codes": {
            row.code: {"title": row.title, "families": sorted(row.families)}
            for row in named
            if len(row.families) > 1
        },
    }


def _as_json(value: Any) -> str:  # noqa: ANN401
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"
