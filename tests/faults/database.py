"""A PostgreSQL that a test may restart, and whose connections it may cut."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from headway.server import postgres
from headway.server.postgres.address import make_socket_folder
from headway.server.postgres.programs import find_programs

SETTINGS = {"listen_addresses": "", "max_connections": 100, "shared_buffers": "64MB"}


class Database:
    """Runs apart from Headway, as a server of one's own does."""

    def __init__(self, data: Path) -> None:
        with postgres.running(data):  # makes it
            self.url = postgres.url(data)
        self._data = data
        self._programs = find_programs(data)

    def start(self) -> None:
        sockets = make_socket_folder(self._data, self._programs.owner)
        options = [f"-c {name}='{value}'" for name, value in SETTINGS.items()]
        self._control("start", "-o", " ".join([f"-k {sockets}", *options]))

    def restart(self, mode: str) -> None:
        self._control("restart", "-m", mode)

    def stop(self) -> None:
        self._control("stop", "-m", "fast")

    def _control(self, *arguments: str) -> None:
        folder, log = self._data / "postgres", self._data / "postgres/server.log"
        subprocess.run(
            [self._programs.path("pg_ctl"), "-w", "-D", folder, "-l", log, *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            **self._programs.options,
        )

    def cut_connections(self) -> int:
        """End all connections but this one; return how many those were."""
        cut = rows(
            self.url,
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE usename = current_user AND pid <> pg_backend_pid()",
        )
        return int(cut[0][0])

    def kill_a_backend(self) -> None:
        """Kill a connection's process: the server recovers as from a crash."""
        with psycopg.connect(self.url) as connection:
            os.kill(connection.info.backend_pid, 9)


@contextmanager
def started(data: Path) -> Iterator[Database]:
    database = Database(data)
    database.start()
    try:
        yield database
    finally:
        database.stop()


def rows(url: str, query: str, *values: Any) -> list[tuple[Any, ...]]:
    with psycopg.connect(url, autocommit=True) as connection:
        return connection.execute(query, values).fetchall()
