"""Case files as a careless or hostile world writes them: each is assessed, or refused with its place.

`python -m tests.fuzz 100000` runs as many as wanted; the tests run three thousand, always the same ones.
"""

import json
import random
import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from ilium.answers.case import Case
from ilium.answers.case_writer import write_case
from ilium.answers.forms import AnswerForm
from ilium.answers.values import LISTS, Answer, Itemised, Kind, Missing, Ticked
from ilium.documents.problems import BadDocumentError
from ilium.faces.terminal.case_input import judge, read_case_in
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge

USUAL = 3000
SLOWEST = 5.0
"""Seconds that one case may take, on a busy machine."""

ODD = [
    "null",
    "~",
    "true",
    "no",
    "NaN",
    ".nan",
    ".inf",
    "-.inf",
    "1e999",
    "-1",
    "0",
    "1e308",
    "99999999999999999999",
    "0x1F",
    "1_000",
    "2026-02-30",
    "''",
    '"\\0"',
    "[]",
    "{}",
    "[[]]",
    "[[a]]",
    "{a:",
    "{b:",
    "c}}",
    "{1:",
    "2}",
    "[1,2]",
    '"["',
    '"{"',
    ":",
    "-",
    "?",
    "|",
    ">",
    "&",
    "*",
    "!",
    "%",
    "@",
    "`",
    "#",
    "&a",
    "*a",
    "!!python/object:os.system",
    "!!binary",
    "!x",
    "<<:",
    '"?',
    '[a]"',
    "---",
    "...",
    "unknown",
    "declined",
    "not_asked",
    "new",
    "same",
    "yes",
    "45.5",
    "-0",
    "\u202e",
    "\ufeff",
    "🦴",
    "a",
    "b",
]
KEYS = [
    "age",
    "sex",
    "answers",
    "today",
    "mode",
    "country",
    "setting",
    "id",
    "expected",
    "check_ins",
    "nonsense",
    "sxe",
    "1",
    "null",
    "''",
]


def random_answer(form: AnswerForm, dice: random.Random) -> Answer:
    if dice.random() < 0.1:
        return dice.choice([Missing.UNKNOWN, Missing.DECLINED])
    if form.kind is Kind.NUMBER:
        low, high = form.minimum or 0, form.maximum or 100
        return float(dice.choice([low, high, dice.randint(int(low), int(high))]))
    if form.kind in LISTS:
        chosen = dice.sample(form.words, dice.randint(0, min(4, len(form.words))))
        if dice.random() < 0.5:
            return Ticked(frozenset(chosen))
        return Itemised({item: dice.choice(["yes", "no", "unknown"]) for item in chosen})
    return dice.choice(form.words)


def valid_text(knowledge: Knowledge, dice: random.Random) -> str:
    ids = dice.sample(sorted(knowledge.forms), dice.randint(0, 40))
    answers = {id_: random_answer(knowledge.forms[id_], dice) for id_ in ids}
    return write_case(
        Case(
            answers=answers,
            mode=dice.choice(["person", "clinician"]),
            country=dice.choice(["default", "GB", "JP"]),
            setting=dice.choice(["first_contact", "physiotherapy", "spine_clinic"]),
        )
    )


def edit_line(lines: list[str], dice: random.Random) -> None:
    place = dice.randrange(len(lines))
    key = lines[place].split(":")[0]
    match dice.randrange(7):
        case 0:
            lines.insert(place, dice.choice(lines))
        case 1:
            del lines[place]
        case 2:
            lines[place] = " " * dice.randint(0, 3) + lines[place]
        case 3:
            lines[place] = f"{key}: {dice.choice(ODD)}"
        case 4:
            lines[place] = f"{dice.choice(KEYS)}: {dice.choice(ODD)}"
        case 5:
            lines[place] = key[:-1] + ": " + lines[place].partition(":")[2]
        case _:
            lines[place] = key + ": " + dice.choice(lines).partition(":")[2]


def edited(knowledge: Knowledge, dice: random.Random) -> bytes:
    lines = valid_text(knowledge, dice).splitlines()
    for _ in range(dice.randint(1, 4)):
        if lines:
            edit_line(lines, dice)
    return "\n".join(lines).encode()


