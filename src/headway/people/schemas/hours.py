"""Weeks, as people write them."""

from datetime import date
from typing import Annotated, Self

from ninja import Field, Schema
from pydantic import AfterValidator, Strict

from headway.base.errors import Refused
from headway.base.hours import Hours, format_hours, parse_hours
from headway.base.schemas import Clean, Input
from headway.people.models import WorkSchedule
from headway.people.models.calendars import WEEKDAYS


def _check_hours(text: str) -> str:
    try:
        return format_hours(parse_hours(text))
    except Refused as refused:
        raise ValueError(str(refused)) from refused


DayHours = Annotated[str, Field(max_length=200), AfterValidator(_check_hours), Clean]
"""``09:00-12:30, 13:30-18:00``; empty is a day off."""

Usable = Annotated[int, Strict(), Field(ge=1, le=100)]


class ScheduleIn(Input):
    """A weekday of null is as in the person's calendar."""

    monday: DayHours | None = None
    tuesday: DayHours | None = None
    wednesday: DayHours | None = None
    thursday: DayHours | None = None
    friday: DayHours | None = None
    saturday: DayHours | None = None
    sunday: DayHours | None = None
    availability_percent: Usable | None = None

    def week(self) -> list[Hours | None]:
        texts = [getattr(self, day) for day in WEEKDAYS]
        return [None if text is None else parse_hours(text) for text in texts]


class ScheduleOut(ScheduleIn):
    """What holds from ``valid_from`` on, until the next one."""

    valid_from: date

    @classmethod
    def of(cls, row: WorkSchedule) -> Self:
        week = zip(WEEKDAYS, row.own_week, strict=True)
        said = {day: None if h is None else format_hours(h) for day, h in week}
        return cls(
            valid_from=row.valid_from,
            availability_percent=row.availability_percent,
            **said,
        )


class ScheduleList(Schema):
    items: list[ScheduleOut]
