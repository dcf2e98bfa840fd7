"""From episodes to rows and back: nothing is lost on the way, and nothing is added."""

from __future__ import annotations

from dataclasses import replace

from ilium.answers.check_ins import CheckIn
from ilium.episode.documents import (
    read_answers,
    read_case,
    read_chances,
    write_answers,
    write_case,
    write_chances,
)
from ilium.episode.episode import Episode, Statement
from ilium.episode.store.rows import CheckInRow, Document, EpisodeRow, StatementRow


def episode_of(row: EpisodeRow) -> Episode:
    """The episode of a row; check-ins stand in the order of their days."""
    check_ins = [CheckIn(one.date, read_answers(one.answers)) for one in row.check_ins]
    check_ins.sort(key=lambda one: one.date)
    case = replace(read_case(row.case), check_ins=tuple(check_ins))
    return Episode(row.id, row.started, case, tuple(map(_statement_of, row.statements)), row.version)


def _statement_of(row: StatementRow) -> Statement:
    return Statement(
        row.date,
        row.check_ins,
        row.knowledge_version,
        row.knowledge_hash,
        row.urgency,
        read_chances(row.chances["families"]),
    )


def row_of(episode: Episode) -> EpisodeRow:
    """All rows of an episode. The version stays ahead of the numbers of its rows."""
    return EpisodeRow(
        id=episode.id,
        started=episode.started,
        version=max(episode.version, len(episode.case.check_ins), len(episode.statements)),
        case=case_document(episode),
        check_ins=[check_in_row(episode.id, n, one) for n, one in enumerate(episode.case.check_ins, 1)],
        statements=[statement_row(episode.id, n, one) for n, one in enumerate(episode.statements, 1)],
    )


def case_document(episode: Episode) -> Document:
    """The case of an episode without its check-ins, which have rows of their own."""
    return write_case(replace(episode.case, check_ins=()))


def check_in_row(episode: str, number: int, one: CheckIn) -> CheckInRow:
    """The row of a check-in."""
    return CheckInRow(episode=episode, number=number, date=one.date, answers=write_answers(one.answers))


def statement_row(episode: str, number: int, one: Statement) -> StatementRow:
    """The row of a statement."""
    return StatementRow(
        episode=episode,
        number=number,
        date=one.date,
        check_ins=one.check_ins,
        knowledge_version=one.knowledge_version,
        knowledge_hash=one.knowledge_hash,
        urgency=one.urgency,
        chances={"families": write_chances(one.chances)},
    )
