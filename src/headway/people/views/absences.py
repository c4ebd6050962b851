"""When a person is away."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from headway.actors.models import Actor
from headway.people import actions
from headway.people.forms import AbsenceForm
from headway.people.http import for_members
from headway.people.models import Absence
from headway.people.views.frame import attempt, change, find_person, page_of
from headway.people.views.hours import show_hours
from headway.ui.http import HtmxRequest


@require_POST
@for_members
def add_absence(request: HtmxRequest, actor: Actor, person_id: int) -> HttpResponse:
    person = find_person(actor, person_id)
    form = AbsenceForm(request.POST)
    done = attempt(
        request,
        actor,
        form,
        lambda said: actions.add_absence(person.pk, by=actor, **said),
        _("%s is away then; plans know.") % person,
        page_of(person, actor),
    )
    return done or show_hours(request, actor, person, absence=form)


@require_POST
@for_members
def remove_absence(request: HtmxRequest, actor: Actor, absence_id: int) -> HttpResponse:
    absences = Absence.objects.select_related("person__actor")
    person = absences.get_for_read(absence_id, by=actor).person
    return change(
        request,
        actor,
        lambda: actions.remove_absence(absence_id, by=actor),
        _("%s is not away then.") % person,
        page_of(person, actor),
    )
