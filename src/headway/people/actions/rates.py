"""Say what an hour of somebody costs, and what it is sold for."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused
from headway.base.money import check_currency
from headway.events.actions import record
from headway.people.facts import RateRemoved, RateSet
from headway.people.models import Person, Rate
from headway.people.models.rates import RateKind

MOST_MINOR = 10**12


@transaction.atomic
def set_rate(
    person_id: int,
    *,
    by: Actor,
    kind: str,
    amount_minor: int,
    currency: str,
    valid_from: date,
) -> Rate:
    """Say what an hour of a person costs or is sold for, from a day on.

    The same day again replaces what was said.  Only administrators may.  Records
    :class:`RateSet`, or nothing when all stays as it was; no amount is in the log.
    """
    person = Person.objects.locked().get_for_read(person_id, by=by)
    by.check_administers()
    check_currency(currency)
    if kind not in RateKind.values:
        raise Refused(_("“%s” is no kind of rate.") % kind)
    if not 0 <= amount_minor <= MOST_MINOR:
        raise Refused(_("That is no amount for an hour."))
    wanted = Rate(
        workspace_id=by.workspace_id,
        person=person,
        kind=kind,
        valid_from=valid_from,
        amount_minor=amount_minor,
        currency=currency,
    )
    present = _same_day(wanted)
    if present is not None:
        if (present.amount_minor, present.currency) == (amount_minor, currency):
            return present
        present.removed_at = timezone.now()
        present.save(update_fields=["removed_at"])
    wanted.save()
    replaced = present.pk if present else None
    record(
        RateSet(subject_id=person.pk, rate_id=wanted.pk, replaced_rate_id=replaced),
        by=by,
    )
    return wanted


@transaction.atomic
def remove_rate(rate_id: int, *, by: Actor) -> Person:
    """Let the rate before go on to hold; returns the person.

    Records :class:`RateRemoved`.
    """
    row = Rate.objects.get_for_change(rate_id, by=by)
    row.removed_at = timezone.now()
    row.save(update_fields=["removed_at"])
    record(RateRemoved(subject_id=row.person_id, rate_id=row.pk), by=by)
    return row.person


@transaction.atomic
def restore_rate(rate_id: int, *, by: Actor) -> None:
    """Let a rate hold again that was removed.  Records :class:`RateSet`."""
    by.check_administers()
    gone = Rate.objects.locked().filter(workspace_id=by.workspace_id)
    row = gone.filter(pk=rate_id).first()
    if row is None:
        raise NotFound
    if row.removed_at is None or _same_day(row) is not None:
        raise Refused(_("This is no longer as it was then."))
    row.removed_at = None
    row.save(update_fields=["removed_at"])
    record(RateSet(subject_id=row.person_id, rate_id=row.pk), by=by)


def _same_day(row: Rate) -> Rate | None:
    return Rate.objects.filter(
        person_id=row.person_id,
        kind=row.kind,
        valid_from=row.valid_from,
        removed_at=None,
    ).first()
