"""Keeping episodes: the same tests on SQLite and on PostgreSQL."""

import datetime
import threading
from dataclasses import replace

import pytest
from tests.episode.conftest import CASE, DAY

from ilium.answers.case import Case
from ilium.answers.check_ins import CheckIn, Cleared
from ilium.answers.values import Missing
from ilium.documents.problems import BadDocumentError
from ilium.episode.episode import Chance, Statement
from ilium.episode.store.episode_store import EpisodeStore
from ilium.episode.store.faults import Fault, StoreError


def check_in(days: int, pain: float = 3.0) -> CheckIn:
    return CheckIn(DAY + datetime.timedelta(days), {"pain": float(pain), "fever": Missing.DECLINED})


SAID = Statement(DAY, 0, "1.0", "ab" * 32, "self_care", (Chance("gluteal_muscle_strain", 0.25),))


def test_an_episode_is_kept_as_it_was_answered(store: EpisodeStore, address: str) -> None:
    episode = store.start(CASE, DAY)
    with EpisodeStore(address) as again:
        assert again.load(episode.id) == episode
    assert episode.case == replace(CASE, start=DAY)
    assert episode.started == DAY


def test_the_first_day_is_the_case_s_own_when_it_says_one(store: EpisodeStore) -> None:
    early = DAY - datetime.timedelta(9)
    assert store.start(Case(start=early), DAY).started == early
    assert store.start(Case(check_ins=(CheckIn(early),)), DAY).started == early
    assert store.start(Case(today=early), DAY).started == early
    assert store.start(Case(), DAY).started == DAY


def test_check_ins_stand_in_the_order_of_their_days(store: EpisodeStore) -> None:
    id_ = store.start(CASE, DAY).id
    for days in (5, 2, 9, 2):
        episode = store.add_check_in(id_, check_in(days, pain=days))
    assert [one.date.day - DAY.day for one in episode.case.check_ins] == [2, 2, 5, 9]
    assert episode == store.load(id_)
    assert episode.last_day == DAY + datetime.timedelta(9)


def test_a_check_in_before_the_start_is_refused_and_changes_nothing(store: EpisodeStore) -> None:
    episode = store.start(CASE, DAY)
    with pytest.raises(BadDocumentError, match="before the start"):
        store.add_check_in(episode.id, check_in(-1))
    assert store.load(episode.id) == episode


def test_a_case_with_check_ins_goes_on(store: EpisodeStore) -> None:
    case = replace(CASE, check_ins=tuple(check_in(days) for days in range(3)))
    id_ = store.start(case, DAY).id
    assert len(store.add_check_in(id_, check_in(4)).case.check_ins) == 4


def test_mended_answers_take_the_place_of_those_that_were_given(store: EpisodeStore) -> None:
    id_, other = store.start(CASE, DAY).id, store.start(CASE, DAY)
    store.add_statement(id_, SAID)
    for days in (2, 5):
        before = store.add_check_in(id_, check_in(days))
    case = replace(before.case.answer("fever", "new"), check_ins=(check_in(2, pain=7.0),))
    after = store.revise(replace(before, case=case))
    assert after == store.load(id_)
    assert (after.case, after.statements) == (case, (SAID,))
    assert after.version > before.version
    assert store.load(other.id) == other


def test_answers_mended_at_an_older_version_are_refused_and_change_nothing(store: EpisodeStore) -> None:
    before = store.start(CASE, DAY)
    now = store.add_check_in(before.id, check_in(2))
    with pytest.raises(StoreError) as told:
        store.revise(replace(before, case=before.case.answer("fever", "new")))
    assert told.value.fault is Fault.BUSY
    assert store.load(before.id) == now


def test_what_was_said_and_what_was_cleared_are_kept(store: EpisodeStore) -> None:
    id_ = store.start(CASE, DAY).id
    store.add_statement(id_, SAID)
    seen = Cleared("saddle_numbness", DAY, "MRI, \x00 normal")
    store.add_cleared(id_, seen)
    episode = store.add_statement(id_, replace(SAID, check_ins=1))
    assert episode.statements == (SAID, replace(SAID, check_ins=1))
    assert episode.case.cleared == (seen,)
    assert store.load(id_) == episode


