"""What people do to their own account."""

from collections.abc import Iterable

from allauth.usersessions.models import UserSession
from django.db import transaction

from headway.events.actions import record
from headway.people.facts import SessionsEnded
from headway.people.models import User


@transaction.atomic
def end_sessions(sessions: Iterable[UserSession], *, by: User) -> int:
    """Sign ``by`` out of browsers; their event streams end within a second.

    Returns how many there were.  Records :class:`SessionsEnded` if there were any.
    """
    ended = [session for session in sessions if session.user_id == by.pk]
    for session in ended:
        session.end()
    for person in by.persons.select_related("actor") if ended else ():
        record(SessionsEnded(subject_id=person.pk, count=len(ended)), by=person.actor)
    return len(ended)


def end_all_sessions(user: User) -> None:
    """Sign somebody out everywhere at once: they are disabled, say."""
    for session in UserSession.objects.filter(user=user):
        session.end()
