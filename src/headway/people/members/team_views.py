"""Settings pages: teams, and who is in them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.people.http import for_members
from headway.people.members import teams
from headway.people.members.forms import TeamForm, TeamMemberForm
from headway.people.members.reading import team_lines
from headway.people.members.views import administrators_only
from headway.people.models import Person, Team
from headway.ui.http import HtmxRequest


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def teams_page(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Every team; POST creates one."""
    administrators_only(actor)
    form = TeamForm(request.POST or None)
    if form.is_valid():
        try:
            team = teams.create_team(by=actor, name=form.cleaned_data["name"])
        except Refused as refused:
            form.add_error("name", str(refused))
        else:
            return redirect("people:team", actor.workspace.slug, team.pk)
    context = {"actor": actor, "lines": team_lines(actor), "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "people/members/teams.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def team_page(request: HtmxRequest, actor: Actor, team_id: int) -> HttpResponse:
    """Who is in a team; POST renames it."""
    administrators_only(actor)
    team = Team.objects.get_for_read(team_id, by=actor)
    form = TeamForm(request.POST or None, initial={"name": team.name})
    if form.is_valid():
        try:
            teams.rename_team(team_id, by=actor, name=form.cleaned_data["name"])
        except Refused as refused:
            form.add_error("name", str(refused))
        else:
            return redirect("people:team", actor.workspace.slug, team_id)
    members = Person.objects.visible_to(actor).filter(teams__team=team)
    others = Person.objects.visible_to(actor).exclude(pk__in=members.values("pk"))
    context = {
        "actor": actor,
        "team": team,
        "form": form,
        "members": members.select_related("actor").order_by("actor__name"),
        "others": others.select_related("actor").order_by("actor__name"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "people/members/team.html", context, status=status)


@require_POST
@for_members
def join(request: HtmxRequest, actor: Actor, team_id: int) -> HttpResponse:
    teams.join_team(team_id, _person(request), by=actor)
    return redirect("people:team", actor.workspace.slug, team_id)


@require_POST
@for_members
def leave(request: HtmxRequest, actor: Actor, team_id: int) -> HttpResponse:
    teams.leave_team(team_id, _person(request), by=actor)
    return redirect("people:team", actor.workspace.slug, team_id)


@require_POST
@for_members
def dissolve(request: HtmxRequest, actor: Actor, team_id: int) -> HttpResponse:
    team = Team.objects.get_for_read(team_id, by=actor)
    teams.dissolve_team(team_id, by=actor)
    messages.success(request, _("The team “%s” is gone.") % team.name)
    return redirect("people:teams", actor.workspace.slug)


def _person(request: HtmxRequest) -> int:
    form = TeamMemberForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Choose a person."))
    person: int = form.cleaned_data["person"]
    return person
