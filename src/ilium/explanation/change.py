"""What would change this: the fewest answers that raise the urgency or put another family first."""

from __future__ import annotations

from ilium.answers.case import Case
from ilium.explanation.consequences import weigh_changes
from ilium.explanation.family_changes import choose_families
from ilium.explanation.possible_changes import possible_changes
from ilium.explanation.trial import Claim, Trial, first_family
from ilium.explanation.urgency_changes import choose_rises, find_rises
from ilium.knowledge.library import Knowledge
from ilium.verdict import Verdict


def what_would_change(knowledge: Knowledge, case: Case, verdict: Verdict) -> tuple[Claim, ...]:
    """The claims to show: first those that raise the urgency, then those that put another family first.

    Each was verified by reaching the verdict of the changed case. A pair is claimed only when neither of its
    changes does as much alone.
    """
    trial = Trial(knowledge, case, verdict, first_family(verdict))
    changes = possible_changes(knowledge, case)
    weighed = weigh_changes(knowledge, case, verdict, changes)
    rises = find_rises(trial, changes, weighed)
    raising = {found.change for found in rises}
    quiet = [one for one in weighed if one.change not in raising]
    return (*choose_rises(trial, changes, rises), *choose_families(trial, quiet))
