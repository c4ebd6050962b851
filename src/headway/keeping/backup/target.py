"""The database that a backup is restored into: empty before, and after a failure."""

from django.apps import apps
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from headway.base.errors import Refused
from headway.keeping.backup.tables import LEFT_OUT, find_tables

ENTRUSTED = {"actors_workspace", "people_user"}
"""Where there are no rows in these, nobody has begun yet."""

DROPS = """
SELECT format('DROP TABLE IF EXISTS %I CASCADE', c.relname), 1 AS turn
FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace
    AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND NOT EXISTS (
        SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
UNION ALL
SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', p.oid::regprocedure), 2
FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace AND NOT EXISTS (
        SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
UNION ALL
SELECT format('DROP TYPE IF EXISTS %I CASCADE', t.typname), 3
FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid
WHERE t.typnamespace = current_schema()::regnamespace
    AND (t.typtype IN ('e', 'd') OR c.relkind = 'c') AND NOT EXISTS (
        SELECT FROM pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e')
ORDER BY turn
"""


def check_empty() -> None:
    """Raise :class:`Refused` unless nobody would lose anything here."""
    with connection.cursor() as cursor:
        tables = set(find_tables(cursor))
        strangers = sorted(tables - own_tables())
        if strangers:
            raise Refused(
                f"The database holds what is not Headway's (table {strangers[0]}); "
                "name an empty one in DATABASE_URL."
            )
        if any(_has_rows(cursor, name) for name in tables & ENTRUSTED):
            raise Refused(
                "There is work here already; restore into an empty data folder "
                "(--data) or an empty database (DATABASE_URL)."
            )
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )
        if cursor.fetchone() != (0,):
            raise Refused(
                "Another program is connected to the database; stop Headway first."
            )


def own_tables() -> set[str]:
    models = apps.get_models(include_auto_created=True)
    return {model._meta.db_table for model in models} | LEFT_OUT


def _has_rows(cursor: CursorWrapper, table: str) -> bool:
    cursor.execute(f'SELECT EXISTS (SELECT FROM "{table}")')  # noqa: S608 - ours
    return bool(cursor.fetchone()[0])


@transaction.atomic
def wipe() -> None:
    """Drop every table, function and type of the schema; nothing of it is needed."""
    with connection.cursor() as cursor:
        cursor.execute(DROPS)
        for drop, _ in cursor.fetchall():
            cursor.execute(drop)
