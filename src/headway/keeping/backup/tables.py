"""The tables of the database as it is: their columns, keys, partitions, sequences."""

from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Any, Protocol

from psycopg import sql

LEFT_OUT = frozenset({"django_migrations", "django_session", "headway_cache"})
"""Not backed up.  The manifest names the migrations; after a restore everybody signs
in again, since a session that was ended since must not come back to life."""

CONSTANT_TEXT = """
SET LOCAL client_encoding = 'UTF8';
SET LOCAL TimeZone = 'UTC';
SET LOCAL DateStyle = 'ISO, YMD';
SET LOCAL IntervalStyle = 'postgres';
SET LOCAL extra_float_digits = 1;
SET LOCAL bytea_output = 'hex'
"""
"""Makes the same rows the same text on every server."""

TABLES = """
SELECT c.relname,
    ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid
        AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
        ORDER BY a.attnum),
    ARRAY(SELECT a.attname::text FROM pg_index i
        CROSS JOIN unnest(i.indkey::int[]) WITH ORDINALITY AS k (attnum, place)
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
        WHERE i.indrelid = c.oid AND i.indisprimary ORDER BY k.place)
FROM pg_class c
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
    AND NOT c.relispartition AND NOT EXISTS (SELECT FROM pg_depend d
        WHERE d.objid = c.oid AND d.classid = 'pg_class'::regclass AND d.deptype = 'e')
ORDER BY c.relname COLLATE "C"
"""

PARTITIONS = """
SELECT p.relname, c.relname, pg_get_expr(c.relpartbound, c.oid)
FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent
JOIN pg_class c ON c.oid = i.inhrelid
WHERE p.relnamespace = current_schema()::regnamespace AND c.relispartition
ORDER BY c.relname COLLATE "C"
"""

REFERENCES = """
SELECT f.relname, t.relname FROM pg_constraint k
JOIN pg_class f ON f.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
WHERE k.contype = 'f' AND NOT k.condeferrable AND f.oid <> t.oid
    AND k.connamespace = current_schema()::regnamespace
"""


class Cursor(Protocol):
    """What is asked of a cursor: psycopg's own and Django's both do."""

    def execute(self, query: Any, params: Any = None, /) -> Any: ...
    def fetchall(self) -> list[Any]: ...


@dataclass(frozen=True, kw_only=True)
class Table:
    name: str
    columns: list[str]
    key: list[str]
    """The columns of the primary key, by which rows are ordered."""

    def copy_out(self, columns: list[str] | None = None) -> sql.Composed:
        """Rows as text, in an order that depends on nothing else."""
        return sql.SQL("COPY (SELECT {} FROM {} ORDER BY {}) TO STDOUT").format(
            _names(columns or self.columns),
            sql.Identifier(self.name),
            _names(self.key or self.columns),
        )

    def copy_in(self, columns: list[str]) -> sql.Composed:
        return sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(self.name), _names(columns)
        )


def _names(columns: list[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, columns))


def find_tables(cursor: Cursor) -> dict[str, Table]:
    """Return the tables of the schema, without partitions, by their names."""
    cursor.execute(TABLES)
    return {
        name: Table(name=name, columns=columns, key=key)
        for name, columns, key in cursor.fetchall()
    }


def find_partitions(cursor: Cursor) -> dict[str, list[tuple[str, str]]]:
    """Return name and bounds of the partitions of each table that has some."""
    cursor.execute(PARTITIONS)
    partitions: dict[str, list[tuple[str, str]]] = {}
    for parent, name, bounds in cursor.fetchall():
        partitions.setdefault(parent, []).append((name, bounds))
    return partitions


def find_sequences(cursor: Cursor) -> dict[str, int]:
    """Return the last value of each sequence that was used."""
    cursor.execute(
        "SELECT sequencename, last_value FROM pg_sequences"
        " WHERE schemaname = current_schema() AND last_value IS NOT NULL"
        ' ORDER BY sequencename COLLATE "C"'
    )
    return dict(cursor.fetchall())


def in_order_of_references(cursor: Cursor, names: set[str]) -> list[str]:
    """Put the tables first that others refer to by keys which cannot wait."""
    graph: dict[str, set[str]] = {name: set() for name in sorted(names)}
    cursor.execute(REFERENCES)
    for source, target in cursor.fetchall():
        if {source, target} <= names:
            graph[source].add(target)
    return list(TopologicalSorter(graph).static_order())
