"""The reader's working hours of the next days, and their drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from headway.actors.models import Actor
from headway.base.durations import DAY, format_minutes
from headway.people.reading import days_ahead
from headway.people.week import Day
from headway.ui.words import date_words

SHOWN_DAYS = 7
READ_DAYS = 21
WIDTH = 304
BASE = 78
BAR_WIDTH = 30
TALLEST = 66
AWAY_HEIGHT = 34


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One day as drawn: pixels, and its texts."""

    x: float
    y: float
    middle: float
    height: float
    day: str
    amount: str
    is_away: bool
    is_today: bool


@dataclass(frozen=True, kw_only=True)
class Week:
    """The days from today on."""

    days: Sequence[Day]

    @classmethod
    def of(cls, by: Actor) -> "Week":
        return cls(days=days_ahead(by, first=timezone.localdate(), count=READ_DAYS))

    @property
    def shown(self) -> Sequence[Day]:
        return self.days[:SHOWN_DAYS]

    @property
    def minutes(self) -> int:
        return sum(day.minutes for day in self.shown)

    @property
    def usable_percent(self) -> int:
        """How much of today's hours the plan uses."""
        return self.days[0].percent

    @property
    def left_today(self) -> int:
        """Minutes of work that the plan puts into the rest of today."""
        now = timezone.localtime()
        left = self.days[0].minutes_after(now.hour * 60 + now.minute)
        return left * self.usable_percent // 100

    @property
    def is_away_today(self) -> bool:
        return self.days[0].is_away

    @property
    def works_today(self) -> bool:
        return self.days[0].minutes > 0

    @property
    def next_day(self) -> date:
        """The working day after today, if one is near; else tomorrow."""
        following = (day.on for day in self.days[1:] if day.minutes)
        return next(following, timezone.localdate() + timedelta(days=1))

    @property
    def notes(self) -> list[str]:
        """The days that differ from an ordinary week, in words."""
        return [
            _("%(date)s: %(why)s") % {"date": date_words(day.on), "why": why}
            for day in self.shown
            if (why := _("away") if day.is_away else day.exception)
        ]

    @property
    def sentence(self) -> str:
        said = ", ".join(f"{date_words(day.on)} {_amount(day)}" for day in self.shown)
        return _("Working hours: %(days)s") % {"days": said}

    @property
    def bars(self) -> list[Bar]:
        """Columns over a common zero, the highest day or eight hours at the top."""
        most = max([DAY, *(day.minutes for day in self.shown)])
        step = WIDTH / SHOWN_DAYS
        return [_bar(day, (n + 0.5) * step, most) for n, day in enumerate(self.shown)]


def _bar(day: Day, middle: float, most: int) -> Bar:
    height = AWAY_HEIGHT if day.is_away else round(day.minutes * TALLEST / most, 1)
    return Bar(
        x=round(middle - BAR_WIDTH / 2, 1),
        y=round(BASE - height, 1),
        middle=round(middle, 1),
        height=height,
        day=date_format(day.on, pgettext("day of the week and the month", "D j")),
        amount=_amount(day),
        is_away=day.is_away,
        is_today=day.on == timezone.localdate(),
    )


def _amount(day: Day) -> str:
    if day.is_away:
        return _("away")
    return format_minutes(day.minutes) if day.minutes else "\N{EN DASH}"


def start_of(day: date) -> datetime:
    """Return midnight in the reader's zone."""
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))
