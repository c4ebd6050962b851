"""Places of work and their holidays."""

from datetime import date, datetime
from typing import Annotated

from ninja import Field, Schema

from headway.base.schemas import Clean, Id, Input, Name, Zone
from headway.people.schemas.kinds import Percent

Country = Annotated[str, Field(min_length=2, max_length=2), Clean]
Region = Annotated[str, Field(max_length=40), Clean]


class LocationIn(Input):
    name: Name
    zone: Zone
    holidays_id: Id | None = None


class LocationPatch(Input):
    """What is not sent stays as it is."""

    name: Name = ""
    zone: Zone = ""
    holidays_id: Id | None = None


class LocationOut(LocationIn):
    id: int


class HolidayImportIn(Input):
    """``country`` as ISO 3166-1 alpha-2, ``region`` a code of its subdivisions."""

    country: Country
    region: Region = ""


class HolidayCalendarOut(HolidayImportIn):
    id: int
    name: str
    until: int
    imported_at: datetime


class HolidayIn(Input):
    """``percent`` of the day is off: 50 is half a day, 0 a day that is worked."""

    name: Name
    percent: Percent = 100


class HolidayOut(HolidayIn):
    on: date
    edited_at: datetime | None


class LocationList(Schema):
    items: list[LocationOut]


class HolidayCalendarList(Schema):
    items: list[HolidayCalendarOut]


class HolidayList(Schema):
    items: list[HolidayOut]
