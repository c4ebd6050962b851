"""The files of the data folder that a backup holds: all but what is made again."""

import os
from collections.abc import Iterator
from pathlib import Path

MADE_AGAIN = frozenset(
    {
        "backups", "database_password", "instance.json", "lock", "numba", "postgres",
        "postgres.before", "postgres.before.draft", "postgres.failed", "postgres.log",
        "postgres.new", "programs", "run", "static", "static.lock",
    }
)  # fmt: skip
"""What belongs to this machine, or follows from the rest.  What is not named here is
backed up: a folder that a later version adds is not forgotten."""


def own_files(data: Path) -> Iterator[Path]:
    """Paths of regular files below ``data``, relative to it, in their order.

    Hidden folders hold what is not finished.
    """
    for entry in sorted(data.iterdir()):
        if entry.name in MADE_AGAIN or entry.name.startswith("."):
            continue
        if entry.is_file():
            yield entry.relative_to(data)
        for folder, below, names in os.walk(entry):
            below[:] = sorted(name for name in below if not name.startswith("."))
            for name in sorted(names):
                path = Path(folder, name)
                if path.is_file() and not path.is_symlink():
                    yield path.relative_to(data)


def is_own(path: Path) -> bool:
    """Whether a backup may hold a file of that relative path."""
    return (
        bool(path.parts)
        and not path.is_absolute()
        and ".." not in path.parts
        and path.parts[0] not in MADE_AGAIN
        and not path.parts[0].startswith(".")
    )
