"""Places of work and their holidays over REST."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from headway.actors.models import Actor
from headway.base.parameters import PathId
from headway.base.schemas import Day
from headway.events.rest import (
    answer_done,
    for_administrators,
    for_administrators_once,
    for_programs,
    sparse,
)
from headway.people import actions
from headway.people.api.asking import changed, listed
from headway.people.models import Holiday, HolidayCalendar, Location
from headway.people.schemas.places import (
    HolidayCalendarList,
    HolidayCalendarOut,
    HolidayImportIn,
    HolidayIn,
    HolidayList,
    HolidayOut,
    LocationIn,
    LocationList,
    LocationOut,
    LocationPatch,
)

router = Router()


@router.get("/locations", operation_id="listLocations", response=LocationList)
@for_programs
@sparse(LocationList)
def list_locations(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the places where people work, by name."""
    rows = Location.objects.visible_to(actor).order_by("name")
    return listed(map(LocationOut.from_orm, rows))


@router.post("/locations", operation_id="addLocation", response={201: LocationOut})
@for_administrators_once
def add_location(request: HttpRequest, actor: Actor, body: LocationIn) -> HttpResponse:
    """Add a place where people work."""
    return changed(
        lambda: actions.add_location(by=actor, **body.dict()),
        LocationOut.from_orm,
        status=201,
    )


@router.patch(
    "/locations/{location}", operation_id="editLocation", response=LocationOut
)
@for_administrators
def edit_location(
    request: HttpRequest, actor: Actor, location: PathId, body: LocationPatch
) -> HttpResponse:
    """Change what was sent."""
    said = body.dict(exclude_unset=True)
    return changed(
        lambda: actions.edit_location(location, by=actor, **said), LocationOut.from_orm
    )


@router.delete(
    "/locations/{location}", operation_id="removeLocation", response={204: None}
)
@for_administrators
def remove_location(
    request: HttpRequest, actor: Actor, location: PathId
) -> HttpResponse:
    """Remove a place; 409 while people work there."""
    return answer_done(lambda: actions.remove_location(location, by=actor))


@router.get(
    "/holiday-calendars",
    operation_id="listHolidayCalendars",
    response=HolidayCalendarList,
)
@for_programs
@sparse(HolidayCalendarList)
def list_holiday_calendars(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the countries and regions whose holidays are known here."""
    rows = HolidayCalendar.objects.visible_to(actor).order_by("name")
    return listed(map(HolidayCalendarOut.from_orm, rows))


@router.post(
    "/holiday-calendars",
    operation_id="importHolidays",
    response=HolidayCalendarOut,
)
@for_administrators_once
def import_holidays(
    request: HttpRequest, actor: Actor, body: HolidayImportIn
) -> HttpResponse:
    """Take over a country's holidays, or bring them up to date."""
    return changed(
        lambda: actions.import_holidays(body.country, body.region, by=actor)[0],
        HolidayCalendarOut.from_orm,
    )


@router.get(
    "/holiday-calendars/{calendar}/holidays",
    operation_id="listHolidays",
    response=HolidayList,
)
@for_programs
@sparse(HolidayList)
def list_holidays(request: HttpRequest, actor: Actor, calendar: PathId) -> HttpResponse:
    """List the days off of a country or region, past ones too, in order."""
    found = HolidayCalendar.objects.get_for_read(calendar, by=actor)
    rows = Holiday.objects.visible_to(actor).filter(calendar=found).order_by("on")
    return listed(map(HolidayOut.from_orm, rows))


@router.put(
    "/holiday-calendars/{calendar}/holidays/{on}",
    operation_id="setHoliday",
    response=HolidayOut,
)
@for_administrators
def set_holiday(
    request: HttpRequest, actor: Actor, calendar: PathId, on: Day, body: HolidayIn
) -> HttpResponse:
    """Say how much of a day is off; imports leave it alone from then on."""
    return changed(
        lambda: actions.set_holiday(calendar, on, by=actor, **body.dict()),
        HolidayOut.from_orm,
    )


@router.delete(
    "/holiday-calendars/{calendar}/holidays/{on}",
    operation_id="removeHoliday",
    response={204: None},
)
@for_administrators
def remove_holiday(
    request: HttpRequest, actor: Actor, calendar: PathId, on: Day
) -> HttpResponse:
    """Forget a day that was added by hand; an import may bring it again."""
    return answer_done(lambda: actions.remove_holiday(calendar, on, by=actor))
