"""What a decision costs: the plan without it, on the same numbers; loads the engine."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from headway.plan.compile.compiled import Compiled
from headway.plan.compile.costs import cost_of_delay
from headway.plan.compile.workspace import outline_of
from headway.plan.critical import open_items
from headway.plan.decisions.keeping import DATES
from headway.plan.forecast import THREADS, Forecast, forecast
from headway.plan.models import DecisionKind
from headway.plan.preview import SCENARIOS
from headway.plan.sketch import people_of
from headway.plan.snapshot import Snapshot
from headway_engine.assignment import expected_delay
from headway_engine.problem import NEVER, Minutes
from headway_engine.schedule import Unplaced
from headway_engine.simulation import last_by, simulate

PERCENT: Final = 85


@dataclass(frozen=True, kw_only=True, slots=True)
class DecisionPrice:
    """By how much all work costs more delay, and what is done later; see ``Decision``.

    ``others`` are who would do the item without it, where that costs less.
    """

    cost: int
    item_minutes: int | None
    project_minutes: int | None
    others: Sequence[int] = ()


def price_decision(made: Forecast, item_id: int, kind: str) -> DecisionPrice:
    """Price a decision that holds in ``made``, against the plan without it.

    What delay costs is what it costs without: a deadline is not worth itself.  Takes a
    forecast of 100 scenarios.
    """
    if kind == DecisionKind.ORDER:
        compiled = made.compiled
        kept = {k: v for k, v in compiled.overridings.items() if k != item_id}
        problem = compiled.overriding(kept.values())
        drawn = simulate(
            problem, seed=made.snapshot.seed, scenarios=SCENARIOS, threads=THREADS
        )
        return _compared(made, compiled, drawn.finish, item_id)
    changed = _without(made.snapshot, item_id, kind)
    without = forecast(changed, now=made.at, scenarios=SCENARIOS)
    if kind != DecisionKind.PERSON:
        return _compared(made, without.compiled, without.scenarios.finish, item_id)
    i = without.compiled.position[item_id]
    if without.schedule.unplaced[i] != Unplaced.PLACED:
        return DecisionPrice(cost=0, item_minutes=0, project_minutes=0)
    price = _compared(made, without.compiled, without.scenarios.finish, item_id)
    mine = {part.person_id for part in made.snapshot.parts[item_id]}
    others = people_of(without, item_id)
    is_against = price.cost > 0 and set(others) != mine
    return replace(price, others=others if is_against else ())


def _without(snapshot: Snapshot, item_id: int, kind: str) -> Snapshot:
    if kind == DecisionKind.PERSON:
        parts = {k: v for k, v in snapshot.parts.items() if k != item_id}
        return replace(snapshot, parts=parts)
    said: dict[str, Any] = {DATES[kind]: None}
    items = tuple(
        row._replace(**said) if row.pk == item_id else row for row in snapshot.items
    )
    return replace(snapshot, items=items)


def _compared(
    made: Forecast, without: Compiled, finish: Minutes, item_id: int
) -> DecisionPrice:
    present, cost = made.scenarios.finish, without.scores.cost
    more = expected_delay(made.compiled.problem, present, cost)
    more -= expected_delay(without.problem, finish, cost)
    row = next(row for row in made.snapshot.items if row.pk == item_id)
    position, is_finished = made.compiled.position, made.compiled.problem.items
    leaves = outline_of(made.snapshot.items).leaves(item_id)
    own = [
        position[pk]
        for pk in leaves
        if pk in position and is_finished.finished_at[position[pk]] == NEVER
    ]
    whole = open_items(made.compiled).get(row.project_id, ())
    return DecisionPrice(
        cost=cost_of_delay(more),
        item_minutes=_later(present, finish, own),
        project_minutes=_later(present, finish, whole),
    )


def _later(present: Minutes, without: Minutes, positions: Sequence[int]) -> int | None:
    """Return by how many minutes the last of them is later at 85 %."""
    if not positions:
        return None
    ends = [last_by(each, positions, PERCENT) for each in (present, without)]
    return None if NEVER in ends else ends[0] - ends[1]
