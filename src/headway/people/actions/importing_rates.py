"""Take over what hours of people cost elsewhere; doing it again changes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from headway.actors.models import Actor
from headway.people.actions.rates import set_rate
from headway.people.models import Person
from headway.people.models.rates import RateKind


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportedRate:
    """What an hour costs from a day on; ``person`` is an ``external_id``."""

    person: str
    amount_minor: int
    currency: str
    valid_from: date


@transaction.atomic
def import_rates(
    rows: Sequence[ImportedRate],
    people: Mapping[str, Person],
    *,
    source: str,
    by: Actor,
) -> None:
    """Say what people cost who came from there; others stay as they are.

    Only administrators may.  Records what :func:`set_rate` does.
    """
    by.check_administers()
    for row in rows:
        person = people[row.person]
        if person.external_source == source:
            set_rate(
                person.pk,
                by=by,
                kind=RateKind.COST,
                amount_minor=row.amount_minor,
                currency=row.currency,
                valid_from=row.valid_from,
            )
