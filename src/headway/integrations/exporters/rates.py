"""What an hour of people costs, for administrators who ask that a file says it."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from headway.actors.models import Actor
from headway.base.money import major_of
from headway.people.models import Person, Rate
from headway.people.models.rates import RateKind
from headway.people.models.schedules import BEGINNING
from headway.plan.files.content import FileRate
from headway.plan.files.findings import Findings
from headway.plan.files.saying import say as _


@dataclass(frozen=True, kw_only=True, slots=True)
class Costs:
    """Rates by the ids of people, in the one currency that a file has."""

    currency: str = ""
    rates: Mapping[int, tuple[FileRate, ...]] = field(default_factory=dict)


NO_COSTS = Costs()


def costs_of(people: Sequence[Person], findings: Findings, *, by: Actor) -> Costs:
    """Read what people cost; only administrators may.  One query.

    Of several currencies the one with most rates counts; the others are noted.
    """
    by.check_administers()
    rows = Rate.objects.visible_to(by).filter(person__in=people, kind=RateKind.COST)
    found = list(rows.select_related("person__actor").order_by("person", "valid_from"))
    if not found:
        return NO_COSTS
    [(currency, _count)] = Counter(row.currency for row in found).most_common(1)
    rates: dict[int, list[FileRate]] = defaultdict(list)
    for row in found:
        if row.currency != currency:
            why = _("a rate in another currency: a file has one only")
            findings.add("resource", row.person.actor.name, why, value=row.currency)
            continue
        since = row.valid_from
        rates[row.person_id].append(
            FileRate(
                first=None if since <= BEGINNING else since,
                per_hour=major_of(row.amount_minor, currency),
            )
        )
    return Costs(
        currency=currency, rates={pk: tuple(each) for pk, each in rates.items()}
    )
