"""Calendars: types of days, a week of them, and days that are of another type."""

from collections.abc import Iterator, Mapping
from typing import Final
from xml.etree.ElementTree import Element

from headway.base.spans import joined
from headway.integrations.importers.values import Attributes
from headway.plan.files.content import (
    CalendarException,
    FileCalendar,
    Spans,
)
from headway.plan.files.findings import Findings
from headway.plan.files.saying import say as _
from headway.plan.files.working_time import OFFICE

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WORKING, OFF, AS_BASE = 0, 1, 2
"""The types of days that every file has."""

FORM: Final = "%Y%m%d"


def read_calendars(root: Element, findings: Findings) -> Iterator[FileCalendar]:
    """Yield calendars, each before those that are based on it."""
    for element in root.iterfind("calendars/calendar"):
        yield from _read(element, None, {WORKING: OFFICE, OFF: ()}, findings)


def _read(
    element: Element,
    base: int | None,
    inherited: Mapping[int, Spans],
    findings: Findings,
) -> Iterator[FileCalendar]:
    attributes = Attributes(element, findings, "calendar")
    uid = attributes.integer("id")
    if uid is None:
        attributes.note(_("it has no number"))
        return
    types = dict(inherited) | _own_types(element, findings)
    yield FileCalendar(
        uid=uid,
        name=attributes.label("name"),
        base=base,
        days=_week(element, types, findings),
        exceptions=tuple(_exceptions(element, types, findings)),
    )
    for derived in element.iterfind("calendar"):
        yield from _read(derived, uid, types, findings)


def _own_types(element: Element, findings: Findings) -> dict[int, Spans]:
    """Read what hours this calendar's types of days have."""
    types: dict[int, Spans] = {}
    for overridden in element.iterfind("overridden-day-types/overridden-day-type"):
        attributes = Attributes(overridden, findings, "calendar")
        number = attributes.integer("id")
        spans = [
            span
            for interval in overridden.iterfind("interval")
            if (span := _span(Attributes(interval, findings, "calendar")))
        ]
        if number is not None:
            types[number] = joined(spans)
    return types


def _span(attributes: Attributes) -> tuple[int, int] | None:
    first, last = _minute(attributes.text("start")), _minute(attributes.text("end"))
    last = last or 24 * 60
    if first is None or first >= last:
        attributes.note(_("working time ends before it begins"), value=first)
        return None
    return first, last


def _minute(text: str) -> int | None:
    """Read 0830 as minutes since midnight."""
    if not text.isascii() or not text.isdecimal() or len(text) != 4:
        return None
    minute = int(text[:2]) * 60 + int(text[2:])
    return minute if minute <= 24 * 60 else None


def _week(
    element: Element, types: Mapping[int, Spans], findings: Findings
) -> dict[int, Spans]:
    found = element.find("default-week")
    if found is None:
        return {}
    attributes = Attributes(found, findings, "calendar")
    week: dict[int, Spans] = {}
    for day, name in enumerate(DAYS):
        number = attributes.integer(name)
        if number is None or number == AS_BASE:
            continue
        if number in types:
            week[day] = types[number]
        else:
            attributes.note(_("a day is of a type that is not there"), value=number)
    return week


def _exceptions(
    element: Element, types: Mapping[int, Spans], findings: Findings
) -> Iterator[CalendarException]:
    for each in element.iterfind("days/day"):
        attributes = Attributes(each, findings, "calendar")
        number = attributes.integer("id")
        instant = attributes.instant("date", FORM)
        if instant is None or number is None or number == AS_BASE:
            continue
        if number not in types:
            attributes.note(_("a day is of a type that is not there"), value=number)
            continue
        day = instant.date()
        yield CalendarException(first=day, last=day, spans=types[number])
