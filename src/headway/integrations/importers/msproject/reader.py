"""Read a whole file: Microsoft Project XML in, ``ScheduleFile`` out."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Final, TypeVar

from headway.integrations.importers import references
from headway.integrations.importers.hierarchy import place
from headway.integrations.importers.msproject import (
    baselines,
    calendars,
    custom,
    dialects,
    phases,
    resources,
    tasks,
    text,
    unwanted,
)
from headway.integrations.importers.msproject.fields import Fields
from headway.integrations.importers.msproject.header import read_header
from headway.integrations.importers.msproject.records import Node, RecordParser
from headway.plan.files.content import (
    Assignment,
    FileCalendar,
    Resource,
    ScheduleFile,
    Task,
    Unreadable,
)
from headway.plan.files.findings import Findings
from headway.plan.files.saying import say as _

MOST_BYTES: Final = 200 * 1024 * 1024
MOST_RECORDS: Final = 500_000
HEAD: Final = 1024
FIRST_ELEMENT: Final = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
WANTED: Final = {
    "Task": tasks.TAKEN | baselines.TAKEN,
    "Resource": resources.TAKEN,
    "Assignment": resources.ASSIGNMENT_TAKEN,
    "Calendar": calendars.TAKEN,
    "ExtendedAttribute": custom.TAKEN,
}
Owner = TypeVar("Owner", Task, Resource)


def read_msproject(
    source: Path | BinaryIO,
    *,
    zone: str = "",
    name: str = "",
    most_bytes: int = MOST_BYTES,
) -> ScheduleFile:
    """Read a project; ``source`` is a path or an open, seekable file.

    As schedules have instants of the project's own clock, ``zone`` and ``name``, which
    readers of other files need, change nothing.

    What was not taken is in ``not_read``, line by line.  Memory does not depend on
    what is skipped: time-phased data of tasks, costs.

    Raises
    ------
    Unreadable
        With one sentence on why, and what to do.
    """
    if isinstance(source, Path):
        try:
            with source.open("rb") as file:
                return _read(file, most_bytes)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            said = _("%(file)s cannot be opened: %(reason)s.")
            values = {"file": source, "reason": reason}
            raise Unreadable(said % values) from error
    return _read(source, most_bytes)


def looks_like(start: bytes, name: str) -> bool:
    """Say whether a file begins as Microsoft Project's XML does."""
    root = FIRST_ELEMENT.search(start.replace(b"\0", b""))
    return root is not None and root[1] == b"Project"


def _read(file: BinaryIO, most_bytes: int) -> ScheduleFile:
    size = file.seek(0, 2)
    if size > most_bytes:
        said = _(
            "The file has %(size)d MB, more than the %(most)d MB that Headway reads: "
            "save it without baselines and time-phased data."
        )
        raise Unreadable(said % {"size": size >> 20, "most": most_bytes >> 20})
    file.seek(0)
    head = file.read(HEAD)
    found = dialects.by_signature(head)
    if found:
        raise dialects.unreadable(found)
    for encoding in text.encodings(head):
        reading = _Reading()
        try:
            reading.read(file, encoding)
        except UnicodeDecodeError:
            continue
        return reading.result()
    raise Unreadable(_("The file is not text in any encoding that Headway knows."))


