"""Answers that simulate, one at a time: whoever cannot wait is told to come back."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import Final

from django.utils.translation import gettext as _

from headway.base.errors import Busy

RETRY_SECONDS: Final = 10
WAIT_SECONDS: Final = 3.0

WAITING: Final = 3
"""With who has the turn that is half of the threads of a server."""


class Turns:
    """One thread of a process at a time, while ``waiting`` others wait a little.

    An answer takes what plans may take of the machine, which is half: two would take
    all.  A process has few threads for all requests, so that only few may wait.
    Permissions are checked before, so that nobody waits for a refusal, and no turn is
    asked for within another.
    """

    def __init__(
        self, *, waiting: int = WAITING, seconds: float = WAIT_SECONDS
    ) -> None:
        self._seconds = seconds
        self._turn = BoundedSemaphore()
        self._places = BoundedSemaphore(1 + waiting)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold the turn; raises :class:`Busy` where others keep it for too long.

        As a decorator it holds the turn for each call.
        """
        if not self._places.acquire(blocking=False):
            raise _busy()
        try:
            if not self._turn.acquire(timeout=self._seconds):
                raise _busy()
            try:
                yield
            finally:
                self._turn.release()
        finally:
            self._places.release()


one_at_a_time: Final = Turns()
"""The turn of all that pages and programs ask which is simulated."""


def _busy() -> Busy:
    text = _("Others are asking this just now; ask again in a moment.")
    return Busy(text, retry_after=RETRY_SECONDS)
