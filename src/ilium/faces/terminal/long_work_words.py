"""What long studies say in the same words, and what each says in its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class LongWords:
    """What one kind of long study says of itself."""

    doing: str
    counted: str
    other_study: str
    no_study: str
    lost: str
    unwritable: str


LINE: Final = "{done:,} of {all:,} {counted}; {left}"
LEFT: Final = "about {time} left"
LEFT_UNKNOWN: Final = "time left not known yet"
VERSION: Final = "What two versions work out is not mixed: to go on, use the one that began it. "
SPOILT_BLOCK: Final = "{file} is damaged. Give the same command again: only that part is done again."
NO_SCHEDULER: Final = (
    "No Dask scheduler answers at '{address}'. Start one with 'dask scheduler', then give its address with "
    "--scheduler."
)
WANTS_SCHEDULER: Final = "--runner dask needs the address of its scheduler: --scheduler tcp://HOST:8786"
WANTS_DASK: Final = "--scheduler is for a Dask cluster. Add --runner dask, or leave it out."
WANTS_LOCAL: Final = (
    "--workers counts the processes on this machine; a Dask cluster has its own workers. Leave it out, or "
    "leave out --runner dask."
)
NO_DASK: Final = "--runner dask needs the packages of the extra 'study': pip install 'ilium[study]'"
OTHER_KNOWLEDGE: Final = (
    "A worker has other knowledge than this program. Install the same version on every machine."
)
MANY_THREADS: Final = (
    "The Dask worker {worker} does {threads} blocks at once; results come out alike only from workers that "
    "do one. Start it with: dask worker ADDRESS --nthreads 1 --nworkers {threads}"
)
MANY_SUMS: Final = (
    "The Dask worker {worker} may use many threads for its sums, so that last digits can differ. Set "
    "OPENBLAS_NUM_THREADS=1, OMP_NUM_THREADS=1 and MKL_NUM_THREADS=1 before it starts."
)
NAMES: Final = {
    "batch": "number of rows in a part",
    "block": "number of people in a part",
    "ilium": "version of Ilium",
    "knowledge": "knowledge",
    "numpy": "version of numpy",
    "people": "number of people",
    "populations": "populations",
    "pyarrow": "version of pyarrow",
    "rows": "number of rows",
    "seed": "seed",
    "size": "size of the table",
    "study": "kind of study",
    "table": "table",
}
VERSIONED: Final = ("ilium", "numpy", "pyarrow")
SHOWN: Final = ("batch", "block", "people", "rows", "seed", *VERSIONED)
"""What is told with both values: the others are too long to read."""
DIFFERENCE: Final = "{name} ({there} there, {here} here)"
NOT_TOLD: Final = "none told"


def differing(name: str, there: object, here: object) -> str:
    """What is not the same in the folder and in the command."""
    known = NAMES.get(name, name)
    if name not in SHOWN:
        return known
    said = [NOT_TOLD if value is None else value for value in (there, here)]
    return DIFFERENCE.format(name=known, there=said[0], here=said[1])


def time_left(seconds: float | None) -> str:
    """How long it will take; None is not known."""
    return LEFT_UNKNOWN if seconds is None else LEFT.format(time=duration(seconds))


def duration(seconds: float) -> str:
    """A time as people read it."""
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes else f"{round(seconds)} s"
