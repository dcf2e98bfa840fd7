"""When the database cannot do it: it is said what happened, and nothing acknowledged is lost."""

import resource
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import event
from sqlalchemy.pool import Pool
from tests.episode.conftest import CASE, DAY
from tests.episode.test_store import check_in

from ilium.answers.case import Case
from ilium.answers.values import Ticked
from ilium.episode.episode import Episode
from ilium.episode.store.address import read_address
from ilium.episode.store.episode_store import EpisodeStore
from ilium.episode.store.faults import Fault, StoreError
from ilium.episode.store.history import migrate
from ilium.episode.store.opening import writing
from ilium.episode.store.sqlite_file import copy_file, is_whole, kept_copies


def fault_of(work: object, *args: object) -> StoreError:
    assert callable(work)
    with pytest.raises(StoreError) as told:
        work(*args)
    return told.value


def begun(address: str) -> Episode:
    with EpisodeStore(address) as store:
        return store.start(CASE, DAY)


@contextmanager
def held(address: str) -> Iterator[None]:
    """A database on which somebody else is writing and does not come to an end."""
    if "://" in address:
        with psycopg.connect(address) as other:
            other.execute("LOCK TABLE ilium_episode IN ACCESS EXCLUSIVE MODE")
            yield
    else:
        with closing(sqlite3.connect(address, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield


def test_a_locked_database_is_told_and_loses_nothing(address: str) -> None:
    episode = begun(address)
    with EpisodeStore(address, patience=0.1) as store:
        before = store.add_check_in(episode.id, check_in(1))
        with held(address):
            assert fault_of(store.add_check_in, episode.id, check_in(2)).fault is Fault.LOCKED
            assert fault_of(store.delete, episode.id).fault is Fault.LOCKED
        assert store.load(episode.id) == before
        assert len(store.add_check_in(episode.id, check_in(2)).case.check_ins) == 2


def test_a_full_disk_is_told_and_loses_nothing(sqlite: str) -> None:
    episode = begun(sqlite)

    def little_room(connection: sqlite3.Connection, _entry: object) -> None:
        connection.execute("PRAGMA max_page_count = 12")

    kept = 0
    event.listen(Pool, "connect", little_room)
    try:
        with EpisodeStore(sqlite) as store:
            with pytest.raises(StoreError) as told:
                while kept < 2000:
                    store.add_check_in(episode.id, check_in(1, pain=kept))
                    kept += 1
            assert told.value.fault is Fault.FULL
            assert len(store.load(episode.id).case.check_ins) == kept > 10
    finally:
        event.remove(Pool, "connect", little_room)
    with EpisodeStore(sqlite) as store:
        assert len(store.add_check_in(episode.id, check_in(2)).case.check_ins) == kept + 1
    assert is_whole(Path(sqlite)) == "ok"


WRITER = """
import resource, sys
from tests.episode.test_store import check_in
from ilium.episode.store.episode_store import EpisodeStore
from ilium.episode.store.faults import StoreError
with EpisodeStore(sys.argv[1]) as store:
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))
    kept = 0
    try:
        while kept < 2000:
            store.add_check_in(sys.argv[2], check_in(1, pain=kept))
            kept += 1
    except StoreError as error:
        print(kept, error.fault.value)
"""


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="the system has no such limit")
def test_a_write_that_the_system_refuses_is_told_and_loses_nothing(sqlite: str) -> None:
    episode = begun(sqlite)
    done = subprocess.run(
        [sys.executable, "-c", WRITER, sqlite, episode.id], check=True, capture_output=True, text=True
    )
    kept, fault = done.stdout.split()
    assert fault in (Fault.NOT_WRITTEN.value, Fault.FULL.value)
    assert int(kept) > 10
    with EpisodeStore(sqlite) as store:
        assert len(store.load(episode.id).case.check_ins) == int(kept)
    assert is_whole(Path(sqlite)) == "ok"


def reading_only(address: str) -> str:
    if "://" in address:
        return f"{address}{'&' if '?' in address else '?'}options=-c%20default_transaction_read_only%3Don"
    return f"sqlite:///file:{address}?mode=ro&uri=true"


def test_a_database_for_reading_alone_can_be_read(address: str) -> None:
    episode = begun(address)
    with EpisodeStore(reading_only(address)) as store:
        assert store.load(episode.id) == episode
        assert fault_of(store.add_check_in, episode.id, check_in(1)).fault is Fault.READ_ONLY
        assert fault_of(store.delete, episode.id).fault is Fault.READ_ONLY
        assert store.everything() == (episode,)


def test_a_file_that_is_no_database_is_told_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "letter.sqlite3"
    file.write_bytes(b"Dear Sir or Madam, " * 200)
    assert fault_of(EpisodeStore, str(file)).fault is Fault.CORRUPT
    assert file.read_bytes() == b"Dear Sir or Madam, " * 200


def test_a_damaged_file_is_told(sqlite: str) -> None:
    episode = begun(sqlite)
    damaged = bytearray(Path(sqlite).read_bytes())
    damaged[4096 : 4096 * 5] = b"\xff" * 4096 * 4
    Path(sqlite).write_bytes(damaged)
    with pytest.raises(StoreError) as told, EpisodeStore(sqlite) as store:
        store.load(episode.id)
    assert told.value.fault is Fault.CORRUPT
    assert is_whole(Path(sqlite)) != "ok"


@pytest.mark.parametrize(
    "address",
    ["mysql://me:geheim@here/db", "sqlite://", "://", "sqlite:///:memory:", "http://me:geheim@here"],
)
def test_an_address_of_something_else_is_refused_without_its_password(address: str) -> None:
    told = fault_of(EpisodeStore, address)
    assert told.fault is Fault.BAD_ADDRESS
    assert "geheim" not in str(told)


def test_a_server_that_does_not_answer_is_told_without_the_password() -> None:
    told = fault_of(EpisodeStore, "postgresql://me:geheim@127.0.0.1:1/nothing")
    assert told.fault is Fault.UNREACHABLE
    assert "geheim" not in str(told)


def test_a_server_without_that_database_is_told(postgresql: str) -> None:
    assert fault_of(EpisodeStore, postgresql.replace("/ilium_test_", "/absent_")).fault is Fault.UNREACHABLE


def test_without_the_driver_it_is_said_which_one_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    told = fault_of(EpisodeStore, "postgres://me@127.0.0.1:1/nothing")
    assert (told.fault, told.detail) == (Fault.NO_DRIVER, "psycopg")


def test_a_place_where_no_folder_can_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert fault_of(EpisodeStore, str(tmp_path / "file" / "e.sqlite3")).fault is Fault.UNREACHABLE


def test_the_file_is_its_owner_s_alone(sqlite: str) -> None:
    begun(sqlite)
    for path, mode in ((Path(sqlite), 0o600), (Path(sqlite).parent, 0o700)):
        assert stat.S_IMODE(path.stat().st_mode) == mode


def test_nothing_that_was_deleted_stays_in_the_files(sqlite: str) -> None:
    folder = Path(sqlite).parent
    secret = Case(answers={"where_it_hurts": Ticked(frozenset({"a_word_that_stands_nowhere_else"}))})
    with EpisodeStore(sqlite) as store:
        id_ = store.start(secret, DAY).id
        for days in range(30):
            store.add_check_in(id_, check_in(days))
        engine = store._engine
        with writing(engine) as connection:
            migrate(connection, "0001")
    with EpisodeStore(sqlite) as store:
        assert kept_copies(Path(sqlite))
        done = store.delete(id_)
        assert done.swept
        assert len(done.copies) == 1
        left = b"".join(file.read_bytes() for file in folder.iterdir())
    assert b"stands_nowhere_else" not in left
    assert id_.encode() not in left


def test_a_sweep_that_somebody_holds_up_is_told(sqlite: str) -> None:
    id_ = begun(sqlite).id
    with (
        EpisodeStore(sqlite, patience=0.1) as store,
        closing(sqlite3.connect(sqlite, isolation_level=None)) as reader,
    ):
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM ilium_episode").fetchall()
        assert not store.delete(id_).swept
        assert store.list() == ()


def test_a_copy_is_taken_while_others_write(sqlite: str, tmp_path: Path) -> None:
    episode = begun(sqlite)
    with EpisodeStore(sqlite) as store:
        before = store.add_check_in(episode.id, check_in(1))
        with held(sqlite):
            copy_file(Path(sqlite), tmp_path / "copy.sqlite3")
    with EpisodeStore(str(tmp_path / "copy.sqlite3")) as copy:
        assert copy.load(episode.id) == before
    assert [file.name for file in tmp_path.iterdir() if ".part" in file.name] == []


def test_the_default_is_a_file_in_the_folder_for_such_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ILIUM_DATABASE", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert str(read_address().database).endswith("episodes.sqlite3")
    monkeypatch.setenv("ILIUM_DATABASE", str(tmp_path / "mine"))
    assert read_address().database == str(tmp_path / "mine")
    assert read_address("other").database == str(Path("other").absolute())
