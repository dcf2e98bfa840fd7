"""The door of the store: everything that can be done with episodes that are kept."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import Engine, delete, func, select
from sqlalchemy.orm import Session, selectinload

from ilium.answers.case import Case
from ilium.answers.check_ins import CheckIn, Cleared
from ilium.episode.episode import Episode, Statement, begin_episode, refuse_misdated
from ilium.episode.store.address import file_of, read_address, say_address
from ilium.episode.store.conversion import (
    case_document,
    check_in_row,
    episode_of,
    row_of,
    statement_row,
)
from ilium.episode.store.faults import Fault, StoreError, told_plainly
from ilium.episode.store.once import Once, earlier, remember
from ilium.episode.store.opening import PATIENCE, open_engine, writing
from ilium.episode.store.putting_back import PutBack, put_back
from ilium.episode.store.rows import CheckInRow, EpisodeRow, RepeatRow, StatementRow
from ilium.episode.store.sqlite_file import kept_copies, sweep

ALPHABET, ID_LENGTH = "abcdefghjkmnpqrstuvwxyz23456789", 16
"""Ids that cannot be guessed and that nobody misreads: about 79 bits."""
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Glance:
    """What a list of episodes shows of each."""

    id: str
    started: datetime.date
    last_day: datetime.date
    check_ins: int


@dataclass(frozen=True, slots=True)
class Deleted:
    """What deleting left to do: `swept` is False while somebody else holds the file open."""

    swept: bool
    copies: tuple[str, ...]
    """Copies that Ilium itself had kept beside the file, and that are gone too."""


class EpisodeStore:
    """Episodes on SQLite or PostgreSQL. Whatever a method returned from is on the disk.

    Methods raise StoreError, which says what happened; nothing is then half done.
    """

    def __init__(self, address: str | None = None, *, patience: float = PATIENCE) -> None:
        self.url = read_address(address)
        self.place = say_address(self.url)
        self._patience = patience
        self._engine = open_engine(self.url, patience)

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def start(
        self, case: Case, today: datetime.date, id_: str | None = None, once: Once | None = None
    ) -> Episode:
        """Begin an episode with a case, which may hold check-ins already; it gets an id, or the one given.

        `once` names the request: sent again, it is not kept again.
        """
        new = id_ or "".join(secrets.choice(ALPHABET) for _ in range(ID_LENGTH))
        episode = begin_episode(new, case, today)

        def begin(session: Session) -> None:
            session.add(row_of(episode))
            remember(session, once, episode.id)

        def begun() -> Episode:
            self.write(begin)
            return self.load(episode.id)

        return self._kept_once(once, begun)

    def load(self, id_: str) -> Episode:
        """The episode of an id."""
        with told_plainly(self.place), Session(self._engine) as session:
            return episode_of(self._row(session, id_))

    def list(self) -> tuple[Glance, ...]:
        """All episodes at a glance, the one looked at last first."""
        number = func.count(CheckInRow.number)
        last = func.coalesce(func.max(CheckInRow.date), EpisodeRow.started)
        asked = (
            select(EpisodeRow.id, EpisodeRow.started, last, number)
            .outerjoin(CheckInRow, CheckInRow.episode == EpisodeRow.id)
            .group_by(EpisodeRow.id, EpisodeRow.started)
        )
        with told_plainly(self.place), Session(self._engine) as session:
            found = [Glance(*one) for one in session.execute(asked)]
        return tuple(sorted(found, key=lambda one: (-one.last_day.toordinal(), one.id)))

    def find(self, beginning: str) -> str:
        """The id that begins so; whole ids are found too. Raises StoreError for none and for several."""
        with told_plainly(self.place), Session(self._engine) as session:
            asked = select(EpisodeRow.id).where(EpisodeRow.id.startswith(beginning, autoescape=True))
            found = sorted(session.scalars(asked.limit(3)))
        if len(found) == 1 or beginning in found:
            return beginning if beginning in found else found[0]
        raise StoreError(Fault.MANY_EPISODES if found else Fault.NO_EPISODE, self.place, beginning)

    def add_check_in(self, id_: str, check_in: CheckIn, once: Once | None = None) -> Episode:
        """Add a check-in; of several added at once none is lost. `once`: not again when it is repeated."""

        def add(session: Session, row: EpisodeRow) -> None:
            refuse_misdated(episode_of(row), check_in.date)
            session.add(check_in_row(id_, row.version + 1, check_in))
            remember(session, once, id_)

        return self._kept_once(once, lambda: self._change(id_, add))

    def add_cleared(self, id_: str, cleared: Cleared) -> Episode:
        """Note that a clinician has looked at what a rule warns of."""

        def add(_session: Session, row: EpisodeRow) -> None:
            episode = episode_of(row)
            refuse_misdated(episode, cleared.date)
            case = replace(episode.case, cleared=(*episode.case.cleared, cleared))
            row.case = case_document(replace(episode, case=case))

        return self._change(id_, add)

    def revise(self, episode: Episode) -> Episode:
        """Put mended answers in the place of those that were given; what was said stays as it was.

        Refused where somebody else has changed the episode since this version of it was loaded.
        """

        def exchange(session: Session, row: EpisodeRow) -> None:
            if row.version != episode.version:
                raise StoreError(Fault.BUSY, self.place, episode.id)
            session.execute(delete(CheckInRow).where(CheckInRow.episode == episode.id))
            row.case = case_document(episode)
            rows = enumerate(episode.case.check_ins, 1)
            session.add_all(check_in_row(episode.id, number, one) for number, one in rows)

        return self._change(episode.id, exchange)

    def add_statement(self, id_: str, statement: Statement) -> Episode:
        """Keep what was said to the person, so that newer knowledge can say what moved."""

        def add(session: Session, row: EpisodeRow) -> None:
            session.add(statement_row(id_, row.version + 1, statement))

        return self._change(id_, add)

    def delete(self, id_: str) -> Deleted:
        """Delete an episode so that nothing of it stays: no row, no free page, no copy that Ilium kept."""

        def remove(session: Session) -> None:
            self._row(session, id_, lock=True)
            for table in (CheckInRow, StatementRow, RepeatRow):
                session.execute(delete(table).where(table.episode == id_))
            session.execute(delete(EpisodeRow).where(EpisodeRow.id == id_))

        self.write(remove)
        return self.sweep()

    def everything(self) -> tuple[Episode, ...]:
        """All episodes as they stand at one moment, by id."""
        asked = (
            select(EpisodeRow)
            .options(selectinload(EpisodeRow.check_ins), selectinload(EpisodeRow.statements))
            .order_by(EpisodeRow.id)
        )
        with told_plainly(self.place), Session(self._snapshot()) as session:
            return tuple(episode_of(row) for row in session.scalars(asked))

    def put_back(self, episodes: Iterable[Episode], *, replace_others: bool = False) -> PutBack:
        """Put episodes back, all or none of them.

        One that is there and further on is kept. One that is there and differs is refused, unless
        `replace_others` lets the one that is put back take its place.
        """
        given = tuple(sorted(episodes, key=lambda one: one.id))
        return self.write(lambda session: put_back(session, given, replace_others, self.place))

    def _row(self, session: Session, id_: str, *, lock: bool = False) -> EpisodeRow:
        row = session.get(EpisodeRow, id_, with_for_update=lock)
        if row is None:
            raise StoreError(Fault.NO_EPISODE, self.place, id_)
        return row

    def _change(self, id_: str, change: Callable[[Session, EpisodeRow], None]) -> Episode:
        """Change an episode as it stands now, while everybody else who would change it waits."""

        def changed(session: Session) -> Episode:
            row = self._row(session, id_, lock=True)
            change(session, row)
            row.version += 1
            session.flush()
            session.expire_all()
            return episode_of(self._row(session, id_))

        return self.write(changed)

    def write(self, work: Callable[[Session], Result]) -> Result:
        """Do some work in one transaction that takes its lock at the start."""
        with told_plainly(self.place), writing(self._engine) as connection, Session(connection) as session:
            result = work(session)
            session.flush()
            return result

    def read(self, work: Callable[[Session], Result]) -> Result:
        """Read something."""
        with told_plainly(self.place), Session(self._engine) as session:
            return work(session)

    def _kept_once(self, once: Once | None, work: Callable[[], Episode]) -> Episode:
        """Do some work, unless the same request did it before; then the episode as it is now."""
        if once is None:
            return work()
        done = self.read(lambda session: earlier(session, once, self.place))
        if done is not None:
            return self.load(done)
        try:
            return work()
        except StoreError:
            done = self.read(lambda session: earlier(session, once, self.place))
            if done is None:
                raise
            return self.load(done)

    def _snapshot(self) -> Engine:
        """An engine whose transactions see one moment, however long they read."""
        if self.url.get_backend_name() == "sqlite":
            return self._engine
        return self._engine.execution_options(isolation_level="REPEATABLE READ")

    def sweep(self) -> Deleted:
        """Wipe away what was deleted before: freed space, and copies that Ilium kept."""
        file = file_of(self.url)
        if file is None:
            return Deleted(True, ())
        copies = kept_copies(file)
        for copy in copies:
            copy.unlink(missing_ok=True)
        return Deleted(sweep(file, self._patience), tuple(map(str, copies)))
