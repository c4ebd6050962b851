"""Geometry of forecasts on a date axis: pixels out, no markup.

A forecast strip is solid from its start to P50, fades out to P95, has a tick at P85 and
a flag at its deadline.  All strips of a column share one :class:`Axis`, so that they
can be compared by eye.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from functools import cached_property
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import get_language

from headway.base.weeks import SEVEN_DAYS, is_first_of_week, week_of

STRIP_HEIGHT = 16
LEAST_WIDTH = 2.0
"""Pixels; what takes no time at all is still seen."""

Moment = date | datetime
SECOND = 10**6
DAY = 24 * 3600 * SECOND
"""Microseconds: a page asks for thousands of moments, and whole numbers are quick."""


def local(moment: Moment, zone: tzinfo) -> Moment:
    """Return an instant as it is in a zone: what asks for it there again is quick."""
    if not isinstance(moment, datetime) or moment.tzinfo in (None, zone):
        return moment
    return moment.astimezone(zone)


def day_of(moment: Moment, zone: tzinfo) -> date:
    """The day of a moment in a zone."""
    at = local(moment, zone)
    return at.date() if isinstance(at, datetime) else at


def days_of(moment: Moment, zone: tzinfo | None = None) -> float:
    """Days since the year 1; a date is its first moment.

    ``zone`` is the reader's where it is not given: whoever asks often looks it up once.
    """
    if not isinstance(moment, datetime):
        return float(moment.toordinal())
    if moment.tzinfo is not None and moment.tzinfo is not zone:
        moment = moment.astimezone(zone or timezone.get_current_timezone())
    seconds = (moment.hour * 60 + moment.minute) * 60 + moment.second
    return moment.toordinal() + (seconds * SECOND + moment.microsecond) / DAY


def end_of(moment: Moment, zone: tzinfo | None = None) -> float:
    """As :func:`days_of`, but a date is its last moment: finishes and deadlines."""
    if isinstance(moment, datetime):
        return days_of(moment, zone)
    return days_of(moment) + 1


@dataclass(frozen=True, kw_only=True)
class Tick:
    x: float
    day: date


@dataclass(frozen=True, kw_only=True)
class Axis:
    """From the start of one day to the end of another in the reader's ``zone``.

    It is ``width`` pixels long; what stands on it is said in the reader's ``language``.
    """

    first: date
    last: date
    width: int = 120
    zone: tzinfo = field(default_factory=timezone.get_current_timezone, compare=False)
    language: str | None = field(default_factory=get_language, compare=False)

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"The axis ends on {self.last}, before {self.first}.")

    @cached_property
    def today(self) -> date:
        """The reader's day, looked up once for all that stands on the axis."""
        return timezone.localdate(timezone=self.zone)

    @cached_property
    def begin(self) -> int:
        """Its first moment, as :func:`days_of` has it."""
        return self.first.toordinal()

    @cached_property
    def pixels_per_day(self) -> float:
        return self.width / (self.last.toordinal() + 1 - self.begin)

    def at(self, days: float) -> float:
        """The pixel of a moment given by :func:`days_of`; outside, the nearer end."""
        x = (days - self.begin) * self.pixels_per_day
        if x <= 0:
            return 0.0
        return round(x, 1) if x < self.width else float(self.width)

    def start_at(self, moment: Moment) -> float:
        """The pixel of the first moment of something."""
        return self.at(days_of(moment, self.zone))

    def end_at(self, moment: Moment) -> float:
        """The pixel of the last moment of something."""
        return self.at(end_of(moment, self.zone))

    def ticks(self, *, least: float = 38.0) -> Iterator[Tick]:
        """First days of weeks, so many pixels apart; of the axis where none fits."""
        step = 7
        while step * self.pixels_per_day < least and step < 7 * 52:
            step += 7
        day = (
            self.first
            if is_first_of_week(self.first)
            else week_of(self.first) + SEVEN_DAYS
        )
        if day > self.last:
            yield Tick(x=0.0, day=self.first)
        while day <= self.last:
            yield Tick(x=self.at(days_of(day)), day=day)
            day += timedelta(days=step)


class Strip(NamedTuple):
    """Pixels of one forecast strip, already clipped to its axis."""

    width: int
    sure_x: float
    sure_width: float
    fade_x: float
    fade_width: float
    p85_x: float
    due_x: float | None
    is_later: bool
    """Whether P95 lies beyond the end of the axis."""


def strip(
    axis: Axis,
    *,
    start: Moment,
    p50: Moment,
    p85: Moment,
    p95: Moment,
    due: Moment | None = None,
) -> Strip:
    """Lay out one forecast; dates are whole days, from their first to last moment."""
    begin, likely = axis.start_at(start), axis.end_at(p50)
    likely = max(likely, begin)
    end = end_of(p95, axis.zone)
    latest = max(axis.at(end), likely)
    # what is narrower than the least width is drawn to the left at the axis's end
    sure_width = max(likely - begin, LEAST_WIDTH)
    sure_x = min(begin, axis.width - sure_width)
    return Strip(
        width=axis.width,
        sure_x=round(sure_x, 1),
        sure_width=round(sure_width, 1),
        fade_x=likely,
        fade_width=round(latest - likely, 1),
        p85_x=min(max(axis.end_at(p85), likely), latest),
        due_x=None if due is None else axis.end_at(due),
        is_later=end > axis.last.toordinal() + 1,
    )


def axis_over(moments: list[Moment], *, today: date, width: int) -> Axis:
    """The axis from today, at most to half a year from now, that shows all moments."""
    furthest = max([end_of(moment) for moment in moments], default=0.0)
    least, most = today + timedelta(days=13), today + timedelta(days=182)
    last = date.fromordinal(min(max(int(furthest), 1), date.max.toordinal() - 1))
    return Axis(first=today, last=min(max(last, least), most), width=width)
