"""The populations that people are drawn from: as the knowledge says, and wrong in ways that it does not know.

How far each is off is our choice, made to be plainly too much rather than too little; no study measured it.
"""

from __future__ import annotations

from dataclasses import dataclass

from ilium.answers.case import Setting


@dataclass(frozen=True, slots=True)
class Population:
    """How people differ from what the knowledge says of them; the defaults are no difference.

    `effect` below one moves every chance towards its mean over all people: the logarithm of a chance is that
    share of its own and the rest of the mean's. `omit`: a question stays *not sure*, a true item unticked,
    with this chance more. `over`: a symptom that is not there is told with this chance, a danger sign with a
    tenth of it. `under`: a symptom that is there is denied with this chance. `severity`: log odds by which
    one standard deviation of a trait of the person moves every symptom. `unlisted`: how many have none of the
    listed conditions. `setting`: where people come from; they are always asked as at first contact.
    """

    id: str
    effect: float = 1.0
    omit: float = 0.0
    over: float = 0.0
    under: float = 0.0
    severity: float = 0.0
    unlisted: float | None = None
    setting: Setting = "first_contact"


POPULATIONS = (
    Population("matched"),
    Population("weaker_effects", effect=0.6),
    Population("omissions", omit=0.3),
    Population("over_reporters", over=0.15),
    Population("under_reporters", under=0.3),
    Population("severity", severity=0.8),
    Population("more_unlisted", unlisted=0.3),
    Population("other_setting", setting="spine_clinic"),
)
DANGER = 0.1
"""The share of `over` that danger signs get: nobody invents a numb saddle as easily as a stiff morning."""


def population(id_: str) -> Population:
    """The population of that name."""
    return next(one for one in POPULATIONS if one.id == id_)
