"""Long answers of web threads, few at once: whoever comes then is told to come back."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import Final

from django.utils.translation import gettext as _

from headway.base.errors import Busy

RETRY_SECONDS: Final = 10
WAIT_SECONDS: Final = 3.0


class Turns:
    """One thread of a process at a time, while ``waiting`` others wait a little.

    An answer takes what plans may take of the machine, which is half: two would take
    all.  A process has few threads for all requests, so that only few may wait.
    """

    def __init__(self, *, waiting: int = 1, seconds: float = WAIT_SECONDS) -> None:
        self._seconds = seconds
        self._turn = BoundedSemaphore()
        self._places = BoundedSemaphore(1 + waiting)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold the turn; raises :class:`Busy` where others keep it for too long."""
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


def _busy() -> Busy:
    text = _("Others are asking this just now; ask again in a moment.")
    return Busy(text, retry_after=RETRY_SECONDS)
