"""What of the workload somebody asked for: the query string of its address."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict

from headway.base.days import FIRST_DAY, LAST_DAY, asked_day
from headway.base.numbers import asked_whole
from headway.base.weeks import week_of


class Unit(StrEnum):
    """How long a column is."""

    WEEK = "week"
    DAY = "day"

    @property
    def days(self) -> int:
        return 7 if self is Unit.WEEK else 1

    @property
    def columns(self) -> int:
        return 8 if self is Unit.WEEK else 14


class Show(StrEnum):
    """Which hours the cells say."""

    BOOKED = "booked"
    FREE = "free"


@dataclass(frozen=True, kw_only=True)
class Ask:
    """``first`` is where the columns begin, ``on`` and ``person`` name an open cell."""

    unit: Unit = Unit.WEEK
    show: Show = Show.BOOKED
    first: date | None = None
    person: int | None = None
    on: date | None = None

    @classmethod
    def read(cls, given: QueryDict) -> Self:
        """Read a query string; what is not understood does not count."""
        unit, show = given.get("by", ""), given.get("show", "")
        return cls(
            unit=Unit(unit) if unit in list(Unit) else Unit.WEEK,
            show=Show(show) if show in list(Show) else Show.BOOKED,
            first=asked_day(given.get("from", ""), first=FIRST_DAY, last=LAST_DAY),
            person=asked_whole(given.get("person", "")),
            on=asked_day(given.get("on", ""), first=FIRST_DAY, last=LAST_DAY),
        )

    def query(self) -> str:
        """The query string that asks for the same."""
        said: list[tuple[str, object]] = []
        if self.unit is not Unit.WEEK:
            said.append(("by", self.unit.value))
        if self.show is not Show.BOOKED:
            said.append(("show", self.show.value))
        if self.first is not None:
            said.append(("from", self.first.isoformat()))
        if self.person is not None and self.on is not None:
            said += [("person", self.person), ("on", self.on.isoformat())]
        return f"?{urlencode(said)}"

    @property
    def closed(self) -> Self:
        """The same without an open cell."""
        return replace(self, person=None, on=None)

    def begin(self, today: date) -> date:
        """Return the first day of the first column."""
        day = self.first or today
        return week_of(day) if self.unit is Unit.WEEK else day

    def moved(self, by: int, today: date) -> Self:
        """Ask for other columns: so many screens on."""
        step = timedelta(days=by * self.unit.days * self.unit.columns)
        return replace(self.closed, first=self.begin(today) + step)
