"""What a study counted in people with a cause, less what they would have had anyway."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from ilium.faces.number_words import say_amount
from ilium.knowledge.beliefs import LEAST_OWN, mean_probability, weigh_probability
from ilium.knowledge.numbers import Probability

CITE = {"source": "one", "says": "so many"}


def seen(**form: object) -> Probability:
    return Probability.model_validate({"basis": "study", "cite": CITE, "why": "Taken out.", **form})


@given(own=st.floats(0.05, 0.95), besides=st.floats(0.01, 0.8))
def test_what_is_left_brings_back_what_was_seen(own: float, besides: float) -> None:
    counted = 1 - (1 - besides) * (1 - own)
    number = seen(value=counted, n=40, besides=besides)
    assert mean_probability(number) == pytest.approx(own, abs=1e-9)


def test_it_is_as_uncertain_as_what_was_seen_stretched() -> None:
    number = seen(counts=[14, 20], besides=0.3)
    drawn = (np.random.default_rng(3).beta(14.5, 6.5, size=400_000) - 0.3) / 0.7
    mean, weight = mean_probability(number), weigh_probability(number, 50)
    assert mean == pytest.approx(drawn.mean(), abs=0.002)
    assert np.sqrt(mean * (1 - mean) / (weight + 1)) == pytest.approx(drawn.std(), abs=0.002)


def test_fewer_seen_than_anyway_leaves_next_to_nothing() -> None:
    number = seen(counts=[1, 30], besides=0.2)
    assert mean_probability(number) == LEAST_OWN
    assert weigh_probability(number, 50) >= 2


def test_it_is_told() -> None:
    told = say_amount(seen(counts=[14, 20], besides=0.3))
    assert told == "14 of 20 people; 30% of them would have it anyway"


@pytest.mark.parametrize(
    ("form", "complaint"),
    [
        ({"range": [0.2, 0.5]}, "'range' is a judgement"),
        ({"counts": [3, 10], "basis": "expert"}, "goes with basis 'study'"),
        ({"counts": [3, 10], "why": ""}, "says what else brings it about"),
    ],
)
def test_it_is_refused_where_nothing_was_counted(form: dict[str, object], complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        seen(besides=0.1, **form)
