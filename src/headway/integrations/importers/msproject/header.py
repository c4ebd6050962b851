"""Properties of the project as a whole."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from headway.integrations.importers.msproject.fields import Fields
from headway.plan.files.saying import say as _

TAKEN: Final = frozenset(
    {
        "UID", "Name", "Title", "StartDate", "FinishDate", "StatusDate", "CalendarUID",
        "MinutesPerDay", "MinutesPerWeek", "ScheduleFromStart", "SaveVersion",
        "CurrentDate", "CreationDate", "LastSaved", "GUID", "CurrencyCode",
    }
)  # fmt: skip
DAY: Final = 24 * 60
WEEK: Final = 7 * DAY


@dataclass(frozen=True, kw_only=True, slots=True)
class Header:
    name: str
    start: datetime | None
    finish: datetime | None
    status: datetime | None
    calendar: int | None
    minutes_per_day: int
    minutes_per_week: int
    is_planned_from_finish: bool
    currency: str


def read_header(fields: Fields, tags: list[str]) -> Header:
    """Read the properties, and note which of the ``tags`` there are not taken."""
    others = sorted(tag for tag in tags if tag not in TAKEN and fields.text(tag))
    if others:
        said = _("settings of the other program: %s") % ", ".join(others)
        fields.note(said[:2000])
    calendar = fields.integer("CalendarUID", -1)
    is_from_finish = not fields.flag("ScheduleFromStart", default=True)
    if is_from_finish:
        fields.note(
            _("it is planned backwards from its finish; Headway plans forwards")
        )
    return Header(
        name=fields.label("Title") or fields.label("Name"),
        start=fields.instant("StartDate"),
        finish=fields.instant("FinishDate"),
        status=fields.instant("StatusDate"),
        calendar=calendar if calendar >= 0 else None,
        minutes_per_day=_minutes(fields, "MinutesPerDay", 480, DAY),
        minutes_per_week=_minutes(fields, "MinutesPerWeek", 2400, WEEK),
        is_planned_from_finish=is_from_finish,
        currency=fields.label("CurrencyCode").upper()[:3],
    )


def _minutes(fields: Fields, tag: str, default: int, most: int) -> int:
    minutes = fields.integer(tag, default)
    if 0 < minutes <= most:
        return minutes
    fields.note(_("%s makes no sense") % tag, value=minutes)
    return default
