"""Places of work and their holidays over REST."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router

from headway.people import actions
from headway.people.api.asking import Key, acting, created
from headway.people.models import Holiday, HolidayCalendar, Location
from headway.people.schemas.places import (
    HolidayCalendarOut,
    HolidayImportIn,
    HolidayIn,
    HolidayOut,
    LocationIn,
    LocationOut,
    LocationPatch,
)

router = Router()


@router.get("/locations", operation_id="listLocations", response=list[LocationOut])
def list_locations(request: HttpRequest, workspace: Path[str]) -> Any:
    actor = acting(request, workspace)
    return Location.objects.visible_to(actor).order_by("name")


@router.post("/locations", operation_id="addLocation", response={201: LocationOut})
def add_location(
    request: HttpRequest, workspace: Path[str], body: LocationIn, key: Key = None
) -> HttpResponse:
    actor = acting(request, workspace)

    def act() -> LocationOut:
        return LocationOut.from_orm(actions.add_location(by=actor, **body.dict()))

    return created(request, act, by=actor, key=key)


@router.patch(
    "/locations/{location}", operation_id="editLocation", response=LocationOut
)
def edit_location(
    request: HttpRequest, workspace: Path[str], location: int, body: LocationPatch
) -> Any:
    """Change what was sent."""
    actor = acting(request, workspace)
    return actions.edit_location(location, by=actor, **body.dict(exclude_unset=True))


@router.delete(
    "/locations/{location}", operation_id="removeLocation", response={204: None}
)
def remove_location(
    request: HttpRequest, workspace: Path[str], location: int
) -> HttpResponse:
    """Remove a place; 409 while people work there."""
    actions.remove_location(location, by=acting(request, workspace))
    return HttpResponse(status=204)


@router.get(
    "/holiday-calendars",
    operation_id="listHolidayCalendars",
    response=list[HolidayCalendarOut],
)
def list_holiday_calendars(request: HttpRequest, workspace: Path[str]) -> Any:
    actor = acting(request, workspace)
    return HolidayCalendar.objects.visible_to(actor).order_by("name")


@router.post(
    "/holiday-calendars",
    operation_id="importHolidays",
    response=HolidayCalendarOut,
)
def import_holidays(
    request: HttpRequest, workspace: Path[str], body: HolidayImportIn
) -> Any:
    """Take over a country's holidays, or bring them up to date."""
    actor = acting(request, workspace)
    return actions.import_holidays(body.country, body.region, by=actor)[0]


@router.get(
    "/holiday-calendars/{calendar}/holidays",
    operation_id="listHolidays",
    response=list[HolidayOut],
)
def list_holidays(request: HttpRequest, workspace: Path[str], calendar: int) -> Any:
    actor = acting(request, workspace)
    found = HolidayCalendar.objects.get_for_read(calendar, by=actor)
    return Holiday.objects.visible_to(actor).filter(calendar=found).order_by("on")


@router.put(
    "/holiday-calendars/{calendar}/holidays/{on}",
    operation_id="setHoliday",
    response=HolidayOut,
)
def set_holiday(
    request: HttpRequest, workspace: Path[str], calendar: int, on: date, body: HolidayIn
) -> Any:
    """Say how much of a day is off; imports leave it alone from then on."""
    actor = acting(request, workspace)
    return actions.set_holiday(calendar, on, by=actor, **body.dict())


@router.delete(
    "/holiday-calendars/{calendar}/holidays/{on}",
    operation_id="removeHoliday",
    response={204: None},
)
def remove_holiday(
    request: HttpRequest, workspace: Path[str], calendar: int, on: date
) -> HttpResponse:
    actions.remove_holiday(calendar, on, by=acting(request, workspace))
    return HttpResponse(status=204)
