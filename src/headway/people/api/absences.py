"""Absences over REST."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.base.parameters import PathId
from headway.base.schemas import Day
from headway.events.rest import (
    answer_done,
    for_administrators,
    for_programs,
    for_programs_once,
    sparse,
)
from headway.people import actions
from headway.people.api.asking import asked, changed, listed
from headway.people.models import Absence, AbsenceRules
from headway.people.schemas.absences import (
    AbsenceIn,
    AbsenceList,
    AbsenceOut,
    AbsenceRulesIn,
    AbsenceRulesOut,
    DecisionIn,
)

router = Router()

MOST = 500
DAYS = 90


@router.get("/absences", operation_id="listAbsences", response=AbsenceList)
@for_programs
@sparse(AbsenceList)
def list_absences(
    request: HttpRequest,
    actor: Actor,
    first_on: Day | None = None,
    last_on: Day | None = None,
) -> HttpResponse:
    """List absences on the days asked for, by their first day: 500 at most.

    From today on, for 90 days, unless the days are said.
    """
    told = Absence.objects.told_to(actor)
    first = first_on or timezone.now().date()
    last = last_on or first + timedelta(days=DAYS)
    near = told.filter(last_on__gte=first, first_on__lte=last)
    return listed(AbsenceOut.of(row) for row in near.order_by("first_on", "pk")[:MOST])


@router.post(
    "/people/{person}/absences",
    operation_id="addAbsence",
    response={201: AbsenceOut},
)
@for_programs_once
def add_absence(
    request: HttpRequest,
    actor: Actor,
    person: PathId,
    body: AbsenceIn,
) -> HttpResponse:
    """Say that a person is away, or ask for it where that needs approval."""
    found = asked(person, by=actor)
    return changed(
        lambda: actions.add_absence(found.pk, by=actor, **body.dict()),
        lambda made: told(made, by=actor),
        status=201,
    )


@router.delete(
    "/absences/{absence}", operation_id="removeAbsence", response={204: None}
)
@for_programs
def remove_absence(request: HttpRequest, actor: Actor, absence: PathId) -> HttpResponse:
    """Take it back."""
    return answer_done(lambda: actions.remove_absence(absence, by=actor))


@router.post(
    "/absences/{absence}/decision",
    operation_id="decideAbsence",
    response=AbsenceOut,
)
@for_programs_once
def decide_absence(
    request: HttpRequest, actor: Actor, absence: PathId, body: DecisionIn
) -> HttpResponse:
    """Approve or decline what was asked for, or leave it open again."""
    return changed(
        lambda: actions.decide_absence(absence, body.state, by=actor),
        lambda decided: told(decided, by=actor),
    )


@router.get("/absence-rules", operation_id="getAbsenceRules", response=AbsenceRulesOut)
@for_programs
def get_rules(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Answer what holds for absences here."""
    rules = AbsenceRules.objects.visible_to(actor).filter(is_approval_needed=True)
    return json_answer({"is_approval_needed": rules.exists()})


@router.put("/absence-rules", operation_id="setAbsenceRules", response=AbsenceRulesOut)
@for_administrators
def set_rules(request: HttpRequest, actor: Actor, body: AbsenceRulesIn) -> HttpResponse:
    """Say what holds for absences here; what was said before stays approved."""
    return changed(
        lambda: actions.set_absence_rules(by=actor, **body.dict()), lambda _: body
    )


def told(absence: Absence, *, by: Actor) -> AbsenceOut:
    return AbsenceOut.of(Absence.objects.told_to(by).get(pk=absence.pk))
