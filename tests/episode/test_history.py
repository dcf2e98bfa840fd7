"""The tables' history: forwards, back, and with a copy kept first."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from tests.episode.conftest import CASE, DAY
from tests.episode.test_store import SAID, check_in

from ilium.episode.store.address import read_address
from ilium.episode.store.engine import make_engine
from ilium.episode.store.episode_store import EpisodeStore
from ilium.episode.store.faults import Fault, StoreError
from ilium.episode.store.history import NEWEST, REVISIONS, VERSION_TABLE, migrate, revision_of
from ilium.episode.store.opening import writing
from ilium.episode.store.rows import Base
from ilium.episode.store.sqlite_file import kept_copies


def move(address: str, to: str) -> list[str]:
    """Take a database to a step, and say which tables of ours it has then."""
    engine = make_engine(read_address(address), 5)
    with writing(engine) as connection:
        migrate(connection, to)
    with engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        assert revision_of(connection) == (None if to == "base" else to)
    engine.dispose()
    return sorted(set(tables) - {VERSION_TABLE})


def test_every_step_is_known_before_alembic_is_needed() -> None:
    config = Config()
    config.set_main_option("script_location", "ilium.episode.store:migrations")
    steps = ScriptDirectory.from_config(config).walk_revisions()
    assert tuple(step.revision for step in steps) == REVISIONS[::-1]


def test_the_steps_lead_to_the_tables_that_the_rows_describe(address: str) -> None:
    EpisodeStore(address).close()
    engine = make_engine(read_address(address), 5)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": VERSION_TABLE, "compare_type": True}
        )
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_every_step_has_a_way_back(address: str) -> None:
    for _ in range(2):
        seen = [move(address, step) for step in (*REVISIONS, *REVISIONS[-2::-1], "base")]
        assert seen[len(REVISIONS) :] == [*seen[: len(REVISIONS) - 1][::-1], []]


def test_an_old_database_is_brought_up_to_date_and_keeps_its_episodes(address: str) -> None:
    with EpisodeStore(address) as store:
        id_ = store.start(CASE, DAY).id
        before = store.add_check_in(id_, check_in(1))
    move(address, "0001")
    with EpisodeStore(address) as store:
        assert store.load(id_) == before
        assert store.add_statement(id_, SAID).statements == (SAID,)


def test_a_copy_of_the_file_is_kept_before_its_tables_change(sqlite: str) -> None:
    with EpisodeStore(sqlite) as store:
        before = store.start(CASE, DAY)
    assert not kept_copies(Path(sqlite))
    move(sqlite, "0001")
    EpisodeStore(sqlite).close()
    (copy,) = kept_copies(Path(sqlite))
    with EpisodeStore(str(copy)) as old:
        assert old.load(before.id) == before


def test_a_step_that_fails_leaves_the_database_as_it_was(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with EpisodeStore(address) as store:
        id_ = store.start(CASE, DAY).id
    move(address, "0001")

    def fail_at_the_end(connection: object, to: str = NEWEST) -> None:
        migrate(connection, to)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("ilium.episode.store.opening.migrate", fail_at_the_end)
        with pytest.raises(KeyboardInterrupt):
            EpisodeStore(address)
    engine = make_engine(read_address(address), 5)
    with engine.connect() as connection:
        assert revision_of(connection) == "0001"
        assert "ilium_statement" not in inspect(connection).get_table_names()
    engine.dispose()
    with EpisodeStore(address) as store:
        assert store.load(id_).id == id_


def test_a_database_of_a_newer_ilium_is_left_alone(address: str) -> None:
    EpisodeStore(address).close()
    engine = make_engine(read_address(address), 5)
    with writing(engine) as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StoreError) as told:
        EpisodeStore(address)
    assert told.value.fault is Fault.TOO_NEW


def test_a_file_of_another_program_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "other.sqlite3"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE theirs (a)")
    with pytest.raises(StoreError) as told:
        EpisodeStore(str(file))
    assert told.value.fault is Fault.FOREIGN
    with closing(sqlite3.connect(file)) as connection:
        assert [name for (name,) in connection.execute("SELECT name FROM sqlite_master")] == ["theirs"]
