"""Tasks, those that they wait for, and who does them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final
from xml.etree.ElementTree import Element

from headway.integrations.importers.values import WHOLE, Attributes, paragraph
from headway.plan.files.content import (
    UNDATED,
    Assignment,
    Constraint,
    Fixed,
    Link,
    LinkType,
    Task,
)
from headway.plan.files.findings import Findings
from headway.plan.files.saying import say as _

FORM: Final = "%Y%m%dT%H%M%SZ"
"""Written as if it were UTC; it is local time."""

MILESTONE: Final = "milestone"
FIXED_DURATION: Final = "fixed-duration"
CONSTRAINTS: Final = {
    "as-soon-as-possible": Constraint.AS_SOON_AS_POSSIBLE,
    "as-late-as-possible": Constraint.AS_LATE_AS_POSSIBLE,
    "must-start-on": Constraint.MUST_START_ON,
    "must-finish-on": Constraint.MUST_FINISH_ON,
    "start-no-earlier-than": Constraint.START_NO_EARLIER,
    "finish-no-earlier-than": Constraint.FINISH_NO_EARLIER,
    "start-no-later-than": Constraint.START_NO_LATER,
    "finish-no-later-than": Constraint.FINISH_NO_LATER,
}
KINDS: Final = {kind.value for kind in LinkType}
LONGEST: Final = 100 * 366 * 24 * 60
LONGEST_LAG: Final = 50 * 366 * 24 * 60
UNSAID: Final = 0
"""The priority where nobody cared."""


@dataclass(slots=True)
class Outline:
    """The tasks of a file in their order, who waits for whom, and who does what."""

    findings: Findings
    allocations: defaultdict[int, list[Assignment]]
    tasks: list[Task] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def read(self, root: Element) -> None:
        for element in root.iterfind("tasks/task"):
            self._walk(element, 1)

    def _walk(self, element: Element, level: int) -> None:
        attributes = Attributes(element, self.findings, "task")
        uid = attributes.integer("id")
        if uid is None:
            attributes.note(_("it has no number"))
            return
        self.tasks.append(self._task(attributes, uid, level))
        self.links += self._links(element, uid)
        for child in element.iterfind("task"):
            self._walk(child, level + 1)

    def _task(self, attributes: Attributes, uid: int, level: int) -> Task:
        element = attributes.element
        percent = max(0, min(100, attributes.integer("percent-complete") or 0))
        is_milestone = attributes.text("type") == MILESTONE
        is_fixed = attributes.text("scheduling") == FIXED_DURATION
        work = 0 if is_milestone else _minutes(attributes, "work")
        units = sum(each.units for each in self.allocations[uid]) or WHOLE
        duration = round((work or 0) * WHOLE / units)
        if is_fixed and not is_milestone:
            duration = _minutes(attributes, "duration") or duration
        start = attributes.instant("work-start", FORM)
        start = start or attributes.instant("start", FORM)
        finish = attributes.instant("end", FORM)
        constraint, date = self._constraint(element)
        left = (100 - percent) / 100
        return Task(
            uid=uid,
            number=len(self.tasks) + 1,
            wbs="",
            name=attributes.label("name"),
            level=level,
            notes=paragraph(element.get("note")),
            is_summary=element.find("task") is not None,
            is_milestone=is_milestone,
            fixed=Fixed.DURATION if is_fixed else Fixed.WORK,
            is_effort_driven=not is_fixed,
            duration=duration,
            remaining_duration=round(duration * left),
            work=work,
            remaining_work=None if work is None else round(work * left),
            percent_complete=percent,
            start=start,
            finish=finish,
            actual_start=start if percent else None,
            actual_finish=finish if percent == 100 else None,
            constraint=constraint,
            constraint_date=date,
            priority=self._priority(attributes),
        )

    @staticmethod
    def _priority(attributes: Attributes) -> int:
        """Read a priority from 0 to 9999, of which 0 says nothing."""
        number = attributes.integer("priority", UNSAID) or UNSAID
        return 500 if number <= UNSAID else min(500 + number // 20, 1000)

    def _constraint(self, element: Element) -> tuple[Constraint, datetime | None]:
        found = element.find("constraint")
        if found is None:
            return Constraint.AS_SOON_AS_POSSIBLE, None
        attributes = Attributes(found, self.findings, "task")
        kind = CONSTRAINTS.get(attributes.text("type"))
        date = attributes.instant("time", FORM)
        if kind is None:
            why = _("its constraint is of an unknown type")
            attributes.note(why, value=attributes.text("type"))
        elif kind in UNDATED or date is not None:
            return kind, None if kind in UNDATED else date
        return Constraint.AS_SOON_AS_POSSIBLE, None

    def _links(self, element: Element, after: int) -> Iterator[Link]:
        for each in element.iterfind("predecessors/predecessor"):
            attributes = Attributes(each, self.findings, "link")
            before = attributes.integer("predecessor-id")
            kind = attributes.text("type").upper() or "FS"
            if before is None or kind not in KINDS:
                attributes.note(_("a link of a kind that nobody knows"), value=kind)
                continue
            lag = round((attributes.number("lag") or 0) / 60)
            yield Link(
                before=before,
                after=after,
                type=LinkType(kind),
                lag=max(-LONGEST_LAG, min(lag, LONGEST_LAG)),
            )


def read_allocations(
    root: Element, findings: Findings
) -> defaultdict[int, list[Assignment]]:
    """Read who does what, by task; how much work that is, is worked out later."""
    found: defaultdict[int, list[Assignment]] = defaultdict(list)
    for element in root.iterfind("allocations/allocation"):
        attributes = Attributes(element, findings, "assignment")
        if (ends := attributes.ends()) is None:
            continue
        task, resource = ends
        units = attributes.units("units")
        found[task].append(Assignment(task=task, resource=resource, units=units))
    return found


def with_work(
    tasks: list[Task], allocations: defaultdict[int, list[Assignment]]
) -> Iterator[Assignment]:
    """Yield each person's part of the work, in proportion to their units."""
    for task in tasks:
        held = allocations.pop(task.uid, [])
        total = sum(each.units for each in held)
        for each in held:
            is_fixed = task.fixed is Fixed.DURATION
            part = each.units / WHOLE if is_fixed else each.units / (total or WHOLE)
            whole = task.duration if is_fixed else task.work
            left = task.remaining_duration if is_fixed else task.remaining_work
            yield replace(
                each,
                work=round((whole or 0) * part),
                remaining_work=round((left or 0) * part),
            )
    for unknown in allocations.values():
        yield from unknown


def _minutes(attributes: Attributes, name: str) -> int | None:
    """Read seconds as minutes."""
    seconds = attributes.number(name)
    return None if seconds is None else max(0, min(round(seconds / 60), LONGEST))
