"""Who does what in a project, proposed as a whole, with what speaks for each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import PermissionDenied

from headway.actors.models import Actor
from headway.people.models import Person
from headway.plan.candidates import (
    Choice,
    Choices,
    Pool,
    choice_of,
    seen_people,
    until_of,
)
from headway.plan.compile.costs import PRICE, cost_of_delay
from headway.plan.current import current_forecast
from headway.plan.evidence import evidence_for
from headway.plan.forecast import THREADS, Forecast
from headway.plan.preview import SCENARIOS
from headway.plan.turns import one_at_a_time
from headway.work.models import Assignment, Drive, Item, Project
from headway_engine.assignment import Draw, prospects
from headway_engine.solvers.assigning import Proposal, Staffing, staff
from headway_engine.solvers.improving import Budget

MOST_ITEMS: Final = 30
"""So many items are given out at once: what the plan does first."""

SEARCH: Final = Budget(seconds=1.5, candidates=400)


@dataclass(frozen=True, kw_only=True, slots=True)
class Instead:
    """Somebody else who could do it, and by how much more delay would cost then."""

    person: Person
    more: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposed:
    """Who is to do an item, in the plan in which all is done as proposed."""

    item: Item
    choices: Choices
    instead: Sequence[Instead]

    @property
    def choice(self) -> Choice:
        return self.choices.people[0]


@dataclass(frozen=True, kw_only=True, slots=True)
class Staffed:
    """What is proposed for a project; ``left_out`` items were too many at once."""

    rows: Sequence[Proposed]
    left_out: int
    nobody: int


def propose_people(
    project: Project,
    *,
    by: Actor,
    with_assigned: bool = False,
    budget: Budget = SEARCH,
) -> Staffed:
    """Propose who does what of the open items that nobody has.

    With ``with_assigned`` also who could take over what one person has, but has not
    begun.  For those who contribute to the project and are no guests:
    ``PermissionDenied``.  Raises :class:`Busy` while others are answered.
    """
    may = Project.objects.contributable_by(by).filter(pk=project.pk)
    if by.is_guest or not may.exists():
        raise PermissionDenied
    with one_at_a_time.turn():
        return _proposed(project, by, budget, with_assigned=with_assigned)


def _proposed(
    project: Project, by: Actor, budget: Budget, *, with_assigned: bool
) -> Staffed:
    made = current_forecast(by.workspace_id, scenarios=SCENARIOS)
    items = _items(project, made, with_assigned=with_assigned)
    pools = {item.pk: Pool(item, made.snapshot) for item in items}
    people = seen_people({pk for pool in pools.values() for pk in pool.ids}, by)
    able = {item.pk: _able(pools[item.pk], people, made) for item in items}
    asked = [item for item in items if able[item.pk]]
    shown = asked[:MOST_ITEMS]
    found = _staffed(made, {i.pk: able[i.pk] for i in shown}, budget) if shown else None
    return Staffed(
        rows=_rows(made, shown, found, pools, people, by) if found else (),
        left_out=len(asked) - len(shown),
        nobody=len(items) - len(asked),
    )


def _items(project: Project, made: Forecast, *, with_assigned: bool) -> list[Item]:
    """Return the items that want somebody, in the order of the plan."""
    position, rank = made.compiled.position, made.compiled.problem.items.rank
    rows = Item.objects.filter(project=project, drive=Drive.EFFORT).open()
    open_ = [item for item in rows.select_related("project") if item.pk in position]
    ids = [item.pk for item in open_]
    counts: dict[int, int] = {}
    for pk in Assignment.objects.filter(item__in=ids).values_list("item_id", flat=True):
        counts[pk] = counts.get(pk, 0) + 1
    wanted = [
        item
        for item in open_
        if item.started_at is None
        and (item.pk not in counts or (with_assigned and counts[item.pk] == 1))
    ]
    return sorted(wanted, key=lambda item: int(rank[position[item.pk]]))


def _able(pool: Pool, people: Mapping[int, Person], made: Forecast) -> list[int]:
    """Return the positions of those who have the skills, and of who has it already."""
    place = {pk: i for i, pk in enumerate(made.compiled.people)}
    who = dict.fromkeys([*pool.assigned, *pool.able])
    return [place[pk] for pk in who if pk in people and pk in place]


def _staffed(
    made: Forecast, able: Mapping[int, Sequence[int]], budget: Budget
) -> Proposal:
    position = made.compiled.position
    staffing = Staffing(
        problem=made.compiled.problem,
        cost=made.compiled.scores.cost,
        able={position[pk]: people for pk, people in able.items()},
        per_change=PRICE.per_move,
    )
    return staff(staffing, budget=budget, seed=made.snapshot.seed, threads=THREADS)


def _rows(
    made: Forecast,
    items: Sequence[Item],
    found: Proposal,
    pools: Mapping[int, Pool],
    people: Mapping[int, Person],
    by: Actor,
) -> list[Proposed]:
    compiled, position = made.compiled, made.compiled.position
    until = {position[i.pk]: until_of(made, position[i.pk], i) for i in items}
    then = prospects(
        compiled.problem,
        found.people,
        compiled.scores.cost,
        Draw(seed=made.snapshot.seed, scenarios=SCENARIOS, threads=THREADS),
        until=until,
    )
    ids = {compiled.people[person] for person in found.people.values()}
    known = evidence_for(items, made.snapshot.needs, ids, by=by)
    rows = []
    for item in items:
        i = position[item.pk]
        each = then[i]
        evidence = known[item.pk, compiled.people[each.person]]
        choice = choice_of(item, each, each, made, pools[item.pk], people, evidence)
        rows.append(
            Proposed(
                item=item,
                choices=Choices(
                    people=[choice],
                    until=compiled.instant(until[i]),
                    needs=pools[item.pk].needs,
                ),
                instead=[
                    Instead(
                        person=people[compiled.people[p]],
                        more=cost_of_delay(more),
                    )
                    for p, more in sorted(found.others[i].items(), key=lambda o: o[1])
                ],
            )
        )
    return rows
