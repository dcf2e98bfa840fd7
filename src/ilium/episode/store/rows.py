"""The tables: rows and nothing more. What they mean is in `episode`, how they are read in `conversion`."""

from __future__ import annotations

import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

ID_LENGTH = 40
HASH_LENGTH = 64
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
