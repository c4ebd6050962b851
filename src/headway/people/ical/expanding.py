"""The events of a calendar within a span of time, each repetition by itself."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

MOST_EVENTS = 20_000
MOST_OCCURRENCES = 10_000
SLOW_ENOUGH = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
"""Nobody meets every hour: rules that do are mistakes, or worse."""


class Occurrence(NamedTuple):
    """One event at one time; ``is_busy`` unless it says that it takes no time."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    title: str
    is_busy: bool


class Expanded(NamedTuple):
    """``left_out`` events could not be understood, or repeat too often."""

    occurrences: list[Occurrence]
    left_out: int


class Unreadable(ValueError):
    """This is no calendar, or it is too large; ``reading`` puts the reason in words."""


def expand(
    content: bytes, *, since: datetime, until: datetime, zone: ZoneInfo
) -> Expanded:
    """Return what touches the span; times without a zone are those of ``zone``.

    Raises :class:`Unreadable`.
    """
    found: dict[tuple[str, datetime], Occurrence] = {}
    left_out = 0
    for calendar in _parsed(content):
        left_out += _drop_unusable(calendar)
        for event in _between(calendar, since, until):
            occurrence = _occurrence(event, zone)
            if occurrence is None:
                left_out += 1
            elif occurrence.ends_at > since and occurrence.starts_at < until:
                found[occurrence.uid, occurrence.starts_at] = occurrence
            if len(found) > MOST_OCCURRENCES:
                raise Unreadable("too many a year")
    return Expanded(sorted(found.values(), key=lambda o: o.starts_at), left_out)


def _parsed(content: bytes) -> list[Any]:
    try:
        calendars: list[Any] = icalendar.Calendar.from_ical(content, multiple=True)
    except Exception as error:  # whatever a hostile file makes the parser raise
        raise Unreadable("no calendar") from error
    if not calendars or any(c.name != "VCALENDAR" for c in calendars):
        raise Unreadable("no calendar")
    return calendars


def _drop_unusable(calendar: Any) -> int:
    """Take out events without a start or that repeat too often; return how many."""
    events = [c for c in calendar.subcomponents if c.name == "VEVENT"]
    if len(events) > MOST_EVENTS:
        raise Unreadable("too many")
    bad = [event for event in events if not _is_usable(event)]
    for event in bad:
        calendar.subcomponents.remove(event)
    return len(bad)


def _is_usable(event: Any) -> bool:
    has_start = isinstance(event.get("DTSTART"), icalendar.vDDDTypes)
    return has_start and all(map(_is_harmless, _rules(event)))


def _rules(event: Any) -> list[Any]:
    rules = [event.get(name, []) for name in ("RRULE", "EXRULE")]
    return [r for rule in rules for r in (rule if isinstance(rule, list) else [rule])]


def _is_harmless(rule: Any) -> bool:
    try:
        frequencies = {str(f).upper() for f in rule.get("FREQ", [])}
        intervals = [int(n) for n in rule.get("INTERVAL", [1])]
    except (AttributeError, TypeError, ValueError):
        return False
    is_slow = bool(frequencies) and frequencies <= SLOW_ENOUGH
    return is_slow and all(0 < n <= 1000 for n in intervals)


def _between(calendar: Any, since: datetime, until: datetime) -> Iterator[Any]:
    try:
        query = recurring_ical_events.of(
            calendar, components=["VEVENT"], skip_bad_series=True
        )
        for event in query.between(since, until):
            if str(event.get("STATUS", "")).upper() != "CANCELLED":
                yield event
    except Exception as error:  # as above
        raise Unreadable("contradiction") from error


def _occurrence(event: Any, zone: ZoneInfo) -> Occurrence | None:
    """Return when and what the event is; None where it does not say."""
    try:
        start, end = event["DTSTART"].dt, event["DTEND"].dt
        starts_at, ends_at = _instant(start, zone), _instant(end, zone)
        return Occurrence(
            uid=str(event.get("UID", ""))[:200],
            starts_at=starts_at,
            ends_at=ends_at,
            title=str(event.get("SUMMARY", ""))[:200].replace("\0", ""),
            is_busy=str(event.get("TRANSP", "")).upper() != "TRANSPARENT",
        )
    except (KeyError, AttributeError, TypeError, ValueError, OverflowError):
        return None


def _instant(when: date | datetime, zone: ZoneInfo) -> datetime:
    if not isinstance(when, datetime):
        when = datetime.combine(when, time(), zone)
    elif when.tzinfo is None:
        when = when.replace(tzinfo=zone)
    return when.astimezone(UTC)
