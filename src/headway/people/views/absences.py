"""When people are away: of one person, and of everybody."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from headway.actors.models import Actor
from headway.base.errors import Malformed
from headway.people import actions
from headway.people.forms import AbsenceForm, AbsenceRulesForm, DecisionForm
from headway.people.http import for_members
from headway.people.models import Absence, AbsenceRules, AbsenceState, Person
from headway.people.views.frame import (
    AWAY,
    attempt,
    change,
    find_person,
    page_of,
    people_tabs,
    show,
)
from headway.ui.http import HtmxRequest

SHOWN_DAYS = 90
SHOWN_PAST_DAYS = 366


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def person_away(request: HtmxRequest, actor: Actor, person_id: int) -> HttpResponse:
    """When a person is away; POST says or asks for more."""
    person = find_person(actor, person_id)
    form = AbsenceForm(request.POST or None)
    done = attempt(
        request,
        actor,
        form,
        lambda said: actions.add_absence(person.pk, by=actor, **said),
        _("%s: days away are noted.") % person,
        page_of(person, actor, AWAY),
    )
    return done or _show(request, actor, person, form)


@require_POST
@for_members
def remove_absence(request: HtmxRequest, actor: Actor, absence_id: int) -> HttpResponse:
    person = _person_of(actor, absence_id)
    return change(
        request,
        actor,
        lambda: actions.remove_absence(absence_id, by=actor),
        _("%s is not away then.") % person,
        page_of(person, actor, AWAY),
    )


@require_POST
@for_members
def decide_absence(request: HtmxRequest, actor: Actor, absence_id: int) -> HttpResponse:
    """Approve what a person asked for, or decline it."""
    person = _person_of(actor, absence_id)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        raise Malformed(_("Approve it or decline it."))
    is_approved = form.cleaned_data["decision"] == "approve"
    state = AbsenceState.APPROVED if is_approved else AbsenceState.DECLINED
    text = _("%s may be away.") if is_approved else _("%s cannot be away then.")
    back = reverse("people:everyone_away", args=[actor.workspace.slug])
    return change(
        request,
        actor,
        lambda: actions.decide_absence(absence_id, state, by=actor),
        text % person,
        back,
    )


@require_safe
@for_members
def everyone_away(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Who is away in the next months, and what waits for a decision."""
    return _show_everyone(request, actor)


@require_POST
@for_members
def set_absence_rules(request: HtmxRequest, actor: Actor) -> HttpResponse:
    form = AbsenceRulesForm(request.POST)
    done = attempt(
        request,
        actor,
        form,
        lambda said: actions.set_absence_rules(by=actor, **said),
        _("The rule is changed."),
        reverse("people:everyone_away", args=[actor.workspace.slug]),
    )
    return done or _show_everyone(request, actor, form)


def _person_of(actor: Actor, absence_id: int) -> Person:
    absences = Absence.objects.select_related("person__actor", "person__workspace")
    return absences.get_for_read(absence_id, by=actor).person


def _show(
    request: HtmxRequest, actor: Actor, person: Person, form: AbsenceForm
) -> HttpResponse:
    today = person.today()
    told = Absence.objects.told_to(actor).filter(person=person)
    ended = told.filter(
        last_on__lt=today, last_on__gte=today - timedelta(days=SHOWN_PAST_DAYS)
    )
    mine = Person.objects.editable_by(actor).filter(pk=person.pk)
    led = Person.objects.filter(pk=person.pk, lead__actor_id=actor.pk)
    return show(
        request,
        "people/person_away.html",
        actor,
        person,
        tab=AWAY,
        forms={"form": form},
        to_come=told.filter(last_on__gte=today)
        .exclude(state=AbsenceState.WITHDRAWN)
        .order_by("first_on"),
        ended=ended.exclude(state=AbsenceState.WITHDRAWN).order_by("-first_on"),
        may_add=mine.exists() or led.exists(),
    )


def _show_everyone(
    request: HtmxRequest, actor: Actor, form: AbsenceRulesForm | None = None
) -> HttpResponse:
    today = timezone.localdate()
    told = Absence.objects.told_to(actor).select_related("person__actor")
    near = told.filter(last_on__gte=today, first_on__lte=today + timedelta(SHOWN_DAYS))
    waiting = told.filter(state=AbsenceState.REQUESTED)
    rules = AbsenceRules.objects.visible_to(actor).first()
    needed = rules is not None and rules.is_approval_needed
    initial = {"is_approval_needed": "ask" if needed else "say"}
    absences = list(near.approved().order_by("first_on", "person__actor__name"))
    context = {
        "actor": actor,
        "tabs": people_tabs(request, actor),
        "absences": absences,
        "away_now": len({a.person_id for a in absences if a.first_on <= today}),
        "waiting": waiting.order_by("first_on"),
        "decidable": set(waiting.decidable_by(actor).values_list("pk", flat=True)),
        "rules": form or AbsenceRulesForm(initial=initial),
        "is_approval_needed": needed,
        "today": today,
    }
    status = 422 if form is not None else 200
    return render(request, "people/away.html", context, status=status)
