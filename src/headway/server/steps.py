"""Which migrations the database lacks, and whether it can go from where it is."""

from functools import cache

from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from headway.server.data import StartError

Key = tuple[str, str]
"""App and name of a migration."""

LAST_WITH_ALL = "b3fe437c"
"""The last commit that holds each migration which others replaced since."""


def missing() -> list[Migration]:
    """Return the migrations that the database lacks, in their order.

    Raises :class:`StartError` when it stands between two of which one Headway since
    made one: how to get from there to here is no longer known.
    """
    if (step := lost()) is not None:
        raise StartError(
            f"An earlier Headway left this database half way: {'.'.join(step)} was not "
            "applied, and this Headway knows it only as a part of more. Nothing was "
            "changed. Run headway upgrade with the Headway of the commit "
            f"{LAST_WITH_ALL}, then go on with this one."
        )
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [migration for migration, _ in plan]


@cache
def on_disk() -> MigrationLoader:
    """Return the migrations that this Headway has, whatever was applied."""
    return MigrationLoader(None)


def lost() -> Key | None:
    """Return the first migration that the database lacks and nobody has any more.

    A migration that replaces others stands for all of them: where all were applied it
    counts as applied, where none was it is applied.
    """
    loader = on_disk()
    applied = MigrationRecorder(connection).applied_migrations()
    for migration in loader.replacements.values():
        lacking = [key for key in migration.replaces if key not in applied]
        if 0 < len(lacking) < len(migration.replaces):
            for key in lacking:
                if key not in loader.disk_migrations:
                    return key
    return None


def replaced() -> set[Key]:
    """Return the migrations for which there is another now."""
    found = on_disk().replacements.values()
    return {key for migration in found for key in migration.replaces}


def with_replacements(applied: set[Key]) -> set[Key]:
    """Return what was applied, with one migration for those that it replaces."""
    for key, migration in on_disk().replacements.items():
        if applied.issuperset(migration.replaces):
            applied = applied.difference(migration.replaces) | {key}
    return applied
