"""Places of work and their holidays."""

from datetime import date, datetime

from ninja import Field, Schema


class LocationIn(Schema):
    name: str = Field(min_length=1, max_length=200)
    zone: str = Field(max_length=64)
    holidays_id: int | None = None


class LocationPatch(Schema):
    """What is not sent stays as it is."""

    name: str = Field("", min_length=1, max_length=200)
    zone: str = Field("", max_length=64)
    holidays_id: int | None = None


class LocationOut(LocationIn):
    id: int


class HolidayImportIn(Schema):
    """``country`` as ISO 3166-1 alpha-2, ``region`` a code of its subdivisions."""

    country: str = Field(min_length=2, max_length=2)
    region: str = Field("", max_length=40)


class HolidayCalendarOut(HolidayImportIn):
    id: int
    name: str
    until: int
    imported_at: datetime


class HolidayIn(Schema):
    """``percent`` of the day is off: 50 is half a day, 0 a day that is worked."""

    name: str = Field(min_length=1, max_length=200)
    percent: int = Field(100, ge=0, le=100)


class HolidayOut(HolidayIn):
    on: date
    edited_at: datetime | None
