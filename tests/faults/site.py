"""A Headway under test: its folder, its processes, and what its clients know."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from headway.server import postgres
from headway.server.listener import listen
from headway.server.stopping import SUPERVISOR
from tests.faults import database
from tests.faults.database import Database

REPOSITORY = Path(__file__).parents[2]
START_SECONDS, END_SECONDS, WARM_SECONDS = 120, 60, 600
BACK_SECONDS = 5.0
"""So soon after a fault are requests answered with success again."""

LOOK_SECONDS = 0.05


@dataclass
class Site:
    """``notes`` are logs and ledgers; ``up`` may run a database of its own."""

    data: Path
    notes: Path
    port: int
    variables: dict[str, str]
    database: Database | None = None
    token: str = ""
    projects: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    _listener: socket.socket | None = None

    @property
    def url(self) -> str:
        """The address of the database."""
        return self.variables["DATABASE_URL"] or postgres.url(self.data)

    def up(self) -> subprocess.Popen[bytes]:
        return self._spawn("up", "--port", str(self.port))

    def web(self) -> subprocess.Popen[bytes]:
        """Start a web server as ``up`` does: its socket outlives it."""
        if self._listener is None:
            self._listener = listen("127.0.0.1", self.port)
        descriptor = self._listener.fileno()
        return self._spawn("web", "--listen-fd", str(descriptor), keep=[descriptor])

    def worker(self) -> subprocess.Popen[bytes]:
        return self._spawn("worker")

    def _spawn(self, *arguments: str, keep: Any = ()) -> subprocess.Popen[bytes]:
        is_ours = arguments[0] != "up"
        supervisor = {SUPERVISOR: str(os.getpid())} if is_ours else {}
        name = {"PGAPPNAME": arguments[0]}  # by which the database shows connections
        with (self.notes / f"{arguments[0]}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "headway.cli", *arguments],
                cwd=REPOSITORY,
                env=os.environ | self.variables | supervisor | name,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=keep,
            )
        self.processes.append(process)
        return process

    def run(self, *module: str, status: int | None = 0) -> str:
        """Run ``python -m`` in this installation; return what it prints.

        It has to end with ``status``, or however it likes if that is None.
        """
        done = subprocess.run(
            [sys.executable, "-m", *module],
            cwd=REPOSITORY,
            env=os.environ | self.variables,
            capture_output=True,
            text=True,
            timeout=START_SECONDS,
        )
        assert status in (None, done.returncode), done.stdout + done.stderr
        return done.stdout

    def inside(self, *doing: str) -> dict[str, Any]:
        """Do something of ``tests/faults/inside.py``; return what it says."""
        said: dict[str, Any] = json.loads(self.run("tests.faults.inside", *doing))
        return said

    def populate(self) -> None:
        said = self.inside("world")
        self.token, self.projects = said["token"], said["projects"]
        self.items = said["items"]

    def get(self, path: str) -> int:
        """Return the status of a request over a connection of its own; 0 for none."""
        headers = {"Authorization": f"Bearer {self.token}"}
        to = http.client.HTTPConnection("127.0.0.1", self.port, START_SECONDS)
        with closing(to):
            try:
                to.request("GET", path, headers=headers)
                return to.getresponse().status
            except (OSError, http.client.HTTPException):
                return 0

    def await_success(self) -> float:
        """Wait for a success of the API; return the seconds until then."""
        began = time.monotonic()
        while (status := self.get("/api/v1/w/acme/items?limit=1")) != 200:
            assert status in (0, 503), status
            assert time.monotonic() - began < START_SECONDS, self.tail()
            time.sleep(LOOK_SECONDS)
        return time.monotonic() - began

    def await_worker(self) -> None:
        """Wait until a worker has said that it is alive, after this was asked."""
        query = "SELECT max(last_heartbeat) > %s FROM procrastinate_workers"
        [(now,)] = database.rows(self.url, "SELECT now()")
        deadline = time.monotonic() + WARM_SECONDS
        while database.rows(self.url, query, now) != [(True,)]:
            assert time.monotonic() < deadline, self.tail()
            time.sleep(LOOK_SECONDS)

    def child(self, command: str) -> psutil.Process:
        """The process that ``headway up`` supervises for ``headway command``."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            for child in psutil.Process(self.processes[-1].pid).children():
                with suppress(psutil.Error):  # it is ending, or not yet what it will be
                    if command in child.cmdline():
                        return child
            time.sleep(LOOK_SECONDS)
        raise TimeoutError(self.tail())

    def end(self) -> None:
        """Ask what still runs to end, and see to it that it does."""
        running = [process for process in self.processes if process.poll() is None]
        for process in running:
            process.send_signal(signal.SIGTERM)
        for process in running:
            process.wait(END_SECONDS)
        if self._listener is not None:
            self._listener.close()

    def tail(self) -> str:
        logs = sorted(self.notes.glob("*.log"))
        return "\n".join(f"== {log}\n{log.read_text()[-3000:]}" for log in logs)


@contextmanager
def folder() -> Iterator[Path]:
    """A new folder that the database's OS user can enter; kept when a test fails."""
    path = Path(tempfile.mkdtemp(prefix="headway-faults-"))
    path.chmod(0o755)
    try:
        yield path
    except BaseException:
        print(f"What was there when it failed is kept in {path}")
        raise
    shutil.rmtree(path)


def unhindered(took: float, pid: int) -> float:
    """Return what a web server's start, which ``took`` seconds, takes undisturbed.

    That is without the time in which it could have run and the machine was busy with
    others, in the thread that starts it and the one that answers first, so that a busy
    machine says the same as a quiet one; and no less than the processor time it used.
    """
    waits = {
        int(task.name): int((task / "schedstat").read_text().split()[1]) / 1e9
        for task in Path(f"/proc/{pid}/task").iterdir()
    }
    held_up = waits.pop(pid) + max(waits.values(), default=0)
    used = psutil.Process(pid).cpu_times()
    return max(took - held_up, used.user + used.system)


def new_site(notes: Path, data: Path | None = None, **variables: str) -> Site:
    """Choose a folder and a port for a site of which nothing is there yet."""
    if data is None:
        data = notes / "data"
        data.mkdir(mode=0o755)
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    compiled = str(REPOSITORY / ".pytest_cache/numba")
    own = {
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
        "HEADWAY_API_RATE": "0",
        "HEADWAY_DATA": str(data),
        "HEADWAY_PORT": str(port),
        "HEADWAY_SECRET_KEY": "",
        "NUMBA_CACHE_DIR": compiled,
    }
    return Site(data, notes, port, own | variables)


@contextmanager
def apart(**variables: str) -> Iterator[Site]:
    """A site on a database of its own whose processes the test starts, and kills."""
    with ExitStack() as stack:
        site = new_site(stack.enter_context(folder()), **variables)
        site.database = stack.enter_context(database.started(site.data))
        site.variables["DATABASE_URL"] = site.database.url
        stack.callback(site.end)
        site.run("headway.cli", "migrate")
        site.populate()
        yield site


@contextmanager
def together(data: Path | None = None, **variables: str) -> Iterator[Site]:
    """A site that is ``headway up`` with the database that it brings along."""
    with ExitStack() as stack:
        site = new_site(stack.enter_context(folder()), data, **variables)
        stack.callback(site.end)
        site.up()
        deadline = time.monotonic() + START_SECONDS
        while site.get("/health/ready") != 200:
            assert time.monotonic() < deadline, site.tail()
            time.sleep(LOOK_SECONDS)
        site.populate()
        yield site
