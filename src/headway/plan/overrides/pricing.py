"""What an override costs: two plans on the same random numbers; loads the engine."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from headway.plan.compile.compiled import Compiled
from headway.plan.compile.costs import cost_of_delay
from headway.plan.compile.overriding import overriding_of
from headway.plan.compile.workspace import outline_of
from headway.plan.critical import open_items
from headway.plan.current import current_forecast
from headway.plan.forecast import THREADS, Forecast
from headway.plan.preview import SCENARIOS
from headway.plan.turns import one_at_a_time
from headway_engine.assignment import expected_delay
from headway_engine.problem import NEVER, Minutes, Problem
from headway_engine.simulation import last_by, quantiles, simulate

LEAST_MINUTES: Final = 60
"""What is later by less is not told."""

MOST: Final = 50
"""So many items are kept as later, those first that are so most."""

PERCENT: Final = 85


@dataclass(frozen=True, kw_only=True, slots=True)
class Price:
    """By how much the expected cost of delay grows, and what gets later for it.

    ``items`` and ``projects`` have minutes on the wall by ids, at 85 %, the most first.
    ``sooner`` is by how many the item itself is done earlier.
    """

    cost: int
    items: Mapping[int, int]
    projects: Mapping[int, int]
    sooner: int
    scenarios: int = SCENARIOS


@one_at_a_time.turn()
def price_of(item_id: int, before_id: int | None, *, workspace_id: int) -> Price:
    """Say what it costs that an item goes before all others, or before one.

    Against the plan in which it has the place that it is worth; all other overrides
    hold in both.  Costs a simulation, and another where it is overridden already.
    """
    made = current_forecast(workspace_id, scenarios=SCENARIOS)
    compiled = made.compiled
    others = {k: v for k, v in compiled.overridings.items() if k != item_id}
    outline = outline_of(made.snapshot.items)
    own = overriding_of(item_id, before_id, outline, compiled.position)
    without = _finish(made, compiled.overriding(others.values()))
    with_it = _finish(made, compiled.overriding([*others.values(), own]))
    cost = compiled.scores.cost
    more = expected_delay(compiled.problem, with_it, cost)
    more -= expected_delay(compiled.problem, without, cost)
    later = dict(_later(compiled, without, with_it))
    whole = dict(_later_projects(compiled, without, with_it))
    mine = [compiled.nodes[i].key for i in own.items]
    return Price(
        cost=cost_of_delay(more),
        items=_most({pk: by for pk, by in later.items() if by >= LEAST_MINUTES}),
        projects=_most({pk: by for pk, by in whole.items() if by >= LEAST_MINUTES}),
        sooner=max((-later.get(pk, 0) for pk in mine), default=0),
    )


def _finish(made: Forecast, problem: Problem) -> Minutes:
    """Return the finishes in all scenarios, those at hand where the order is that."""
    if np.array_equal(problem.items.rank, made.compiled.problem.items.rank):
        return made.scenarios.finish
    drawn = simulate(
        problem, seed=made.snapshot.seed, scenarios=SCENARIOS, threads=THREADS
    )
    return drawn.finish


def _later(
    compiled: Compiled, before: Minutes, after: Minutes
) -> Iterator[tuple[int, int]]:
    """Yield by how many minutes each open item is later, negative where it is not."""
    is_open = compiled.problem.items.finished_at == NEVER
    old, new = (quantiles(each, [PERCENT])[0] for each in (before, after))
    for i, node in enumerate(compiled.nodes):
        if node.item is not None and is_open[i] and NEVER not in (old[i], new[i]):
            yield node.item.pk, int(new[i]) - int(old[i])


def _later_projects(
    compiled: Compiled, before: Minutes, after: Minutes
) -> Iterator[tuple[int, int]]:
    for project_id, positions in open_items(compiled).items():
        ends = [last_by(each, positions, PERCENT) for each in (before, after)]
        if NEVER not in ends:
            yield project_id, ends[1] - ends[0]


def _most(later: Mapping[int, int]) -> dict[int, int]:
    ordered = sorted(later.items(), key=lambda each: (-each[1], each[0]))
    return dict(ordered[:MOST])
