"""Start and stop the server of a data folder."""

import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import psycopg

from headway.base.family import end_with
from headway.server.data import StartError, prepare_folder
from headway.server.postgres.address import make_socket_folder, url
from headway.server.postgres.cluster import execute, open_cluster
from headway.server.postgres.programs import find_programs

START_SECONDS = 60
"""Recovery after a crash reads the log, which takes a while."""

STOP_SECONDS = 10

SETTINGS = {
    "autovacuum_max_workers": "2",
    "cluster_name": "headway",
    "effective_cache_size": "512MB",
    "io_method": "sync",  # no worker processes: memory counts on small machines
    "listen_addresses": "",
    "log_destination": "stderr",
    "log_directory": "log",
    "log_filename": "postgresql-%a.log",
    "log_rotation_age": "1d",
    "log_truncate_on_rotation": "on",
    "logging_collector": "on",
    "max_connections": "60",
    "max_parallel_workers": "2",
    "max_worker_processes": "4",
    "random_page_cost": "1.1",
    "shared_buffers": "64MB",
    "unix_socket_permissions": "0700",
    "wal_compression": "on",
    "work_mem": "8MB",
}


class AlreadyRunning(StartError):
    """Another process runs the server of this data folder."""


class Server:
    """The database server of a data folder; hold :func:`owned` while using it."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self._programs = find_programs(data)
        self._folder = open_cluster(data, self._programs)
        self.process: subprocess.Popen[bytes] | None = None

    def execute_as_superuser(self, *statements: str) -> None:
        """Run SQL while the server is down: nobody can sign in as its superuser."""
        execute(self._folder, *statements, programs=self._programs)

    def spawn(self) -> None:
        """Start the server and do not wait for it; it ends with this process."""
        sockets = make_socket_folder(self.data, self._programs.owner)
        if (self._folder / "postmaster.pid").exists():  # a killed Headway left it
            self._programs.attempt(
                "pg_ctl",
                "stop",
                "-m",
                "fast",
                "-t",
                str(STOP_SECONDS),
                "-D",
                self._folder,
            )
        options = [f"-c{name}={value}" for name, value in SETTINGS.items()]
        with (self.data / "postgres.log").open("wb") as log:
            self.process = subprocess.Popen(  # noqa: S603
                [
                    *(self._programs.path("postgres"), "-D", self._folder),
                    *("-k", sockets),
                    *options,
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for us, and we stop it last
                preexec_fn=partial(end_with, os.getpid(), signal.SIGINT),
                **self._programs.options,
            )

    def wait(self) -> None:
        """Wait until the server answers, or raise :class:`StartError`."""
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                psycopg.connect(url(self.data), connect_timeout=5).close()
            except psycopg.OperationalError as error:
                if self.poll() is not None or time.monotonic() > deadline:
                    log = self.data / "postgres.log"
                    message = f"PostgreSQL does not start; {log} says why."
                    raise StartError(message) from error
                time.sleep(0.05)
            else:
                return

    def poll(self) -> int | None:
        """Return the exit status, or None while the server runs."""
        return self.process.poll() if self.process else 0

    def stop(self) -> None:
        """End open transactions and stop; kill what does not end in time."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGINT)  # "fast"
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGQUIT)  # "immediate": recovers at start
            self.process.wait(STOP_SECONDS)


@contextmanager
def owned(data: Path) -> Iterator[Server]:
    """Be the only one to run the server of ``data``, for as long as the block lasts.

    Makes the database at the first start and stops the server at the end.  Raises
    :class:`AlreadyRunning` when another process owns it.
    """
    prepare_folder(data)
    with (data / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            message = f"Headway already runs in {data}; stop it or set HEADWAY_DATA."
            raise AlreadyRunning(message) from taken
        server = Server(data)
        try:
            yield server
        finally:
            server.stop()


@contextmanager
def running(data: Path) -> Iterator[Server]:
    """Run the server of ``data`` for as long as the block lasts."""
    with owned(data) as server:
        server.spawn()
        server.wait()
        yield server
