"""Tasks and the links between them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from headway.integrations.importers.msproject.baselines import read_baselines
from headway.integrations.importers.msproject.custom import read_values
from headway.integrations.importers.msproject.fields import Fields
from headway.plan.files.content import (
    UNDATED,
    Constraint,
    Fixed,
    Link,
    LinkType,
    Task,
)
from headway.plan.files.saying import say as _

TAKEN: Final = frozenset(
    {
        "UID", "ID", "Name", "WBS", "OutlineNumber", "OutlineLevel", "IsNull", "Notes",
        "Milestone", "Active", "Manual", "ManualStart", "ManualFinish",
        "ManualDuration", "ExternalTask", "IsSubproject", "Estimated", "Type",
        "EffortDriven", "Duration", "DurationFormat", "RemainingDuration", "Work",
        "RemainingWork", "PercentComplete", "Start", "Finish", "ActualStart",
        "ActualFinish", "Stop", "Resume", "ConstraintType", "ConstraintDate",
        "Deadline", "CalendarUID", "IgnoreResourceCalendar", "Priority", "Summary",
        "LevelingDelay", "PredecessorLink", "ExtendedAttribute", "FixedCost",
    }
)  # fmt: skip
PROJECT_ROW: Final = 0
FIXED: Final = {0: Fixed.UNITS, 1: Fixed.DURATION, 2: Fixed.WORK}
CONSTRAINTS: Final = dict(
    enumerate(
        (
            Constraint.AS_SOON_AS_POSSIBLE,
            Constraint.AS_LATE_AS_POSSIBLE,
            Constraint.MUST_START_ON,
            Constraint.MUST_FINISH_ON,
            Constraint.START_NO_EARLIER,
            Constraint.START_NO_LATER,
            Constraint.FINISH_NO_EARLIER,
            Constraint.FINISH_NO_LATER,
        )
    )
)
LINK_TYPES: Final = {
    0: LinkType.FINISH_FINISH,
    1: LinkType.FINISH_START,
    2: LinkType.START_FINISH,
    3: LinkType.START_START,
}
ELAPSED_FORMATS: Final = frozenset({4, 6, 8, 10, 12, 20, 36, 38, 40, 42, 44, 52})
PERCENT_FORMATS: Final = frozenset({19, 20, 51, 52})
ESTIMATED_FORMATS: Final = frozenset(range(35, 54))
DAYS: Final = 7
LONGEST_LAG: Final = 50 * 366 * 24 * 60


@dataclass(frozen=True, slots=True)
class RawTask:
    """A task before its place in the hierarchy is known."""

    task: Task
    links: tuple[Link, ...]
    values: tuple[tuple[int, str], ...] = ()


def read_task(fields: Fields) -> RawTask | None:
    """Read one task; the row of the project itself and blank rows are none."""
    uid = fields.optional_integer("UID")
    name = fields.label("Name")
    fields.name = f"{uid} {name!r}"
    if fields.flag("IsNull") or uid == PROJECT_ROW:
        return None
    if uid is None:
        fields.note(_("it has no UID"))
        return None
    _note_lost(fields)
    links, values = tuple(_links(fields, uid)), tuple(read_values(fields))
    return RawTask(_task(fields, uid, name), links, values)


def _note_lost(fields: Fields) -> None:
    if fields.flag("IsSubproject"):
        fields.note(_("its tasks are in another file: read that one by itself"))
    if fields.number("LevelingDelay"):
        fields.note(_("its levelling delay: Headway levels anew"))


def _task(fields: Fields, uid: int, name: str) -> Task:
    is_manual = fields.flag("Manual")
    duration_format = fields.integer("DurationFormat", DAYS)
    constraint = _constraint(fields)
    calendar = fields.integer("CalendarUID", -1)
    start = fields.instant("Start")
    finish = fields.instant("Finish")
    if is_manual:
        start = fields.instant("ManualStart") or start
        finish = fields.instant("ManualFinish") or finish
    if start and finish and finish < start:
        fields.note(_("it finishes before it starts"), value=f"{start} to {finish}")
    return Task(
        uid=uid,
        number=fields.integer("ID", uid),
        wbs=fields.label("WBS") or fields.label("OutlineNumber"),
        name=name,
        level=fields.integer("OutlineLevel", 1),
        notes=fields.text("Notes"),
        is_summary=fields.flag("Summary"),
        is_milestone=fields.flag("Milestone"),
        is_active=fields.flag("Active", default=True),
        is_manual=is_manual,
        is_external=fields.flag("ExternalTask"),
        is_estimated=fields.flag("Estimated") or duration_format in ESTIMATED_FORMATS,
        is_elapsed=duration_format in ELAPSED_FORMATS,
        is_effort_driven=fields.flag("EffortDriven"),
        fixed=_fixed(fields),
        duration=fields.minutes("Duration"),
        remaining_duration=fields.minutes("RemainingDuration"),
        work=fields.minutes("Work"),
        remaining_work=fields.minutes("RemainingWork"),
        percent_complete=_percent(fields),
        start=start,
        finish=finish,
        actual_start=fields.instant("ActualStart"),
        actual_finish=fields.instant("ActualFinish"),
        stop=fields.instant("Stop"),
        resume=fields.instant("Resume"),
        constraint=constraint,
        constraint_date=fields.instant("ConstraintDate"),
        deadline=fields.instant("Deadline"),
        calendar=calendar if calendar >= 0 else None,
        ignores_people_calendars=fields.flag("IgnoreResourceCalendar"),
        priority=fields.integer("Priority", 500),
        fixed_cost=fields.money("FixedCost"),
        baselines=read_baselines(fields),
    )


def _fixed(fields: Fields) -> Fixed:
    kind = fields.integer("Type", 0)
    if kind not in FIXED:
        fields.note(_("its type is unknown and was taken as fixed units"), value=kind)
    return FIXED.get(kind, Fixed.UNITS)


def _percent(fields: Fields) -> int:
    unsaid = 100 if fields.text("ActualFinish") not in ("", "NA") else 0
    percent = fields.integer("PercentComplete", unsaid)
    if not 0 <= percent <= 100:
        fields.note(_("it is not between 0 and 100 per cent complete"), value=percent)
    return max(0, min(100, percent))


def _constraint(fields: Fields) -> Constraint:
    number = fields.integer("ConstraintType", 0)
    constraint = CONSTRAINTS.get(number)
    if constraint is None:
        fields.note(_("its constraint is of an unknown type"), value=number)
        return Constraint.AS_SOON_AS_POSSIBLE
    if constraint not in UNDATED and fields.instant("ConstraintDate") is None:
        fields.note(_("its constraint has no date"), value=constraint.value)
        return Constraint.AS_SOON_AS_POSSIBLE
    return constraint


def _links(fields: Fields, uid: int) -> Iterator[Link]:
    for link in fields.children("PredecessorLink"):
        before = link.optional_integer("PredecessorUID")
        if link.flag("CrossProject"):
            link.note(_("it waits for a task of another project"))
        elif before is None:
            link.note(_("a link has no predecessor"))
        elif before == uid:
            link.note(_("it is linked to itself"))
        elif before == PROJECT_ROW:
            link.note(_("it is linked to the project as a whole"))
        else:
            yield _link(link, before, uid)


def _link(fields: Fields, before: int, after: int) -> Link:
    kind = fields.integer("Type", 1)
    if kind not in LINK_TYPES:
        fields.note(
            _("a link of unknown type was taken as finish to start"), value=kind
        )
    lag_format = fields.integer("LagFormat", DAYS)
    is_percent = lag_format in PERCENT_FORMATS
    tenths = fields.number("LinkLag") or 0.0
    lag = round(tenths if is_percent else tenths / 10)
    if abs(lag) > LONGEST_LAG:
        fields.note(_("a link has a lag of more than fifty years"), value=lag)
        lag = LONGEST_LAG if lag > 0 else -LONGEST_LAG
    return Link(
        before=before,
        after=after,
        type=LINK_TYPES.get(kind, LinkType.FINISH_START),
        lag=lag,
        is_percent=is_percent,
        is_elapsed=lag_format in ELAPSED_FORMATS,
    )
