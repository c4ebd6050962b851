"""What has to be done before pages can be served; each step says what it does."""

from collections.abc import Callable

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from headway.server import steps
from headway.server.static import collect_static

MIGRATING = 0x68656164
"""Names the advisory lock that lets one process at a time migrate."""

Say = Callable[[str], None]


def prepare(say: Say) -> None:
    """Bring the database and the static files up to date, or find that they are."""
    migrate(say)
    if collect_static():
        say("Pages are ready.")


def migrate(say: Say) -> int:
    """Apply what is missing; return how many migrations that were.

    Of two processes one waits for the other, and then finds nothing to do.  Raises
    :class:`StartError` for a database that cannot go from where it is.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0; SET lock_timeout = 0")
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
        try:
            count = len(steps.missing())
            if count:
                say(f"Bringing the database up to date ({count} steps) …")
                call_command("migrate", verbosity=0, interactive=False)
            else:  # what replaces migrations that were applied is noted as applied
                MigrationExecutor(connection).check_replacements()
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATING])
    connection.close()  # and with it the settings above
    return count
