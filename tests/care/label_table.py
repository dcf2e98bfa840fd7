"""What labels and leaflets forbid, written out by hand: no file of the knowledge is read here.

An answer stands as (question, item or None); `forbids` names the medicines that it keeps from a person, by
country. Paracetamol is P, NSAID tablets are T, NSAID gels are G.
"""

from __future__ import annotations

from ilium.answers.values import Answer, Itemised, Missing, Ticked

TABLETS = {"GB": {"ibuprofen_tablets"}, "US": {"ibuprofen_tablets", "naproxen_tablets"}}
GELS = {"GB": {"ibuprofen_gel", "diclofenac_gel"}, "US": set[str]()}
PARACETAMOL = {"GB": {"paracetamol_tablets"}, "US": {"paracetamol_tablets"}}
NEVER = {"GB": {"naproxen_tablets"}, "US": {"diclofenac_gel", "ibuprofen_gel"}}
NEVER_ANYWHERE = {"aspirin_tablets", "codeine_tablets"}
MOST_A_DAY = {
    ("paracetamol_tablets", "GB"): (8, 500, 3),
    ("paracetamol_tablets", "US"): (10, 325, 10),
    ("ibuprofen_tablets", "GB"): (6, 200, 10),
    ("ibuprofen_tablets", "US"): (6, 200, 10),
    ("naproxen_tablets", "US"): (3, 220, 10),
    ("diclofenac_gel", "GB"): (4, None, 7),
    ("ibuprofen_gel", "GB"): (4, None, 10),
}
"""Tablets or uses in 24 hours, milligrams of one tablet, and days."""

LISTS = {
    "med_allergy": ("nsaid_reaction", "paracetamol_reaction"),
    "med_stomach": ("ulcer_or_bleed", "bowel_inflammation", "often_heartburn"),
    "med_heart": (
        "heart_failure", "heart_or_stroke", "heart_operation", "blood_pressure_high",
        "blood_pressure_treated",
    ),
    "med_body": (
        "asthma_or_polyps", "kidney_trouble", "liver_trouble", "bleeds_easily", "under_50_kg",
        "short_of_water",
    ),
    "med_thinners": ("takes_warfarin", "takes_other_thinner", "takes_low_aspirin"),
    "med_tablets": (
        "takes_steroids", "takes_ssri", "takes_lithium", "takes_methotrexate", "takes_ace_or_arb",
        "takes_water_tablets", "takes_transplant_or_hiv", "takes_epilepsy_or_tb", "takes_other_medicine",
    ),
    "med_painkillers": ("takes_nsaid", "takes_paracetamol"),
}  # fmt: skip

CALM: dict[str, Answer] = {
    "med_pregnancy": "not_pregnant_now",
    "med_breastfeeding": "no",
    **{question: Ticked(frozenset()) for question in LISTS},
    "med_alcohol": "no",
    "med_skin": "no",
    "med_days": 0.0,
}
"""Answers before medicines with which nothing stands in the way."""

