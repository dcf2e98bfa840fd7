"""The tables: rows and nothing more. What they mean is in `episode`, how they are read in `conversion`."""

from __future__ import annotations

import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

ID_LENGTH = 40
HASH_LENGTH = 64
NAME_LENGTH = 100
Document = dict[str, Any]
"""Plain values, ready for JSON."""


class Base(DeclarativeBase):
    """All tables of the store. Their names begin with `ilium_`, so that a database can be shared."""

    type_annotation_map = {Document: JSON}  # noqa: RUF012 - SQLAlchemy's own form


class EpisodeRow(Base):
    """An episode: its case as a document, without check-ins."""

    __tablename__ = "ilium_episode"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    started: Mapped[datetime.date]
    version: Mapped[int]
    """Grows by one with every change; a change that does not find its version begins anew."""
    case: Mapped[Document]

    check_ins: Mapped[list[CheckInRow]] = relationship(
        cascade="all, delete-orphan", order_by="CheckInRow.number", passive_deletes=True
    )
    statements: Mapped[list[StatementRow]] = relationship(
        cascade="all, delete-orphan", order_by="StatementRow.number", passive_deletes=True
    )


class CheckInRow(Base):
    """A check-in. Its number is the version of the episode that it was added to."""

    __tablename__ = "ilium_check_in"

    episode: Mapped[str] = mapped_column(
        String(ID_LENGTH), ForeignKey("ilium_episode.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    date: Mapped[datetime.date]
    answers: Mapped[Document]


class StatementRow(Base):
    """What was said on a day, under which knowledge."""

    __tablename__ = "ilium_statement"

    episode: Mapped[str] = mapped_column(
        String(ID_LENGTH), ForeignKey("ilium_episode.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    date: Mapped[datetime.date]
    check_ins: Mapped[int]
    knowledge_version: Mapped[str] = mapped_column(String(ID_LENGTH))
    knowledge_hash: Mapped[str] = mapped_column(String(HASH_LENGTH))
    urgency: Mapped[str] = mapped_column(String(ID_LENGTH))
    chances: Mapped[Document]


class RepeatRow(Base):
    """A request of a program that was kept: sent again, it is not kept twice. Hashes only."""

    __tablename__ = "ilium_repeat"

    mark: Mapped[str] = mapped_column(String(HASH_LENGTH), primary_key=True)
    content: Mapped[str] = mapped_column(String(HASH_LENGTH))
    episode: Mapped[str] = mapped_column(
        String(ID_LENGTH), ForeignKey("ilium_episode.id", ondelete="CASCADE"), index=True
    )


class ApiKeyRow(Base):
    """A key of a program: what it is called, until when it opens, and the hash of its token. Days are UTC."""

    __tablename__ = "ilium_api_key"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    hash: Mapped[str] = mapped_column(String(HASH_LENGTH))
    episodes: Mapped[bool]
    made: Mapped[datetime.date]
    expires: Mapped[datetime.date]
    """The last day on which it opens."""
    revoked: Mapped[datetime.date | None]


class FeedbackRow(Base):
    """What a clinician did with a card, as a hospital's system tells it."""

    __tablename__ = "ilium_feedback"

    mark: Mapped[str] = mapped_column(String(HASH_LENGTH), primary_key=True)
    """The hash of all the rest: sent again, it is not kept twice."""
    service: Mapped[str] = mapped_column(String(ID_LENGTH))
    card: Mapped[str] = mapped_column(String(ID_LENGTH))
    outcome: Mapped[str] = mapped_column(String(ID_LENGTH))
    at: Mapped[str] = mapped_column(String(ID_LENGTH))
    details: Mapped[Document]
