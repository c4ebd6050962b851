"""The changes of many days, in the order in which they count."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from math import inf
from typing import Final

from headway.plan.moves.differences import LEARNING, QUIET, differences
from headway.plan.moves.logged import MARGIN, Between, Logged
from headway.plan.moves.states import NOW, WHOLE, Change, Patch, State
from headway.plan.snapshot import Snapshot

TIME: Final = "time"


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """A snapshot, when it was read, and from when on it was planned."""

    snapshot: Snapshot
    read_at: datetime
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Chain:
    """What was known first, and all that happened since."""

    first: State
    changes: Sequence[Change]


def chain_of(moments: Iterable[Moment], log: Sequence[Logged]) -> Chain:
    """Put together what changed from each moment to the next; holds two at a time.

    Of each day first comes what was decided, in the order of the log; then the time
    that passed, as if nothing had been done in it; then what was done; and what that
    teaches.  So who is away costs what they are away, not the days on which they were.
    """
    first: State | None = None
    changes: list[Change] = []
    for before, after in pairwise(moments):
        if first is None:
            first = State.of(before.snapshot, now=before.at)
        changes += _day(before, after, log)
    if first is None:
        raise ValueError("A chain takes two moments.")
    return Chain(first=first, changes=changes)


def _day(before: Moment, after: Moment, log: Sequence[Logged]) -> Iterator[Change]:
    low = bisect_right(log, before.read_at - MARGIN, key=lambda event: event.at)
    high = bisect_right(log, after.read_at, key=lambda event: event.at)
    between = Between(log[low:high])
    decided: list[Change] = []
    done: list[Change] = []
    taught: list[Patch] = []
    quiet: list[Patch] = []
    for change in differences(before.snapshot, after.snapshot, until=after.at):
        if change.aspect == LEARNING:
            taught += change.patches
        elif change.aspect == QUIET:
            quiet += change.patches
        else:
            (done if change.is_work else decided).append(between.explained(change))
    passed = Change(TIME, None, (Patch(WHOLE, NOW, after.at),))
    taught.append(Patch(WHOLE, "learnt_at", after.at))
    learnt = Change(LEARNING, None, tuple(taught))
    changes = [*_in_order(decided), passed, *_in_order(done), learnt]
    yield changes[0]._replace(patches=(*quiet, *changes[0].patches))
    yield from changes[1:]


def _in_order(changes: Iterable[Change]) -> list[Change]:
    """Sort by the log; what it does not tell of comes last."""
    return sorted(changes, key=_place)


def _place(change: Change) -> tuple[float, int, str, str]:
    at = change.at.timestamp() if change.at else inf
    return at, change.event_id or 0, change.aspect, str(change.thing)
