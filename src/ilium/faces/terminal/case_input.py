"""From the name of a case file, or standard input, to a case: every failure names a place and a remedy."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ilium.documents.problems import BadDocumentError, Place, Problem
from ilium.faces.terminal import words

if TYPE_CHECKING:
    from ilium.answers.case import Case
    from ilium.knowledge.library import Knowledge
    from ilium.result import Assessment

DASH = "-"


def read_bytes(name: str) -> tuple[bytes, str]:
    """What a file or standard input holds, up to the limit, and what to call it in messages."""
    from ilium.documents.yaml_text import MOST_CHARACTERS

    file = words.STANDARD_INPUT if name == DASH else name
    try:
        if name == DASH:
            data = sys.stdin.buffer.read(MOST_CHARACTERS + 1)
        else:
            with Path(name).open("rb") as stream:
                data = stream.read(MOST_CHARACTERS + 1)
    except (OSError, ValueError) as error:
        raise BadDocumentError([Problem(Place(file), *_why_unread(error))]) from None
    if len(data) > MOST_CHARACTERS:
        raise BadDocumentError(
            [Problem(Place(file), words.TOO_LONG.format(n=MOST_CHARACTERS), words.ONE_CASE)]
        )
    return data, file


def _why_unread(error: Exception) -> tuple[str, str]:
    match error:
        case FileNotFoundError():
            return words.NO_SUCH_FILE, words.CHECK_THE_NAME
        case IsADirectoryError():
            return words.FOLDER_NOT_FILE, words.GIVE_A_FILE
        case PermissionError():
            return words.MAY_NOT_READ, words.ASK_FOR_RIGHTS
        case OSError():
            return words.CANNOT_READ.format(why=error.strerror or "unknown reason"), words.CHECK_THE_NAME
        case _:
            return words.CANNOT_READ.format(why=str(error)), words.CHECK_THE_NAME


def read_case_in(knowledge: Knowledge, data: bytes, file: str) -> Case:
    """The case in some bytes. Raises BadDocumentError naming the place of every fault."""
    from ilium.documents.yaml_text import decode
    from ilium.knowledge.case_reading import read_case

    return read_case(knowledge, decode(data, file), file)


def judge(knowledge: Knowledge, case: Case, file: str, *, after_emergency: bool = False) -> Assessment:
    """The assessment of a case. Answers that no explanation allows are a fault of the whole file."""
    from ilium.assessment import assess
    from ilium.reasoning.posterior import ImpossibleAnswersError

    try:
        return assess(knowledge, case, after_emergency=after_emergency)
    except ImpossibleAnswersError:
        problem = Problem(Place(file), words.CANNOT_BE_TRUE, words.LOOK_AGAIN_AT)
        raise BadDocumentError([problem]) from None
