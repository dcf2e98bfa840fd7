"""How common each condition is before any question: by setting, by age and by sex."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ilium.faces.reference import words
from ilium.faces.reference.markdown import percent, section, table
from ilium.knowledge.library import Knowledge
from ilium.reasoning.engine import network_for
from ilium.reasoning.network import Person

AGES = (20.0, 35.0, 50.0, 65.0, 80.0)
SEXES = ("female", "male")


def write_priors(knowledge: Knowledge) -> str:
    """The page in Markdown; each table's conditions in the order of first contact, the commonest first."""
    settings = {name: Person(setting=name) for name in knowledge.region.settings}
    titles = {name: words.SETTINGS[name] for name in settings}
    ages = {words.AT_AGE.format(age=age): Person(age=age) for age in AGES}
    both = {
        words.AT_AGE_AND_SEX[sex].format(age=age): Person(age=age, sex=sex) for age in AGES for sex in SEXES
    }
    tables = (
        (words.PRIORS_BY_SETTING, {titles[name]: person for name, person in settings.items()}),
        (words.PRIORS_BY_AGE, ages),
        (words.PRIORS_BY_SEX, {words.OF_SEX[sex]: Person(sex=sex) for sex in SEXES}),
        (words.PRIORS_BY_BOTH, both),
    )
    lines = [words.MADE, f"# {words.PRIORS}", "", words.PRIORS_ABOUT, ""]
    for title, people in tables:
        lines += section(title, _table(knowledge, people))
    return "\n".join(lines).rstrip() + "\n"


def _table(knowledge: Knowledge, people: Mapping[str, Person]) -> Iterator[str]:
    columns = [chances(knowledge, person) for person in people.values()]
    first = chances(knowledge, Person())
    order = sorted(knowledge.conditions, key=lambda id_: (-first[id_], id_))
    rows = [
        [
            f"[{knowledge.conditions[id_].name}](conditions/{id_}.md)",
            *(percent(column[id_]) for column in columns),
        ]
        for id_ in order
    ]
    rows.append([words.UNLISTED, *(percent(column[""]) for column in columns)])
    return table([words.CONDITION, *people], rows)


def chances(knowledge: Knowledge, person: Person) -> dict[str, float]:
    """P(each condition) for a person of whom nothing else is known; under "" that none of them is there."""
    network = network_for(knowledge, person)
    prior = network.prior / network.prior.sum()
    members = network.worlds.members
    found = dict(zip(network.model.conditions, (float(share) for share in prior @ members), strict=True))
    return found | {"": float(prior[members.sum(axis=1) == 0].sum())}
