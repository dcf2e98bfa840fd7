"""Export, backup and restore: everything comes out whole, and goes back in as it was."""

import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.episode.conftest import CASE, DAY
from tests.episode.test_store import SAID, check_in

from ilium.answers.case import Case, Expected
from ilium.answers.check_ins import CheckIn, Cleared
from ilium.answers.values import Answer, Itemised, Missing, Ticked
from ilium.episode.backup import back_up, read_backup, restore
from ilium.episode.documents import read_episode
from ilium.episode.episode import Chance, Episode, Statement
from ilium.episode.export import MANIFEST, episode_text, read_zip, write_zip
from ilium.episode.store.episode_store import EpisodeStore
from ilium.episode.store.faults import Fault, StoreError
from ilium.result import KnowledgeMark

MARK = KnowledgeMark("1.2", "cd" * 32)
WORDS = st.from_regex(r"[a-z][a-z0-9_]{0,9}", fullmatch=True)
ANSWERS: st.SearchStrategy[Answer] = st.one_of(
    WORDS.filter(lambda word: word not in ("unknown", "declined")),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([Missing.UNKNOWN, Missing.DECLINED]),
    st.frozensets(WORDS, max_size=3).map(Ticked),
    st.dictionaries(WORDS, st.sampled_from(["yes", "no", "unknown"]), max_size=3).map(Itemised),
)
SETS = st.dictionaries(WORDS, ANSWERS, max_size=4)
DAYS = st.dates(DAY, DAY.replace(year=2150))
CASES = st.builds(
    Case,
    answers=SETS,
    id=st.none() | st.text(max_size=20),
    today=st.none() | DAYS,
    start=st.just(DAY),
    check_ins=st.lists(st.builds(CheckIn, DAYS, SETS), max_size=3).map(
        lambda found: tuple(sorted(found, key=lambda one: one.date))
    ),
    cleared=st.lists(
        st.builds(Cleared, st.just("some_rule"), DAYS, st.text(min_size=1, max_size=20)), max_size=2
    ).map(tuple),
    mode=st.sampled_from(["person", "clinician"]),
    country=st.sampled_from(["default", "GB"]),
    setting=st.sampled_from(["first_contact", "spine_clinic"]),
    expected=st.none() | st.just(Expected("aa", ("bb",), "self_care", "why")),
)
SAYINGS = st.builds(
    Statement,
    DAYS,
    st.integers(0, 9),
    st.just("1"),
    st.just("ab"),
    st.just("routine"),
    st.lists(st.builds(Chance, WORDS, st.floats(0, 1)), max_size=3).map(tuple),
)
EPISODES = st.builds(
    Episode, WORDS, st.just(DAY), CASES, st.lists(SAYINGS, max_size=2).map(tuple), st.integers(1, 99)
)


@given(EPISODES)
@settings(max_examples=30)
def test_any_episode_reads_back_from_its_text(episode: Episode) -> None:
    assert read_episode(episode_text(episode)) == episode


def filled(store: EpisodeStore) -> tuple[Episode, ...]:
    for days in (1, 2):
        id_ = store.start(CASE, DAY).id
        store.add_check_in(id_, check_in(days))
        store.add_statement(id_, SAID)
    return store.everything()


def test_the_zip_holds_everything_twice_and_always_the_same_bytes(
    store: EpisodeStore, tmp_path: Path
) -> None:
    episodes = filled(store)
    files = [tmp_path / "a.zip", tmp_path / "b.zip"]
    assert [write_zip(episodes, MARK, file) for file in files] == [2, 2]
    assert files[0].read_bytes() == files[1].read_bytes()
    assert files[0].stat().st_mode & 0o077 == 0
    assert read_zip(files[0]) == episodes
    with zipfile.ZipFile(files[0]) as archive:
        names = {f"{kind}/{one.id}.{end}" for one in episodes for kind, end in KINDS}
        assert set(archive.namelist()) == {MANIFEST, *names}
        assert json.loads(archive.read(MANIFEST))["knowledge"] == {"version": "1.2", "hash": "cd" * 32}


KINDS = (("episodes", "json"), ("cases", "yaml"))


@pytest.mark.parametrize("name", ["copy", "copy.zip"])
def test_a_backup_comes_back_on_the_same_kind_and_on_the_other(
    name: str, address: str, sqlite: str, tmp_path: Path
) -> None:
    with EpisodeStore(address) as store:
        episodes = filled(store)
        assert back_up(store, tmp_path / name, MARK) == 2
        for one in episodes:
            store.delete(one.id)
        assert len(restore(store, tmp_path / name).added) == 2
        assert store.everything() == episodes
    with EpisodeStore(str(tmp_path / "other.sqlite3")) as other:
        restore(other, tmp_path / name)
        assert other.everything() == episodes


def test_a_restore_keeps_what_came_since_and_refuses_what_differs(
    store: EpisodeStore, tmp_path: Path
) -> None:
    first, _ = filled(store)
    back_up(store, tmp_path / "copy", MARK)
    later = store.add_check_in(first.id, check_in(7))
    assert first.id in restore(store, tmp_path / "copy").kept
    assert store.load(first.id) == later
    store.delete(first.id)
    store.put_back([replace(first, case=Case(start=DAY))])
    with pytest.raises(StoreError) as told:
        restore(store, tmp_path / "copy")
    assert told.value.fault is Fault.ALREADY_THERE
    assert restore(store, tmp_path / "copy", replace_others=True).replaced == (first.id,)
    assert store.load(first.id).case == first.case


def test_a_backup_that_cannot_be_written_leaves_nothing(store: EpisodeStore, tmp_path: Path) -> None:
    filled(store)
    before = sorted(tmp_path.iterdir())
    with pytest.raises((OSError, StoreError)):
        back_up(store, tmp_path / "none" / "copy.zip", MARK)
    assert sorted(tmp_path.iterdir()) == before


def test_a_zip_with_one_changed_byte_is_refused(store: EpisodeStore, tmp_path: Path) -> None:
    episodes = filled(store)
    write_zip(episodes, MARK, tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as old, zipfile.ZipFile(tmp_path / "b.zip", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b'"declined"', b'"unknown"') if "episodes" in name else data)
    with pytest.raises(StoreError) as told:
        read_backup(tmp_path / "b.zip")
    assert told.value.fault is Fault.BAD_BACKUP
    assert "is not as it was written" in told.value.detail


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04 no more", b"SQLite format 3\x00 no more"])
def test_a_file_that_is_no_backup_is_told(data: bytes, store: EpisodeStore, tmp_path: Path) -> None:
    (tmp_path / "copy").write_bytes(data)
    with pytest.raises(StoreError) as told:
        restore(store, tmp_path / "copy")
    assert told.value.fault is Fault.BAD_BACKUP


@pytest.mark.parametrize(
    "manifest", [b"[]", b"{}", b"\xff", b'{"format": "x", "format_version": 1, "sha256": {}}', b"[" * 99]
)
def test_a_zip_of_something_else_is_told(manifest: bytes, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(MANIFEST, manifest)
    with pytest.raises(StoreError) as told:
        read_backup(tmp_path / "a.zip")
    assert told.value.fault is Fault.BAD_BACKUP
