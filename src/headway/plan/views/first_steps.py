"""What comes behind the first list: who works when, and the first promise."""

from http import HTTPStatus

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from headway.actors.models import Actor, Role
from headway.base.numbers import parse_whole
from headway.people.http import for_members
from headway.people.members import inviting
from headway.people.members.forms import SomebodyForm
from headway.people.members.views import administrators_only
from headway.people.models import Person, TeamMember
from headway.people.reading import people_rows
from headway.plan.forms import PromiseForm
from headway.ui.http import HtmxRequest, render_region
from headway.ui.words import date_words
from headway.work.actions import edit_project, give_grant
from headway.work.http import change_and_go
from headway.work.models import Grant, GrantRole, Project, ProjectOutlook


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def start_people(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Who works on the project, and when; POST lets a ``person`` in, or adds one."""
    project = _led(actor, key)
    if request.method != "POST":
        return _show_people(request, actor, project, SomebodyForm())
    if "person" in request.POST:
        people = Person.objects.select_related("actor")
        person = people.get_for_read(parse_whole(request.POST["person"]), by=actor)
        return change_and_go(
            request,
            lambda: _let_in(person, project, actor),
            by=actor,
            text=_("%s works on it now.") % person,
            to=reverse("plan:start_people", args=[actor.workspace.slug, project.key]),
        )
    administrators_only(actor)
    form = SomebodyForm(request.POST)
    if not form.is_valid():
        return _show_people(request, actor, project, form)
    return _added(request, actor, project, form)


def _added(
    request: HtmxRequest, actor: Actor, project: Project, form: SomebodyForm
) -> HttpResponse:
    name, email = form.cleaned_data["name"], form.cleaned_data["email"]
    with transaction.atomic():
        person = inviting.admit_person(
            by=actor, name=name, email=email, role=Role.MEMBER
        )
        _let_in(person, project, actor)
        token = inviting.invite_person(person.pk, by=actor, email=email)
    if inviting.is_mailed(email):
        said = _("The invitation of %(name)s goes to %(email)s.")
        messages.success(request, said % {"name": name, "email": email})
        return redirect("plan:start_people", actor.workspace.slug, project.key)
    link = inviting.link_of(token)
    return _show_people(request, actor, project, SomebodyForm(), link, name)


def _let_in(person: Person, project: Project, actor: Actor) -> None:
    if person.actor_id not in _inside(project):
        role = GrantRole.CONTRIBUTOR
        give_grant(project.pk, person.actor_id, by=actor, role=role)


def _inside(project: Project) -> set[int | None]:
    """Return who is in the project, by a grant of their own or of a team."""
    held = Grant.objects.filter(project=project).lasting()
    mates = TeamMember.objects.filter(team__in=held.values("team"))
    people = mates.values_list("person__actor_id", flat=True)
    return {*held.values_list("actor_id", flat=True), *people}


def _show_people(
    request: HtmxRequest,
    actor: Actor,
    project: Project,
    form: SomebodyForm,
    link: str = "",
    invited: str = "",
) -> HttpResponse:
    context = {
        "actor": actor,
        "project": project,
        "rows": people_rows(actor),
        "inside": _inside(project),
        "form": form,
        "link": link,
        "invited": invited,
        "step": 2,
    }
    is_wrong = form.is_bound and bool(form.errors)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
    return render(request, "plan/start/people.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def start_promise(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """When all of it is likely done; POST promises a day, its target."""
    project = _led(actor, key)
    outlook = ProjectOutlook.objects.filter(project=project).exclude(p95=None).first()
    context = {"actor": actor, "project": project, "outlook": outlook, "step": 3}
    if request.htmx and request.method != "POST":
        return render_region(request, "plan/start/forecast.html", context)
    form = PromiseForm(request.POST or None, project=project, outlook=outlook)
    if form.is_valid():
        day = form.cleaned_data["target_on"]
        text = _("“%(project)s” is promised for %(day)s.")
        return change_and_go(
            request,
            lambda: edit_project(project.pk, by=actor, target_on=day),
            by=actor,
            text=text % {"project": project.name, "day": date_words(day)},
            to=reverse("plan:project", args=[actor.workspace.slug, key]),
        )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    shown = context | {"form": form}
    return render(request, "plan/start/promise.html", shown, status=status)


def _led(actor: Actor, key: str) -> Project:
    project = Project.objects.get_by_key(key, by=actor)
    Project.objects.check_leads(project, by=actor)
    return project
