"""Hold every claim of what would change a result against the engine itself.

`python -m tests.explanation.claims 1000` does it for as many simulated people as wanted.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from ilium.answers.case import Case
from ilium.answers.values import Itemised, Kind, Missing, Ticked
from ilium.explanation.change import what_would_change
from ilium.explanation.trial import AnswerTold, Claim, first_family
from ilium.knowledge.coverage import findings_of
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.knowledge.observation import YES, contradictions, observe
from ilium.knowledge.reading import load_knowledge
from ilium.reasoning.information import chance_of
from ilium.reasoning.posterior import ImpossibleAnswersError, weigh_worlds
from ilium.safety.evaluation import is_asked
from ilium.study.people import ask_everything, draw_person, interview
from ilium.verdict import Verdict, reach_verdict


def faults(knowledge: Knowledge, case: Case, claim: Claim) -> Iterator[str]:
    """What is wrong with a claim: untrue, not minimal, or about what cannot change."""
    before = reach_verdict(knowledge, case)
    after = put(case, claim.answers)
    verdict = reach_verdict(knowledge, after)
    if claim.urgency is None and claim.family is None:
        yield "it claims nothing"
    if claim.urgency is not None and verdict.urgency.level is not claim.urgency:
        yield f"the urgency becomes {verdict.urgency.level.value}"
    if claim.urgency is not None and not own_level(knowledge, verdict) >= claim.urgency.rank:
        yield "only a question that was not asked raises the urgency"
    if claim.urgency is None and verdict.urgency.level.rank > before.urgency.level.rank:
        yield "the urgency rises, and nobody is told"
    if (claim.family or first_family(before)) != first_family(verdict):
        yield f"the first family becomes {first_family(verdict)}"
    if contradictions(knowledge, after):
        yield "its answers contradict others"
    if not 0 < claim.chance <= 1:
        yield f"its chance is {claim.chance}"
    yield from _too_likely(knowledge, case, before, claim)
    yield from _fixed(knowledge, case, claim)
    yield from _too_much(knowledge, case, before, claim)


def _too_likely(knowledge: Knowledge, case: Case, before: Verdict, claim: Claim) -> Iterator[str]:
    """A new danger sign is told no more often than its finding is there, or than answers untold of."""
    known, after = observe(knowledge, case), observe(knowledge, put(case, claim.answers))
    about = {
        finding
        for told in claim.answers
        if not isinstance(told.answer, Ticked | Itemised)
        for finding in findings_of(knowledge, knowledge.questions[told.question])
    }
    rest = {f: seen for f, seen in known.items() if f not in about and after.get(f) == seen}
    for told in claim.answers:
        question = knowledge.questions[told.question]
        if question.kind is not Kind.SAFETY or told.answer != "new":
            continue
        weights = weigh_worlds(before.network, rest)
        present = chance_of(before.network, weights, {question.finding: YES}) if question.finding else 0.0
        if claim.chance > max(present, knowledge.region.change.untold) + 1e-9:
            yield f"{told.question} is as likely as {claim.chance}, its finding only {present}"


def put(case: Case, answers: Sequence[AnswerTold]) -> Case:
    for told in answers:
        case = case.answer(told.question, told.answer)
    return case


def own_level(knowledge: Knowledge, verdict: Verdict) -> int:
    """The rank that rules and losses ask for, whatever was not answered."""
    reasons = [
        r for r in verdict.urgency.reasons if r.rule in knowledge.red_flags or r.rule in knowledge.losses
    ]
    return max((reason.level.rank for reason in reasons), default=0)


def _fixed(knowledge: Knowledge, case: Case, claim: Claim) -> Iterator[str]:
    for told in claim.answers:
        before = case.answer_to(told.question)
        if before == told.answer:
            yield f"{told.question} is answered so already"
        if knowledge.questions[told.question].fixed and not isinstance(before, Missing):
            yield f"{told.question} cannot change"
        if not is_asked(knowledge, knowledge.questions[told.question], put(case, claim.answers)):
            yield f"{told.question} is not for this person"


def things(knowledge: Knowledge, case: Case, claim: Claim) -> list[tuple[AnswerTold, ...]]:
    """The answers of a claim as things to say: a safety question that another one calls up goes with it."""
    first, *rest = claim.answers
    if rest and len(rest) == 1:
        follow_up = knowledge.questions[rest[0].question]
        if follow_up.safety and not is_asked(knowledge, follow_up, case):
            return [claim.answers]
    return [(told,) for told in (first, *rest)]


def _too_much(knowledge: Knowledge, case: Case, before: Verdict, claim: Claim) -> Iterator[str]:
    """A part of a claim that does as much as the whole."""
    said = things(knowledge, case, claim)
    parts = [part for size in range(len(said)) for part in combinations(said, size)]
    for part in parts:
        try:
            verdict = reach_verdict(knowledge, put(case, [told for thing in part for told in thing]))
        except ImpossibleAnswersError:
            continue
        if claim.urgency is not None and own_level(knowledge, verdict) >= claim.urgency.rank:
            yield f"{len(part)} of {len(said)} things are enough for the urgency"
        if claim.urgency is None and first_family(verdict) == claim.family:
            yield f"{len(part)} of {len(said)} things are enough for the family"


def simulated_case(knowledge: Knowledge, seed: int) -> Case:
    """A case of every kind: interviewed to the end, asked everything, or left half-way."""
    person = draw_person(knowledge, seed)
    if seed % 3 == 0:
        return interview(knowledge, person).case
    whole = ask_everything(knowledge, person)
    if seed % 3 == 1:
        return whole
    kept = list(whole.answers.items())[: len(whole.answers) * (seed % 7 + 2) // 9]
    return Case(answers=dict(kept))


def main() -> int:
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    knowledge, counts, wrong, times = load_knowledge(), Counter[str](), 0, []
    for seed in range(many):
        case = simulated_case(knowledge, seed)
        verdict = reach_verdict(knowledge, case)
        start = time.process_time()
        claims = what_would_change(knowledge, case, verdict)
        times.append(time.process_time() - start)
        counts.update(_kinds(knowledge, case, verdict, claims))
        for claim in claims:
            for fault in faults(knowledge, case, claim):
                wrong += 1
                print(f"person {seed}: {claim.text} {fault}")
    middle, most = (sorted(times)[place] * 1e3 for place in (many // 2, -1))
    print(f"{many} people, {wrong} faults; median {middle:.0f} ms, most {most:.0f} ms")
    for kind, count in sorted(counts.items()):
        print(f"{count:6}  {kind}")
    return 1 if wrong else 0


def _kinds(knowledge: Knowledge, case: Case, verdict: Verdict, claims: Sequence[Claim]) -> set[str]:
    top = verdict.urgency.level is Level.EMERGENCY_NOW
    kinds = {"at the top level" if top else "below the top level"}
    if any(claim.urgency for claim in claims):
        kinds.add("a rise of the urgency")
    if any(claim.urgency and not red_flags_alone(knowledge, case, claim) for claim in claims):
        kinds.add("a rise that is no red flag alone")
    if any(claim.urgency is Level.EMERGENCY_NOW for claim in claims):
        kinds.add("a rise to an emergency")
    if any(claim.family and not claim.urgency for claim in claims):
        kinds.add("another first family")
    if any(len(things(knowledge, case, claim)) > 1 for claim in claims):
        kinds.add("a pair")
    return kinds


def red_flags_alone(knowledge: Knowledge, case: Case, claim: Claim) -> bool:
    """Whether nothing but red flags asks for the level of a claim."""
    reasons = reach_verdict(knowledge, put(case, claim.answers)).urgency.reasons
    rules = [knowledge.red_flags.get(reason.rule) for reason in reasons if reason.level is claim.urgency]
    return all(rule is not None and rule.kind == "red_flag" for rule in rules)


if __name__ == "__main__":
    sys.exit(main())
