"""What is measured: each row against its peer, side by side in one run."""

from __future__ import annotations

import math
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks.batch import batch_rows
from benchmarks.peer import EVERYTHING, differ, peers
from benchmarks.questions import question_rows
from benchmarks.row import Row
from benchmarks.throughput import interview_rows
from benchmarks.timing import best_of
from benchmarks.web import web_rows
from ilium.answers.case import Case
from ilium.knowledge.case_reading import read_case
from ilium.knowledge.library import Knowledge
from ilium.knowledge.observation import observe
from ilium.knowledge.reading import DEFAULT_REGION, load_knowledge, read_knowledge
from ilium.reasoning.engine import network_for, person_of, spread_of
from ilium.reasoning.network import Network
from ilium.reasoning.posterior import Evidence, infer
from ilium.reasoning.ranges import infer_draws

EXAMPLE = Path(__file__).parents[1] / "examples" / "sciatica.yaml"
ANSWERS = 25


def measure() -> Iterator[Row]:
    """Every row, as it comes."""
    knowledge = load_knowledge()
    case = example(knowledge)
    yield from posterior_rows(knowledge, case)
    yield from question_rows(knowledge, read_example(knowledge))
    yield from batch_rows(knowledge)
    yield range_row(knowledge, case)
    yield from start_rows()
    yield from loading_rows()
    yield from web_rows()
    yield from interview_rows(knowledge)


def read_example(knowledge: Knowledge) -> Case:
    """The example with sciatica."""
    return read_case(knowledge, EXAMPLE.read_text("utf-8"), EXAMPLE.name)


def example(knowledge: Knowledge) -> Case:
    """The example with sciatica, cut to the ANSWERS answers that say most."""
    case = read_example(knowledge)

    def says(question: str) -> int:
        return len(observe(knowledge, replace(case, answers={question: case.answers[question]})))

    kept = sorted(case.answers, key=lambda question: (-says(question), question))[:ANSWERS]
    return replace(case, answers={id_: case.answers[id_] for id_ in sorted(kept)})


def posterior_rows(knowledge: Knowledge, case: Case) -> Iterator[Row]:
    """One posterior; the engine of pyAgrum is the fastest on this very case."""
    network = network_for(knowledge, person_of(case))
    evidence = observe(knowledge, case)
    engines = peers(network, EVERYTHING)
    gap = max(differ(infer(network, evidence), peer.infer(evidence)) for peer in engines)
    assert gap < 1e-6, f"the posteriors differ by {gap}"
    ours, theirs = math.inf, dict.fromkeys((peer.name for peer in engines), math.inf)
    for _ in range(5):
        ours = min(ours, best_of(lambda: infer(network, observe(knowledge, case)), 5, 100))
        for peer in engines:
            theirs[peer.name] = min(theirs[peer.name], best_of(partial(peer.infer, evidence), 5))
    fastest = min(engines, key=lambda peer: theirs[peer.name])
    times = theirs[fastest.name]
    note = f"{len(case.answers)} answers about {len(evidence)} findings, encoded each time"
    limit = f"{fastest.name} takes only {times * 1e3:.1f} ms here."
    yield Row("one exact posterior", fastest.name, ours, times, "30 x", times / ours >= 30, note, limit=limit)
    limit = least_posterior(knowledge, case, network, evidence)
    yield Row("one exact posterior", "-", ours, None, "0.1 ms", ours <= 1e-4, "the same", limit=limit)


def least_posterior(knowledge: Knowledge, case: Case, network: Network, evidence: Evidence) -> str:
    """What a posterior cannot do without: what the answers say, and one product of the rows they touch."""
    rows = [network.tables[id_].seeing(seen) for id_, seen in evidence.items()]
    by_length = [[row for row in rows if len(row) == length] for length in sorted({len(row) for row in rows})]

    def multiply() -> None:
        for group in by_length:
            product = group[0].copy()
            for row in group[1:]:
                product *= row

    encoding = best_of(lambda: observe(knowledge, case), 15, 100)
    multiplying = best_of(multiply, 15, 100)
    sizes = " and ".join(f"{len(group)} rows of {len(group[0]):,}" for group in by_length)
    return (
        f"reading what the answers say takes {encoding * 1e6:.0f} µs, and multiplying the {sizes} chances "
        f"that they touch {multiplying * 1e6:.0f} µs, before anything is summed. To keep products of usual "
        "answers would make only the second time faster."
    )


def range_row(knowledge: Knowledge, case: Case) -> Row:
    """The posterior under every draw of the numbers, against one posterior; both encode the answers."""
    person = person_of(case)
    network, spread = network_for(knowledge, person), spread_of(knowledge)
    ours = one = math.inf
    for _ in range(10):
        one = min(one, best_of(lambda: infer(network, observe(knowledge, case)), 5, 20))
        ours = min(ours, best_of(lambda: infer_draws(spread, network, person, observe(knowledge, case)), 5))
    note = f"{spread.model.draws} draws of every number"
    met = ours / one <= 150
    return Row(
        "posterior with ranges",
        "one posterior",
        ours,
        one,
        "at most 150 x its time",
        met,
        note,
        limit="each draw has a product of its own for every finding.",
    )


def start_rows() -> Iterator[Row]:
    """Starting the command against starting Python, and reading the knowledge."""
    command = Path(sys.executable).with_name("ilium")
    ours = theirs = math.inf
    for _ in range(15):
        theirs = min(theirs, best_of(lambda: run(sys.executable, "-c", "pass"), 1))
        ours = min(ours, best_of(lambda: run(str(command), "--help"), 1))
    yield Row(
        "ilium --help",
        "python -c pass",
        ours,
        theirs,
        "under 6 x its time",
        ours / theirs < 6,
        limit="click and our own modules are imported.",
    )


def loading_rows() -> Iterator[Row]:
    """Reading the knowledge where its values were kept, and where nothing can be kept."""
    before = sys.dont_write_bytecode, sys.pycache_prefix
    with tempfile.TemporaryDirectory() as folder:
        try:
            sys.dont_write_bytecode, sys.pycache_prefix = False, folder
            read_knowledge(DEFAULT_REGION, keep=True)
            kept = best_of(lambda: read_knowledge(DEFAULT_REGION, keep=True), 7)
        finally:
            sys.dont_write_bytecode, sys.pycache_prefix = before
    anew = best_of(lambda: read_knowledge(DEFAULT_REGION), 5)
    files = sum(1 for _ in DEFAULT_REGION.rglob("*.yaml"))
    yield Row(
        "reading the knowledge",
        "-",
        kept,
        None,
        "0.15 s",
        kept <= 0.15,
        f"{files:,} files, from the second time on",
        limit="every file is read and validated.",
    )
    yield Row(
        "reading it anew",
        "-",
        anew,
        None,
        "0.15 s",
        anew <= 0.15,
        "the first time, and where Python may write nothing beside its modules",
        limit="libyaml's events alone take most of the time that is wanted; see decision 0039.",
    )


def run(*command: str) -> None:
    """Run a command and wait for it."""
    subprocess.run(command, check=True, capture_output=True)
