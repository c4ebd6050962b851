"""Rows of the database, taken as they are and written again as they were."""

from collections.abc import Collection, Sequence
from graphlib import TopologicalSorter
from typing import NamedTuple

from django.db import connection

TABLES = """
SELECT quote_ident(relname) FROM pg_class
WHERE relkind IN ('r', 'p') AND NOT relispartition
    AND relnamespace = current_schema()::regnamespace
"""
COLUMNS = """
SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped
    AND attgenerated = ''
"""
REFERENCES = """
SELECT quote_ident(t.relname), quote_ident(r.relname) FROM pg_constraint
JOIN pg_class t ON t.oid = conrelid JOIN pg_class r ON r.oid = confrelid
WHERE contype = 'f' AND conrelid <> confrelid AND NOT condeferrable
"""


class Rows(NamedTuple):
    """Statements that write rows again, and what each of them takes."""

    statements: str
    values: Sequence[str]


def filled_tables() -> set[str]:
    """Return the tables in which something is."""
    with connection.cursor() as cursor:
        return {table for table in _tables(cursor) if _is_filled(cursor, table)}


def rows_besides(tables: Collection[str]) -> Rows:
    """Take the rows of all other tables, those that are referred to first."""
    with connection.cursor() as cursor:
        taken = {t: _taken(cursor, t) for t in _tables(cursor) if t not in tables}
        filled = {table: said for table, said in taken.items() if said[1] is not None}
        order = TopologicalSorter[str](dict.fromkeys(filled, ()))
        cursor.execute(REFERENCES)
        for table, other in cursor.fetchall():
            if table in filled and other in filled:
                order.add(table, other)
        tables = [*order.static_order()]
    return Rows("; ".join(filled[t][0] for t in tables), [filled[t][1] for t in tables])


def write_rows(rows: Rows) -> None:
    with connection.cursor() as cursor:
        cursor.execute(rows.statements, rows.values)


def deletions(tables: Collection[str]) -> str:
    """Return what empties tables of which nearly all are empty already.

    ``TRUNCATE`` would make the files of every table and index anew.  As with it,
    whoever is still writing is waited for.
    """
    order = TopologicalSorter[str](dict.fromkeys(tables, ()))
    with connection.cursor() as cursor:
        cursor.execute(REFERENCES)
        for table, other in cursor.fetchall():
            if table in tables and other in tables:
                order.add(other, table)
    statements = [f"DELETE FROM {table}" for table in order.static_order()]
    locked = f"LOCK TABLE {', '.join(tables)} IN ACCESS EXCLUSIVE MODE"
    return "; ".join([locked, *statements])


def _tables(cursor) -> list[str]:
    cursor.execute(TABLES)
    return [table for (table,) in cursor.fetchall()]


def _is_filled(cursor, table: str) -> bool:
    cursor.execute(f"SELECT EXISTS (SELECT FROM {table})")
    return bool(cursor.fetchone()[0])


def _taken(cursor, table: str) -> tuple[str, str]:
    """Return what writes the rows of a table again, and the rows as JSON."""
    cursor.execute(COLUMNS, [table])
    columns = cursor.fetchone()[0]
    cursor.execute(f"SELECT json_agg(t)::text FROM {table} t")
    insert = (
        f"INSERT INTO {table} ({columns}) SELECT {columns}"
        f" FROM json_populate_recordset(NULL::{table}, %s::json)"
    )
    return insert, cursor.fetchone()[0]
