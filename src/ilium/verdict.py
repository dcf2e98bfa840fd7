"""Ranking and urgency together: where probabilities of serious conditions meet the loss table."""

from __future__ import annotations

from dataclasses import dataclass

from ilium.answers.case import Case
from ilium.knowledge.library import Knowledge
from ilium.knowledge.observation import observe
from ilium.knowledge.schema import Loss
from ilium.reasoning.engine import network_for, person_of
from ilium.reasoning.network import Network
from ilium.reasoning.posterior import Posterior, Weights, summarise, weigh_worlds
from ilium.safety.past import at_present
from ilium.safety.urgency import Reason, Urgency, decide_urgency, raise_red_flags


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the answers amount to: the urgency, and how likely everything is."""

    urgency: Urgency
    posterior: Posterior
    weights: Weights
    network: Network


def reach_verdict(knowledge: Knowledge, case: Case) -> Verdict:
    """Urgency and posterior of a case. Raises ImpossibleAnswersError when no world allows the answers."""
    case = at_present(knowledge, case)
    network = network_for(knowledge, person_of(case))
    weights = weigh_worlds(network, observe(knowledge, case))
    posterior = summarise(network, weights)
    reasons = (*raise_red_flags(knowledge, case), *weigh_losses(knowledge, network, posterior))
    return Verdict(decide_urgency(knowledge, reasons), posterior, weights, network)


def weigh_losses(knowledge: Knowledge, network: Network, posterior: Posterior) -> tuple[Reason, ...]:
    """Every serious condition whose probability makes a visit worth more than it costs."""
    chance = dict(zip(network.model.conditions, posterior.conditions, strict=True))
    return tuple(
        _loss_reason(loss) for loss in knowledge.losses.values() if chance[loss.condition] > threshold(loss)
    )


def threshold(loss: Loss) -> float:
    """The probability beyond which a visit pays: 1 / (1 + loss), the loss of a miss in needless visits.

    The threshold of Pauker and Kassirer (N Engl J Med 1975;293:229-234) for treating against not treating.
    """
    return 1 / (1 + loss.loss)


def _loss_reason(loss: Loss) -> Reason:
    return Reason(loss.id, loss.level, loss.within_hours, loss.who, loss.text, loss.cite)
