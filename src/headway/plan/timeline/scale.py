"""The axis of dates: which days are drawn, and at which pixel."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from functools import cached_property
from typing import Self

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext

from headway.base.weeks import SEVEN_DAYS, is_first_of_week, week_of
from headway.ui.strip import days_of
from headway.ui.words import date_words
from headway.work.models import Zoom

LEAST_WIDTH = 1600
"""Pixels: more than most screens show, so that there is room to carry bars to."""
ROOM_AFTER = 160
"""Pixels behind the last date, for its label."""
EARLIEST, LATEST = date(1900, 1, 1), date(2900, 1, 1)


PIXELS_PER_DAY = {Zoom.DAY: 40.0, Zoom.WEEK: 14.0, Zoom.QUARTER: 3.2}
MOST_DAYS = {Zoom.DAY: 200, Zoom.WEEK: 560, Zoom.QUARTER: 2200}
STEP_DAYS = {Zoom.DAY: 14, Zoom.WEEK: 56, Zoom.QUARTER: 182}
"""How far the buttons for earlier and later go."""


@dataclass(frozen=True, kw_only=True)
class Label:
    """A text in the head of the axis, and the pixel it stands at."""

    x: float
    text: str


@dataclass(frozen=True, kw_only=True)
class Scale:
    """``days`` whole days from ``first``; x grows with time, also in right-to-left.

    ``zone``, ``today`` and ``language`` are the reader's, looked up once for thousands
    of dates.
    """

    zoom: Zoom
    first: date
    days: int
    zone: tzinfo = field(default_factory=timezone.get_current_timezone, compare=False)
    today: date = field(default_factory=timezone.localdate, compare=False)
    language: str | None = field(default_factory=get_language, compare=False)

    @classmethod
    def over(
        cls, moments: Sequence[datetime], *, zoom: Zoom, today: date, first: date | None
    ) -> Self:
        """Show from ``first`` (None: a little before today) until the last moment."""
        first = min(max(first or _begin(zoom, today), EARLIEST), LATEST)
        pixels = PIXELS_PER_DAY[zoom]
        zone = timezone.get_current_timezone()
        last = max((days_of(m, zone) for m in moments), default=0.0)
        last += ROOM_AFTER / pixels
        days = max(int(last) + 1 - first.toordinal(), round(LEAST_WIDTH / pixels))
        return cls(zoom=zoom, first=first, days=min(days, MOST_DAYS[zoom]))

    @cached_property
    def pixels_per_day(self) -> float:
        return PIXELS_PER_DAY[self.zoom]

    @cached_property
    def width(self) -> float:
        return round(self.days * self.pixels_per_day, 1)

    @cached_property
    def ordinal(self) -> int:
        """The first day as days since the year 1, for the browser."""
        return self.first.toordinal()

    def at(self, moment: date | datetime) -> float:
        """The pixel of a moment in the reader's zone; below 0 before the axis."""
        days = days_of(moment, self.zone) - self.ordinal
        return round(days * self.pixels_per_day, 1)

    def days_of(self, moment: date | datetime) -> float:
        """As :func:`headway.ui.strip.days_of`, in the reader's zone."""
        return days_of(moment, self.zone)

    def words(self, moment: date | datetime) -> str:
        """As :func:`date_words`, for the reader."""
        return date_words(
            moment, today=self.today, zone=self.zone, language=self.language
        )

    def shows(self, x: float) -> bool:
        return 0 <= x <= self.width

    def clip(self, x: float) -> float:
        return min(max(x, 0.0), self.width)

    def all_days(self) -> Iterator[date]:
        return (self.first + timedelta(days=n) for n in range(self.days))

    @property
    def earlier(self) -> date:
        return max(self.first - timedelta(days=STEP_DAYS[self.zoom]), EARLIEST)

    @property
    def later(self) -> date:
        return min(self.first + timedelta(days=STEP_DAYS[self.zoom]), LATEST)

    def ticks(self) -> list[Label]:
        """The lower line of the head: days, weeks or months."""
        if self.zoom is Zoom.QUARTER:
            pattern = pgettext("month on an axis", "M")
            days = [day for day in self.all_days() if day.day == 1]
        else:
            pattern = pgettext("day of the month on an axis", "j")
            is_daily = self.zoom is Zoom.DAY
            days = [d for d in self.all_days() if is_daily or is_first_of_week(d)]
        return [Label(x=self.at(d), text=date_format(d, pattern)) for d in days]

    def periods(self) -> list[Label]:
        """The upper line of the head: months, or years over months."""
        is_year = self.zoom is Zoom.QUARTER
        starts = [
            d for d in self.all_days() if d.day == 1 and (not is_year or d.month == 1)
        ]
        if not starts or self.at(starts[0]) > 70:
            starts.insert(0, self.first)
        return [Label(x=self.at(d), text=_period(d, is_year=is_year)) for d in starts]


def _period(day: date, *, is_year: bool) -> str:
    if is_year:
        return date_format(day, pgettext("year on an axis", "Y"))
    if day.month == 1:
        return date_format(day, pgettext("first month of a year on an axis", "F Y"))
    return date_format(day, pgettext("month as a heading", "F"))


def _begin(zoom: Zoom, today: date) -> date:
    """The begin of last week, of this week for days, of last month for quarters."""
    if zoom is Zoom.QUARTER:
        return (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    return week_of(today) if zoom is Zoom.DAY else week_of(today) - SEVEN_DAYS
