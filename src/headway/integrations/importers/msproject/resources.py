"""Resources and their assignments to tasks."""

from collections.abc import Mapping
from typing import Any, Final

from headway.integrations.importers.msproject.fields import Fields
from headway.integrations.importers.msproject.rates import read_rates
from headway.plan.files.content import (
    NO_MONEY,
    Assignment,
    Resource,
    ResourceKind,
)
from headway.plan.files.saying import say as _

TAKEN: Final = frozenset(
    {
        "UID", "ID", "Name", "Type", "IsNull", "IsCostResource", "MaxUnits",
        "CalendarUID", "EmailAddress", "Initials", "Group", "Notes", "IsGeneric",
        "IsInactive", "AvailabilityPeriods", "StandardRate", "StandardRateFormat",
        "Rates", "MaterialLabel", "CostPerUse",
    }
)  # fmt: skip
ASSIGNMENT_TAKEN: Final = frozenset(
    {
        "UID", "TaskUID", "ResourceUID", "Units", "Work", "RemainingWork", "Start",
        "Finish", "WorkContour", "Delay", "LevelingDelay", "RemainingOvertimeWork",
        "TimephasedData", "Cost", "HasFixedRateUnits",
    }
)  # fmt: skip
WHOLE: Final = 1000
MINUTES: Final = 60
MOST_QUANTITY: Final = 10**11
LARGEST_UNITS: Final = 1_000_000
NOBODY: Final = 0
"""The UID under which a file lists what is not assigned to anybody."""

PROJECT_ROW: Final = 0
WORK_TYPE: Final = 1
FIRST_YEAR: Final = "1984"
"""Microsoft Project's beginning of time: available from the start."""

FLAT: Final = 0


def read_resource(fields: Fields) -> Resource | None:
    """Read one resource; blank rows and the unnamed "no resource" are none."""
    uid = fields.optional_integer("UID")
    name = fields.label("Name")
    fields.name = f"{uid} {name!r}"
    is_nobody = uid == NOBODY and name.casefold() in ("", "unassigned")
    if fields.flag("IsNull") or is_nobody:
        return None
    if uid is None:
        fields.note(_("it has no UID"))
        return None
    calendar = fields.integer("CalendarUID", -1)
    kind = _kind(fields)
    _note_availability(fields)
    return Resource(
        uid=uid,
        name=name,
        kind=kind,
        max_units=_units(fields, "MaxUnits"),
        calendar=calendar if calendar >= 0 else None,
        email=fields.label("EmailAddress"),
        initials=fields.label("Initials"),
        group=fields.label("Group"),
        notes=fields.text("Notes"),
        is_generic=fields.flag("IsGeneric"),
        is_active=not fields.flag("IsInactive"),
        rates=read_rates(fields) if kind is ResourceKind.WORK else (),
        **_price(fields, kind),
    )


def _price(fields: Fields, kind: ResourceKind) -> dict[str, Any]:
    """Say what material costs; what each use of a person costs is left there."""
    per_use = fields.money("CostPerUse")
    if kind is ResourceKind.MATERIAL:
        rates = read_rates(fields)
        if len(rates) > 1:
            fields.note(_("its price changes over time: the first one is taken"))
        price = rates[0].per_hour if rates else NO_MONEY
        unit = fields.label("MaterialLabel")
        return {"unit": unit, "price": price, "per_use": per_use}
    if per_use:
        fields.note(_("what each use of somebody costs, besides their hours"))
    return {}


def _kind(fields: Fields) -> ResourceKind:
    if fields.flag("IsCostResource"):
        return ResourceKind.COST
    kind = fields.integer("Type", WORK_TYPE)
    if kind == WORK_TYPE:
        return ResourceKind.WORK
    return ResourceKind.COST if kind == 2 else ResourceKind.MATERIAL


def _note_availability(fields: Fields) -> None:
    path = "AvailabilityPeriods", "AvailabilityPeriod"
    periods = [
        period
        for period in fields.children(*path)
        if period.text("AvailableFrom")[:4] not in ("", "NA", FIRST_YEAR)
        or period.number("AvailableUnits") not in (None, 1.0)
    ]
    if periods:
        fields.note(
            _("availability that changes over time: its MaxUnits count throughout")
        )


def _units(fields: Fields, tag: str) -> int:
    """Read units (1 is one person) as thousandths."""
    number = fields.number(tag)
    if number is None:
        return WHOLE
    units = round(number * WHOLE)
    if not 0 <= units <= LARGEST_UNITS:
        fields.note(_("%s is out of range") % tag, value=fields.text(tag))
        return WHOLE
    return units


def read_assignment(
    fields: Fields, resources: Mapping[int, Resource]
) -> Assignment | None:
    """Read one assignment; those to nobody are a placeholder of the format."""
    task = fields.optional_integer("TaskUID")
    resource = fields.optional_integer("ResourceUID")
    fields.name = fields.text("UID")[:20]
    if task is None:
        fields.note(_("it has no task"))
        return None
    if resource is None or resource < 0:
        return None
    if task == PROJECT_ROW:
        fields.note(_("a resource of the project as a whole: only tasks are planned"))
        return None
    if fields.integer("LevelingDelay", 0) or fields.integer("Delay", 0):
        fields.note(_("its delay: Headway works out anew when people are free"))
    if is_uneven(fields):
        fields.note(_("work spread unevenly over its days is planned evenly"))
    kind = resources[resource].kind if resource in resources else ResourceKind.WORK
    if kind is ResourceKind.MATERIAL:
        return Assignment(task=task, resource=resource, units=_quantity(fields))
    if kind is ResourceKind.COST:
        return Assignment(task=task, resource=resource, cost=fields.money("Cost"))
    return Assignment(
        task=task,
        resource=resource,
        units=_units(fields, "Units"),
        work=fields.minutes("Work"),
        remaining_work=fields.minutes("RemainingWork"),
        remaining_overtime=fields.minutes("RemainingOvertimeWork") or 0,
        start=fields.instant("Start"),
        finish=fields.instant("Finish"),
    )


def _quantity(fields: Fields) -> int:
    """Read how much of a material is used, in thousandths.

    Of what is used up over time that is said as if it were hours.
    """
    if not fields.flag("HasFixedRateUnits", default=True):
        fields.note(_("material that is used over time: all of it is one quantity"))
        return round((fields.minutes("Work") or 0) * WHOLE / MINUTES)
    number = fields.number("Units")
    if number is None:
        return WHOLE
    return min(round(max(number, 0) * WHOLE), MOST_QUANTITY)


def is_uneven(fields: Fields) -> bool:
    """Tell whether somebody spread an assignment's work over its days."""
    return fields.integer("WorkContour", FLAT) != FLAT
