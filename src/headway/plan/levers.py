"""What would help a project's target or an item's deadline, and what fits by then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

import numpy as np
from django.core.exceptions import PermissionDenied

from headway.actors.models import Actor
from headway.people.models import Person
from headway.plan.compile.compiled import Compiled
from headway.plan.current import current_forecast
from headway.plan.forecast import THREADS, Forecast
from headway.plan.preview import SCENARIOS
from headway.plan.turns import one_at_a_time
from headway.work.models import Item, Project
from headway.work.models.projects import end_of_day
from headway_engine.levers import (
    Effect,
    Goal,
    Lever,
    Prospect,
    cut_line,
    levers_on,
    prospect_of,
    rank_levers,
)
from headway_engine.problem import NEVER

MOST = 12
WEEKS = 4
"""So long somebody would help."""

LATER = 14
"""By so many days the date could move."""

MOST_IN_LINE = 100
PROMISED = 0.85

Kind = Literal["link", "first", "drop", "help", "due"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """How likely the date holds, from 0 to 1, and by when it is done at 85 %."""

    chance: float
    p85: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Help:
    """One change, and what comes of it; ``items`` and ``person`` are what it is about.

    ``link``: the second of the items no longer waits for the first.
    """

    kind: Kind
    outcome: Outcome
    items: Sequence[Item] = ()
    person: Person | None = None
    due: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Cut:
    """An item in the plan's order, and how likely all up to it are done in time."""

    item: Item
    chance: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Levers:
    """What helps a date, the best first.

    Each was tried in ``runs`` scenarios.  ``due`` is the date that is asked for; where
    nobody set one, that by which it is done at 85 %.  ``cut`` is the first of the
    plan's order; of them ``fits`` are done until ``due`` at 85 %.
    """

    now: Outcome
    due: datetime
    is_set: bool
    helps: Sequence[Help]
    cut: Sequence[Cut]
    fits: int
    runs: int


def levers_for_project(project: Project, *, by: Actor) -> Levers | None:
    """Rank what would help the target; None where nothing is open.

    For those who contribute to the project and are no guests: ``PermissionDenied``.
    Raises :class:`Busy` while others are answered.
    """
    may = Project.objects.contributable_by(by).filter(pk=project.pk)
    if by.is_guest or not may.exists():
        raise PermissionDenied
    target = end_of_day(project.target_on, by.workspace.zone)
    items = Item.objects.filter(project=project).open()
    return _levers(list(items.values_list("pk", flat=True)), target, by)


def levers_for_item(item: Item, *, by: Actor) -> Levers | None:
    """As of a project: of the item's deadline, or of that of all in it."""
    Item.objects.check_change(item, by=by)
    if by.is_guest:
        raise PermissionDenied
    return _levers([item.pk], item.deadline, by)


@one_at_a_time.turn()
def _levers(ids: Sequence[int], due: datetime | None, by: Actor) -> Levers | None:
    made = current_forecast(by.workspace_id, scenarios=SCENARIOS)
    compiled = made.compiled
    leaves = _leaves(made, ids)
    if not leaves:
        return None
    goal = Goal(
        keys=compiled.problem.items.key[leaves],
        due=_minute(due, made) if due else NEVER,
        seed=made.snapshot.seed,
        scenarios=SCENARIOS,
        threads=THREADS,
    )
    finish = made.scenarios.finish
    now = prospect_of(compiled.problem, goal, finish=finish)
    if due is None and now.p85 != NEVER:
        goal = replace(goal, due=now.p85)
        now = prospect_of(compiled.problem, goal, finish=finish)
    asked = compiled.instant(goal.due)
    if asked is None:
        return None
    found = levers_on(compiled.problem, goal, weeks=WEEKS, most=MOST)
    levers = [_with_order(lever, compiled) for lever in found]
    if due is not None:
        later = goal.due + LATER * 1440
        levers.append(Lever(name=("due", LATER), due=later))
    effects = rank_levers(compiled.problem, goal, levers, finish=finish)
    names = _Names(compiled, effects, leaves, by)
    cut = _cut(made, leaves, goal.due, names.items)
    return Levers(
        now=_outcome(now, compiled),
        due=asked,
        is_set=due is not None,
        helps=[
            said
            for effect in effects
            if _helps(effect.prospect, now) and (said := names.help(effect))
        ],
        cut=cut,
        fits=sum(each.chance >= PROMISED for each in cut),
        runs=SCENARIOS,
    )


