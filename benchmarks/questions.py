"""What each open question tells, and which is the best to ask next, against a loop of inferences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, product

from benchmarks.peer import CONDITIONS, Peer, peers
from benchmarks.row import Row
from benchmarks.timing import best_of
from ilium.answers.case import Case
from ilium.interview.pages import fixed_ids
from ilium.interview.rise import search_rises
from ilium.interview.worth import candidates, rank_questions
from ilium.knowledge.library import Knowledge
from ilium.knowledge.observation import observe
from ilium.knowledge.probing import possible_observations
from ilium.reasoning.information import MOST_COMBINATIONS, Information, Probe, expect_information
from ilium.reasoning.network import Network
from ilium.reasoning.posterior import Evidence
from ilium.verdict import reach_verdict

SAMPLE = 24
"""How many answer combinations are timed with pyAgrum; the time of all of them is extrapolated."""
WANTED = 500


def question_rows(knowledge: Knowledge, case: Case) -> Iterator[Row]:
    """Every open question after the fixed pages: what its answer is expected to tell, and its whole worth.

    pyAgrum makes one inference for each answer combination, of the condition sets alone, as nothing else is
    needed. It is spared the choice of the most telling parts, which both our times include, and the chance
    that a rule fires, which the whole worth includes.
    """
    fixed = fixed_ids(knowledge)
    case = replace(case, answers={id_: answer for id_, answer in case.answers.items() if id_ in fixed})
    verdict, evidence = reach_verdict(knowledge, case), observe(knowledge, case)
    known, questions = frozenset(evidence), candidates(knowledge, case)
    parts = [possible_observations(knowledge, question, known) for question in questions]

    def tell_all() -> list[Information]:
        probes = [Probe(q.id, possible_observations(knowledge, q, known)) for q in questions]
        return expect_information(verdict.network, verdict.weights, probes)

    def rank_for_the_first_time() -> None:
        search_rises.cache_clear()
        rank_questions(knowledge, case, verdict)

    ours, whole = best_of(tell_all, 25), best_of(lambda: rank_questions(knowledge, case, verdict), 25)
    first = best_of(rank_for_the_first_time, 10)
    every = [said for some in parts for said in _answers(some)]
    name, each = time_peers(verdict.network, evidence, every[:: max(len(every) // SAMPLE, 1)])
    theirs = each * len(every)
    note = f"{len(questions)} questions, {len(every)} answer combinations, {SAMPLE} or so timed with pyAgrum"
    yield _row("what each question tells", name, ours, theirs, note)
    note = "the same, with the chance that a rule fires, which pyAgrum is spared"
    yield _row("best next question", name, whole, theirs, note)
    note = "the same where nobody came before to what the rules say here; later it is remembered"
    yield _row("best next question, the first time", name, first, theirs, note)


def _row(work: str, name: str, ours: float, theirs: float, note: str) -> Row:
    ratio = theirs / ours
    limit = (
        f"pyAgrum takes {theirs:.2f} s, so {WANTED} x would be {theirs / WANTED * 1e3:.1f} ms; "
        f"we take {ours * 1e3:.1f} ms. By the profile about half of that are the products of families and "
        "answers, the rest the making of their rows and the rules."
    )
    return Row(work, name, ours, theirs, f"{WANTED} x", ratio >= WANTED, note, limit=limit)


def time_peers(network: Network, evidence: Evidence, sample: Sequence[Evidence]) -> tuple[str, float]:
    """The engine of pyAgrum, and the way of setting evidence, that is fastest here; seconds an inference."""
    timed = {}
    for peer in peers(network, CONDITIONS):
        for way, work in _ways(peer, evidence, sample).items():
            timed[f"{peer.name}, {way}"] = best_of(work, 3) / len(sample)
    fastest = min(timed, key=lambda name: timed[name])
    return fastest, timed[fastest]


def _ways(peer: Peer, evidence: Evidence, sample: Sequence[Evidence]) -> dict[str, Callable[[], object]]:
    def anew() -> None:
        for said in sample:
            peer.infer_sets({**evidence, **said})

    def added() -> None:
        peer.infer_sets(evidence)
        for said in sample:
            peer.infer_sets_with(said)

    return {"evidence set anew": anew, "evidence added": added}


def _answers(parts: tuple[tuple[Evidence, ...], ...]) -> Iterator[dict[str, tuple[float, ...]]]:
    for choice in islice(product(*parts), MOST_COMBINATIONS if parts else 0):
        yield {id_: seen for said in choice for id_, seen in said.items()}
