"""Restore a backup into an empty installation: all of it, or nothing."""

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.db import Error, connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.migrations.executor import MigrationExecutor
from psycopg import sql

from headway.base.errors import Refused
from headway.events.restoring import begin_anew
from headway.keeping.backup.archive import Archive, FilePart, Manifest, TablePart
from headway.keeping.backup.tables import (
    CONSTANT_TEXT,
    LEFT_OUT,
    find_partitions,
    find_tables,
    in_order_of_references,
)
from headway.keeping.backup.target import check_empty, wipe
from headway.server import steps
from headway.server.prepare import MIGRATING, migrate

Say = Callable[[str], None]

BOUNDS = re.compile(r"DEFAULT|FOR VALUES FROM \('[-0-9:+ ]+'\) TO \('[-0-9:+ ]+'\)")

TRIGGERS = """
SELECT c.relname, t.tgname, t.tgenabled::text FROM pg_trigger t
JOIN pg_class c ON c.oid = t.tgrelid
WHERE NOT t.tgisinternal AND t.tgenabled <> 'D' AND t.tgparentid = 0
    AND c.relnamespace = current_schema()::regnamespace
"""

ENABLE = {"O": "ENABLE", "A": "ENABLE ALWAYS", "R": "ENABLE REPLICA"}


def restore(archive: Archive, *, data: Path, say: Say) -> None:
    """Bring database and files to what the archive holds, then up to date.

    Needs Django and a database.  Raises :class:`Refused` when there is work already,
    or when what arrived is not what was sent; then the database is empty again.
    """
    with connection.cursor() as cursor:  # until the connection ends
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
    check_empty()
    targets = _targets(archive.manifest)
    try:
        wipe()
        MigrationExecutor(connection).migrate(targets)
        _fill(archive, data=data, say=say)
        migrate(say)
    except BaseException as error:
        _undo(archive, data)
        if isinstance(error, Error | psycopg.Error):
            why = str(error).strip().splitlines()[0]
            message = f"The database refuses what {archive.path} holds: {why}."
            raise Refused(message) from error
        raise


def _undo(archive: Archive, data: Path) -> None:
    connection.close()
    wipe()
    for file in archive.manifest.files:
        (data / file.name).unlink(missing_ok=True)


def _targets(manifest: Manifest) -> list[tuple[str, str]]:
    """Return the migrations after which the tables are as they were when backed up."""
    graph = steps.on_disk().graph
    applied = steps.with_replacements(set(manifest.migrations))
    unknown = sorted(applied - set(graph.nodes))
    if unknown:
        is_of_before = unknown[0] in steps.replaced()
        at_latest = f" ({steps.LAST_WITH_ALL} at latest)" if is_of_before else ""
        raise Refused(
            f"The backup's database has a step that this Headway does not know "
            f"({'.'.join(unknown[0])}); restore it with the Headway that made it, "
            f"{manifest.headway}{at_latest}."
        )
    return sorted(
        key for key in applied if not applied & {c.key for c in _children(graph, key)}
    )


def _children(graph: Any, key: tuple[str, str]) -> Any:
    return graph.node_map[key].children


@transaction.atomic
def _fill(archive: Archive, *, data: Path, say: Say) -> None:
    """Write all rows and files in one transaction; files come first to be complete."""
    with connection.cursor() as cursor:
        cursor.execute(CONSTANT_TEXT)
        present = find_tables(cursor)
        for part in archive.manifest.tables:
            if part.name not in present:
                say(f"Left out, as Headway does not know it: the table {part.name}.")
        parts = {p.name: p for p in archive.manifest.tables if p.name in present}
        with _without_triggers(cursor):
            _empty(cursor, set(present) - LEFT_OUT)
            for name in in_order_of_references(cursor, set(parts)):
                _load(cursor, archive, parts[name])
                _check(cursor, archive, parts[name])
            begin_anew()
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        _set_sequences(cursor, archive.manifest)
        for file in archive.manifest.files:
            _place(archive, file, data)


@contextmanager
def _without_triggers(cursor: CursorWrapper) -> Iterator[None]:
    """What triggers add to new rows is among the rows already."""
    cursor.execute(TRIGGERS)
    triggers = cursor.fetchall()
    for table, trigger, _ in triggers:
        _alter(cursor, table, "DISABLE", trigger)
    yield
    for table, trigger, state in triggers:
        _alter(cursor, table, ENABLE[state], trigger)


def _alter(cursor: CursorWrapper, table: str, verb: str, trigger: str) -> None:
    names = (sql.Identifier(table), sql.Identifier(trigger))
    statement = sql.SQL("ALTER TABLE {} " + verb + " TRIGGER {}").format(*names)
    cursor.execute(statement)


def _empty(cursor: CursorWrapper, names: set[str]) -> None:
    """Migrations have put in rows that the archive holds as well."""
    tables = sql.SQL(", ").join(map(sql.Identifier, sorted(names)))
    cursor.execute(sql.SQL("TRUNCATE {}").format(tables))


def _load(cursor: CursorWrapper, archive: Archive, part: TablePart) -> None:
    present = {name for name, _ in find_partitions(cursor).get(part.name, [])}
    for name, bounds in part.partitions:
        if name not in present and BOUNDS.fullmatch(bounds):
            cursor.execute(
                sql.SQL("CREATE TABLE {} PARTITION OF {} " + bounds).format(
                    sql.Identifier(name), sql.Identifier(part.name)
                )
            )
    table = find_tables(cursor)[part.name]
    with cursor.copy(table.copy_in(part.columns)) as copy:
        for block in archive.blocks(part.path):
            copy.write(block)


def _check(cursor: CursorWrapper, archive: Archive, part: TablePart) -> None:
    """Read the rows back: as many as were sent, and the same."""
    table, digest = find_tables(cursor)[part.name], hashlib.sha256()
    with cursor.copy(table.copy_out(part.columns)) as copy:
        for block in copy:
            digest.update(block)
    if (cursor.rowcount, digest.hexdigest()) != (part.rows, part.sha256):
        raise Refused(
            f"The table {part.name} did not arrive as it is in {archive.path}: "
            f"{cursor.rowcount} of {part.rows} rows; check the disk, then try again."
        )


def _set_sequences(cursor: CursorWrapper, manifest: Manifest) -> None:
    not_filled = {f"{table}_id_seq" for table in LEFT_OUT}  # from the archive
    for name, value in manifest.sequences.items():
        if name in not_filled:
            continue
        cursor.execute("SELECT to_regclass(%s)", [f'"{name}"'])
        if cursor.fetchone() != (None,):
            cursor.execute("SELECT setval(%s::regclass, %s)", [f'"{name}"', value])


def _place(archive: Archive, file: FilePart, data: Path) -> None:
    try:
        archive.extract(file, data / file.name)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        message = f"{data / file.name} cannot be written ({why}); make room."
        raise Refused(message) from error
