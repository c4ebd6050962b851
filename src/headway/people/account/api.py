"""One's own account over REST.

Signing in, its second factors and new tokens are for browsers: who has a token shall
not make one that outlives it, nor change how its person signs in.
"""

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse
from ninja import Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.base.errors import NotFound
from headway.base.parameters import (
    Cursor,
    Fields,
    IfMatch,
    Limit,
    PathId,
    version_of,
)
from headway.events.rest import answer_change, answer_done, for_programs, sparse
from headway.people.account import actions
from headway.people.account.programs import program_words
from headway.people.account.schemas import (
    ME,
    TOKEN,
    EndedOut,
    MeOut,
    MePatch,
    SessionOut,
    SessionsOut,
    TokenPage,
)
from headway.people.http import user_of
from headway.people.models import ApiToken, Person
from headway.people.tokens.actions import revoke_token as revoke

router = Router(tags=["me"])


@router.get("/me", operation_id="getMe", response=MeOut)
@for_programs
def get_me(request: HttpRequest, actor: Actor, fields: Fields = None) -> HttpResponse:
    """Say who one is here; the version is the ETag."""
    return ME.answer(Person.objects.filter(actor_id=actor.pk), fields=fields)


@router.patch("/me", operation_id="editMe", response=MeOut)
@for_programs
def edit_me(
    request: HttpRequest, actor: Actor, body: MePatch, if_match: IfMatch = None
) -> HttpResponse:
    """Say in which zone one's days are, and in which language one is spoken to."""
    said = body.dict(exclude_unset=True)
    version = version_of(if_match)
    return answer_change(
        lambda: actions.edit_oneself(by=actor, if_version=version, **said),
        shape=ME,
        rows=Person.objects.filter(actor_id=actor.pk),
        sent=body,
    )


@router.get("/me/sessions", operation_id="listSessions", response=SessionsOut)
@for_programs
@sparse(SessionsOut)
def list_sessions(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the browsers in which one is signed in, in any workspace."""
    here = request.session.session_key
    sessions = [
        SessionOut(
            id=session.pk,
            program=program_words(session.user_agent),
            ip=session.ip,
            created_at=session.created_at,
            last_seen_at=session.last_seen_at,
            is_here=session.session_key == here,
        )
        for session in UserSession.objects.purge_and_list(user_of(request))
    ]
    return json_answer(SessionsOut(sessions=sessions).dict())


@router.delete("/me/sessions", operation_id="endOtherSessions", response=EndedOut)
@for_programs
def end_other_sessions(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Sign out of all browsers but the one that asks; of all, if none does."""
    user = user_of(request)
    others = UserSession.objects.filter(user=user).exclude(
        session_key=request.session.session_key or ""
    )
    ended = actions.end_sessions(others, by=user)
    return json_answer(EndedOut(ended=ended).dict())


@router.delete(
    "/me/sessions/{session}", operation_id="endSession", response={204: None}
)
@for_programs
def end_session(request: HttpRequest, actor: Actor, session: PathId) -> HttpResponse:
    """Sign out of one browser."""
    user = user_of(request)
    found = UserSession.objects.filter(user=user, pk=session)
    if not found.exists():
        raise NotFound
    return answer_done(lambda: actions.end_sessions(found, by=user))


@router.get("/me/tokens", operation_id="listTokens", response=TokenPage)
@for_programs
def list_tokens(
    request: HttpRequest,
    actor: Actor,
    cursor: Cursor = 0,
    limit: Limit = 50,
    fields: Fields = None,
) -> HttpResponse:
    """List one's tokens by id, those that work no more as well."""
    rows = ApiToken.objects.visible_to(actor)
    return TOKEN.page(rows, cursor=cursor, limit=limit, fields=fields)


@router.delete("/me/tokens/{token}", operation_id="revokeToken", response={204: None})
@for_programs
def revoke_token(request: HttpRequest, actor: Actor, token: PathId) -> HttpResponse:
    """Let a token work no more; also the one by which one asks."""
    return answer_done(lambda: revoke(token, by=actor))
