"""Teams, and who is in them."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from headway.actors.models import Actor
from headway.base.parameters import Cursor, Fields, Limit, PathId
from headway.events.rest import (
    answer_change,
    answer_created,
    answer_done,
    for_administrators,
    for_administrators_once,
    for_programs,
)
from headway.people.members import teams
from headway.people.members.schemas import (
    TEAM,
    TEAM_MEMBER,
    TeamIn,
    TeamMemberPage,
    TeamOut,
    TeamPage,
)
from headway.people.models import Team, TeamMember

router = Router()


@router.get("/teams", operation_id="listTeams", response=TeamPage)
@for_programs
def list_teams(
    request: HttpRequest,
    actor: Actor,
    cursor: Cursor = 0,
    limit: Limit = 50,
    fields: Fields = None,
) -> HttpResponse:
    """List all teams, by id; guests see none."""
    rows = Team.objects.visible_to(actor)
    return TEAM.page(rows, cursor=cursor, limit=limit, fields=fields)


@router.post("/teams", operation_id="createTeam", response={201: TeamOut})
@for_administrators_once
def create_team(request: HttpRequest, actor: Actor, body: TeamIn) -> HttpResponse:
    """Create a team without anybody in it; 409 when its name is taken."""
    return answer_created(
        lambda: teams.create_team(by=actor, name=body.name),
        shape=TEAM,
        rows=Team.objects.visible_to(actor),
    )


@router.get("/teams/{team}", operation_id="getTeam", response=TeamOut)
@for_programs
def get_team(
    request: HttpRequest, actor: Actor, team: PathId, fields: Fields = None
) -> HttpResponse:
    """Say what a team is called."""
    return TEAM.answer(Team.objects.visible_to(actor).filter(pk=team), fields=fields)


@router.put("/teams/{team}", operation_id="renameTeam", response=TeamOut)
@for_administrators
def rename_team(
    request: HttpRequest, actor: Actor, team: PathId, body: TeamIn
) -> HttpResponse:
    """Give a team another name; 409 when that is taken."""
    return answer_change(
        lambda: teams.rename_team(team, by=actor, name=body.name),
        shape=TEAM,
        rows=Team.objects.visible_to(actor).filter(pk=team),
        sent=body,
    )


@router.delete("/teams/{team}", operation_id="dissolveTeam", response={204: None})
@for_administrators
def dissolve_team(request: HttpRequest, actor: Actor, team: PathId) -> HttpResponse:
    """Delete a team, and what it was granted with it."""
    return answer_done(lambda: teams.dissolve_team(team, by=actor))


@router.get(
    "/teams/{team}/people", operation_id="listTeamPeople", response=TeamMemberPage
)
@for_programs
def list_team_people(
    request: HttpRequest,
    actor: Actor,
    team: PathId,
    cursor: Cursor = 0,
    limit: Limit = 50,
    fields: Fields = None,
) -> HttpResponse:
    """List who is in a team, the first to come first."""
    found = Team.objects.get_for_read(team, by=actor)
    rows = TeamMember.objects.filter(
        workspace_id=actor.workspace_id, team=found, person__same_as=None
    )
    return TEAM_MEMBER.page(rows, cursor=cursor, limit=limit, fields=fields)


@router.put(
    "/teams/{team}/people/{person}", operation_id="joinTeam", response={204: None}
)
@for_administrators
def join_team(
    request: HttpRequest, actor: Actor, team: PathId, person: PathId
) -> HttpResponse:
    """Put somebody into a team."""
    return answer_done(lambda: teams.join_team(team, person, by=actor))


@router.delete(
    "/teams/{team}/people/{person}", operation_id="leaveTeam", response={204: None}
)
@for_administrators
def leave_team(
    request: HttpRequest, actor: Actor, team: PathId, person: PathId
) -> HttpResponse:
    """Take somebody out of a team."""
    return answer_done(lambda: teams.leave_team(team, person, by=actor))
