"""Keep database, web server and worker running, each as a process of its own."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from headway.server.data import StartError
from headway.server.sources import Sources
from headway.server.stopping import GRACE_SECONDS, SUPERVISOR

LOOK_SECONDS = 0.1
SOURCES_SECONDS = 1.0
FIRST_PAUSE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 15.0
HEALTHY_SECONDS = 30.0
"""After which a process that ends is taken to have ended for a new reason."""

CANNOT_START = os.EX_CONFIG
"""The exit status of a process that has said itself why it cannot start."""


class Child(Protocol):
    """A process: the database's server is one as well."""

    def spawn(self) -> None: ...
    def poll(self) -> int | None: ...
    def stop(self) -> None: ...


class Command:
    """A ``headway`` command as a child.

    Its ``first`` arguments and descriptors are for the first time it is started.
    """

    def __init__(
        self,
        *arguments: str,
        pass_fds: Sequence[int] = (),
        first: Sequence[str] = (),
        first_fds: Sequence[int] = (),
    ) -> None:
        self._arguments = arguments
        self._pass_fds = pass_fds
        self._first = first
        self._first_fds = first_fds
        self._process: subprocess.Popen[bytes] | None = None

    def spawn(self) -> None:
        program = (sys.executable, "-m", "headway.cli")
        self._process = subprocess.Popen(  # noqa: S603
            [*program, *self._arguments, *self._first],
            env=os.environ | {SUPERVISOR: str(os.getpid())},
            stdin=subprocess.DEVNULL,
            pass_fds=[*self._pass_fds, *self._first_fds],
        )
        self._first = self._first_fds = ()

    def poll(self) -> int | None:
        return self._process.poll() if self._process else 0

    def stop(self) -> None:
        if self.poll() is None and self._process:
            self._process.terminate()

    def end(self, deadline: float) -> None:
        """Wait for the end until ``deadline`` (monotonic), then bring it about."""
        if self._process is None:
            return
        try:
            self._process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


@dataclass
class _Watched:
    name: str
    child: Child
    began: float = 0.0
    failures: int = 0
    due: float | None = None
    """When to start again (monotonic), while the process is down."""


@dataclass
class Supervisor:
    """Starts children and, in :meth:`watch`, starts them again when they crash."""

    say: Callable[[str], None]
    _watched: list[_Watched] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self._stop.set())

    def adopt(self, name: str, child: Child) -> None:
        """Watch over a child that was spawned just now."""
        self._watched.append(_Watched(name, child, began=time.monotonic()))

    def start(self, name: str, child: Child) -> None:
        child.spawn()
        self.adopt(name, child)

    def wait_until(self, is_ready: Callable[[float], bool]) -> bool:
        """Return True once ``is_ready(seconds)``, False when asked to stop before.

        Raises :class:`StartError` when a child ends meanwhile.
        """
        while not self._stop.is_set():
            if is_ready(LOOK_SECONDS):
                return True
            for watched in self._watched:
                if watched.child.poll() is not None:
                    raise _ended(watched)
        return False

    def watch(self, sources: Sources | None = None) -> None:
        """Return when asked to stop; raise StartError when a child cannot start.

        With ``sources`` the commands are started again when those change.
        """
        look_at_sources = time.monotonic()
        while not self._stop.wait(LOOK_SECONDS):
            now = time.monotonic()
            if sources and now > look_at_sources:
                look_at_sources = now + SOURCES_SECONDS
                if sources.have_changed():
                    self.say("Starting again with changed source …")
                    self.stop()
            for watched in self._watched:
                self._look_after(watched, now)

    def _look_after(self, watched: _Watched, now: float) -> None:
        status = watched.child.poll()
        if status is None:
            return
        if status == CANNOT_START:
            raise _ended(watched)
        if watched.due is None:
            was_healthy = now - watched.began > HEALTHY_SECONDS
            watched.failures = 1 if was_healthy else watched.failures + 1
            pause = FIRST_PAUSE_SECONDS * 2 ** (watched.failures - 1)
            watched.due = now + min(pause, LONGEST_PAUSE_SECONDS)
            self.say(f"The {watched.name} ended ({status}); it is started again.")
        if now >= watched.due:
            watched.due, watched.began = None, now
            watched.child.spawn()

    def stop(self) -> None:
        """End all commands, together and in time; the database is its owner's."""
        deadline = time.monotonic() + GRACE_SECONDS + 1
        commands = [w.child for w in self._watched if isinstance(w.child, Command)]
        for command in commands:
            command.stop()
        for command in commands:
            command.end(deadline)


def _ended(watched: _Watched) -> StartError:
    return StartError(f"The {watched.name} cannot start; it says why above.")
