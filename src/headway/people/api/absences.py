"""Absences over REST."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Path, Router

from headway.actors.models import Actor
from headway.people import actions
from headway.people.api.asking import Key, acting, asked, created
from headway.people.models import Absence, AbsenceRules
from headway.people.schemas.absences import (
    AbsenceIn,
    AbsenceOut,
    AbsenceRulesIn,
    DecisionIn,
)

router = Router()

MOST = 500
DAYS = 90


@router.get("/absences", operation_id="listAbsences", response=list[AbsenceOut])
def list_absences(
    request: HttpRequest,
    workspace: Path[str],
    first_on: date | None = None,
    last_on: date | None = None,
) -> list[AbsenceOut]:
    """List absences on the days asked for, by their first day: 500 at most.

    From today on, for 90 days, unless the days are said.
    """
    told = Absence.objects.told_to(acting(request, workspace))
    first = first_on or timezone.now().date()
    last = last_on or first + timedelta(days=DAYS)
    near = told.filter(last_on__gte=first, first_on__lte=last)
    return [AbsenceOut.of(row) for row in near.order_by("first_on", "pk")[:MOST]]


@router.post(
    "/people/{person}/absences",
    operation_id="addAbsence",
    response={201: AbsenceOut},
)
def add_absence(
    request: HttpRequest,
    workspace: Path[str],
    person: int,
    body: AbsenceIn,
    key: Key = None,
) -> HttpResponse:
    """Say that a person is away, or ask for it where that needs approval."""
    actor, found = asked(request, workspace, person)

    def act() -> AbsenceOut:
        absence = actions.add_absence(found.pk, by=actor, **body.dict())
        return told(absence, by=actor)

    return created(request, act, by=actor, key=key)


@router.delete(
    "/absences/{absence}", operation_id="removeAbsence", response={204: None}
)
def remove_absence(
    request: HttpRequest, workspace: Path[str], absence: int
) -> HttpResponse:
    """Take it back."""
    actions.remove_absence(absence, by=acting(request, workspace))
    return HttpResponse(status=204)


@router.post(
    "/absences/{absence}/decision",
    operation_id="decideAbsence",
    response=AbsenceOut,
)
def decide_absence(
    request: HttpRequest, workspace: Path[str], absence: int, body: DecisionIn
) -> AbsenceOut:
    """Approve or decline what was asked for, or leave it open again."""
    actor = acting(request, workspace)
    return told(actions.decide_absence(absence, body.state, by=actor), by=actor)


@router.get("/absence-rules", operation_id="getAbsenceRules", response=AbsenceRulesIn)
def get_rules(request: HttpRequest, workspace: Path[str]) -> AbsenceRulesIn:
    rules = AbsenceRules.objects.visible_to(acting(request, workspace)).first()
    return AbsenceRulesIn(
        is_approval_needed=rules is not None and rules.is_approval_needed
    )


@router.put("/absence-rules", operation_id="setAbsenceRules", response=AbsenceRulesIn)
def set_rules(
    request: HttpRequest, workspace: Path[str], body: AbsenceRulesIn
) -> AbsenceRulesIn:
    actions.set_absence_rules(by=acting(request, workspace), **body.dict())
    return body


def told(absence: Absence, *, by: Actor) -> AbsenceOut:
    return AbsenceOut.of(Absence.objects.told_to(by).get(pk=absence.pk))
