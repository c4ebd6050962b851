"""What the engine plans: one immutable snapshot, as a struct of arrays.

Every instant is an int32 number of minutes since an origin that only the adapter
knows (UTC midnight for a workspace, local midnight for a file without a zone).  Every
amount of work is in minutes.  Items, people, calendars, links are known by their
position; ``Items.key`` is the only name that outlives a snapshot.
"""

from dataclasses import dataclass, field, fields
from enum import IntEnum
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

Minutes = NDArray[np.int32]
Ints = NDArray[np.int32]
Keys = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Codes = NDArray[np.int8]

NEVER: Final = np.iinfo(np.int32).min
"""No such instant: not started, not finished, not constrained, not placed."""

NONE: Final = -1
"""No such position: no calendar, no group, no culprit."""

WHOLE: Final = 1000
"""Units and capacities are in thousandths of one person."""

TEAM_SPREAD: Final = 0.2
"""Deviation of the logarithm of a team's rate from one time to another: assumed.

So large was it in the SiP records from month to month, by what tasks weigh.
"""

CUT: Final = 0.81
"""Of the deviation of what is recorded so much is left when tails are cut as drawn."""

ENDS_AT: Final = 1.28
"""So many deviations off the median lie P10 and P90 of an item that has not started."""

PAUSE: Final = 120
"""A break of so many minutes, like one for lunch, does not end a stretch of work."""

PATIENCE: Final = 28 * 1440
"""An item waits so long for a stretch as long as its chunk; then any will do."""


class Drive(IntEnum):
    """What makes an item take as long as it takes."""

    EFFORT = 0
    """People's working minutes: each part is worked off by its person."""
    DURATION = 1
    """Working time on the item's calendar; people are booked at their units."""
    ELAPSED = 2
    """Time on the wall, nights and weekends included."""
    MILESTONE = 3
    """None: it happens when its predecessors allow."""


class LinkKind(IntEnum):
    """What of the predecessor holds back what of the successor."""

    FINISH_START = 0
    START_START = 1
    FINISH_FINISH = 2
    START_FINISH = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Calendars:
    """Working time of ``c`` calendars as sorted, disjoint, half-open intervals.

    Calendar ``i`` works in ``[starts[k], ends[k])`` for ``k`` in
    ``range(offsets[i], offsets[i + 1])``.  Nothing is known after ``horizon``: what
    does not fit before it is not placed.
    """

    offsets: Ints
    starts: Minutes
    ends: Minutes
    horizon: int


def _no_ints() -> Ints:
    return np.zeros(0, np.int32)


def _no_keys() -> Keys:
    return np.zeros(0, np.int64)


