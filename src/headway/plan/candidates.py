"""Who should do an item: what would come of each, and the facts that speak for them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from headway.actors.models import Actor
from headway.people.models import Person
from headway.plan.compile.costs import cost_of_delay
from headway.plan.current import current_forecast
from headway.plan.evidence import Evidence, evidence_for
from headway.plan.forecast import THREADS, Forecast
from headway.plan.preview import SCENARIOS
from headway.plan.rows import NeedRow
from headway.plan.snapshot import Snapshot
from headway.plan.turns import one_at_a_time
from headway.work.models import Item
from headway_engine.assignment import (
    Candidate,
    Draw,
    able_minutes,
    booked_until,
    candidates,
)
from headway_engine.problem import NEVER
from headway_engine.simulation import quantiles
from headway_engine.speeds import speed_of

MOST = 8
"""So many people are tried: those with the most time, and who has it now."""

AHEAD = timedelta(days=28)
"""Until when time is counted where the item has no date at all."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """A person who could do the item, and what comes of it.

    ``more`` is by how much the expected cost of delay of all work is above that of the
    best choice, None to guests, who see but themselves.  ``minutes`` is what they need
    for it.  ``learns`` are the skills of which they are one level short, and
    ``is_only`` says that nobody else in the project has those that it needs.
    """

    person: Person
    is_assigned: bool
    is_only: bool
    p50: datetime | None
    p85: datetime | None
    free_minutes: int
    able_minutes: int
    more: int | None
    minutes: int
    evidence: Evidence
    learns: Sequence[int]

    @property
    def busy_percent(self) -> int:
        """How much of their time until then is planned for other work."""
        if not self.able_minutes:
            return 100
        return round(100 - 100 * self.free_minutes / self.able_minutes)


@dataclass(frozen=True, kw_only=True, slots=True)
class Choices:
    """The choices, the best first; time is counted ``until`` then."""

    people: Sequence[Choice]
    until: datetime | None
    needs: Sequence[NeedRow]


def choices_for(item: Item, *, by: Actor) -> Choices:
    """Compare who could do the item; each is a forecast on the same random numbers.

    Only people whom ``by`` sees.  Raises ``PermissionDenied`` to who may not change it.
    Half a dozen queries for any number of people.  Raises :class:`Busy` while others
    are answered.
    """
    Item.objects.check_change(item, by=by)
    return _choices(item, by)


@one_at_a_time.turn()
def _choices(item: Item, by: Actor) -> Choices:
    made = current_forecast(item.workspace_id, scenarios=SCENARIOS)
    snapshot = made.snapshot
    position = made.compiled.position.get(item.pk)
    if position is None or item.is_closed or item.is_milestone:
        return Choices(people=(), until=None, needs=())
    pool = Pool(item, snapshot)
    people = seen_people(pool.ids, by)
    until = until_of(made, position, item)
    tried = _tried(made, position, pool, people, until)
    found = candidates(
        made.compiled.problem,
        position,
        tried,
        made.compiled.scores.cost,
        Draw(seed=snapshot.seed, scenarios=SCENARIOS, threads=THREADS),
        until=until,
    )
    ids = [made.compiled.people[each.person] for each in found]
    known = evidence_for([item], snapshot.needs, ids, by=by)
    choices = [
        choice_of(item, each, found[0], made, pool, people, known[item.pk, pk])
        for each, pk in zip(found, ids, strict=True)
    ]
    return Choices(
        people=[replace(c, more=None) for c in choices] if by.is_guest else choices,
        until=made.compiled.instant(until),
        needs=pool.needs,
    )


class Pool:
    """Who could do an item: members who have the skills, learners, and who has it."""

    def __init__(self, item: Item, snapshot: Snapshot) -> None:
        self.needs = snapshot.needs.get(item.pk, ())
        self.levels = snapshot.levels
        self.assigned = {part.person_id for part in snapshot.parts.get(item.pk, ())}
        members = snapshot.members.get(item.project_id, ())
        self.able = [pk for pk in members if not self._short(pk)]
        learners = [pk for pk in members if self._learns(pk)]
        self.ids = list(dict.fromkeys([*self.assigned, *self.able, *learners]))

    def _short(self, person_id: int) -> list[NeedRow]:
        have = self.levels.get(person_id, {})
        return [need for need in self.needs if have.get(need.skill_id, 0) < need.level]

    def _learns(self, person_id: int) -> bool:
        """Tell whether somebody is short of one level of one skill only."""
        have, short = self.levels.get(person_id, {}), self._short(person_id)
        return len(short) == 1 and have.get(short[0].skill_id, 0) == short[0].level - 1

    def learnt(self, person_id: int) -> list[int]:
        return [need.skill_id for need in self._short(person_id)]

    def is_only(self, person_id: int) -> bool:
        return bool(self.needs) and self.able == [person_id]


def seen_people(ids: Collection[int], by: Actor) -> Mapping[int, Person]:
    """Return those of the people whom ``by`` sees and who are not suspended."""
    seen = Person.objects.visible_to(by).filter(suspended_at=None, pk__in=ids)
    return seen.select_related("actor").in_bulk()


def until_of(made: Forecast, position: int, item: Item) -> int:
    """Count people's time until the deadline, else until the item is done at 85 %."""
    now = made.compiled.problem.now
    if item.deadline is not None and item.deadline > made.at:
        return (item.deadline - made.compiled.origin) // timedelta(minutes=1)
    finish = int(quantiles(made.scenarios.finish[:, [position]], [85])[0, 0])
    return now + AHEAD // timedelta(minutes=1) if finish == NEVER else finish


def _tried(
    made: Forecast, position: int, pool: Pool, people: Mapping[int, Person], until: int
) -> list[int]:
    """Return the positions of those who are tried: who has it, then the least busy."""
    problem, schedule = made.compiled.problem, made.schedule
    place = {pk: i for i, pk in enumerate(made.compiled.people)}

    def key(pk: int) -> tuple[bool, bool, float, int]:
        i = place[pk]
        able = able_minutes(problem, i, problem.now, until)
        booked = booked_until(problem, schedule, i, until, without=position)
        return pk not in pool.assigned, pk not in pool.able, booked - able, pk

    shown = sorted((pk for pk in pool.ids if pk in people and pk in place), key=key)
    return [place[pk] for pk in shown[:MOST]]


def choice_of(
    item: Item,
    each: Candidate,
    best: Candidate,
    made: Forecast,
    pool: Pool,
    people: Mapping[int, Person],
    evidence: Evidence,
) -> Choice:
    """Put together what the engine and the records say of one who could do it."""
    compiled = made.compiled
    pk, i = compiled.people[each.person], compiled.position[item.pk]
    speed = float(speed_of(compiled.problem, i, each.person))
    return Choice(
        person=people[pk],
        is_assigned=pk in pool.assigned,
        is_only=pool.is_only(pk),
        p50=compiled.instant(each.p50),
        p85=compiled.instant(each.p85),
        free_minutes=round(each.free_minutes),
        able_minutes=round(each.able_minutes),
        more=cost_of_delay(each.delay - best.delay),
        minutes=round(compiled.nodes[i].minutes / speed),
        evidence=evidence,
        learns=[skill for skill in pool.learnt(pk) if skill in evidence.levels],
    )