def test_the_list_begins_with_what_was_looked_at_last(store: EpisodeStore) -> None:
    ids = [store.start(CASE, DAY).id for _ in range(3)]
    store.add_check_in(ids[1], check_in(3))
    found = store.list()
    assert [one.id for one in found] == [ids[1], *sorted((ids[0], ids[2]))]
    assert (found[0].check_ins, found[0].last_day) == (1, DAY + datetime.timedelta(3))


def test_an_episode_is_found_by_the_beginning_of_its_id(store: EpisodeStore) -> None:
    ids = [store.start(CASE, DAY).id for _ in range(2)]
    assert store.find(ids[0]) == ids[0]
    assert store.find(ids[0][:-1]) == ids[0]
    for beginning, fault in (("", Fault.MANY_EPISODES), ("%", Fault.NO_EPISODE), ("_", Fault.NO_EPISODE)):
        with pytest.raises(StoreError) as told:
            store.find(beginning)
        assert told.value.fault is fault


def test_deleting_takes_everything_of_one_episode_and_nothing_of_another(store: EpisodeStore) -> None:
    gone, stays = store.start(CASE, DAY).id, store.start(CASE, DAY).id
    for id_ in (gone, stays):
        store.add_check_in(id_, check_in(1))
        store.add_statement(id_, SAID)
    before = store.load(stays)
    assert store.delete(gone).swept
    assert [one.id for one in store.list()] == [stays]
    assert store.load(stays) == before
    for work in (store.load, store.delete, lambda id_: store.add_check_in(id_, check_in(2))):
        with pytest.raises(StoreError) as told:
            work(gone)
        assert told.value.fault is Fault.NO_EPISODE


def test_check_ins_at_the_same_time_are_all_kept(address: str) -> None:
    with EpisodeStore(address) as store:
        id_ = store.start(CASE, DAY).id
    at_once = threading.Barrier(4)
    faults: list[BaseException] = []

    def write(worker: int) -> None:
        try:
            with EpisodeStore(address, patience=60) as mine:
                at_once.wait()
                for n in range(8):
                    mine.add_check_in(id_, check_in(n, pain=worker * 100 + n))
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=write, args=(worker,)) for worker in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    with EpisodeStore(address) as store:
        kept = sorted(one.answers["pain"] for one in store.load(id_).case.check_ins)
    assert kept == sorted(float(worker * 100 + n) for worker in range(4) for n in range(8))


def test_one_store_serves_many_threads(store: EpisodeStore) -> None:
    id_ = store.start(CASE, DAY).id
    threads = [threading.Thread(target=store.add_check_in, args=(id_, check_in(n))) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.load(id_).case.check_ins) == 8


def test_everything_comes_back_from_a_copy(store: EpisodeStore) -> None:
    ids = [store.start(CASE, DAY).id for _ in range(2)]
    store.add_check_in(ids[0], check_in(2))
    store.add_statement(ids[0], SAID)
    copy = store.everything()
    for id_ in ids:
        store.delete(id_)
    assert store.put_back(copy).added == tuple(sorted(ids))
    assert store.everything() == copy
    assert store.put_back(copy).kept == tuple(sorted(ids))
    assert len(store.add_check_in(ids[0], check_in(3)).case.check_ins) == 2


def test_putting_back_an_older_copy_loses_nothing_that_came_since(store: EpisodeStore) -> None:
    id_ = store.start(CASE, DAY).id
    copy = store.everything()
    later = store.add_check_in(id_, check_in(2))
    assert store.put_back(copy).kept == (id_,)
    assert store.load(id_) == later


def test_a_copy_that_differs_is_refused_whole_unless_it_may_replace(store: EpisodeStore) -> None:
    id_ = store.start(CASE, DAY).id
    other = replace(store.load(id_), case=CASE.answer("fever", "new"))
    new = replace(other, id="a2")
    with pytest.raises(StoreError) as told:
        store.put_back([new, other])
    assert told.value.fault is Fault.ALREADY_THERE
    assert told.value.detail == id_
    assert [one.id for one in store.list()] == [id_]
    assert store.put_back([new, other], replace_others=True).replaced == (id_,)
    assert store.load(id_).case.answer_to("fever") == "new"
    assert store.load(id_).version > 1
