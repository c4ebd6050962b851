"""How busy people are, as their readers see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from headway.actors.models import Actor
from headway.people.models import Absence
from headway.plan.lost import NOTHING, Lost
from headway.plan.models import LoadQuerySet


@dataclass(frozen=True, kw_only=True)
class Busy:
    """How busy somebody is: minutes of each day from ``first``, see :class:`Load`."""

    pk: int
    name: str
    is_me: bool
    first: date
    booked: Sequence[int]
    able: Sequence[int]
    away: Sequence[tuple[date, date]]
    lost: Lost = NOTHING
    expected: Sequence[int] = ()

    def minutes(self, of: Sequence[int], begin: date, end: date) -> int:
        """Sum up the days from ``begin`` to before ``end``."""
        low = max((begin - self.first).days, 0)
        return sum(of[low : max((end - self.first).days, 0)])

    def days_away(self, begin: date, end: date) -> int:
        """Count the days of absence on weekdays on which they work."""
        days = ((begin + timedelta(days=n)) for n in range((end - begin).days))
        return sum(
            day.weekday() in self.weekdays
            and any(first <= day <= last for first, last in self.away)
            for day in days
        )

    @property
    def weekdays(self) -> frozenset[int]:
        """Those on which they work at all."""
        worked = (n for n, minutes in enumerate(self.able) if minutes)
        return frozenset((self.first + timedelta(days=n)).weekday() for n in worked)

    def is_known(self, begin: date, end: date) -> bool:
        """Whether the plan says anything of these days."""
        return self.first < end and begin < self.first + timedelta(days=len(self.able))


def busy_people(rows: LoadQuerySet, most: int, *, by: Actor) -> list[Busy]:
    """The first of them, with their absences; two queries."""
    said = (
        "person_id", "person__actor__name", "person__actor_id", "first_on", "booked",
        "able", "expected", "interrupted_percent", "interrupted_most_percent",
        "unplanned_items", "finished_items", "is_interrupted_by_default",
    )  # fmt: skip
    loads = list(rows.values_list(*said)[:most])
    absences = (
        Absence.objects.approved()
        .visible_to(by)
        .filter(person__in=[r[0] for r in loads])
    )
    away: dict[int, list[tuple[date, date]]] = {}
    for pk, first, last in absences.values_list("person_id", "first_on", "last_on"):
        away.setdefault(pk, []).append((first, last))
    return [
        Busy(
            pk=pk,
            name=name,
            is_me=actor_id == by.pk,
            first=first,
            booked=booked,
            able=able,
            away=away.get(pk, ()),
            lost=Lost(*lost),
            expected=expected,
        )
        for pk, name, actor_id, first, booked, able, expected, *lost in loads
    ]
