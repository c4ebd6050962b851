"""What a schedule file says, whatever program wrote it.

Instants are naive: local time of the project, which such files leave unnamed.
Durations and work are in working minutes unless said otherwise; units are in
thousandths of one person.  Things are known by their ``uid``, unique within their kind.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Final, TypeAlias

from headway.plan.files.custom import DefinedField, Said

Spans: TypeAlias = tuple[tuple[int, int], ...]
"""Working time of a day: sorted, disjoint ``[from, to)`` in minutes since midnight."""

Pause: TypeAlias = tuple[datetime, datetime]
"""From an instant until another, in which nobody works on a task."""


class Unreadable(Exception):
    """The file cannot be read at all; the message is one sentence with the remedy."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NotRead:
    """Something in the file that was not taken as it stands, and why."""

    where: str
    why: str


class Repeat(Enum):
    """How the days of a recurring calendar exception follow each other."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY_DAY = "monthly on a day"
    MONTHLY_POSITION = "monthly on a position"
    YEARLY_DAY = "yearly on a day"
    YEARLY_POSITION = "yearly on a position"


LAST = 5
"""The position that means the last one of a month."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Recurrence:
    """Which days of its range an exception takes.

    ``every``: days, weeks, months (never 0).  ``weekdays``: Monday is 0; of ``WEEKLY``
    the days of the week, of a position the days that count.  ``position``: 1 to 4, or
    ``LAST``.  ``count`` ends the series after so many days, whatever the range says.
    """

    repeat: Repeat
    every: int = 1
    weekdays: frozenset[int] = frozenset(range(7))
    day: int = 1
    month: int = 1
    position: int = 1
    count: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarException:
    """Days with other working time than their week day's; no spans: nobody works."""

    first: date
    last: date
    spans: Spans
    recurrence: Recurrence = Recurrence(repeat=Repeat.DAILY)
    name: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkWeek:
    """Another week for the days from ``first`` to ``last``."""

    first: date
    last: date
    days: Mapping[int, Spans]


@dataclass(frozen=True, kw_only=True, slots=True)
class FileCalendar:
    """Working time; a week day (Monday is 0) that is not in ``days`` is the base's.

    A calendar that is not ``is_shared`` belongs to one resource.
    """

    uid: int
    name: str
    base: int | None
    days: Mapping[int, Spans]
    weeks: tuple[WorkWeek, ...] = ()
    exceptions: tuple[CalendarException, ...] = ()
    is_shared: bool = True


NO_MONEY: Final = Decimal(0)


class ResourceKind(Enum):
    WORK = "work"
    MATERIAL = "material"
    COST = "cost"


@dataclass(frozen=True, kw_only=True, slots=True)
class FileRate:
    """What an hour costs from a day on, in the file's currency; None: from ever."""

    first: date | None
    per_hour: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class Resource:
    """Who or what is assigned; only ``WORK`` takes time.  ``rates`` are in order.

    Material is counted in ``unit``, each of which costs ``price``; ``per_use`` comes on
    top for each task that it is used for.  Money is in the file's currency.
    """

    uid: int
    name: str
    kind: ResourceKind = ResourceKind.WORK
    max_units: int = 1000
    calendar: int | None = None
    email: str = ""
    initials: str = ""
    group: str = ""
    notes: str = ""
    is_generic: bool = False
    is_active: bool = True
    unit: str = ""
    price: Decimal = NO_MONEY
    per_use: Decimal = NO_MONEY
    rates: tuple[FileRate, ...] = ()


class Fixed(Enum):
    """What stays as it is when another of units, duration and work changes."""

    UNITS = "units"
    DURATION = "duration"
    WORK = "work"


class Constraint(Enum):
    AS_SOON_AS_POSSIBLE = "as soon as possible"
    AS_LATE_AS_POSSIBLE = "as late as possible"
    MUST_START_ON = "must start on"
    MUST_FINISH_ON = "must finish on"
    START_NO_EARLIER = "start no earlier than"
    START_NO_LATER = "start no later than"
    FINISH_NO_EARLIER = "finish no earlier than"
    FINISH_NO_LATER = "finish no later than"


UNDATED: Final = (Constraint.AS_SOON_AS_POSSIBLE, Constraint.AS_LATE_AS_POSSIBLE)


