"""Working days: a week, holidays, and each person's vacations."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final
from xml.etree.ElementTree import Element

from headway.integrations.importers.values import Attributes, label
from headway.plan.files.content import (
    CalendarException,
    FileCalendar,
    Recurrence,
    Repeat,
    Spans,
)
from headway.plan.files.findings import Findings
from headway.plan.files.saying import say as _
from headway.plan.files.working_time import OFFICE

PROJECT: Final = 1
"""The uid of the project's calendar; people's are numbered from here."""

DAY_MINUTES: Final = 8 * 60
"""GanttProject knows days only: each is one of eight hours, from 8 to 17."""

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
IS_OFF: Final = "1"
WORKING_DAY: Final = "WORKING_DAY"
HOLIDAYS: Final = ("HOLIDAY", "")
FOREVER: Final = date(2999, 12, 31)
LEAP_YEAR: Final = 2000
"""From when a holiday without a year recurs."""

NO_CALENDARS: Final = ("", "none")


def project_calendar(root: Element, findings: Findings) -> FileCalendar:
    """Read the calendar of the project; without one, weekends are off."""
    calendars = root.find("calendars")
    found = calendars if calendars is not None else Element("calendars")
    base = found.get("base-id", "")
    if base not in NO_CALENDARS:
        why = _("holidays of a calendar that GanttProject brings are not in the file")
        findings.add("calendar", "", why, value=base)
    return FileCalendar(
        uid=PROJECT,
        name="GanttProject",
        base=None,
        days=_week(found),
        exceptions=tuple(_holidays(found, findings)),
    )


def _week(calendars: Element) -> dict[int, Spans]:
    week = calendars.find("day-types/default-week")
    said = {} if week is None else week.attrib
    usual = ["0"] * 5 + [IS_OFF] * 2
    return {
        day: () if said.get(name, usual[day]) == IS_OFF else OFFICE
        for day, name in enumerate(DAYS)
    }


def _holidays(calendars: Element, findings: Findings) -> Iterator[CalendarException]:
    for element in calendars.iter("date"):
        attributes = Attributes(element, findings, "calendar")
        kind = attributes.text("type").upper()
        if kind not in (*HOLIDAYS, WORKING_DAY):
            continue  # a day that is only painted
        year = attributes.integer("year")
        on = _day(attributes, LEAP_YEAR if year is None else year)
        if on is None:
            continue
        yearly = Recurrence(repeat=Repeat.YEARLY_DAY, day=on.day, month=on.month)
        yield CalendarException(
            first=on,
            last=FOREVER if year is None else on,
            spans=OFFICE if kind == WORKING_DAY else (),
            recurrence=yearly if year is None else Recurrence(repeat=Repeat.DAILY),
            name=label(element.text or "")[:100],
        )


def _day(attributes: Attributes, year: int) -> date | None:
    month, day = attributes.integer("month"), attributes.integer("date")
    try:
        return date(year, month or 0, day or 0)
    except (ValueError, OverflowError):
        attributes.note(_("a holiday is no day"), value=f"{year}-{month}-{day}")
        return None


def personal_calendars(
    root: Element, resources: Sequence[int], findings: Findings
) -> dict[int, FileCalendar]:
    """Read the calendars of those who have vacations, by their resource."""
    vacations: dict[int, list[CalendarException]] = {}
    for element in root.iterfind("vacations/vacation"):
        attributes = Attributes(element, findings, "calendar")
        resource = attributes.integer("resourceid")
        first, last = attributes.day("start"), attributes.day("end")
        if resource is None or resource not in resources:
            attributes.note(_("a vacation is of nobody in the file"), value=resource)
        elif not first or not last or last < first:
            attributes.note(_("a vacation ends before it begins"), value=first)
        else:
            vacations.setdefault(resource, []).append(
                CalendarException(first=first, last=last, spans=())
            )
    return {
        resource: FileCalendar(
            uid=PROJECT + place,
            name=f"{resource}",
            base=PROJECT,
            days={},
            exceptions=tuple(exceptions),
            is_shared=False,
        )
        for place, (resource, exceptions) in enumerate(vacations.items(), 1)
    }
