"""Working hours, shifts and leaves: the calendars of the project and its people."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Final

from headway.base.spans import joined
from headway.integrations.importers.taskjuggler.statements import (
    Block,
    Kind,
    Part,
    Statement,
    Token,
)
from headway.integrations.importers.taskjuggler.times import (
    read_instant,
    wall_minutes,
)
from headway.plan.files.content import CalendarException, Spans, WorkWeek
from headway.plan.files.findings import Findings
from headway.plan.files.saying import say as _

NINE_TO_FIVE: Final[Spans] = ((9 * 60, 17 * 60),)
USUAL: Final[Mapping[int, Spans]] = dict.fromkeys(range(5), NINE_TO_FIVE) | {
    5: (),
    6: (),
}
"""What holds where the file says nothing."""

ALWAYS: Final[Mapping[int, Spans]] = dict.fromkeys(range(7), ((0, 24 * 60),))

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY: Final = timedelta(days=1)
DAY_MINUTES: Final = 24 * 60


@dataclass(frozen=True, slots=True)
class Interval:
    """From the first instant until, not including, the last."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Leave:
    interval: Interval
    name: str = ""


@dataclass(frozen=True, slots=True)
class Hours:
    """A week as far as it is said, other weeks for some time, and days off.

    A shift that ``replaces`` lets the days off of whoever has it count for nothing.
    """

    week: Mapping[int, Spans] = field(default_factory=dict)
    leaves: tuple[Leave, ...] = ()
    shifts: tuple[tuple[str, Interval | None], ...] = ()
    replaces: bool = False

    def __bool__(self) -> bool:
        return bool(self.week or self.leaves or self.shifts)


def add_hours(hours: Hours, statement: Statement, findings: Findings) -> Hours:
    """Return hours with what a statement adds to them."""
    if statement.keyword == "workinghours":
        return replace(hours, week={**hours.week, **_week(statement)})
    if statement.keyword in ("leaves", "vacation"):
        leaves = tuple(_leaves(statement, findings))
        return replace(hours, leaves=(*hours.leaves, *leaves))
    if statement.keyword == "replace":
        return replace(hours, replaces=True)
    if statement.keyword == "shifts":
        return replace(hours, shifts=(*hours.shifts, *_shifts(statement, findings)))
    return hours


def _week(statement: Statement) -> dict[int, Spans]:
    """Read ``mon - fri 9:00 - 12:00, 13:00 - 17:00`` or ``sat, sun off``."""
    days: list[int] = []
    clocks: list[int] = []
    is_range = False
    for part in statement.said:
        if not isinstance(part, Token):
            continue
        word = part.text.casefold()[:3]
        if part.kind is Kind.WORD and word in DAYS:
            day = DAYS.index(word)
            first = (days[-1] + 1) % 7 if is_range and days else day
            days += [(first + n) % 7 for n in range((day - first) % 7 + 1)]
            is_range = False
        elif part.kind is Kind.MARK and part.text == "-":
            is_range = not clocks
        elif part.kind is Kind.CLOCK:
            hour, __, minute = part.text.partition(":")
            clocks.append(min(int(hour) * 60 + int(minute), DAY_MINUTES))
    pairs = zip(clocks[::2], clocks[1::2], strict=False)
    spans = joined(span for span in pairs if span[0] < span[1])
    return dict.fromkeys(days, spans)


def _listed(parts: Sequence[Part]) -> Iterator[list[Token]]:
    """Cut what is said at its commas."""
    said: list[Token] = []
    for part in parts:
        if isinstance(part, Block):
            continue
        if part.kind is Kind.MARK and part.text == ",":
            yield said
            said = []
        else:
            said.append(part)
    yield said


def _leaves(statement: Statement, findings: Findings) -> Iterator[Leave]:
    for said in _listed(statement.said):
        interval = interval_of(said)
        if interval is None:
            if said:
                why = _("days off without a date")
                findings.add("calendar", said[0].text, why)
            continue
        names = [token.text for token in said if token.kind is Kind.TEXT]
        yield Leave(interval, names[0][:100] if names else "")


def _shifts(
    statement: Statement, findings: Findings
) -> Iterator[tuple[str, Interval | None]]:
    for said in _listed(statement.said):
        if said and said[0].kind is Kind.WORD:
            yield said[0].text, interval_of(said[1:])


def interval_of(tokens: Sequence[Token]) -> Interval | None:
    """Read a day, from one date to another, or from one for so long."""
    dates = [read_instant(t.text) for t in tokens if t.kind is Kind.DATE]
    if not dates or dates[0] is None:
        return None
    start, end = dates[0], dates[-1] if len(dates) > 1 else None
    amounts = [t.text for t in tokens if t.kind is Kind.AMOUNT]
    if end is None and amounts:
        minutes = wall_minutes(*amount_of(amounts[0]))
        end = start + timedelta(minutes=minutes)
    if end is None:
        end = datetime.combine(start.date(), time()) + DAY
    return Interval(start, end) if end > start else None


def amount_of(text: str) -> tuple[float, str]:
    """Split 2.5d into its number and its unit."""
    unit = text.lstrip("0123456789. \t")
    return float(text[: len(text) - len(unit)]), unit


def exceptions_of(
    leaves: Sequence[Leave], week: Mapping[int, Spans]
) -> Iterator[CalendarException]:
    """Yield days off; of a day of which only a part is off, the rest is left."""
    for leave in leaves:
        start, end = leave.interval.start, leave.interval.end
        first = start.date() if start.time() == time() else start.date() + DAY
        last = end.date() - DAY
        if first <= last:
            yield CalendarException(first=first, last=last, spans=(), name=leave.name)
        for day in sorted({start.date(), end.date()}):
            if not first <= day <= last and day >= start.date():
                left = _without(week.get(day.weekday(), ()), day, leave.interval)
                if left != week.get(day.weekday(), ()):
                    yield CalendarException(
                        first=day, last=day, spans=left, name=leave.name
                    )


def _without(spans: Spans, day: date, off: Interval) -> Spans:
    midnight = datetime.combine(day, time())
    start = max(0, min(int((off.start - midnight) / timedelta(minutes=1)), DAY_MINUTES))
    end = max(0, min(int((off.end - midnight) / timedelta(minutes=1)), DAY_MINUTES))
    left = [
        part
        for first, last in spans
        for part in ((first, min(last, start)), (max(first, end), last))
        if part[0] < part[1]
    ]
    return joined(left)


def work_week(hours: Hours, interval: Interval, week: Mapping[int, Spans]) -> WorkWeek:
    """Return the week of a shift for the days of an interval."""
    last = (interval.end - timedelta(minutes=1)).date()
    days = {**week, **hours.week}
    return WorkWeek(first=interval.start.date(), last=last, days=days)