@dataclass(frozen=True, kw_only=True, slots=True)
class FileBaseline:
    """What was planned of a task once; ``number`` is that of the baseline, from 0."""

    number: int
    start: datetime | None = None
    finish: datetime | None = None
    work: int | None = None
    duration: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """One row of the plan; ``parent`` is the summary task it is part of.

    ``duration`` is time on the wall where ``is_elapsed``.  ``start`` and ``finish``
    are the dates that the other program computed.  ``stop`` and ``resume``: until when
    it was worked on, and from when the rest goes on.  ``is_uneven``: its work is spread
    over its dates as somebody laid it out.  ``pauses`` are in order and apart, None
    where files of this kind do not say.  ``priority``: the higher the sooner, 500 where
    nobody cared.  ``fixed_cost`` comes on top of what its people and material cost.
    """

    uid: int
    number: int
    wbs: str
    name: str
    level: int = 1
    parent: int | None = None
    notes: str = ""
    is_summary: bool = False
    is_milestone: bool = False
    is_active: bool = True
    is_manual: bool = False
    is_external: bool = False
    is_estimated: bool = False
    is_elapsed: bool = False
    is_effort_driven: bool = False
    fixed: Fixed = Fixed.UNITS
    duration: int | None = None
    remaining_duration: int | None = None
    work: int | None = None
    remaining_work: int | None = None
    percent_complete: int = 0
    start: datetime | None = None
    finish: datetime | None = None
    actual_start: datetime | None = None
    actual_finish: datetime | None = None
    stop: datetime | None = None
    resume: datetime | None = None
    constraint: Constraint = Constraint.AS_SOON_AS_POSSIBLE
    constraint_date: datetime | None = None
    deadline: datetime | None = None
    calendar: int | None = None
    ignores_people_calendars: bool = False
    is_uneven: bool = False
    pauses: tuple[Pause, ...] | None = None
    priority: int = 500
    fixed_cost: Decimal = NO_MONEY
    custom: Said = ()
    baselines: tuple[FileBaseline, ...] = ()

    @property
    def has_begun(self) -> bool:
        """Whether it was worked on; some programs write dates that mean nothing."""
        if self.percent_complete:
            return True
        has_actuals = bool(self.actual_start or self.actual_finish)
        return has_actuals and not self.is_at_odds_with_actuals

    @property
    def is_at_odds_with_actuals(self) -> bool:
        """Whether it has begun by one of its dates, and not by the others."""
        is_apart = self.start is not None and self.actual_start not in (
            None,
            self.start,
        )
        return is_apart and not self.percent_complete

    @property
    def has_own_start(self) -> bool:
        """Whether it may start before its project: by hand, for a date, or in fact."""
        return self.is_manual or self.constraint not in UNDATED or self.has_begun


@dataclass(frozen=True, kw_only=True, slots=True)
class Assignment:
    """A resource's part of a task; ``None`` work: as much as the task is long.

    ``remaining_overtime`` of the remaining work is done outside of working time.  Each
    of ``instead`` could do it as well: the plan says who does.  Of material ``units``
    is the quantity, in thousandths; ``cost`` is what an expense comes to.
    """

    task: int
    resource: int
    units: int = 1000
    work: int | None = None
    remaining_work: int | None = None
    remaining_overtime: int = 0
    start: datetime | None = None
    finish: datetime | None = None
    cost: Decimal = NO_MONEY
    instead: tuple[int, ...] = ()


class LinkType(Enum):
    FINISH_START = "FS"
    START_START = "SS"
    FINISH_FINISH = "FF"
    START_FINISH = "SF"


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """``after`` waits for ``before``; the lag is minutes, or percent of ``before``."""

    before: int
    after: int
    type: LinkType = LinkType.FINISH_START
    lag: int = 0
    is_percent: bool = False
    is_elapsed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ScheduleFile:
    """One project as its file has it, in the file's order.

    ``currency`` is a code such as EUR, or empty.  ``baseline_names`` are those of the
    baselines by their numbers, where the file has names.
    """

    name: str
    start: datetime | None
    finish: datetime | None
    status: datetime | None
    calendar: int | None
    minutes_per_day: int = 480
    minutes_per_week: int = 2400
    is_planned_from_finish: bool = False
    currency: str = ""
    calendars: tuple[FileCalendar, ...] = ()
    resources: tuple[Resource, ...] = ()
    tasks: tuple[Task, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    links: tuple[Link, ...] = ()
    fields: tuple[DefinedField, ...] = ()
    baseline_names: Mapping[int, str] = field(default_factory=dict)
    not_read: tuple[NotRead, ...] = ()
