"""The days that a calendar exception takes."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from headway.plan.files.content import LAST, CalendarException, Recurrence, Repeat

MOST_COUNTED = 10_000


def days_of(exception: CalendarException, since: date, until: date) -> Iterator[date]:
    """Give the exception's days in order from ``since`` to ``until``, both included.

    Takes time by the days between the two, however long the exception's range; a
    counted series is followed from its beginning, for at most 10,000 days.
    """
    recurrence = exception.recurrence
    if recurrence.count is None:
        last = min(exception.last, until)
        yield from _series(recurrence, exception.first, since, last)
        return
    every = _series(recurrence, exception.first, exception.first, until)
    for day in islice(every, min(recurrence.count, MOST_COUNTED)):
        if day >= since:
            yield day


def _series(
    recurrence: Recurrence, first: date, since: date, last: date
) -> Iterator[date]:
    """Give the days from ``since`` on of a series that begins on ``first``."""
    since = max(since, first)
    if recurrence.repeat is Repeat.DAILY:
        skipped = -(-(since - first).days // recurrence.every) * recurrence.every
        start = first.toordinal() + skipped
        ordinals = range(start, last.toordinal() + 1, recurrence.every)
        yield from map(date.fromordinal, ordinals)
    elif recurrence.repeat is Repeat.WEEKLY:
        yield from _weekly(recurrence, first, since, last)
    else:
        yield from _monthly(recurrence, first, since, last)


def _weekly(
    recurrence: Recurrence, first: date, since: date, last: date
) -> Iterator[date]:
    """Every so many weeks; a week begins on Sunday."""
    sunday = first.toordinal() - first.isoweekday() % 7
    for ordinal in range(since.toordinal(), last.toordinal() + 1):
        is_week = (ordinal - sunday) // 7 % recurrence.every == 0
        if is_week and (ordinal - 1) % 7 in recurrence.weekdays:
            yield date.fromordinal(ordinal)


def _monthly(
    recurrence: Recurrence, first: date, since: date, last: date
) -> Iterator[date]:
    is_yearly = recurrence.repeat in (Repeat.YEARLY_DAY, Repeat.YEARLY_POSITION)
    step = 12 if is_yearly else recurrence.every
    start = first.year * 12 + (recurrence.month if is_yearly else first.month) - 1
    behind = max(0, since.year * 12 + since.month - 1 - start)
    by_position = recurrence.repeat in (
        Repeat.MONTHLY_POSITION,
        Repeat.YEARLY_POSITION,
    )
    begin = start + behind // step * step
    for month in range(begin, last.year * 12 + last.month, step):
        year, zero_based = divmod(month, 12)
        if by_position:
            day = _at_position(year, zero_based + 1, recurrence)
        else:
            day = _on_day(year, zero_based + 1, recurrence.day)
        if day and since <= day <= last:
            yield day


def _on_day(year: int, month: int, day: int) -> date | None:
    """Give that day of the month, or its last one where it is shorter."""
    return min(_days(year, month), key=lambda each: abs(each.day - day), default=None)


def _at_position(year: int, month: int, recurrence: Recurrence) -> date | None:
    days = [d for d in _days(year, month) if d.weekday() in recurrence.weekdays]
    if recurrence.position == LAST:
        return days[-1] if days else None
    return days[recurrence.position - 1] if recurrence.position <= len(days) else None


def _days(year: int, month: int) -> list[date]:
    first = date(year, month, 1)
    ordinals = range(first.toordinal(), min(first.toordinal() + 31, MOST))
    days = map(date.fromordinal, ordinals)
    return [day for day in days if day.month == month]


MOST = date.max.toordinal() + 1
