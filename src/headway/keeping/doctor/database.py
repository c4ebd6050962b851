"""The database server, its settings, and whether its tables are this Headway's."""

from collections.abc import Iterator

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.migrations.loader import MigrationLoader

from headway.keeping.doctor.findings import Note, Problem
from headway.server import steps
from headway.server.data import StartError
from headway.server.database import OLDEST

SAFE = {
    "fsync": "on",
    "full_page_writes": "on",
    "zero_damaged_pages": "off",
    "ignore_checksum_failure": "off",
}
"""Where these are otherwise, a crash may cost what was acknowledged."""


def version(cursor: CursorWrapper) -> Iterator[Problem]:
    cursor.execute("SELECT current_setting('server_version_num')::int / 10000")
    (major,) = cursor.fetchone()
    if major < OLDEST:
        yield Problem(f"PostgreSQL {major} is too old; Headway needs {OLDEST}.")


def migrations(cursor: CursorWrapper) -> Iterator[Problem]:
    try:
        missing = steps.missing()
    except StartError as error:
        yield Problem(str(error))
        return
    if missing:
        yield Problem(f"Migrations missing: {len(missing)}; run headway migrate.")
    loader = MigrationLoader(connection)
    own = {app for app, _ in loader.graph.nodes}
    applied = steps.with_replacements(set(loader.applied_migrations))
    unknown = sorted(key for key in applied - set(loader.graph.nodes) if key[0] in own)
    if unknown:
        yield Problem(
            f"A newer Headway changed the tables ({'.'.join(unknown[0])}); install it "
            "again, or restore a backup of before."
        )


def settings(cursor: CursorWrapper) -> Iterator[Note | Problem]:
    for name, wanted in SAFE.items():
        cursor.execute("SELECT current_setting(%s)", [name])
        (found,) = cursor.fetchone()
        if found != wanted:
            yield Problem(f"The database server has {name} {found}; set it {wanted}.")
    cursor.execute("SELECT current_setting('server_encoding')")
    (encoding,) = cursor.fetchone()
    if encoding != "UTF8":
        yield Problem(f"The database's encoding is {encoding}; it must be UTF8.")
    cursor.execute("SELECT current_setting('data_checksums')")
    if cursor.fetchone() != ("on",):
        yield Note("The database server keeps no checksums of its pages.")
    cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    if cursor.fetchone() == (True,):
        yield Note("Headway's database role is a superuser; an ordinary one is enough.")