def _no_floats() -> Floats:
    return np.zeros(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class People:
    """``p`` people: the calendar each works by, how much of them there is, and how.

    ``capacity`` is in thousandths: 1000 is one person who does one thing at a time,
    3000 a team of three that the plan does not tell apart.

    The others are empty where they say nothing of anybody.  ``limit`` is how many
    items somebody has in progress at once, 1 or more: of these each gets the same part
    of every working minute, however many they are.  It counts for work by effort that
    wants all of its person and has no calendar of its own; teams have none.

    Interruptions make effort take longer: in each scenario the minutes that somebody
    needs are multiplied by one factor, which is never below 1: its logarithm is normal
    around ``slowdown`` with deviation ``slowdown_spread``, and 0 where that is
    negative.  ``key`` names a person as ``Items.key`` does an item.
    """

    calendar: Ints
    capacity: Ints
    limit: Ints = field(default_factory=_no_ints)
    key: Keys = field(default_factory=_no_keys)
    slowdown: Floats = field(default_factory=_no_floats)
    slowdown_spread: Floats = field(default_factory=_no_floats)


@dataclass(frozen=True, kw_only=True, slots=True)
class Items:
    """``n`` items, done ones included.

    ``rank`` is the order: of two items that want the same person at the same time the
    one with the lower rank gets them; it is a permutation of ``range(n)``.
    ``minutes`` is what is left at the median: effort of all parts together, or
    duration.  ``spread`` is the standard deviation of its logarithm (0: certain).
    An item held by ``finish_not_before``, or by a link onto its finish, starts as late
    as that needs; where its work ends before a break it finishes after it.
    ``started_at`` and ``finished_at`` are facts: a finished item stays where it is, a
    started one goes on before its people begin anything else.  ``calendar`` restricts
    when work on the item can happen, besides its people's own; ``DURATION`` items
    without people need one.  ``group`` says who may do an item that has no parts:
    the first who is free does all of it.  ``is_joint``: all parts at the same time.
    ``chunk``: it is begun only where so many minutes, or all of the part if it is
    shorter, are left of a stretch of working time; 0 for anywhere.  What has started
    goes on where it is.
    ``opens_on_any`` (milestones only): one satisfied incoming link is enough.
    """

    key: Keys
    drive: Codes
    rank: Ints
    minutes: Floats
    spread: Floats
    not_before: Minutes
    finish_not_before: Minutes
    started_at: Minutes
    finished_at: Minutes
    calendar: Ints
    group: Ints
    is_joint: Flags
    opens_on_any: Flags
    chunk: Ints


@dataclass(frozen=True, kw_only=True, slots=True)
class Parts:
    """Who works on which item: part ``k`` of item ``i`` in ``offsets[i]:offsets[i+1]``.

    ``share`` is the part's fraction of the item's minutes (fractions of an item add up
    to 1; for ``DURATION`` it is ignored).  ``units`` in thousandths is how much of the
    person it takes: a part of 480 minutes at 500 units lasts 960 working minutes and
    leaves half of the person for something else.
    """

    offsets: Ints
    person: Ints
    share: Floats
    units: Ints


@dataclass(frozen=True, kw_only=True, slots=True)
class Groups:
    """Sets of people who could do the same work, best first."""

    offsets: Ints
    person: Ints


@dataclass(frozen=True, kw_only=True, slots=True)
class Links:
    """``m`` links; ``lag`` in minutes may be negative.

    A lag counts working time on ``lag_calendar``, or elapsed time where that is
    ``NONE``.

    The others are empty where every lag is known.  ``lag`` is the median of one that is
    not, and ``spread`` the standard deviation of its logarithm (0: known), normal: how
    long paint dries does not follow the team's rate.  ``key`` names a lag as
    ``Items.key`` does an item; links of one key have one lag in each scenario.
    """

    before: Ints
    after: Ints
    kind: Codes
    lag: Ints
    lag_calendar: Ints
    key: Keys = field(default_factory=_no_keys)
    spread: Floats = field(default_factory=_no_floats)

    def only(self, kept: Flags) -> Self:
        """Return those of the links that are ``kept``."""
        columns = {f.name: getattr(self, f.name) for f in fields(self)}
        return type(self)(
            **{name: of[kept] if len(of) else of for name, of in columns.items()}
        )


NO_LINKS: Final = Links(
    before=np.zeros(0, np.int32),
    after=np.zeros(0, np.int32),
    kind=np.zeros(0, np.int8),
    lag=np.zeros(0, np.int32),
    lag_calendar=np.zeros(0, np.int32),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Scopes:
    """What grows while it is worked on, since work is found that nobody knew of.

    Item ``i`` belongs to scope ``of[i]`` (``NONE``: to none); empty arrays for no
    scopes at all.  In each scenario the minutes of all items of a scope that have not
    started are multiplied by one factor, which is never below 1: its logarithm is
    normal around ``growth`` with deviation ``spread``, and 0 where that is negative.
    ``key`` names a scope as ``Items.key`` does an item.
    """

    of: Ints
    key: Keys
    growth: Floats
    spread: Floats


NO_SCOPES: Final = Scopes(
    of=np.zeros(0, np.int32),
    key=np.zeros(0, np.int64),
    growth=np.zeros(0),
    spread=np.zeros(0),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Chances:
    """What may come to nothing: work that is expected, but is not sure to come.

    Item ``i`` hangs on chance ``of[i]`` (``NONE``: it is sure); empty arrays for no
    chances at all.  In each scenario all items of a chance are there with its
    ``probability``, 0 to 1, or all take no time at all; in the schedule at the medians
    they are there if that is a half or more.  ``key`` names a chance as ``Items.key``
    does an item.
    """

    of: Ints
    key: Keys
    probability: Floats


NO_CHANCES: Final = Chances(
    of=np.zeros(0, np.int32), key=np.zeros(0, np.int64), probability=np.zeros(0)
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Speeds:
    """How fast people do different kinds of work by effort.

    Item ``i`` is of kind ``of[i]`` (``NONE``: of none, which everybody does at speed
    1); empty arrays for no kinds at all.  ``factor[p, k]``, of shape people x kinds, is
    by what the minutes of work of kind ``k`` are divided where person ``p`` does it:
    1.25 where four hours do for what takes others five.
    """

    of: Ints
    factor: Floats


NO_SPEEDS: Final = Speeds(of=np.zeros(0, np.int32), factor=np.zeros((0, 0)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """All that a plan depends on; nothing starts before the instant ``now``.

    ``team_spread`` is the deviation of the logarithm of what all uncertain items of a
    scenario have in common: the team's good and bad times.
    """

    now: int
    calendars: Calendars
    people: People
    items: Items
    parts: Parts
    groups: Groups
    links: Links
    scopes: Scopes = NO_SCOPES
    chances: Chances = NO_CHANCES
    speeds: Speeds = NO_SPEEDS
    team_spread: float = TEAM_SPREAD
