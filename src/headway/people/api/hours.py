"""Hours over REST."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router

from headway.base.errors import NotFound
from headway.people import actions
from headway.people.api.asking import acting, asked
from headway.people.models import WorkSchedule
from headway.people.schemas.hours import ScheduleIn, ScheduleOut

router = Router()


@router.get(
    "/people/{person}/schedules",
    operation_id="listSchedules",
    response=list[ScheduleOut],
)
def list_schedules(
    request: HttpRequest, workspace: Path[str], person: int
) -> list[ScheduleOut]:
    """List a person's weeks with the days from which they hold, in order."""
    actor, found = asked(request, workspace, person)
    rows = WorkSchedule.objects.visible_to(actor).filter(person=found)
    return [ScheduleOut.of(row) for row in rows.order_by("valid_from")]


@router.put(
    "/people/{person}/schedules/{valid_from}",
    operation_id="setSchedule",
    response=ScheduleOut,
)
def set_schedule(
    request: HttpRequest,
    workspace: Path[str],
    person: int,
    valid_from: date,
    body: ScheduleIn,
) -> ScheduleOut:
    """Say when the person works from a day on; what held before stays."""
    row = actions.set_hours(
        person,
        by=acting(request, workspace),
        valid_from=valid_from,
        week=body.week(),
        availability_percent=body.availability_percent,
    )
    return ScheduleOut.of(row)


@router.delete(
    "/people/{person}/schedules/{valid_from}",
    operation_id="removeSchedule",
    response={204: None},
)
def remove_schedule(
    request: HttpRequest, workspace: Path[str], person: int, valid_from: date
) -> HttpResponse:
    """Let what held before go on to hold."""
    actor, found = asked(request, workspace, person)
    rows = WorkSchedule.objects.visible_to(actor).filter(person=found)
    row = rows.filter(valid_from=valid_from).first()
    if row is None:
        raise NotFound
    actions.remove_hours(row.pk, by=actor)
    return HttpResponse(status=204)
