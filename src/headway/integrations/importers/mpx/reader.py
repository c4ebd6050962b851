"""Read a whole file: MPX in, ``ScheduleFile`` out.

Reference: "Microsoft Project Exchange File Format", MPX 4.0.
"""

from collections import Counter
from dataclasses import replace
from datetime import datetime
from typing import BinaryIO, Final

from headway.integrations.importers.assembly import assembled
from headway.integrations.importers.mpx import rows, words
from headway.integrations.importers.mpx.calendars import OpenCalendar
from headway.integrations.importers.mpx.dialect import Dialect
from headway.integrations.importers.mpx.records import MARK, read_records
from headway.integrations.importers.values import label
from headway.plan.files.content import (
    Assignment,
    Link,
    Resource,
    ScheduleFile,
    Task,
)
from headway.plan.files.findings import Findings
from headway.plan.files.saying import say as _

ALPHABET: Final = range(1, 20)
LEFT: Final = frozenset({"0", "60", "40", "76"})
"""Records of which nothing is taken, without a word: comments, names, mail."""


def looks_like(start: bytes, name: str) -> bool:
    """Say whether a file that begins so is an MPX file."""
    return start.startswith(MARK) and not start[3:4].isalnum() and len(start) > 3


def read_mpx(file: BinaryIO, *, zone: str, name: str) -> ScheduleFile:
    """Read a project, in the language in which it was written.

    Raises
    ------
    Unreadable
        With one sentence on why, and what to do.
    """
    reading = _Reading()
    for number, values in read_records(file, reading.findings):
        reading.take(number, values)
    return reading.result(name)


class _Reading:
    """The file as far as it was read: records add to the last thing before them."""

    def __init__(self) -> None:
        self.findings = Findings()
        self.dialect = Dialect(self.findings)
        self.calendars: list[OpenCalendar] = []
        self.resources: list[Resource] = []
        self.tasks: list[Task] = []
        self.assignments: list[Assignment] = []
        self.people_rows: dict[int, int] = {}
        self.waits: list[tuple[rows.Fields, int]] = []
        self.is_in_row_of_project = False
        self.header: list[str] = [""] * 9
        self.task_fields: list[int] = []
        self.resource_fields: list[int] = []
        self.left: Counter[str] = Counter()
        self._records = {
            "20": self._calendar,
            "25": self._hours,
            "26": self._exception,
            "30": self._project,
            "40": self._resource_names,
            "41": self._resource_numbers,
            "50": self._resource,
            "51": self._resource_notes,
            "55": self._resource_calendar,
            "56": self._hours,
            "57": self._exception,
            "60": self._task_names,
            "61": self._task_numbers,
            "70": self._task,
            "71": self._task_notes,
            "75": self._assignment,
        }

    def take(self, number: str, values: list[str]) -> None:
        if number in ("10", "11", "12"):
            self.dialect.take(number, values)
        elif number in self._records:
            self._records[number](values)
        elif number not in LEFT:
            self.left[number] += 1

    def _calendar(self, values: list[str]) -> None:
        uid = len(self.calendars) + 1
        name, *flags = values or [""]
        self.calendars.append(OpenCalendar(uid, label(name), None, flags))

    def _resource_calendar(self, values: list[str]) -> None:
        if not self.resources:
            return
        uid = len(self.calendars) + 1
        base, *flags = values or [""]
        person = self.resources[-1]
        self.calendars.append(OpenCalendar(uid, person.name, label(base), flags))
        self.resources[-1] = replace(person, calendar=uid)

    def _hours(self, values: list[str]) -> None:
        if self.calendars:
            self.calendars[-1].take_hours(values, self.dialect)

    def _exception(self, values: list[str]) -> None:
        if self.calendars:
            self.calendars[-1].take_exception(values, self.dialect)

    def _project(self, values: list[str]) -> None:
        self.header = [*values, *[""] * 9]

    def _resource_names(self, values: list[str]) -> None:
        self.resource_fields = rows.columns(values, words.RESOURCE_FIELDS)

    def _resource_numbers(self, values: list[str]) -> None:
        self.resource_fields = rows.numbered(values)

    def _resource(self, values: list[str]) -> None:
        fields = rows.Fields(self.resource_fields, values, self.dialect, "resource")
        person = rows.read_resource(fields, len(self.resources) + 1)
        row = fields.integer(40)
        self.people_rows[len(self.resources) + 1 if row is None else row] = person.uid
        self.resources.append(person)

    def _resource_notes(self, values: list[str]) -> None:
        if self.resources:
            person = self.resources[-1]
            self.resources[-1] = replace(person, notes=rows.notes_of(values))

    def _task_names(self, values: list[str]) -> None:
        self.task_fields = rows.columns(values, words.FIELDS)

    def _task_numbers(self, values: list[str]) -> None:
        self.task_fields = rows.numbered(values)

    def _task(self, values: list[str]) -> None:
        fields = rows.Fields(self.task_fields, values, self.dialect, "task")
        task = rows.read_task(fields, len(self.tasks) + 1)
        self.is_in_row_of_project = task is None
        if task is not None:
            self.tasks.append(task)
            self.waits.append((fields, task.uid))

    def _task_notes(self, values: list[str]) -> None:
        if self.tasks and not self.is_in_row_of_project:
            self.tasks[-1] = replace(self.tasks[-1], notes=rows.notes_of(values))

    def _assignment(self, values: list[str]) -> None:
        if not self.tasks or self.is_in_row_of_project:
            return
        fields = rows.Fields(ALPHABET, values, self.dialect, "assignment")
        task = self.tasks[-1].uid
        self.assignments.append(rows.read_assignment(fields, task, self.people_rows))

    def result(self, name: str) -> ScheduleFile:
        """Put the records together, once all of them are there."""
        header = self.header
        shared = {c.name.casefold(): c.uid for c in self.calendars if c.is_shared}
        calendar = shared.get(label(header[3]).casefold())
        self._note_left()
        if header[6].strip() == "1":
            why = _("it is planned backwards from its finish; Headway plans forwards")
            self.findings.add("project", "", why)
        return assembled(
            ScheduleFile(
                name=label(header[0]) or name,
                start=self._instant(header[4]),
                finish=self._instant(header[5], at=rows.EVENING),
                status=None,
                calendar=calendar or next(iter(shared.values()), None),
                minutes_per_day=self.dialect.minutes_per_day,
                minutes_per_week=self.dialect.minutes_per_week,
                is_planned_from_finish=header[6].strip() == "1",
                calendars=tuple(each.closed(shared) for each in self.calendars),
                resources=tuple(self.resources),
                tasks=tuple(self.tasks),
                assignments=tuple(self.assignments),
                links=tuple(self._links()),
            ),
            self.findings,
        )

    def _instant(self, text: str, *, at: int | None = None) -> datetime | None:
        return self.dialect.instant(text, "project", "", at=at)

    def _links(self) -> list[Link]:
        by_row = {task.number: task.uid for task in self.tasks}
        by_uid = {task.uid: task.uid for task in self.tasks}
        return [
            link
            for fields, uid in self.waits
            for number, known in ((70, by_row), (75, by_uid))
            for link in rows.links_of(fields, number, uid, known)
        ]

    def _note_left(self) -> None:
        for number, count in sorted(self.left.items()):
            if number == "72":
                why = _("how tasks recur: each of them is a task")
                self.findings.add("project", "", f"{why} ({count})")
            else:
                why = _("records of a kind that nobody knows")
                self.findings.add("project", "", f"{why}: {number} ({count})")
