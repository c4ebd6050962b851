"""Tasks, each with those that wait for it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Final
from xml.etree.ElementTree import Element

from headway.integrations.importers.ganttproject.calendars import DAY_MINUTES
from headway.integrations.importers.values import Attributes, label, paragraph
from headway.plan.files.content import (
    Constraint,
    FileCalendar,
    Fixed,
    Link,
    LinkType,
    Task,
)
from headway.plan.files.custom import DefinedField
from headway.plan.files.dates import days_of
from headway.plan.files.findings import Findings
from headway.plan.files.saying import say as _
from headway.plan.files.working_time import OFFICE

LINK_TYPES: Final = {
    1: LinkType.START_START,
    2: LinkType.FINISH_START,
    3: LinkType.FINISH_FINISH,
    4: LinkType.START_FINISH,
}
RUBBER: Final = "rubber"
PRIORITIES: Final = {"3": 100, "0": 400, "1": 500, "2": 600, "4": 900}
VALUE_TYPES: Final = {
    "text": "text",
    "int": "number",
    "double": "number",
    "date": "date",
    "boolean": "yes_no",
}
MORNING: Final = time(OFFICE[0][0] // 60)
EVENING: Final = time(OFFICE[-1][1] // 60)
NOT_BEFORE: Final = 1
LONGEST_DAYS: Final = 36_600
FIRST: Final = 1
"""GanttProject counts tasks from 0, which other formats keep for the project."""


@dataclass(slots=True)
class Outline:
    """The tasks of a file in their order, and who waits for whom."""

    findings: Findings
    tasks: list[Task] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    fields: dict[str, DefinedField] = field(default_factory=dict)
    """Columns that somebody added, by their ids."""
    is_pushed: set[int] = field(default_factory=set)
    """Tasks that start when others let them, not where somebody put them."""

    def read(self, root: Element) -> None:
        self.fields = dict(_columns(root))
        for element in root.iterfind("tasks/task"):
            self._walk(element, 1)

    def _walk(self, element: Element, level: int) -> None:
        attributes = Attributes(element, self.findings, "task")
        number = attributes.integer("id")
        if number is None:
            attributes.note(_("it has no number"))
            return
        uid = number + FIRST
        task = _task(attributes, uid, len(self.tasks) + 1, level)
        self.tasks.append(replace(task, custom=tuple(self._said(element))))
        self.links += self._links(element, uid)
        for child in element.iterfind("task"):
            self._walk(child, level + 1)

    def _said(self, element: Element) -> Iterator[tuple[str, str]]:
        """Yield what it says in columns that somebody added."""
        for each in element.iterfind("customproperty"):
            column = self.fields.get(each.get("taskproperty-id", ""))
            text = paragraph(each.get("value"))
            if column is not None and text:
                yield column.name, _value(column.kind, text)

    def _links(self, element: Element, before: int) -> Iterator[Link]:
        for depend in element.iterfind("depend"):
            attributes = Attributes(depend, self.findings, "link")
            number = attributes.integer("id")
            kind = attributes.integer("type", 2)
            if number is None or kind not in LINK_TYPES:
                attributes.note(_("a link of a kind that nobody knows"), value=kind)
                continue
            after = number + FIRST
            if attributes.text("hardness").casefold() != RUBBER:
                self.is_pushed.add(after)
            yield Link(
                before=before,
                after=after,
                type=LINK_TYPES[kind],
                lag=(attributes.integer("difference") or 0) * DAY_MINUTES,
            )


def _columns(root: Element) -> Iterator[tuple[str, DefinedField]]:
    for each in root.iterfind("tasks/taskproperties/taskproperty"):
        name = label(each.get("name", ""))
        if each.get("type") == "custom" and name:
            kind = VALUE_TYPES.get(each.get("valuetype", ""), "")
            yield each.get("id", ""), DefinedField(name=name, kind=kind)


def _value(kind: str, text: str) -> str:
    if kind == "yes_no":
        return "yes" if text.casefold() == "true" else "no"
    return text


def _task(attributes: Attributes, uid: int, number: int, level: int) -> Task:
    element = attributes.element
    percent = max(0, min(100, attributes.integer("complete") or 0))
    is_milestone = attributes.flag("meeting")
    days = max(0, min(attributes.integer("duration", 1) or 0, LONGEST_DAYS))
    duration = 0 if is_milestone else days * DAY_MINUTES
    start = attributes.day("start")
    held = _earliest(attributes)
    return Task(
        uid=uid,
        number=number,
        wbs="",
        name=attributes.label("name"),
        level=level,
        notes=_notes(element),
        is_milestone=is_milestone,
        fixed=Fixed.DURATION,
        duration=duration,
        remaining_duration=round(duration * (100 - percent) / 100),
        percent_complete=percent,
        start=_morning(start),
        actual_start=_morning(start) if percent else None,
        constraint=(
            Constraint.START_NO_EARLIER if held else Constraint.AS_SOON_AS_POSSIBLE
        ),
        constraint_date=_morning(held),
        priority=PRIORITIES.get(attributes.text("priority"), 500),
    )


def _notes(element: Element) -> str:
    address = element.get("webLink", "").strip()
    lines = [paragraph(element.findtext("notes")), paragraph(address)]
    return "\n\n".join(line for line in lines if line and line != "http://")


def _earliest(attributes: Attributes) -> date | None:
    """Give the day before which somebody said that it must not start."""
    if attributes.integer("thirdDate-constraint") == NOT_BEFORE:
        return attributes.day("thirdDate")
    return None


def _morning(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, MORNING)


def finish_of(task: Task, calendar: FileCalendar) -> datetime | None:
    """Work out when a task ends: so many working days from its first one."""
    if task.start is None or not task.duration:
        return task.start
    left = task.duration // DAY_MINUTES
    first = task.start.date()
    last = first + timedelta(days=min(left * 7 + 366, (date.max - first).days))
    special = {
        day: exception.spans
        for exception in reversed(calendar.exceptions)
        for day in days_of(exception, first, last)
    }
    day = first
    while day < last:
        if special.get(day, calendar.days.get(day.weekday(), ())):
            left -= 1
            if not left:
                break
        day += timedelta(days=1)
    return datetime.combine(day, EVENING)
