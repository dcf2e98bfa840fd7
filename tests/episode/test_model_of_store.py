"""In any order of starting, checking in, deleting and reopening, the store does what a dictionary does."""

import datetime
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    rule,
    run_state_machine_as_test,
)
from tests.episode.conftest import DAY
from tests.episode.test_store import SAID

from ilium.answers.case import Case
from ilium.answers.check_ins import CheckIn
from ilium.documents.problems import BadDocumentError
from ilium.episode.episode import Episode
from ilium.episode.store.episode_store import EpisodeStore
from ilium.episode.store.faults import Fault, StoreError


def machine(address: str) -> type[RuleBasedStateMachine]:  # noqa: C901 - the rules of one machine
    class Model(RuleBasedStateMachine):
        episodes: Bundle[str] = Bundle("episodes")

        def __init__(self) -> None:
            super().__init__()
            self.store = EpisodeStore(address)
            for one in self.store.list():
                self.store.delete(one.id)
            self.known: dict[str, Episode] = {}
            self.copy: tuple[Episode, ...] = ()

        @rule(target=episodes, pain=st.integers(0, 10))
        def start(self, pain: int) -> str:
            episode = self.store.start(Case(answers={"how_bad": float(pain)}), DAY)
            self.known[episode.id] = Episode(
                episode.id, DAY, Case(answers={"how_bad": float(pain)}, start=DAY)
            )
            return episode.id

        @rule(id_=episodes, days=st.integers(-1, 30), pain=st.integers(0, 10))
        def check_in(self, id_: str, days: int, pain: int) -> None:
            one = CheckIn(DAY + datetime.timedelta(days), {"pain": float(pain)})
            with suppress(BadDocumentError):
                self.store.add_check_in(id_, one)
                before = self.known[id_]
                check_ins = sorted((*before.case.check_ins, one), key=lambda each: each.date)
                case = replace(before.case, check_ins=tuple(check_ins))
                self.known[id_] = replace(before, case=case, version=before.version + 1)

        @rule(id_=episodes)
        def say(self, id_: str) -> None:
            self.store.add_statement(id_, SAID)
            before = self.known[id_]
            self.known[id_] = replace(
                before, statements=(*before.statements, SAID), version=before.version + 1
            )

        @rule(id_=consumes(episodes))
        def delete(self, id_: str) -> None:
            self.store.delete(id_)
            del self.known[id_]
            with pytest.raises(StoreError) as told:
                self.store.load(id_)
            assert told.value.fault is Fault.NO_EPISODE

        @rule()
        def reopen(self) -> None:
            self.store.close()
            self.store = EpisodeStore(address)

        @rule()
        def put_back_at_once(self) -> None:
            assert set(self.store.put_back(self.store.everything()).kept) == set(self.known)

        @invariant()
        def all_is_there(self) -> None:
            assert {one.id: one for one in self.store.everything()} == self.known

        def teardown(self) -> None:
            self.store.close()

    return Model


@pytest.mark.slow
def test_the_store_does_what_a_dictionary_does(address: str, tmp_path: Path) -> None:
    few = settings(max_examples=15, stateful_step_count=12, deadline=None)
    run_state_machine_as_test(machine(address), settings=few)
