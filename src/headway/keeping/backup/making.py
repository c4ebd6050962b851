"""Make a backup, while Headway runs or not."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psycopg

from headway.base.errors import Refused
from headway.keeping.backup.archive import (
    BLOCK,
    FilePart,
    Manifest,
    TablePart,
    Writer,
)
from headway.keeping.backup.tables import (
    CONSTANT_TEXT,
    LEFT_OUT,
    Table,
    find_partitions,
    find_sequences,
    find_tables,
)
from headway.keeping.own_files import own_files
from headway.keeping.writing import whole_file
from headway.server.prepare import MIGRATING


def back_up(file: Path, *, data: Path, connect_options: dict[str, Any]) -> Manifest:
    """Write an archive of database and files, all of one moment.

    Raises :class:`Refused` when the file is there or cannot be written.
    """
    with (
        whole_file(file) as out,
        Writer(out) as writer,
        _snapshot(connect_options) as connection,
    ):
        with connection.cursor() as cursor:
            manifest = Manifest(
                headway=version("headway"),
                postgresql=connection.info.parameter_status("server_version") or "",
                at=datetime.now(UTC),
                migrations=_migrations(cursor),
                tables=_add_tables(writer, cursor),
                sequences=find_sequences(cursor),
                # after the tables: a file is there before the row that names it
                files=_add_files(writer, data),
            )
        writer.finish(manifest)
    return manifest


@contextmanager
def _snapshot(options: dict[str, Any]) -> Iterator[psycopg.Connection[Any]]:
    """Hold one moment of the database; migrations wait, and are waited for.

    Reading takes no transaction id, so no reader of the log waits for this.
    """
    with psycopg.connect(**options, autocommit=True) as connection:
        connection.execute("SET statement_timeout = 0; SET lock_timeout = 0")
        connection.execute("SET idle_in_transaction_session_timeout = 0")
        connection.execute("SELECT pg_advisory_lock_shared(%s)", [MIGRATING])
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        connection.execute(CONSTANT_TEXT)
        yield connection


def _migrations(cursor: psycopg.Cursor[Any]) -> list[tuple[str, str]]:
    cursor.execute("SELECT to_regclass('django_migrations') IS NOT NULL")
    if cursor.fetchone() != (True,):
        raise Refused("The database is empty; there is nothing to back up.")
    cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
    return cursor.fetchall()


def _add_tables(writer: Writer, cursor: psycopg.Cursor[Any]) -> list[TablePart]:
    partitions = find_partitions(cursor)
    return [
        _add_table(writer, cursor, table, partitions.get(table.name, []))
        for table in find_tables(cursor).values()
        if table.name not in LEFT_OUT
    ]


def _add_table(
    writer: Writer,
    cursor: psycopg.Cursor[Any],
    table: Table,
    partitions: list[tuple[str, str]],
) -> TablePart:
    with cursor.copy(table.copy_out()) as copy:
        sha256 = writer.add(f"tables/{table.name}.copy", copy)
    return TablePart(
        name=table.name,
        columns=table.columns,
        rows=cursor.rowcount,
        sha256=sha256,
        partitions=partitions,
    )


def _add_files(writer: Writer, data: Path) -> list[FilePart]:
    parts = []
    for name in own_files(data):
        try:
            file = (data / name).open("rb")
        except FileNotFoundError:  # deleted since
            continue
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            raise Refused(f"{data / name} cannot be read ({why}).") from error
        with file:
            blocks = iter(lambda: file.read(BLOCK), b"")  # noqa: B023 - used at once
            sha256 = writer.add(f"files/{name.as_posix()}", blocks)
        parts.append(FilePart(name=name.as_posix(), sha256=sha256))
    return parts
