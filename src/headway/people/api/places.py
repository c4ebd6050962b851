"""Places of work and their holidays over REST."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from headway.actors.models import Actor
from headway.base.parameters import PathId
from headway.base.schemas import Day
from headway.events.rest import for_programs, for_programs_once
from headway.people import actions
from headway.people.api.asking import shown
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
@for_programs
def list_locations(request: HttpRequest, actor: Actor) -> HttpResponse:
    return shown(LocationOut, Location.objects.visible_to(actor).order_by("name"))


@router.post("/locations", operation_id="addLocation", response={201: LocationOut})
@for_programs_once
def add_location(request: HttpRequest, actor: Actor, body: LocationIn) -> HttpResponse:

    made = LocationOut.from_orm(actions.add_location(by=actor, **body.dict()))
    return shown(LocationOut, made, status=201)


@router.patch(
    "/locations/{location}", operation_id="editLocation", response=LocationOut
)
@for_programs
def edit_location(
    request: HttpRequest, actor: Actor, location: PathId, body: LocationPatch
) -> HttpResponse:
    """Change what was sent."""
    return shown(
        LocationOut,
        actions.edit_location(location, by=actor, **body.dict(exclude_unset=True)),
    )


@router.delete(
    "/locations/{location}", operation_id="removeLocation", response={204: None}
)
@for_programs
def remove_location(
    request: HttpRequest, actor: Actor, location: PathId
) -> HttpResponse:
    """Remove a place; 409 while people work there."""
    actions.remove_location(location, by=actor)
    return HttpResponse(status=204)


@router.get(
    "/holiday-calendars",
    operation_id="listHolidayCalendars",
    response=list[HolidayCalendarOut],
)
@for_programs
def list_holiday_calendars(request: HttpRequest, actor: Actor) -> HttpResponse:
    return shown(
        HolidayCalendarOut, HolidayCalendar.objects.visible_to(actor).order_by("name")
    )


@router.post(
    "/holiday-calendars",
    operation_id="importHolidays",
    response=HolidayCalendarOut,
)
@for_programs_once
def import_holidays(
    request: HttpRequest, actor: Actor, body: HolidayImportIn
) -> HttpResponse:
    """Take over a country's holidays, or bring them up to date."""
    return shown(
        HolidayCalendarOut,
        actions.import_holidays(body.country, body.region, by=actor)[0],
    )


@router.get(
    "/holiday-calendars/{calendar}/holidays",
    operation_id="listHolidays",
    response=list[HolidayOut],
)
@for_programs
def list_holidays(request: HttpRequest, actor: Actor, calendar: PathId) -> HttpResponse:
    found = HolidayCalendar.objects.get_for_read(calendar, by=actor)
    return shown(
        HolidayOut,
        Holiday.objects.visible_to(actor).filter(calendar=found).order_by("on"),
    )


@router.put(
    "/holiday-calendars/{calendar}/holidays/{on}",
    operation_id="setHoliday",
    response=HolidayOut,
)
@for_programs
def set_holiday(
    request: HttpRequest, actor: Actor, calendar: PathId, on: Day, body: HolidayIn
) -> HttpResponse:
    """Say how much of a day is off; imports leave it alone from then on."""
    return shown(HolidayOut, actions.set_holiday(calendar, on, by=actor, **body.dict()))


@router.delete(
    "/holiday-calendars/{calendar}/holidays/{on}",
    operation_id="removeHoliday",
    response={204: None},
)
@for_programs
def remove_holiday(
    request: HttpRequest, actor: Actor, calendar: PathId, on: Day
) -> HttpResponse:
    actions.remove_holiday(calendar, on, by=actor)
    return HttpResponse(status=204)
