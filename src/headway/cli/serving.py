"""Commands that serve until they are stopped."""

import asyncio
import os
import select
import signal
import socket
from argparse import Namespace
from collections.abc import Sequence
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path

from headway.base.family import end_with
from headway.cli.django import set_up, with_database
from headway.server import database, environment, mail, postgres
from headway.server.data import (
    StartError,
    data_folder,
    keep_compiled_code,
    prepare_folder,
)
from headway.server.listener import listen
from headway.server.sources import Sources
from headway.server.stopping import SUPERVISOR
from headway.server.supervisor import Command, Supervisor

NICENESS = 10
"""The worker yields to pages, whatever it computes."""

say = partial(print, flush=True)


def run_demo(options: Namespace) -> int:
    if not options.public and not environment.is_loopback(environment.host()):
        raise StartError(
            f"The demo would be open to whoever can reach {environment.host()}; add "
            "--public if that is meant."
        )
    preparing = ["--demo"]
    if options.real is not None:
        preparing += ["--real", str(_readable(options.real))]
    return _supervise(options, preparing)


def _readable(file: Path) -> Path:
    """Return the schedule file, or say now why it cannot be read."""
    from headway.integrations.importers.planning import read_schedule
    from headway.plan.files.content import Unreadable

    try:
        read_schedule(file)
    except Unreadable as error:
        raise StartError(str(error)) from error
    return file.resolve()


def run_up(options: Namespace) -> int:
    return _supervise(options)


def _supervise(options: Namespace, preparing: Sequence[str] = ()) -> int:
    """Serve until asked to stop; ``preparing`` is said to the first web server."""
    prepare_folder(data_folder())
    environment.url()  # what is wrong is said now
    environment.trusted_proxies()
    mail.mail_out()
    with ExitStack() as stack:
        listener = stack.enter_context(
            closing(listen(environment.host(), environment.port()))
        )
        os.environ["HEADWAY_PORT"] = str(listener.getsockname()[1])
        supervisor, server = Supervisor(say), None
        if os.environ.get("DATABASE_URL"):
            database.check(environment.database_url())
        else:
            say("Starting the database …")
            server = stack.enter_context(postgres.owned(data_folder()))
            server.spawn()
        stack.callback(supervisor.stop)
        if _serve_and_work(supervisor, listener, server, preparing):
            supervisor.watch(Sources() if options.reload else None)
        say("Stopping …")
    return 0


def _serve_and_work(
    supervisor: Supervisor,
    listener: socket.socket,
    server: postgres.Server | None,
    preparing: Sequence[str],
) -> bool:
    """Start both; return False when asked to stop before they are.

    The web server loads its code while the database starts.
    """
    say("Starting the web server …")
    read, write = os.pipe()
    first = ["--prepare", "--ready-fd", str(write), *preparing]
    supervisor.start(
        "web server",
        Command(
            *("web", "--listen-fd", str(listener.fileno())),
            pass_fds=[listener.fileno()],
            first=first,
            first_fds=[write],
        ),
    )
    os.close(write)  # the child has it: its end is heard
    if server is not None:
        server.wait()
        supervisor.adopt("database", server)
    with open(read, "rb", buffering=0) as ready:  # noqa: PTH123 - a descriptor

        def is_ready(seconds: float) -> bool:
            readable, _, _ = select.select([ready], [], [], seconds)
            return bool(readable) and ready.read(1) != b""

        if not supervisor.wait_until(is_ready):
            return False
    supervisor.start("worker", Command("worker"))
    say(f"Headway is at {environment.url()}/  (Ctrl-C stops it)")
    return True


def _end_with_supervisor() -> None:
    """Be asked to stop when the supervisor is killed, also while code is loaded.

    Where the kernel does not see to it, ``stop_event`` does, once it is there.
    """
    if supervisor := os.environ.get(SUPERVISOR):
        end_with(int(supervisor), signal.SIGTERM)


def run_web(options: Namespace) -> int:
    _end_with_supervisor()
    listener = (
        socket.socket(fileno=options.listen_fd)
        if options.listen_fd is not None
        else listen(environment.host(), environment.port())
    )
    with ExitStack() as stack:
        if SUPERVISOR in os.environ:
            set_up("web")
        else:
            stack.enter_context(with_database("web"))
            os.environ["HEADWAY_PORT"] = str(listener.getsockname()[1])
            say(f"Headway is at {environment.url()}/  (Ctrl-C stops it)")
        if status := _prepare_apart(options):
            return status
        if options.ready_fd is not None:
            os.write(options.ready_fd, b".")
            os.close(options.ready_fd)
        from headway.server.web import serve

        asyncio.run(serve(listener))
    return 0


def _prepare_apart(options: Namespace) -> int:
    """Prepare in a fork, which gives the memory of all migrations back; 0 is well.

    Without a supervisor the database may be this process's own to stop: no fork then,
    whose end would stop it.
    """
    if not options.prepare:
        from headway.server.static import collect_static

        collect_static()
        return 0
    if SUPERVISOR not in os.environ:
        _prepare(options)
        return 0
    server = os.getpid()
    if child := os.fork():
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return status if status >= 0 else 128 - status
    end_with(server, signal.SIGTERM)
    _prepare(options)
    raise SystemExit(0)


def _prepare(options: Namespace) -> None:
    from headway.server import first_admin
    from headway.server.prepare import prepare

    database.check(environment.database_url())
    prepare(say)
    if options.demo:
        from headway.demo import create_demo

        say(create_demo(options.real))
    if first_admin.is_needed():
        say("Nobody can sign in yet. This link makes you the administrator; it works")
        say("once, within an hour:")
        say(f"  {first_admin.setup_link()}")


def run_worker(_: Namespace) -> int:
    _end_with_supervisor()
    os.nice(NICENESS)
    keep_compiled_code()
    with ExitStack() as stack:
        if SUPERVISOR in os.environ:
            set_up("worker")
        else:
            stack.enter_context(with_database("worker"))
        from headway.server.worker import work

        asyncio.run(work())
    return 0
