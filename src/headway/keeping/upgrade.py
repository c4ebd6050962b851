"""Bring an installation to this Headway's tables, or leave it as it was."""

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from django.db import connection
from procrastinate.contrib.django.utils import connector_params

from headway.base.errors import Refused
from headway.keeping.backup.making import back_up
from headway.keeping.backup.nightly import backups_folder
from headway.keeping.doctor.examination import DATA_CHECKS, examine
from headway.keeping.doctor.findings import Level
from headway.keeping.writing import private_folder
from headway.server import postgres, steps
from headway.server.prepare import migrate

Say = Callable[[str], None]

KEPT = ("actors_workspace", "people_user", "work_project", "work_item", "events_event")
"""No migration takes away what people wrote: of these there are never fewer."""

BEFORE, FAILED = "postgres.before", "postgres.failed"


def resume(data: Path) -> None:
    """Finish the putting back that a killed upgrade began."""
    if (data / BEFORE).exists() and not (data / "postgres").exists():
        (data / BEFORE).rename(data / "postgres")


def upgrade(data: Path, *, server: postgres.Server | None, say: Say) -> None:
    """Back up, migrate and verify; with a ``server`` of ours, put back what fails.

    Raises :class:`Refused` with what went wrong and where the backup is.
    """
    if not steps.missing():
        say("The database is up to date; there is nothing to upgrade.")
        return
    before = _counts()
    name = f"upgrade-to-{version('headway')}-{datetime.now(UTC):%Y-%m-%dT%H-%M-%SZ}.zip"
    file = private_folder(backups_folder()) / name
    say(f"Backing up to {file} …")
    back_up(file, data=data, connect_options=connector_params())
    if server is not None:
        _snapshot(data, server)
    try:
        migrate(say)
        _verify(before)
    except BaseException as error:
        why = " ".join(str(error).split()) or type(error).__name__
        if server is None:
            raise Refused(
                f"The upgrade failed ({why}); restore {file} into an empty database "
                "with the Headway of before."
            ) from error
        _put_back(data, server)
        raise Refused(
            f"The upgrade failed ({why}); the database is as it was: go on with the "
            f"Headway of before. A backup is in {file}."
        ) from error
    shutil.rmtree(data / BEFORE, ignore_errors=True)
    say("The database is up to date, and sound.")


def _counts() -> dict[str, int]:
    """Return how many rows there are; a table that is not there has none."""
    counts = {}
    with connection.cursor() as cursor:
        for table in KEPT:
            cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [table])
            (is_there,) = cursor.fetchone()
            if is_there:
                cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 - ours
            counts[table] = cursor.fetchone()[0] if is_there else 0
    return counts


def _verify(before: dict[str, int]) -> None:
    after = _counts()
    for table, count in before.items():
        if after[table] < count:
            raise Refused(f"{table} has {after[table]} rows, and had {count}")
    for finding in examine(DATA_CHECKS):
        if finding.level == Level.PROBLEM:
            raise Refused(f"{finding.check}: {finding.message}")


def _snapshot(data: Path, server: postgres.Server) -> None:
    """Copy the cluster while its server is down."""
    source, target, draft = data / "postgres", data / BEFORE, data / f"{BEFORE}.draft"
    size = sum(path.lstat().st_size for path in source.rglob("*"))
    shutil.rmtree(target, ignore_errors=True)
    shutil.rmtree(draft, ignore_errors=True)
    free = shutil.disk_usage(data).free
    if free < size * 1.5:
        raise Refused(
            f"The upgrade needs {size * 1.5 / 1024**2:.0f} MB in {data}, and "
            f"{free / 1024**2:.0f} MB are free; make room."
        )
    connection.close()
    server.stop()
    try:
        shutil.copytree(source, draft, symlinks=True)
        for path in [source, *source.rglob("*")]:
            owner = path.lstat()
            copy = draft / path.relative_to(source)
            os.chown(copy, owner.st_uid, owner.st_gid, follow_symlinks=False)
        os.sync()
        draft.rename(target)
    finally:
        server.spawn()
        server.wait()


def _put_back(data: Path, server: postgres.Server) -> None:
    connection.close()
    server.stop()
    (data / "postgres").rename(data / FAILED)
    (data / BEFORE).rename(data / "postgres")
    shutil.rmtree(data / FAILED)
