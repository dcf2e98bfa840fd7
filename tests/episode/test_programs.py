"""What programs need of the store: keys that open, requests kept once, and feedback."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from tests.episode.conftest import CASE, DAY
from tests.episode.test_store import check_in

from ilium.episode.store.episode_store import EpisodeStore
from ilium.episode.store.faults import Fault, StoreError
from ilium.episode.store.feedback import Feedback, FeedbackBook
from ilium.episode.store.keys import KeyRing
from ilium.episode.store.once import only_once
from ilium.episode.store.rows import ApiKeyRow, RepeatRow

LATER = DAY + datetime.timedelta(90)


def test_a_key_opens_until_the_end_of_its_last_day(store: EpisodeStore) -> None:
    ring = KeyRing(store)
    key, token = ring.create("ward", LATER, DAY)
    assert ring.find(token, DAY) == ring.find(token, LATER) == key
    assert ring.find(token, LATER + datetime.timedelta(1)) is None


def test_a_revoked_key_opens_nothing(store: EpisodeStore) -> None:
    ring = KeyRing(store)
    key, token = ring.create("ward", LATER, DAY, episodes=True)
    assert ring.revoke(key.id, DAY) == replace(key, revoked=DAY)
    assert ring.find(token, DAY) is None
    assert ring.list() == (replace(key, revoked=DAY),)
    with pytest.raises(StoreError) as told:
        ring.revoke("none", DAY)
    assert told.value.fault is Fault.NO_KEY


@pytest.mark.parametrize("change", ["", "x", "ilium", "ilium__", "é", "ilium_00000000_x"])
def test_what_is_no_token_opens_nothing(store: EpisodeStore, change: str) -> None:
    ring = KeyRing(store)
    _, token = ring.create("ward", LATER, DAY)
    assert ring.find(change, DAY) is None
    assert ring.find(token + change, DAY) is None or not change
    assert ring.find(token[:-1], DAY) is None


def test_the_store_holds_no_token(store: EpisodeStore) -> None:
    key, token = KeyRing(store).create("ward", LATER, DAY)
    row = store.read(lambda session: session.get(ApiKeyRow, key.id))
    assert row is not None
    assert token.rsplit("_", 1)[1] not in str(vars(row))
    assert len(token) > 43


def test_a_request_that_is_sent_again_is_kept_once(store: EpisodeStore) -> None:
    once = only_once("key", "/episodes", "mark", b"{}")
    first = store.start(CASE, DAY, once=once)
    assert store.start(CASE, DAY, once=once) == first
    assert len(store.list()) == 1
    again = only_once("key", "/check-ins", "mark", b"{}")
    for _ in range(2):
        assert len(store.add_check_in(first.id, check_in(1), again).case.check_ins) == 1


def test_a_mark_that_stands_for_another_request_is_refused(store: EpisodeStore) -> None:
    store.start(CASE, DAY, once=only_once("key", "/episodes", "mark", b"{}"))
    with pytest.raises(StoreError) as told:
        store.start(CASE, DAY, once=only_once("key", "/episodes", "mark", b"{ }"))
    assert told.value.fault is Fault.USED_TWICE
    store.start(CASE, DAY, once=only_once("other", "/episodes", "mark", b"{ }"))
    assert len(store.list()) == 2


def test_nothing_of_a_request_outlives_its_episode(store: EpisodeStore) -> None:
    once = only_once("key", "/episodes", "mark", b"{}")
    store.delete(store.start(CASE, DAY, once=once).id)
    assert store.read(lambda session: session.get(RepeatRow, once.mark)) is None


def test_feedback_is_kept_once_and_whole(store: EpisodeStore) -> None:
    book = FeedbackBook(store)
    one = Feedback("ilium-upper-buttock", "c1", "overridden", "2026-03-01T00:00:00Z", {"userComment": "é"})
    other = replace(one, outcome="accepted", details={"acceptedSuggestions": [{"id": "s"}]})
    assert (book.add([one, one]), book.add([one, other])) == (1, 1)
    assert book.list() == (other, one)
