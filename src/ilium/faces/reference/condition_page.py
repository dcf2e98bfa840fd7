"""The page of one condition: its words, its numbers, what speaks for and against it, and the sources."""

from __future__ import annotations

from collections.abc import Iterator

from ilium.faces.number_words import say_amount
from ilium.faces.reference import words
from ilium.faces.reference.evidence import evidence_for, say_basis, say_citation
from ilium.faces.reference.markdown import percent, section, table
from ilium.faces.reference.signs import strongest_signs
from ilium.knowledge.beliefs import mean_probability
from ilium.knowledge.codes import SYSTEMS
from ilium.knowledge.library import Knowledge
from ilium.knowledge.numbers import Probability
from ilium.knowledge.schema import Condition
from ilium.reasoning.engine import network_for
from ilium.reasoning.network import Person
from ilium.reasoning.ratios import Sign, signs_of


def write_condition(knowledge: Knowledge, id_: str) -> str:
    """The page in Markdown."""
    condition = knowledge.conditions[id_]
    signs = signs_of(network_for(knowledge, Person()), id_)
    lines = [
        *_head(knowledge, condition),
        *section(words.CODES, _codes(condition)),
        *section(words.STRUCTURES, _structures(knowledge, condition)),
        *section(words.COMMON, _common(condition)),
        *section(words.TISSUE, _tissue(knowledge, condition)),
        *section(words.FOR, _signs(knowledge, condition, strongest_signs(signs))),
        *section(words.AGAINST, _signs(knowledge, condition, strongest_signs(reversed(signs)))),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _head(knowledge: Knowledge, condition: Condition) -> Iterator[str]:
    yield words.MADE
    yield f"# {condition.name}"
    yield ""
    yield f"*{condition.clinical_name}* · `{condition.id}`"
    yield ""
    yield condition.about.strip()
    yield ""
    if condition.serious:
        yield f"**{words.SERIOUS}**"
        yield ""
    family = knowledge.families.get(condition.family or "")
    if family is not None:
        yield words.FAMILY.format(
            name=f"*{family.name}*", why=(family.cannot_separate or family.about).strip()
        )
        yield ""
    yield f"![{words.PICTURE}]({condition.id}.svg)"
    yield ""
    for citation in condition.cite:
        yield f"- {say_citation(citation)}"
    if condition.cite:
        yield ""


def _codes(condition: Condition) -> Iterator[str]:
    for code in condition.codes:
        note = f" ({code.note})" if code.note else ""
        yield f"- {SYSTEMS[code.system]} **{code.code}**: {code.display}{note}"


def _structures(knowledge: Knowledge, condition: Condition) -> Iterator[str]:
    for id_ in condition.structures:
        part = knowledge.structures[id_]
        yield f"- {part.name} ({part.clinical_name}): {part.does.strip()}"


def _common(condition: Condition) -> Iterator[str]:
    yield words.COMMON_ABOUT
    yield ""
    for setting, number in condition.prevalence.items():
        share = percent(mean_probability(number))
        yield f"- {words.SETTINGS[setting]}: **{share}** ({say_amount(number)}), {say_basis(number)}"
    if condition.age is not None:
        rates = ", ".join(words.YEARS.format(age=age, rate=rate) for age, rate in condition.age.rates.items())
        yield f"- {words.BY_AGE}: {rates}; {say_basis(condition.age)}"
    if condition.sex is not None:
        rates = words.SEXES.format(female=condition.sex.female, male=condition.sex.male)
        yield f"- {words.BY_SEX}: {rates}; {say_basis(condition.sex)}"


def _tissue(knowledge: Knowledge, condition: Condition) -> Iterator[str]:
    for id_, number in condition.mechanisms.items():
        mechanism = knowledge.mechanisms[id_]
        how_often = (
            f"{say_amount(number)}, {say_basis(number)}" if isinstance(number, Probability) else words.ALWAYS
        )
        yield f"- **{mechanism.name}** ({mechanism.clinical_name}): {how_often}"


def _signs(knowledge: Knowledge, condition: Condition, signs: list[Sign]) -> Iterator[str]:
    yield words.SIGNS_ABOUT
    yield ""
    rows = (
        (_say(knowledge, sign), percent(sign.present), percent(sign.absent), f"×{sign.ratio:.2g}")
        for sign in signs
    )
    yield from table(words.SIGNS_HEAD, rows)
    yield words.BEHIND
    yield ""
    for sign in signs:
        finding = knowledge.findings[sign.finding]
        behind = list(evidence_for(knowledge, finding, condition, sign.value))
        yield from (f"- *{finding.name}*: {line}" for line in behind or [words.UNSTATED])


def _say(knowledge: Knowledge, sign: Sign) -> str:
    name = knowledge.findings[sign.finding].name
    return name if sign.value == "yes" else f"{name}: {sign.value.replace('_', ' ')}"
