"""From a verdict to a plan: what helps most over all likely causes and harms under none that is plausible."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ilium.answers.case import Case
from ilium.care.admitting import Obstacle, find_obstacles, phase_of
from ilium.care.advising import advise_medicines
from ilium.care.holding_back import hold_back
from ilium.care.plan import ActionShown, Helped, Plan
from ilium.care.safety_net import spread_net
from ilium.care.suiting import Cause, likely_causes, say_right_for
from ilium.care.weighing import Weighed, weigh_actions
from ilium.knowledge.actions import Action
from ilium.knowledge.citations import show_citations
from ilium.knowledge.library import Knowledge
from ilium.knowledge.numbers import Citation
from ilium.safety.past import at_present
from ilium.verdict import Verdict

PLACES = 12
"""Digits after the point that a plan shows and compares, so that no machine's last digit decides."""


def make_plan(knowledge: Knowledge, case: Case, verdict: Verdict) -> Plan:
    """What to do now, what is held back and why, and when to look again.

    Nothing is shown that harms with more than the chance the knowledge lets pass, whose gate is not open, or
    that does not belong to the level of urgency. Of the rest, what is worth most over all explanations.
    """
    case = at_present(knowledge, case)
    weighed = weigh_actions(knowledge, verdict)
    obstacles = find_obstacles(knowledge, case, verdict.urgency, weighed)
    medicines = advise_medicines(knowledge, case, verdict)
    likely = likely_causes(knowledge, verdict)
    uncertain = bool(verdict.posterior.families.max() < knowledge.care.uncertain_below)
    chosen = choose(knowledge, weighed, obstacles, uncertain=uncertain)
    return Plan(
        phase=phase_of(knowledge, case),
        uncertain=uncertain,
        actions=tuple(show_action(knowledge, likely, weighed, id_) for id_ in chosen),
        held_back=hold_back(knowledge, verdict, weighed, obstacles),
        medicines=medicines.shown,
        medicines_held_back=medicines.held_back,
        medicine_questions=medicines.open_questions,
        medicines_asked=medicines.asked,
        medicine_note=medicines.note,
        safety_net=spread_net(knowledge, case, verdict.urgency),
    )


def choose(
    knowledge: Knowledge,
    weighed: Mapping[str, Weighed],
    obstacles: Mapping[str, Obstacle | None],
    *,
    uncertain: bool,
) -> tuple[str, ...]:
    """The actions to show, the best first; when the cause is uncertain, those of the uncertain plan alone.

    Whoever waits for a visit gets what is meant for waiting, as no plan for home is offered there.
    """
    care = knowledge.care
    worth = {
        id_: round(weighed[id_].net(care.harm_weight), PLACES) for id_, why in obstacles.items() if not why
    }
    ranked = sorted((id_ for id_ in worth if worth[id_] >= care.worth), key=lambda id_: (-worth[id_], id_))
    default = [id_ for id_ in care.uncertain_plan if id_ in ranked]
    if uncertain and default:
        ranked = default
    return tuple(_within_limits(knowledge, ranked))[: care.shown]


def _within_limits(knowledge: Knowledge, ranked: Iterable[str]) -> Iterator[str]:
    """As many of a kind as the knowledge lets a plan hold."""
    taken: Counter[str] = Counter()
    for id_ in ranked:
        kind = knowledge.actions[id_].kind
        taken[kind] += 1
        if taken[kind] <= knowledge.care.of_a_kind.get(kind, taken[kind]):
            yield id_


def show_action(
    knowledge: Knowledge, likely: Sequence[Cause], weighed: Mapping[str, Weighed], id_: str
) -> ActionShown:
    """An action as a plan shows it."""
    action = knowledge.actions[id_]
    signs = {sign.id: sign.text for sign in knowledge.care.stop_signs}
    return ActionShown(
        id=id_,
        kind=action.kind,
        name=action.name,
        aim=action.aim,
        how=action.how,
        dose=action.dose,
        progression=action.progression,
        stop_signs=tuple(signs[sign] for sign in action.stop_signs),
        right_for=say_right_for(knowledge, id_, likely),
        helps=tuple(_helped(knowledge, id_, likely)),
        expected_benefit=round(weighed[id_].benefit, PLACES),
        expected_harm=round(weighed[id_].harm, PLACES),
        citations=show_citations(_citations(knowledge, action, likely)),
        picture=knowledge.pose_of.get(id_),
    )


def _helped(knowledge: Knowledge, action: str, likely: Sequence[Cause]) -> Iterator[Helped]:
    for cause in likely:
        benefit = knowledge.effects[action][cause.id].benefit
        if benefit > 0:
            name = knowledge.conditions[cause.id].name
            yield Helped(cause.id, name, round(cause.probability, PLACES), benefit)


def _citations(knowledge: Knowledge, action: Action, likely: Sequence[Cause]) -> tuple[Citation, ...]:
    """What the action itself cites, then what its rows about the likely causes rest on; each once."""
    rest = [one for cause in likely for one in knowledge.effects[action.id][cause.id].citations]
    return tuple({(one.source, one.place, one.says): one for one in (*action.cite, *rest)}.values())
