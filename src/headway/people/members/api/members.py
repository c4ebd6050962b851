"""Members of the workspace, and how they come in."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.base.parameters import Cursor, Fields, Limit, PathId
from headway.events.actions import performed
from headway.events.rest import (
    answer_change,
    answer_created,
    answer_done,
    for_administrators,
    for_administrators_once,
    with_operation,
)
from headway.people.actions import add_person
from headway.people.members import actions, inviting
from headway.people.members.schemas import (
    INVITATION,
    MEMBER,
    InvitationPage,
    InvitedOut,
    InviteIn,
    MemberIn,
    MemberOut,
    MemberPage,
    RoleIn,
)
from headway.people.models import Invitation, Person

router = Router()


@router.get("/members", operation_id="listMembers", response=MemberPage)
@for_administrators
def list_members(
    request: HttpRequest,
    actor: Actor,
    cursor: Cursor = 0,
    limit: Limit = 50,
    fields: Fields = None,
) -> HttpResponse:
    """List everybody, and how they come in, by id."""
    rows = Person.objects.visible_to(actor)
    return MEMBER.page(rows, cursor=cursor, limit=limit, fields=fields)


@router.post("/members", operation_id="addMember", response={201: MemberOut})
@for_administrators_once
def add_member(request: HttpRequest, actor: Actor, body: MemberIn) -> HttpResponse:
    """Add somebody; they come in once they were invited."""
    actions.check_role(body.role, by=actor)
    return answer_created(
        lambda: add_person(by=actor, **body.dict()),
        shape=MEMBER,
        rows=Person.objects.visible_to(actor),
    )


@router.get("/members/{person}", operation_id="getMember", response=MemberOut)
@for_administrators
def get_member(
    request: HttpRequest, actor: Actor, person: PathId, fields: Fields = None
) -> HttpResponse:
    """Say who somebody is here, and how they come in."""
    rows = Person.objects.visible_to(actor).filter(pk=person)
    return MEMBER.answer(rows, fields=fields)


@router.put("/members/{person}/role", operation_id="changeRole", response=MemberOut)
@for_administrators
def change_role(
    request: HttpRequest, actor: Actor, person: PathId, body: RoleIn
) -> HttpResponse:
    """Make somebody owner, administrator, member or guest; 409 for the last owner."""
    return answer_change(
        lambda: actions.change_role(person, body.role, by=actor),
        shape=MEMBER,
        rows=Person.objects.visible_to(actor).filter(pk=person),
        sent=body,
    )


@router.put(
    "/members/{person}/suspension", operation_id="suspendMember", response={204: None}
)
@for_administrators
def suspend_member(request: HttpRequest, actor: Actor, person: PathId) -> HttpResponse:
    """Let somebody no longer come in; 409 for oneself and for the last owner."""
    return answer_done(lambda: actions.suspend_person(person, by=actor))


@router.delete(
    "/members/{person}/suspension", operation_id="readmitMember", response={204: None}
)
@for_administrators
def readmit_member(request: HttpRequest, actor: Actor, person: PathId) -> HttpResponse:
    """Let somebody come in again, as what they were."""
    return answer_done(lambda: actions.readmit_person(person, by=actor))


@router.get("/invitations", operation_id="listInvitations", response=InvitationPage)
@for_administrators
def list_invitations(
    request: HttpRequest,
    actor: Actor,
    cursor: Cursor = 0,
    limit: Limit = 50,
    fields: Fields = None,
) -> HttpResponse:
    """List the invitations that wait to be accepted, by id."""
    rows = Invitation.objects.visible_to(actor).open()
    return INVITATION.page(rows, cursor=cursor, limit=limit, fields=fields)


@router.post(
    "/members/{person}/invitation",
    operation_id="inviteMember",
    response={201: InvitedOut},
)
@for_administrators_once
def invite_member(
    request: HttpRequest, actor: Actor, person: PathId, body: InviteIn
) -> HttpResponse:
    """Draw a link by which somebody can sign in, in place of their former one.

    It is mailed, or where that cannot be, answered this once.  409 for who signs in.
    """
    email = body.email or ""
    token, operation = performed(
        lambda: inviting.invite_person(person, by=actor, email=email)
    )
    is_mailed = inviting.is_mailed(email)
    link = None if is_mailed else inviting.link_of(token)
    invited = InvitedOut(person_id=person, email=email, link=link)
    response = with_operation(json_answer(invited.dict(), 201), operation)
    response.headers["Cache-Control"] = "no-store"
    return response


@router.delete(
    "/members/{person}/invitation",
    operation_id="withdrawInvitation",
    response={204: None},
)
@for_administrators
def withdraw_invitation(
    request: HttpRequest, actor: Actor, person: PathId
) -> HttpResponse:
    """Let somebody's open link work no more."""
    return answer_done(lambda: inviting.withdraw_invitation(person, by=actor))
