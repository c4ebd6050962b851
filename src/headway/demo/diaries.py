"""When people of the demo work, day by day; knows nothing of the engine's calendars."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from headway.base.hours import Hours

Week = tuple[Hours, ...]
Span = tuple[datetime, datetime]

LONGEST_DAYS = 2000


@dataclass(frozen=True, kw_only=True)
class Diary:
    """A person's weeks from days on, the oldest first, and the days that are off.

    ``focus`` is the part of working time that goes into planned work.
    """

    zone: str
    weeks: Sequence[tuple[date, Week]]
    off: Collection[date] = field(default_factory=frozenset)
    focus: float = 1.0

    @cached_property
    def _local(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    def spans(self, day: date) -> list[Span]:
        """Return when the person works on a day, in UTC."""
        if day in self.off:
            return []
        week = next(
            (week for since, week in reversed(self.weeks) if since <= day), None
        )
        hours = week[day.weekday()] if week else ()
        return [(self._at(day, start), self._at(day, end)) for start, end in hours]

    def work(self, since: datetime, minutes: float) -> Span:
        """Return when work of so many minutes begins and ends, if it starts then."""
        left = timedelta(minutes=minutes / self.focus)
        began: datetime | None = None
        day = since.astimezone(self._local).date()
        for n in range(LONGEST_DAYS):
            for start, end in self.spans(day + timedelta(days=n)):
                start = max(start, since)
                if start >= end:
                    continue
                began = began or start
                if left <= end - start:
                    return began, _to_quarter(start + left, end)
                left -= end - start
        raise ValueError(f"Nobody works so long after {since}")

    def _at(self, day: date, minute: int) -> datetime:
        days, minute = divmod(minute, 24 * 60)
        wall = time(minute // 60, minute % 60)
        moment = datetime.combine(day + timedelta(days=days), wall, self._local)
        return moment.astimezone(UTC)


def _to_quarter(moment: datetime, end: datetime) -> datetime:
    """Round up to a quarter of an hour, within the span."""
    late = moment + timedelta(minutes=15) - timedelta(microseconds=1)
    return min(
        end, late.replace(minute=late.minute // 15 * 15, second=0, microsecond=0)
    )
