"""Where I am signed in, and how that ends."""

from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from headway.actors.models import Actor
from headway.base.errors import NotFound
from headway.people.account import actions
from headway.people.account.programs import program_words
from headway.people.http import for_members, user_of
from headway.ui.http import HtmxRequest


@dataclass(frozen=True, kw_only=True)
class Line:
    """A session as it is listed."""

    session: UserSession
    program: str
    is_here: bool


@require_safe
@for_members
def sessions_page(request: HtmxRequest, actor: Actor) -> HttpResponse:
    here = request.session.session_key
    lines = [
        Line(
            session=session,
            program=program_words(session.user_agent),
            is_here=session.session_key == here,
        )
        for session in UserSession.objects.purge_and_list(user_of(request))
    ]
    lines.sort(
        key=lambda line: (not line.is_here, -line.session.last_seen_at.timestamp())
    )
    context = {"actor": actor, "tab": "sessions", "lines": lines}
    return render(request, "people/account/sessions.html", context)


@require_POST
@for_members
def end_session(request: HtmxRequest, actor: Actor, session_id: int) -> HttpResponse:
    """End one; that of this very browser leads to signing in."""
    user = user_of(request)
    session = UserSession.objects.filter(user=user, pk=session_id).first()
    if session is None:
        raise NotFound
    actions.end_sessions([session], by=user)
    if session.session_key == request.session.session_key:
        request.session.flush()
        return redirect("sign_in")
    messages.success(
        request,
        _("%s is signed out.") % program_words(session.user_agent),
    )
    return redirect("people:sessions", actor.workspace.slug)


@require_POST
@for_members
def end_sessions(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """End all others, or with ``all`` this one too."""
    user = user_of(request)
    sessions = UserSession.objects.filter(user=user)
    if "all" in request.POST:
        actions.end_sessions(sessions, by=user)
        request.session.flush()
        return redirect("sign_in")
    others = sessions.exclude(session_key=request.session.session_key)
    count = actions.end_sessions(others, by=user)
    messages.success(
        request,
        ngettext(
            "%d other browser is signed out.",
            "%d other browsers are signed out.",
            count,
        )
        % count,
    )
    return redirect("people:sessions", actor.workspace.slug)