def _with_order(lever: Lever, compiled: Compiled) -> Lever:
    """Let the order follow where a link goes: what it opened is inherited no more."""
    apply = lever.apply
    if lever.name[0] != "link" or apply is None:
        return lever
    return replace(lever, apply=lambda problem: compiled.reranked(apply(problem)))


def _helps(after: Prospect, before: Prospect) -> bool:
    """Tell whether a change is worth a line: the chance grows, or it is done sooner."""
    if after.p85 == NEVER:
        return False
    sooner = before.p85 == NEVER or after.p85 < before.p85
    return after.chance > before.chance or sooner


def _leaves(made: Forecast, ids: Sequence[int]) -> list[int]:
    """Return the positions of what is open of these items, and in them."""
    inside: dict[int | None, list[int]] = {}
    for item in made.snapshot.items:
        inside.setdefault(item.parent_id, []).append(item.pk)
    wanted, waiting = set(ids), list(ids)
    while waiting:
        for pk in inside.get(waiting.pop(), ()):
            if pk not in wanted:
                wanted.add(pk)
                waiting.append(pk)
    position, finished = made.compiled.position, made.compiled.problem.items.finished_at
    found = (position[pk] for pk in sorted(wanted) if pk in position)
    return [i for i in found if finished[i] == NEVER]


def _minute(due: datetime, made: Forecast) -> int:
    return (due - made.compiled.origin) // timedelta(minutes=1)


def _outcome(found: Prospect, compiled: Compiled) -> Outcome:
    return Outcome(chance=found.chance, p85=compiled.instant(found.p85))


def _cut(
    made: Forecast, leaves: Sequence[int], due: int, items: Mapping[int, Item]
) -> list[Cut]:
    """Say how likely the first of the order are done in time, those that are seen."""
    start, rank = made.schedule.start, made.compiled.problem.items.rank
    late = np.where(start == NEVER, np.iinfo(np.int32).max, start)
    order = sorted(leaves, key=lambda i: (int(late[i]), int(rank[i])))
    chances = cut_line(made.scenarios.finish, order, due).tolist()
    return [
        Cut(item=items[made.compiled.nodes[i].key], chance=chance)
        for i, chance in list(zip(order, chances, strict=True))[:MOST_IN_LINE]
        if made.compiled.nodes[i].key in items
    ]


class _Names:
    """The rows behind positions, as far as ``by`` sees them; two queries."""

    def __init__(
        self,
        compiled: Compiled,
        effects: Sequence[Effect],
        leaves: Sequence[int],
        by: Actor,
    ) -> None:
        self.compiled = compiled
        links = compiled.problem.links
        self.ends = {
            place: (int(links.before[place]), int(links.after[place]))
            for kind, place in (effect.lever.name for effect in effects)
            if kind == "link"
        }
        positions = {i for pair in self.ends.values() for i in pair} | set(leaves)
        positions |= {
            place
            for kind, place in (effect.lever.name for effect in effects)
            if kind in ("first", "drop")
        }
        seen = Item.objects.visible_to(by).select_related("project")
        self.items = seen.in_bulk({self._key(i) for i in positions})
        people = Person.objects.visible_to(by).select_related("actor")
        helpers = [
            compiled.people[place]
            for kind, place in (effect.lever.name for effect in effects)
            if kind == "help"
        ]
        self.people = people.in_bulk(helpers)

    def _key(self, position: int) -> int:
        """Return the id of an item; of a summary's end, that of the summary."""
        node = self.compiled.nodes[position]
        return node.item.pk if node.item else node.end.summary if node.end else 0

    def help(self, effect: Effect) -> Help | None:
        """Return the change with what it is about; None where that is not seen."""
        kind, place = effect.lever.name
        outcome = _outcome(effect.prospect, self.compiled)
        if kind == "due":
            due = self.compiled.instant(effect.lever.due or NEVER)
            return Help(kind="due", outcome=outcome, due=due)
        if kind == "help":
            person = self.people.get(self.compiled.people[place])
            if person is None:
                return None
            return Help(kind="help", outcome=outcome, person=person)
        positions = self.ends[place] if kind == "link" else (place,)
        keys = [self._key(i) for i in positions]
        if any(pk not in self.items for pk in keys):
            return None
        items = [self.items[pk] for pk in keys]
        named: Kind = (
            "link" if kind == "link" else "drop" if kind == "drop" else "first"
        )
        return Help(kind=named, outcome=outcome, items=items)
