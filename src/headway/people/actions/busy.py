"""Say what takes people's time, by hand."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.actions import record
from headway.people.facts import BusyAdded, BusyFact, BusyRemoved
from headway.people.models import Busy, Person

LONGEST_BLOCK = timedelta(days=31)


@transaction.atomic
def add_busy(
    person_id: int,
    *,
    by: Actor,
    starts_at: datetime,
    ends_at: datetime,
    title: str = "",
    counts: bool = True,
) -> Busy:
    """Take a span of a person's time; ``counts`` if plans may not use it.

    Records :class:`BusyAdded`.  Raises :class:`Refused` when it ends before it starts
    or lasts more than 31 days.
    """
    person = Person.objects.get_for_change(person_id, by=by)
    if ends_at <= starts_at:
        raise Refused(_("It ends before it starts; swap the two times."))
    if ends_at - starts_at > LONGEST_BLOCK:
        raise Refused(_("Longer than 31 days is an absence; say so there."))
    block = Busy.objects.create(
        workspace_id=by.workspace_id,
        person=person,
        starts_at=starts_at,
        ends_at=ends_at,
        title=title[:200],
        counts=counts,
    )
    record(_fact(BusyAdded, block), by=by)
    return block


@transaction.atomic
def remove_busy(busy_id: int, *, by: Actor) -> Person:
    """Give a span back; returns the person.  Records :class:`BusyRemoved`."""
    block = Busy.objects.get_for_change(busy_id, by=by)
    block.removed_at = timezone.now()
    block.save(update_fields=["removed_at"])
    record(_fact(BusyRemoved, block), by=by)
    return block.person


@transaction.atomic
def restore_busy(busy_id: int, *, by: Actor) -> None:
    """Take a span again that was given back.  Records :class:`BusyAdded`."""
    gone = Busy.objects.locked().filter(workspace_id=by.workspace_id)
    block = gone.filter(pk=busy_id).exclude(removed_at=None).first()
    if block is None:
        raise Refused(_("This is no longer as it was then."))
    Person.objects.get_for_change(block.person_id, by=by)
    block.removed_at = None
    block.save(update_fields=["removed_at"])
    record(_fact(BusyAdded, block), by=by)


def _fact(fact: type[BusyFact], block: Busy) -> BusyFact:
    said: dict[str, Any] = {
        "starts_at": block.starts_at.isoformat(),
        "ends_at": block.ends_at.isoformat(),
    }
    return fact(subject_id=block.person_id, busy_id=block.pk, **said)
