"""The data folder: room, who can read it, and how old the newest backup is."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from django.db.backends.utils import CursorWrapper

from headway.base.files import place_of
from headway.keeping.backup.nightly import backups_folder
from headway.keeping.contents import astray, unnamed
from headway.keeping.doctor.findings import Note, Problem
from headway.server import environment
from headway.server.data import data_folder

LITTLE_BYTES = 5 * 1024**3
HARDLY_ANY_BYTES = 512 * 1024**2
OLD_DAYS = 3
DAY_SECONDS = 24 * 3600

PRIVATE = (
    "backups", "database_password", "demo_sign_ins", "files", "instance.json",
    "postgres", "run", "secret_key",
)  # fmt: skip


def disk(_: CursorWrapper) -> Iterator[Note | Problem]:
    data = data_folder()
    free = shutil.disk_usage(data).free
    said = f"{free / 1024**3:.1f} GB are free for {data}"
    if free < HARDLY_ANY_BYTES:
        yield Problem(f"Only {said}; make room.")
    elif free < LITTLE_BYTES:
        yield Note(f"{said}.")


def permissions(_: CursorWrapper) -> Iterator[Problem]:
    data = data_folder()
    if data.stat().st_mode & 0o022:
        yield Problem(f"Others can write to {data}; chmod go-w {data} forbids it.")
    folder = backups_folder()
    kept = sorted(folder.glob("*.zip")) if folder.is_dir() else []
    for path in [*(data / name for name in PRIVATE), *kept]:
        if path.exists() and path.stat().st_mode & 0o077:
            yield Problem(f"Others can read {path}; chmod go= {path} forbids it.")


def files(_: CursorWrapper) -> Iterator[Note | Problem]:
    """Rows without their content; content without rows, which a job removes."""
    for version, why in astray():
        yield Problem(
            f"The content of the file “{version.file}”, version {version.number}, "
            f"{why} ({place_of(version.content)}); bring it back from a backup."
        )
    if count := sum(1 for _content in unnamed()):
        yield Note(f"Files that nothing names: {count}; the worker removes them.")


def backups(_: CursorWrapper) -> Iterator[Note | Problem]:
    if not environment.backups():
        yield Note("Nightly backups are turned off (HEADWAY_BACKUPS).")
        return
    newest = min(map(_age_days, backups_folder().glob("*.zip")), default=None)
    if newest is None:
        yield Note("There is no backup yet; the worker makes one every night.")
    elif newest > OLD_DAYS:
        yield Problem(
            f"The newest backup is {newest:.0f} days old; run headway backup, and see "
            "why the worker makes none at night."
        )


def _age_days(file: Path) -> float:
    return (time.time() - file.stat().st_mtime) / DAY_SECONDS
