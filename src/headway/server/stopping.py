"""How a web server or worker learns that it is to end, and that it does end."""

import asyncio
import os
import signal

GRACE_SECONDS = 3
"""What requests and jobs get to finish once a stop was asked for."""

LOOK_SECONDS = 0.5

SUPERVISOR = "HEADWAY_SUPERVISOR"
"""Names the process without which this one is not to go on."""


def stop_event() -> asyncio.Event:
    """Return an event that is set by SIGINT, SIGTERM or the supervisor's end.

    From then on the kernel gives the process ``GRACE_SECONDS`` and one more, whatever
    its threads are doing.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def ask() -> None:
        if not stop.is_set():
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.alarm(GRACE_SECONDS + 1)
            stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ask)

    def look(supervisor: int) -> None:
        if os.getppid() == supervisor:
            loop.call_later(LOOK_SECONDS, look, supervisor)
        else:
            ask()

    if supervisor := os.environ.get(SUPERVISOR):
        look(int(supervisor))
    return stop
