"""Settings pages: who belongs to the workspace, and how they come in."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused
from headway.people.forms import WeekForm
from headway.people.http import for_members
from headway.people.members import actions, inviting, workspaces
from headway.people.members.forms import (
    InviteForm,
    MemberForm,
    RoleForm,
    WorkspaceSettingsForm,
    roles_given_by,
)
from headway.people.members.reading import member_lines
from headway.people.models import Person
from headway.people.views.frame import attempt
from headway.ui.http import HtmxRequest


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def workspace_page(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """The workspace's name, time zone and weeks; POST changes them."""
    administrators_only(actor)
    form = WorkspaceSettingsForm(request.POST or None, initial=_said(actor))
    done = attempt(
        request,
        actor,
        form,
        lambda said: workspaces.edit_workspace(by=actor, **said),
        _("The workspace is kept as you said."),
        reverse("people:workspace", args=[actor.workspace.slug]),
    )
    return done or _show_workspace(request, actor, form=form)


@require_POST
@for_members
def working_week(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Say when people work of whom nobody said anything else."""
    administrators_only(actor)
    now = workspaces.working_week_of(actor.workspace_id)
    week = WeekForm(request.POST, week=now)
    done = attempt(
        request,
        actor,
        week,
        lambda said: workspaces.set_working_week(said["week"], by=actor),
        _("The working week is kept; plans follow it."),
        reverse("people:workspace", args=[actor.workspace.slug]),
    )
    return done or _show_workspace(request, actor, week=week)


def _show_workspace(
    request: HtmxRequest,
    actor: Actor,
    *,
    form: WorkspaceSettingsForm | None = None,
    week: WeekForm | None = None,
) -> HttpResponse:
    shown = {
        "form": form or WorkspaceSettingsForm(initial=_said(actor)),
        "week": week or WeekForm(week=workspaces.working_week_of(actor.workspace_id)),
    }
    status = 422 if any(each.is_bound for each in shown.values()) else 200
    context = {"actor": actor, **shown}
    return render(request, "people/members/workspace.html", context, status=status)


def _said(actor: Actor) -> dict[str, Any]:
    names = WorkspaceSettingsForm.base_fields
    return {name: getattr(actor.workspace, name) for name in names}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def members_page(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Everybody and how they come in; POST adds somebody, with a link if asked for."""
    administrators_only(actor)
    form = MemberForm(request.POST or None, by=actor)
    if not form.is_valid():
        return _show(request, actor, form)
    name, email = form.cleaned_data["name"], form.cleaned_data["email"]
    with transaction.atomic():
        person = inviting.admit_person(
            by=actor, name=name, email=email, role=form.cleaned_data["role"]
        )
        token = (
            inviting.invite_person(person.pk, by=actor, email=email)
            if form.cleaned_data["is_invited"]
            else ""
        )
    if token:
        return _invited(request, actor, token, name=name, email=email)
    messages.success(request, _("%s is one of you now.") % person)
    return redirect(_address(actor))


@require_POST
@for_members
def change_role(request: HtmxRequest, actor: Actor, person_id: int) -> HttpResponse:
    form = RoleForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Choose what the person shall be."))
    role = form.cleaned_data["role"]
    person = actions.change_role(person_id, role, by=actor)
    said = _("%(person)s is now: %(role)s.")
    role_name = person.actor.get_role_display()
    messages.success(request, said % {"person": person, "role": role_name})
    return redirect(_address(actor))


@never_cache
@require_POST
@for_members
def invite(request: HtmxRequest, actor: Actor, person_id: int) -> HttpResponse:
    """Make a new link for a person; mailed, or shown here and never again."""
    form = InviteForm(request.POST)
    if not form.is_valid():
        raise Refused(form.errors["email"][0])
    email = form.cleaned_data["email"]
    token = inviting.invite_person(person_id, by=actor, email=email)
    person = Person.objects.select_related("actor").get_for_read(person_id, by=actor)
    return _invited(request, actor, token, name=str(person), email=email)


def _invited(
    request: HtmxRequest, actor: Actor, token: str, *, name: str, email: str
) -> HttpResponse:
    """Say that the link was mailed, or show it this once."""
    if not inviting.is_mailed(email):
        return _show(request, actor, link=inviting.link_of(token), invited=name)
    said = _("The invitation of %(name)s goes to %(email)s.")
    messages.success(request, said % {"name": name, "email": email})
    return redirect(_address(actor))


@require_POST
@for_members
def withdraw(request: HtmxRequest, actor: Actor, person_id: int) -> HttpResponse:
    inviting.withdraw_invitation(person_id, by=actor)
    messages.success(request, _("The link works no more."))
    return redirect(_address(actor))


@require_POST
@for_members
def suspend(request: HtmxRequest, actor: Actor, person_id: int) -> HttpResponse:
    person = actions.suspend_person(person_id, by=actor)
    messages.success(request, _("%s no longer comes in.") % person)
    return redirect(_address(actor))


@require_POST
@for_members
def readmit(request: HtmxRequest, actor: Actor, person_id: int) -> HttpResponse:
    person = actions.readmit_person(person_id, by=actor)
    messages.success(request, _("%s comes in again.") % person)
    return redirect(_address(actor))


def administrators_only(actor: Actor) -> None:
    if actor.is_guest:
        raise NotFound
    if not actor.is_administrator:
        raise PermissionDenied


def _address(actor: Actor) -> str:
    return reverse("people:members", args=[actor.workspace.slug])


def _show(
    request: HtmxRequest,
    actor: Actor,
    form: MemberForm | None = None,
    *,
    link: str = "",
    invited: str = "",
) -> HttpResponse:
    context = {
        "actor": actor,
        "lines": member_lines(actor),
        "roles": roles_given_by(actor),
        "form": form or MemberForm(by=actor),
        "link": link,
        "invited": invited,
    }
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "people/members/members.html", context, status=status)
