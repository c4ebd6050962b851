"""All checks, one after the other."""

from collections.abc import Iterator, Mapping

from django.db import Error, connection, transaction

from headway.keeping.doctor import (
    database,
    integrity,
    machine,
    queues,
    rules,
)
from headway.keeping.doctor.findings import Check, Finding, Level, Note

MIGRATIONS = "migrations"

DATA_CHECKS: Mapping[str, Check] = {
    MIGRATIONS: database.migrations,
    "constraints": integrity.constraints,
    "references": integrity.references,
    "sequences": integrity.sequences,
    "item numbers": rules.numbers,
    "outline": rules.outline,
    "links": rules.links,
    "circles": rules.circles,
    "first labels": rules.first_labels,
}
"""What holds for the data, wherever it is."""

CHECKS: Mapping[str, Check] = {
    "database version": database.version,
    "database settings": database.settings,
    **DATA_CHECKS,
    "log positions": queues.positions,
    "readers": queues.readers,
    "jobs": queues.jobs,
    "worker": queues.worker,
    "disk": machine.disk,
    "permissions": machine.permissions,
    "files": machine.files,
    "backups": machine.backups,
}

MOST = 20
"""Findings of one check that are told; the rest is counted."""


def examine(checks: Mapping[str, Check] = CHECKS) -> Iterator[Finding]:
    """Run each check in a transaction that cannot write.

    While migrations are missing, only what comes before them is checked.
    """
    for name, check in checks.items():
        found = list(_run(name, check))
        yield from found[:MOST]
        if len(found) > MOST:
            message = f"… and {len(found) - MOST} more."
            yield Finding(check=name, level=Level.PROBLEM, message=message)
        if not found:
            yield Finding(check=name, level=Level.OK, message="")
        if name == MIGRATIONS and found:
            return


def _run(name: str, check: Check) -> Iterator[Finding]:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
            for found in check(cursor):
                level = Level.NOTE if isinstance(found, Note) else Level.PROBLEM
                yield Finding(check=name, level=level, message=found.message)
    except Error as error:
        said = str(error).strip().splitlines()[0]
        message = f"The database cannot answer: {said}."
        yield Finding(check=name, level=Level.PROBLEM, message=message)