def scrambled(knowledge: Knowledge, dice: random.Random) -> bytes:
    data = bytearray(valid_text(knowledge, dice).encode())
    for _ in range(dice.randint(1, 3)):
        place = dice.randrange(len(data) + 1)
        match dice.randrange(4):
            case 0:
                data[place:place] = dice.randbytes(dice.randint(1, 4))
            case 1:
                del data[place : place + dice.choice([1, 1, 2, 12])]
            case 2:
                data[place:place] = dice.choice(ODD).encode()
            case _:
                data[place:place] = data[: dice.randint(1, 60)]
    return bytes(data)


def random_plain(dice: random.Random, depth: int) -> object:
    if depth == 0 or dice.random() < 0.3:
        return dice.choice([None, True, 0, -1.5, 1e300, 10**30, "", "yes", "a\nb", "\u2028", *ODD])
    if dice.random() < 0.5:
        return [random_plain(dice, depth - 1) for _ in range(dice.randint(0, 4))]
    return {dice.choice([*KEYS, *ODD]): random_plain(dice, depth - 1) for _ in range(dice.randint(0, 4))}


def as_json(knowledge: Knowledge, dice: random.Random) -> bytes:
    known = sorted(knowledge.forms)
    answers = {dice.choice(known): random_plain(dice, 2) for _ in range(dice.randint(0, 5))}
    case = {"age": random_plain(dice, 1), "sex": "male", "answers": answers} | (
        {dice.choice(KEYS): random_plain(dice, 3)} if dice.random() < 0.5 else {}
    )
    return json.dumps(case if dice.random() < 0.9 else random_plain(dice, 5)).encode()


def words_only(_knowledge: Knowledge, dice: random.Random) -> bytes:
    parts = (dice.choice([*ODD, *KEYS, "\n", "\n  ", ": ", "- ", ", "]) for _ in range(dice.randint(0, 40)))
    return " ".join(parts).encode()


def random_bytes(_knowledge: Knowledge, dice: random.Random) -> bytes:
    return dice.randbytes(dice.randint(0, 200))


def nested(_knowledge: Knowledge, dice: random.Random) -> bytes:
    depth = dice.choice([5, 31, 33, 2000])
    return (b"answers: " + dice.choice([b"[", b"{a: ", b"- "]) * depth)[: dice.choice([100, 10**5])]


def whole(knowledge: Knowledge, dice: random.Random) -> bytes:
    return valid_text(knowledge, dice).encode()


MAKERS: tuple[tuple[Callable[[Knowledge, random.Random], bytes], int], ...] = (
    (whole, 4),
    (edited, 40),
    (scrambled, 20),
    (as_json, 20),
    (words_only, 8),
    (random_bytes, 7),
    (nested, 1),
)


@dataclass
class Outcome:
    """What became of many cases."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0


def try_case(knowledge: Knowledge, data: bytes) -> str:
    """'assessed' or 'refused'; anything else is an error of ours and is raised."""
    try:
        judge(knowledge, read_case_in(knowledge, data, "case.yaml"), "case.yaml")
    except BadDocumentError as error:
        assert error.problems, "refused without a reason"
        for problem in error.problems:
            told = str(problem)
            assert problem.what.strip() and len(told.splitlines()) == 1, told
            assert re.match(r"case\.yaml(:\d+:\d+)?: ", told), told
            assert told.isprintable(), told
            assert len(told) < 700, told
        return "refused"
    return "assessed"


def fuzz(knowledge: Knowledge, many: int, seed: int = 1) -> Outcome:
    outcome = Outcome()
    makers, weights = zip(*MAKERS, strict=True)
    for number in range(many):
        dice = random.Random(seed * 1_000_003 + number)
        make = dice.choices(makers, weights)[0]
        data = make(knowledge, dice)
        start = time.perf_counter()
        try:
            outcome.counts[f"{make.__name__}: {try_case(knowledge, data)}"] += 1
        except Exception as error:  # whatever it is, it is a finding
            outcome.faults.append(f"number {number}: {type(error).__name__}: {error!s:.300}\n{data[:400]!r}")
        outcome.slowest = max(outcome.slowest, time.perf_counter() - start)
    return outcome


@pytest.mark.slow
def test_every_case_is_assessed_or_refused_with_its_place() -> None:
    outcome = fuzz(load_knowledge(), USUAL)
    assert not outcome.faults, "\n".join(outcome.faults[:5])
    assert outcome.slowest < SLOWEST
    assert outcome.counts["whole: assessed"] > 0
    assert outcome.counts["edited: refused"] > 0


def test_fuzzing_repeats_itself() -> None:
    knowledge = load_knowledge()
    assert scrambled(knowledge, random.Random(5)) == scrambled(knowledge, random.Random(5))
