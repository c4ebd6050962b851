"""Who has the same thing open; nothing of it is in the log."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from headway.actors.models import Actor
from headway.base.errors import NotFound
from headway.events import ports
from headway.events.models import Presence
from headway.events.ports import Thing

GONE_AFTER = timedelta(seconds=20)
"""Pages say every 8 seconds that they are open."""

MOST_SHOWN = 5


@transaction.atomic
def be_present(thing: Thing, *, by: Actor) -> list[str]:
    """Say that ``by`` has a thing open; return who else has, the first to come first.

    Raises :class:`NotFound` when ``by`` may not see it.  Guests are told of nobody.
    """
    kind, pk = thing
    subject = ports.subjects().get(kind)
    if subject is None or not subject.named([pk], by):
        raise NotFound
    now = timezone.now()
    here = {"workspace_id": by.workspace_id, "subject_type": kind, "subject_id": pk}
    Presence.objects.bulk_create(
        [Presence(actor=by, seen_at=now, **here)],
        update_conflicts=True,
        unique_fields=["workspace", "subject_type", "subject_id", "actor"],
        update_fields=["seen_at"],
    )
    if by.is_guest:
        return []
    others = Presence.objects.filter(seen_at__gt=now - GONE_AFTER, **here)
    names = (
        others.exclude(actor=by).order_by("pk").values_list("actor__name", flat=True)
    )
    return list(names[:MOST_SHOWN])


@transaction.atomic
def leave(thing: Thing, *, by: Actor) -> None:
    """Say that ``by`` no longer has a thing open."""
    kind, pk = thing
    Presence.objects.filter(
        workspace_id=by.workspace_id, subject_type=kind, subject_id=pk, actor=by
    ).delete()


def forget_absent() -> None:
    """Delete the rows of those who are gone."""
    Presence.objects.filter(seen_at__lt=timezone.now() - GONE_AFTER).delete()
