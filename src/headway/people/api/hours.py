"""Hours over REST."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from headway.actors.models import Actor
from headway.base.errors import NotFound
from headway.base.parameters import PathId
from headway.base.schemas import Day
from headway.events.rest import answer_done, for_programs, sparse
from headway.people import actions
from headway.people.api.asking import asked, changed, listed
from headway.people.models import WorkSchedule
from headway.people.schemas.hours import ScheduleIn, ScheduleList, ScheduleOut

router = Router()


@router.get(
    "/people/{person}/schedules",
    operation_id="listSchedules",
    response=ScheduleList,
)
@for_programs
@sparse(ScheduleList)
def list_schedules(request: HttpRequest, actor: Actor, person: PathId) -> HttpResponse:
    """List a person's weeks with the days from which they hold, in order."""
    found = asked(person, by=actor)
    rows = WorkSchedule.objects.visible_to(actor).filter(person=found)
    return listed(ScheduleOut.of(row) for row in rows.order_by("valid_from"))


@router.put(
    "/people/{person}/schedules/{valid_from}",
    operation_id="setSchedule",
    response=ScheduleOut,
)
@for_programs
def set_schedule(
    request: HttpRequest,
    actor: Actor,
    person: PathId,
    valid_from: Day,
    body: ScheduleIn,
) -> HttpResponse:
    """Say when the person works from a day on; what held before stays."""
    return changed(
        lambda: actions.set_hours(
            person,
            by=actor,
            valid_from=valid_from,
            week=body.week(),
            availability_percent=body.availability_percent,
        ),
        ScheduleOut.of,
    )


@router.delete(
    "/people/{person}/schedules/{valid_from}",
    operation_id="removeSchedule",
    response={204: None},
)
@for_programs
def remove_schedule(
    request: HttpRequest, actor: Actor, person: PathId, valid_from: Day
) -> HttpResponse:
    """Let what held before go on to hold."""
    found = asked(person, by=actor)
    rows = WorkSchedule.objects.visible_to(actor).filter(person=found)
    row = rows.filter(valid_from=valid_from).first()
    if row is None:
        raise NotFound
    return answer_done(lambda: actions.remove_hours(row.pk, by=actor))
