"""Workspaces: those that one belongs to, and what is said of one."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from headway.actors.models import Actor, Workspace
from headway.base.encode import json_answer
from headway.base.hours import parse_hours
from headway.base.parameters import Cursor, Fields, Limit
from headway.events.actions import performed
from headway.events.rest import (
    answer_change,
    for_administrators,
    for_programs,
    with_operation,
)
from headway.people.http import token_of, user_of
from headway.people.members import workspaces
from headway.people.members.schemas import (
    MY_WORKSPACE,
    WORKSPACE,
    MyWorkspacePage,
    WorkingWeekIn,
    WorkingWeekOut,
    WorkspaceOut,
    WorkspacePatch,
)
from headway.people.models import Person

router = Router()
outside = Router(tags=["members"])
"""For what lies in no workspace: who asks is signed in, and no more is known."""


@outside.get("/workspaces", operation_id="listWorkspaces", response=MyWorkspacePage)
def list_workspaces(
    request: HttpRequest, cursor: Cursor = 0, limit: Limit = 50, fields: Fields = None
) -> HttpResponse:
    """List the workspaces that you belong to; to a token the one that it is for."""
    mine = Person.objects.signing_in().filter(user=user_of(request))
    if token := token_of(request):
        mine = mine.filter(workspace_id=token.workspace_id)
    return MY_WORKSPACE.page(mine, cursor=cursor, limit=limit, fields=fields)


@router.get("/workspace", operation_id="getWorkspace", response=WorkspaceOut)
@for_programs
def get_workspace(
    request: HttpRequest, actor: Actor, fields: Fields = None
) -> HttpResponse:
    """Say what the workspace is called, its zone and its language."""
    return WORKSPACE.answer(Workspace.objects.visible_to(actor), fields=fields)


@router.get("/workspace/week", operation_id="getWorkingWeek", response=WorkingWeekOut)
@for_programs
def get_week(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Say when those work who have no hours of their own."""
    week = workspaces.working_week_of(actor.workspace_id)
    return json_answer({"days": workspaces.in_words(week)})


@router.put("/workspace/week", operation_id="setWorkingWeek", response=WorkingWeekOut)
@for_administrators
def set_week(request: HttpRequest, actor: Actor, body: WorkingWeekIn) -> HttpResponse:
    """Say it anew; plans follow."""
    week = [parse_hours(text) for text in body.days]
    __, operation = performed(lambda: workspaces.set_working_week(week, by=actor))
    answer = json_answer({"days": workspaces.in_words(week)})
    return with_operation(answer, operation)


@router.patch("/workspace", operation_id="editWorkspace", response=WorkspaceOut)
@for_administrators
def edit_workspace(
    request: HttpRequest, actor: Actor, body: WorkspacePatch
) -> HttpResponse:
    """Change its name, its zone, its language, or the day on which weeks begin."""
    said = body.dict(exclude_unset=True)
    return answer_change(
        lambda: workspaces.edit_workspace(by=actor, **said),
        shape=WORKSPACE,
        rows=Workspace.objects.visible_to(actor),
        sent=body,
    )
