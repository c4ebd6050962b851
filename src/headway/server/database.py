"""Whether the database that is named can be used, said before anything starts."""

import os
import re
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from headway.server import connections, environment, postgres
from headway.server.data import StartError, data_folder

OLDEST = 15
WAIT_SECONDS = 5.0
REFUSED = re.compile(r"FATAL(?!.*(starting up|shutting down|recovery))")
"""Answers of a server that is there, which trying again does not change."""

READERS = 4
"""Room for these; ``server/worker.py`` has a thread for each."""


@contextmanager
def at_hand() -> Iterator[None]:
    """Make sure of a usable database for the length of the block.

    That is the one of ``DATABASE_URL``, or the embedded one: joined when another
    process runs it, else started and stopped again.
    """
    with ExitStack() as stack:
        if not os.environ.get("DATABASE_URL"):
            with suppress(postgres.AlreadyRunning):  # then it is joined
                stack.enter_context(postgres.running(data_folder()))
        check(environment.database_url())
        yield


def check(url: str) -> None:
    """Raise :class:`StartError` when Headway cannot use the database at ``url``."""
    with _connect(url) as connection:
        major = connection.info.server_version // 10_000
        if major < OLDEST:
            raise StartError(
                f"The database server is PostgreSQL {major}; Headway needs {OLDEST} "
                "or later."
            )
        if connection.execute("SELECT pg_is_in_recovery()").fetchone() == (True,):
            message = "DATABASE_URL names a standby server; name the primary one."
            raise StartError(message)
        _check_connections(connection)


def _check_connections(connection: psycopg.Connection[Any]) -> None:
    query = (
        "SELECT current_setting('max_connections')::int"
        " - current_setting('superuser_reserved_connections')::int"
    )
    row = connection.execute(query).fetchone()
    needed = connections.needed(READERS)
    if row is not None and row[0] < needed:
        raise StartError(
            f"The database server allows {row[0]} connections and Headway needs "
            f"{needed}; raise max_connections."
        )


def _connect(url: str) -> psycopg.Connection[Any]:
    """Connect, with some patience for a server that is just starting."""
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            return psycopg.connect(url, connect_timeout=5, autocommit=True)
        except psycopg.ProgrammingError as error:
            raise StartError(
                "DATABASE_URL cannot be read; give it as "
                "postgresql://user:password@host/name."
            ) from error
        except psycopg.OperationalError as error:
            if time.monotonic() > deadline or REFUSED.search(str(error)):
                raise StartError(_unreachable(url, error)) from error
        time.sleep(0.2)


def _unreachable(url: str, error: psycopg.OperationalError) -> str:
    """Say where and why, without the password."""
    named = conninfo_to_dict(url)
    where = f"{named.get('dbname', '')} at {named.get('host', 'the local socket')}"
    why = str(error).strip().splitlines()[-1].strip()
    remedy = "check DATABASE_URL and that the server runs"
    if not os.environ.get("DATABASE_URL"):
        remedy = f"see {data_folder() / 'postgres/log'}"
    return f"The database {where} cannot be reached ({why}); {remedy}."
