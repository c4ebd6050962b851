"""How fast work is finished: what was, seen from any day, and what then came.

Everything is in ln days per item.  *When will the next K be done* and *how many will be
done in D days* ask for the same thing over a window that ends with the K-th item or
with the D-th day.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from headway_engine.problem import Floats

LOOK_BACK_DAYS: Final = (14, 30, 60, 90, 180, 365)
LOOK_BACK_WINDOWS: Final = (1, 2, 4)
"""Also as many items, or days, as are asked about, and multiples of that."""

LONG_LOOK: Final = LOOK_BACK_DAYS.index(180)

HALF: Final = 0.5
"""Added to a count, so that no items in a window still have a pace."""


SHORTEST: Final = 1e-3
"""Days, or items: what is less counts as this."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ahead:
    """A window ahead: the next ``items``, or the next ``days``; the other is 0."""

    items: int = 0
    days: float = 0.0


def finishes(finished: Floats, *, is_by_day: bool) -> Floats:
    """Sort the instants of finishing; a date without time counts from its end."""
    known = np.sort(finished[np.isfinite(finished)])
    return known + 1 if is_by_day else known


def pace_before(done: Floats, origins: Floats, ahead: Ahead) -> Floats:
    """Look back from each origin: shape ``(origins, looks)``, from what was known then.

    ``done`` is sorted; the origins lie after its first.
    """
    have = np.searchsorted(done, origins, side="right")
    span = np.maximum(origins - done[0], 1.0)
    usual = span / np.maximum(have, 1)
    looks = [
        _over_days(done, origins, np.minimum(float(days), span), usual)
        for days in LOOK_BACK_DAYS
    ]
    for multiple in LOOK_BACK_WINDOWS:
        if ahead.items:
            back = np.minimum(multiple * ahead.items, np.maximum(have - 1, 1))
            since = done[np.maximum(have - back, 0)]
            looks.append(np.log(np.maximum(origins - since, HALF) / back))
        else:
            days = np.minimum(multiple * ahead.days, span)
            looks.append(_over_days(done, origins, days, usual))
    return np.stack(looks, axis=1)


def _over_days(done: Floats, origins: Floats, days: Floats, usual: Floats) -> Floats:
    """The pace over the last ``days``, one item at the usual pace added."""
    count = np.searchsorted(done, origins, side="right") - np.searchsorted(
        done, origins - days, side="right"
    )
    return np.asarray(np.log((days + usual) / (count + 1)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Came:
    """What came after each origin, and when that was ``known`` (infinite: not yet).

    The true pace lies between ``least`` and ``most``: items are whole, and so are days
    where dates have no time.
    """

    pace: Floats
    least: Floats
    most: Floats
    known: Floats


def pace_after(done: Floats, origins: Floats, ahead: Ahead, *, is_by_day: bool) -> Came:
    """Look ahead from each origin; who forecasts there must heed what was known."""
    have = np.searchsorted(done, origins, side="right")
    if ahead.items:
        last = have + ahead.items - 1
        is_known = last < len(done)
        known = np.where(is_known, done[np.minimum(last, len(done) - 1)], np.inf)
        taken = np.where(is_known, np.maximum(known - origins, SHORTEST), 1.0)
        half = HALF if is_by_day else 0.0
        days = (taken, np.maximum(taken - half, SHORTEST), taken + half)
        pace, least, most = (np.log(each / ahead.items) for each in days)
        return Came(pace=pace, least=least, most=most, known=known)
    known = origins + ahead.days
    came = np.searchsorted(done, known, side="right") - have
    counts = (came + HALF, came + 1.0, np.maximum(came, SHORTEST))
    pace, least, most = (np.log(ahead.days / each) for each in counts)
    known = np.where(known <= done[-1], known, np.inf)
    return Came(pace=pace, least=least, most=most, known=known)