class _Reading:
    """One pass over the file, and what it has found so far."""

    def __init__(self) -> None:
        self.findings = Findings()
        self.calendars: dict[int, FileCalendar] = {}
        self.resources: dict[int, Resource] = {}
        self.tasks: dict[int, tasks.RawTask] = {}
        self.assignments: list[Assignment] = []
        self.uneven: set[int] = set()
        self.laid: defaultdict[int, list[phases.Laid]] = defaultdict(list)
        self.definitions = custom.Definitions()
        self._records = 0
        self._parser = RecordParser(WANTED, self._take)
        self._read = {
            "Task": self._task,
            "Resource": self._resource,
            "Assignment": self._assignment,
            "Calendar": self._calendar,
            "ExtendedAttribute": self.definitions.read,
        }

    def read(self, file: BinaryIO, encoding: text.Encoding) -> None:
        if encoding.remark:
            self.findings.add("file", "", encoding.remark)
        self._parser.parse(self._clean(file, encoding))

    def _clean(self, file: BinaryIO, encoding: text.Encoding) -> Iterable[str]:
        for piece, dropped in text.characters(file, encoding):
            if dropped:
                self.findings.add("file", "", _("control characters were left out"))
            yield piece

    def _take(self, kind: str, node: Node) -> None:
        self._records += 1
        if self._records > MOST_RECORDS:
            raise Unreadable(
                _(
                    "The file has more than 500,000 tasks, resources and assignments: "
                    "split it."
                )
            )
        self._read[kind](Fields(node, self.findings, kind.lower()))

    def _calendar(self, fields: Fields) -> None:
        calendar = calendars.read_calendar(fields)
        if calendar and _is_new(calendar.uid, self.calendars, fields):
            self.calendars[calendar.uid] = calendar

    def _resource(self, fields: Fields) -> None:
        resource = resources.read_resource(fields)
        if resource and _is_new(resource.uid, self.resources, fields):
            self.resources[resource.uid] = resource

    def _task(self, fields: Fields) -> None:
        raw = tasks.read_task(fields)
        if raw and _is_new(raw.task.uid, self.tasks, fields):
            self.tasks[raw.task.uid] = raw

    def _assignment(self, fields: Fields) -> None:
        assignment = resources.read_assignment(fields, self.resources)
        if assignment:
            self.assignments.append(assignment)
        if laid := phases.read_phases(fields):
            uid = fields.integer("TaskUID", tasks.PROJECT_ROW)
            self.laid[uid].append(laid)
        if resources.is_uneven(fields):  # those to nobody lay out the task's own work
            self.uneven.add(fields.integer("TaskUID", tasks.PROJECT_ROW))

    def result(self) -> ScheduleFile:
        """Put the records together, once all of them are there."""
        notes = self.findings
        fields = Fields(self._parser.header, notes, "project")
        header = read_header(fields, list(self._parser.header))
        known = references.known_calendars(self.calendars, notes)
        if not known:
            fields.note(_("it has no calendar: Monday to Friday, 8 to 12 and 13 to 17"))
        placed = place((raw.task for raw in self.tasks.values()), notes)
        rows = {
            task.uid: replace(
                self._with_calendar(task, known),
                is_uneven=task.uid in self.uneven,
                custom=self.definitions.named(self.tasks[task.uid].values),
            )
            for task in placed
        }
        people = {
            uid: self._with_calendar(resource, known)
            for uid, resource in self.resources.items()
        }
        links = chain.from_iterable(raw.links for raw in self.tasks.values())
        file = ScheduleFile(
            name=header.name,
            start=header.start,
            finish=header.finish,
            status=header.status,
            calendar=references.known_calendar(
                header.calendar, known, notes, "project", header.name
            ),
            minutes_per_day=header.minutes_per_day,
            minutes_per_week=header.minutes_per_week,
            is_planned_from_finish=header.is_planned_from_finish,
            currency=header.currency,
            calendars=tuple(known.values()),
            resources=tuple(people.values()),
            tasks=tuple(rows.values()),
            links=references.known_links(links, rows, notes),
            assignments=references.known_assignments(
                self.assignments, rows, people, notes
            ),
            fields=self.definitions.fields(),
            not_read=notes.lines() + unwanted.explain(self._parser.unwanted),
        )
        return phases.with_pauses(file, self.laid)

    def _with_calendar(self, owner: Owner, known: Mapping[int, FileCalendar]) -> Owner:
        kind = "task" if isinstance(owner, Task) else "resource"
        name = f"{owner.uid} {owner.name!r}"
        calendar = references.known_calendar(
            owner.calendar, known, self.findings, kind, name
        )
        return (
            owner if calendar == owner.calendar else replace(owner, calendar=calendar)
        )


def _is_new(uid: int, known: Mapping[int, object], fields: Fields) -> bool:
    if uid in known:
        fields.note(_("another one before it has the same UID"), value=uid)
        return False
    return True
