"""What holds for all tables: constraints, references, workspaces, sequences."""

from collections.abc import Iterator

from django.db.backends.utils import CursorWrapper
from psycopg import sql

from headway.keeping.doctor.findings import Problem

KEYS = """
SELECT f.relname, a.attname, t.relname, b.attname,
    EXISTS (SELECT FROM pg_attribute w WHERE w.attrelid = f.oid
        AND w.attname = 'workspace_id' AND NOT w.attisdropped)
    AND EXISTS (SELECT FROM pg_attribute w WHERE w.attrelid = t.oid
        AND w.attname = 'workspace_id' AND NOT w.attisdropped)
FROM pg_constraint k
JOIN pg_class f ON f.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
JOIN pg_attribute a ON a.attrelid = f.oid AND a.attnum = k.conkey[1]
JOIN pg_attribute b ON b.attrelid = t.oid AND b.attnum = k.confkey[1]
WHERE k.contype = 'f' AND cardinality(k.conkey) = 1 AND NOT f.relispartition
    AND k.connamespace = current_schema()::regnamespace
ORDER BY f.relname, a.attname
"""

OWNED_SEQUENCES = """
SELECT c.relname, a.attname, s.relname
FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
JOIN pg_class c ON c.oid = d.refobjid
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
WHERE d.deptype IN ('a', 'i') AND c.relnamespace = current_schema()::regnamespace
ORDER BY c.relname
"""


def constraints(cursor: CursorWrapper) -> Iterator[Problem]:
    cursor.execute(
        "SELECT conrelid::regclass::text, conname FROM pg_constraint"
        " WHERE NOT convalidated AND connamespace = current_schema()::regnamespace"
    )
    for table, name in cursor.fetchall():
        yield Problem(f"The constraint {name} of {table} does not hold for old rows.")
    cursor.execute(
        "SELECT i.indexrelid::regclass::text FROM pg_index i"
        " JOIN pg_class c ON c.oid = i.indexrelid WHERE NOT i.indisvalid"
        " AND c.relnamespace = current_schema()::regnamespace"
    )
    for (name,) in cursor.fetchall():
        yield Problem(f"The index {name} is not valid; REINDEX INDEX {name} mends it.")


def references(cursor: CursorWrapper) -> Iterator[Problem]:
    """Rows that name others which are not there, or which another workspace owns."""
    cursor.execute(KEYS)
    for table, column, target, key, both_have_workspaces in cursor.fetchall():
        names = {
            "table": sql.Identifier(table),
            "column": sql.Identifier(column),
            "target": sql.Identifier(target),
            "key": sql.Identifier(key),
        }
        count = _count(
            cursor,
            "SELECT count(*) FROM {table} r WHERE r.{column} IS NOT NULL AND NOT EXISTS"
            " (SELECT FROM {target} t WHERE t.{key} = r.{column})",
            names,
        )
        if count:
            yield Problem(f"Rows of {table} whose {column} is not there: {count}.")
        if both_have_workspaces and column != "workspace_id":
            count = _count(
                cursor,
                "SELECT count(*) FROM {table} r JOIN {target} t ON t.{key} = r.{column}"
                " WHERE t.workspace_id <> r.workspace_id",
                names,
            )
            if count:
                yield Problem(
                    f"Rows of {table} whose {column} is another workspace's: {count}."
                )


def sequences(cursor: CursorWrapper) -> Iterator[Problem]:
    """Numbers that would be given out a second time."""
    cursor.execute(OWNED_SEQUENCES)
    for table, column, sequence in cursor.fetchall():
        behind = _count(
            cursor,
            "SELECT greatest(coalesce((SELECT max({column}) FROM {table}), 0) - (SELECT"
            " CASE WHEN is_called THEN last_value ELSE last_value - 1 END"
            " FROM {sequence}), 0)",
            {
                "table": sql.Identifier(table),
                "column": sql.Identifier(column),
                "sequence": sql.Identifier(sequence),
            },
        )
        if behind:
            yield Problem(
                f"New rows of {table} cannot be written: {sequence} is {behind} behind."
            )


def _count(cursor: CursorWrapper, query: str, names: dict[str, sql.Identifier]) -> int:
    cursor.execute(sql.SQL(query).format(**names))
    return int(cursor.fetchone()[0])
