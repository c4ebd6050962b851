"""Where a file lays out work with pauses in between, and how such work lies.

Instants are the file's; spans of arrays are minutes since the first day laid out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from headway.base.spans import joined
from headway.plan.files.content import (
    Assignment,
    Pause,
    Resource,
    ResourceKind,
    ScheduleFile,
    Task,
)
from headway.plan.files.working_time import ALWAYS, Period, working_time
from headway_engine.calendars import (
    MOST_DAYS,
    WorkingTime,
    compile_calendars,
    spans_of,
)

Laid: TypeAlias = tuple[int, tuple[Pause, ...]]
"""Of one assignment: its resource, and when it is worked on, in order and apart."""

Spans: TypeAlias = NDArray[np.int64]
DAY: Final = 24 * 60
MINUTE: Final = timedelta(minutes=1)
MARGIN: Final = timedelta(days=31)
TWENTY_YEARS: Final = timedelta(days=20 * 366)
MOST_PAUSES: Final = 100


class Hours:
    """Working time of a file's calendars, each laid out once for the same days."""

    def __init__(self, file: ScheduleFile, first: date, last: date) -> None:
        self._file = file
        days = min((last - first).days, MOST_DAYS, (date.max - first).days - 1)
        self._period = Period(first, first + timedelta(days=days))
        self._days = days
        self._midnight = datetime.combine(first, time())
        self._known: dict[int | None, Spans] = {}
        self._always: Spans | None = None

    def of(self, calendar: int | None) -> Spans:
        """Return the working time of a calendar; ``None``: the project's."""
        if calendar not in self._known:
            resolved = working_time(self._file, calendar, self._period)
            self._known[calendar] = self._laid_out(resolved)
        return self._known[calendar]

    def always(self) -> Spans:
        if self._always is None:
            self._always = self._laid_out(ALWAYS)
        return self._always

    def _laid_out(self, hours: WorkingTime) -> Spans:
        first = self._period.first
        return spans_of(compile_calendars([hours], origin=first, days=self._days), 0)

    def minute(self, instant: datetime) -> int:
        return (instant - self._midnight) // MINUTE

    def instant(self, minute: int) -> datetime:
        return self._midnight + int(minute) * MINUTE


def pauses_of(
    file: ScheduleFile, laid: Mapping[int, Sequence[Laid]]
) -> dict[int, tuple[Pause, ...]]:
    """Return the pauses of tasks by their uid: nobody works, though somebody could.

    Nights, weekends and days off are none: a pause has working time of those who do the
    task in it, and begins and ends where they work.
    """
    ends = [each for rows in laid.values() for _who, at in rows for each in at]
    if not ends:
        return {}
    first, last = min(ends)[0].date(), max(finish for _start, finish in ends).date()
    margin = min(MARGIN, first - date.min)
    hours = Hours(file, first - margin, min(last, date.max - MARGIN) + MARGIN)
    people = {each.uid: each for each in file.resources}
    found: dict[int, tuple[Pause, ...]] = {}
    for task in file.tasks:
        rows = [row for row in laid.get(task.uid, ()) if _works(row[0], people)]
        busy = joined(span for _who, at in rows for span in at)
        if len(busy) < 2 or task.is_summary:
            continue
        own = list(_calendars(task, [who for who, _at in rows], people, hours))
        whole = [(at[0][0], at[-1][1]) for _who, at in rows if len(at) > 1]
        gaps = (
            (a[1], b[0])
            for a, b in pairwise(busy)
            if any(start < a[1] and b[0] < finish for start, finish in whole)
        )
        pauses = (_trimmed(gap, own, hours) for gap in gaps)
        found[task.uid] = tuple(each for each in pauses if each)[:MOST_PAUSES]
    return {uid: pauses for uid, pauses in found.items() if pauses}


def _works(who: int, people: Mapping[int, Resource]) -> bool:
    """Say whether it is somebody, or nobody yet, and not material."""
    return who not in people or people[who].kind is ResourceKind.WORK