_BOTH = ("GB", "US")
_ITEMS: dict[str, dict[str, str]] = {
    "nsaid_reaction": {"GB": "TG", "US": "T"},
    "paracetamol_reaction": {"GB": "P", "US": "PT"},
    "ulcer_or_bleed": {"GB": "TG", "US": "T"},
    "bowel_inflammation": {"GB": "TG", "US": "T"},
    "often_heartburn": {"GB": "TG", "US": "T"},
    "heart_failure": {"GB": "TG", "US": "T"},
    "heart_or_stroke": {"GB": "TG", "US": "T"},
    "heart_operation": {"GB": "TG", "US": "T"},
    "blood_pressure_high": {"GB": "TG", "US": "T"},
    "blood_pressure_treated": {"GB": "", "US": "T"},
    "asthma_or_polyps": {"GB": "TG", "US": "T"},
    "kidney_trouble": {"GB": "TGP", "US": "T"},
    "liver_trouble": {"GB": "TGP", "US": "TP"},
    "bleeds_easily": {"GB": "TG", "US": "T"},
    "under_50_kg": {"GB": "P", "US": "P"},
    "short_of_water": {"GB": "TG", "US": "T"},
    "takes_warfarin": {"GB": "TG", "US": "TP"},
    "takes_other_thinner": {"GB": "TG", "US": "T"},
    "takes_low_aspirin": {"GB": "TG", "US": "T"},
    "takes_steroids": {"GB": "TG", "US": "T"},
    "takes_ssri": {"GB": "TG", "US": "T"},
    "takes_lithium": {"GB": "TG", "US": "T"},
    "takes_methotrexate": {"GB": "TG", "US": "T"},
    "takes_ace_or_arb": {"GB": "TG", "US": "T"},
    "takes_water_tablets": {"GB": "TG", "US": "T"},
    "takes_transplant_or_hiv": {"GB": "TG", "US": "T"},
    "takes_epilepsy_or_tb": {"GB": "P", "US": "P"},
    "takes_other_medicine": {"GB": "TG", "US": "T"},
    "takes_nsaid": {"GB": "TG", "US": "T"},
    "takes_paracetamol": {"GB": "P", "US": "P"},
}
_UNKNOWN_TOO = {"takes_warfarin": {"GB": "TGP", "US": "TP"}}
"""Where not knowing forbids more than yes: with warfarin a lower dose is left."""
_PLAIN: dict[str, dict[str, dict[str, str]]] = {
    "med_pregnancy": {
        "trying_or_maybe": {"GB": "TG", "US": "TP"},
        "pregnant_before_20": {"GB": "TG", "US": "TP"},
        "pregnant_from_20": {"GB": "TG", "US": "TP"},
    },
    "med_breastfeeding": {"yes": {"GB": "TG", "US": "TP"}},
    "med_alcohol": {"yes": {"GB": "TGP", "US": "TP"}},
    "med_skin": {"yes": {"GB": "G", "US": ""}},
    "new_blisters": {"new": {"GB": "TG", "US": "T"}, "same": {"GB": "TG", "US": "T"}},
    "pop_and_bruise": {"new": {"GB": "TG", "US": "T"}},
}
_OTHER_SIGNS: dict[tuple[str, str | None, str], dict[str, str]] = {
    ("pregnancy", None, "pregnant"): {"GB": "TG", "US": "TP"},
    ("health_history", "blood_thinner", "yes"): {"GB": "TG", "US": "T"},
    ("health_history", "steroid_tablets", "yes"): {"GB": "TG", "US": "T"},
    ("vascular_risk", "known_artery_disease", "yes"): {"GB": "TG", "US": "T"},
    ("buttock_swelling", None, "yes"): {"GB": "TG", "US": "T"},
    ("general_signs", "swelling_or_bruise_buttock", "yes"): {"GB": "TG", "US": "T"},
}


def named(letters: str, country: str) -> set[str]:
    """The medicines that letters stand for in a country."""
    by = {"T": TABLETS, "G": GELS, "P": PARACETAMOL}
    return {id_ for letter in letters for id_ in by[letter][country]}


Slot = tuple[str, str | None]


def contraindications(country: str) -> list[tuple[Slot, str, set[str]]]:
    """Every slot, a word in it that forbids something, and what: not known included."""
    missing = tuple(way.value for way in Missing)
    found: list[tuple[Slot, str, set[str]]] = []
    for question, items in LISTS.items():
        for item in items:
            letters = _ITEMS[item][country]
            found.append(((question, item), "yes", named(letters, country)))
            unknown = _UNKNOWN_TOO.get(item, _ITEMS[item])[country]
            found += [((question, item), word, named(unknown, country)) for word in ("unknown", "not_asked")]
        every = {letter for item in items for letter in _UNKNOWN_TOO.get(item, _ITEMS[item])[country]}
        found += [((question, None), word, named("".join(every), country)) for word in missing]
    for question, words in _PLAIN.items():
        found += [((question, None), word, named(by[country], country)) for word, by in words.items()]
        every = {letter for by in words.values() for letter in by[country]}
        found += [((question, None), word, named("".join(every), country)) for word in missing]
    found += [((q, item), word, named(by[country], country)) for (q, item, word), by in _OTHER_SIGNS.items()]
    found += [(("med_days", None), word, named("TGP", country)) for word in missing]
    found += [(("age", None), word, named("T", country)) for word in missing]
    return found


def put(answers: dict[str, Answer], slot: Slot, word: str) -> dict[str, Answer]:
    """Answers with one word in a slot; the other items of a list keep theirs."""
    question, item = slot
    if word in tuple(way.value for way in Missing) and item is None:
        return {**answers, question: Missing(word)}
    if item is None:
        return {**answers, question: word}
    before = answers.get(question, Ticked(frozenset()))
    if isinstance(before, Missing):
        return answers
    if isinstance(before, Ticked):
        names = LISTS.get(question, (item,))
        before = Itemised({one: "yes" if one in before.items else "no" for one in {*names, item}})
    assert isinstance(before, Itemised)
    items = {one: said for one, said in before.items.items() if one != item}
    return {**answers, question: Itemised(items if word == "not_asked" else {**items, item: word})}
