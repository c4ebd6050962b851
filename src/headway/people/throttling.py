"""How often somebody may ask in a minute, counted for all processes together.

Each process takes a few permits at a time out of a row that all share, and gives them
out by itself: most requests cost no query.
"""

import ipaddress
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from django.conf import settings
from django.db import connection
from django.utils.translation import ngettext

from headway.people.limits import TooMany

WINDOW_SECONDS = 60
LEASE = 20
"""Permits that a process takes at once; at the minute's end the rest is lost."""

MOST_HELD = 10_000

TAKE = """
    INSERT INTO headway_rate AS held (who, minute, taken)
    VALUES (%(who)s, %(minute)s, %(n)s)
    ON CONFLICT (who) DO UPDATE SET
        taken = %(n)s + CASE WHEN held.minute >= %(minute)s THEN held.taken ELSE 0 END,
        minute = greatest(held.minute, %(minute)s)
    RETURNING taken
"""


class TooFast(TooMany):
    """Somebody asked too often; ``retry_after`` seconds from now they may again."""

    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after
        text = ngettext(
            "Too many requests; go on in %d second.",
            "Too many requests; go on in %d seconds.",
            retry_after,
        )
        super().__init__(text % retry_after)


@dataclass(slots=True)
class Held:
    minute: int
    permits: int
    is_last: bool


class Limiter:
    """Gives permits of a minute to whoever asks; ``clock`` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._lock = Lock()
        self._held: dict[str, Held] = {}

    def check(self, who: str, *, limit: int) -> None:
        """Use one of the ``limit`` permits of this minute; without a limit use none.

        Raises :class:`TooFast` when they are used up.
        """
        if not limit:
            return
        now = self._clock()
        minute = int(now // WINDOW_SECONDS)
        while (is_granted := self._use(who, minute)) is None:
            self._take(who, minute, limit)
        if not is_granted:
            raise TooFast(math.ceil((minute + 1) * WINDOW_SECONDS - now))

    def _use(self, who: str, minute: int) -> bool | None:
        """Use a permit that is held; None says that more can be taken."""
        with self._lock:
            held = self._held.get(who)
            if held is None or held.minute != minute:
                return None
            if held.permits:
                held.permits -= 1
                return True
            return False if held.is_last else None

    def _take(self, who: str, minute: int, limit: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(TAKE, {"who": who, "minute": minute, "n": LEASE})
            taken: int = cursor.fetchone()[0]
        granted = max(0, min(LEASE, limit - taken + LEASE))
        with self._lock:
            held = self._held.get(who)
            more = held.permits if held and held.minute == minute else 0
            if len(self._held) >= MOST_HELD:
                self._held.clear()
            self._held[who] = Held(minute, granted + more, granted < LEASE)


limiter = Limiter()


def check_actor(actor_id: int) -> None:
    limiter.check(f"actor {actor_id}", limit=settings.HEADWAY_API_RATE)


def check_address(address: str) -> None:
    """Count a request from an address, before anybody knows who asks.

    Many people share one: it may ask five times as often as each of them.
    """
    limiter.check(f"address {_net(address)}", limit=5 * settings.HEADWAY_API_RATE)


def _net(address: str) -> str:
    """Of IPv6 addresses the net: whoever has one has all of its 2^64."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:  # of a socket without one
        return ""
    if isinstance(parsed, ipaddress.IPv6Address):
        parsed = parsed.ipv4_mapped or parsed
    if parsed.version == 4:
        return str(parsed)
    return str(ipaddress.ip_network((parsed, 64), strict=False))


def forget_counts() -> None:
    """Delete the counts of past minutes."""
    minute = int(time.time() // WINDOW_SECONDS)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM headway_rate WHERE minute < %s", [minute - 1])