def _calendars(
    task: Task, who: Iterable[int], people: Mapping[int, Resource], hours: Hours
) -> Iterator[Spans]:
    """Yield the working time by which a task is done, that of each of its people."""
    if task.is_elapsed:
        yield hours.always()
        return
    own = {people[uid].calendar for uid in who if uid in people}
    if task.calendar is not None or task.ignores_people_calendars or not own:
        yield hours.of(task.calendar)
        return
    for calendar in sorted(own, key=str):
        yield hours.of(calendar)


def _trimmed(gap: Pause, calendars: Iterable[Spans], hours: Hours) -> Pause | None:
    low, high = hours.minute(gap[0]), hours.minute(gap[1])
    for spans in calendars:
        starts, ends = spans[:, 0], spans[:, 1]
        last = int(np.searchsorted(starts, low, "left")) - 1
        following = int(np.searchsorted(ends, high, "right"))
        inside = spans[max(last, 0) : following + 1].clip(low, high)
        if (inside[:, 1] - inside[:, 0]).sum() <= 0:
            continue
        start = min(low, int(ends[last])) if last >= 0 else low
        end = max(high, int(starts[following])) if following < len(spans) else high
        return hours.instant(start), hours.instant(end)
    return None


def is_even(task: Task, assignments: Iterable[Assignment]) -> bool:
    """Say whether work is spread evenly over the duration, but for pauses."""
    if not task.duration:
        return False
    works = [(a.work or 0, a.units) for a in assignments if a.work and a.units]
    return all(abs(work * 1000 / units - task.duration) <= 1 for work, units in works)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some working minutes on end, done or left; with none of them a pause."""

    start: datetime
    finish: datetime
    minutes: int
    is_done: bool


def pieces_of(
    file: ScheduleFile, task: Task, people: Sequence[Resource], *, done: int, left: int
) -> list[Piece]:
    """Lay working minutes out from a task's start on, day by day, with its pauses.

    Pauses that are over before it starts, or come after it is done, are none of these.
    """
    since = task.actual_start or task.start or file.start
    if since is None or not task.pauses or not done + left:
        return []
    first = since.date()
    last = min(max(task.pauses[-1][1].date(), first), date.max - TWENTY_YEARS)
    hours = Hours(file, first, last + TWENTY_YEARS)
    known = {each.uid: each for each in people}
    spans = next(_calendars(task, known, known, hours))
    rests = [
        (hours.minute(low), hours.minute(high))
        for low, high in task.pauses
        if low > since
    ]
    return list(_walk(spans, hours, hours.minute(since), rests, [done, left]))


def pauses_said(file: ScheduleFile, task: Task) -> set[Pause]:
    """Return the pauses of a task for which a file has a place: within its work."""
    people = {a.resource for a in file.assignments if a.task == task.uid}
    known = [each for each in file.resources if each.uid in people]
    pieces = pieces_of(file, task, known, done=0, left=task.duration or 0)
    return {(each.start, each.finish) for each in pieces if not each.minutes}


def _walk(
    spans: Spans,
    hours: Hours,
    at: int,
    rests: Sequence[tuple[int, int]],
    amounts: list[int],
) -> Iterator[Piece]:
    """Yield pieces of work until what is done and left is used up, and the pauses."""
    is_begun = False
    for low, high in [*rests, (None, None)]:
        for start, finish in _daily(spans, at, low):
            for place, is_done in enumerate((True, False)):
                taken = min(finish - start, amounts[place])
                if taken:
                    end = start + taken
                    yield Piece(
                        hours.instant(start), hours.instant(end), taken, is_done
                    )
                    amounts[place] -= taken
                    start, is_begun = end, True
            if not any(amounts):
                return
        if low is None or high is None:
            return
        if is_begun:
            is_done = bool(amounts[0])
            yield Piece(hours.instant(low), hours.instant(high), 0, is_done)
        at = high


def _daily(spans: Spans, low: int, high: int | None) -> Iterator[tuple[int, int]]:
    """Yield working time between two minutes, cut at midnight."""
    first = int(np.searchsorted(spans[:, 1], low, "right"))
    for start, finish in spans[first:].tolist():
        begin, end = max(start, low), finish if high is None else min(finish, high)
        if high is not None and start >= high:
            return
        while begin < end:
            cut = min(end, (begin // DAY + 1) * DAY)
            yield begin, cut
            begin = cut
