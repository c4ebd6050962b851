"""Workspaces: those that one belongs to, and what is said of one."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from headway.actors.models import Actor, Workspace
from headway.base.parameters import Cursor, Fields, Limit
from headway.events.rest import answer_change, for_administrators, for_programs
from headway.people.http import token_of, user_of
from headway.people.members import workspaces
from headway.people.members.schemas import (
    MY_WORKSPACE,
    WORKSPACE,
    MyWorkspacePage,
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
    """Say what the workspace is called, and in which zone its days are."""
    return WORKSPACE.answer(Workspace.objects.visible_to(actor), fields=fields)


@router.patch("/workspace", operation_id="editWorkspace", response=WorkspaceOut)
@for_administrators
def edit_workspace(
    request: HttpRequest, actor: Actor, body: WorkspacePatch
) -> HttpResponse:
    """Change its name or its zone."""
    said = body.dict(exclude_unset=True)
    return answer_change(
        lambda: workspaces.edit_workspace(by=actor, **said),
        shape=WORKSPACE,
        rows=Workspace.objects.visible_to(actor),
        sent=body,
    )
