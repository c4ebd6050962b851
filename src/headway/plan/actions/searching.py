"""Look for a better order of open work and have plans follow it; loads the engine."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from headway.actors.models import Actor
from headway.events.actions import record
from headway.plan.actions.replanning import sole_planner
from headway.plan.compile.compiled import Compiled
from headway.plan.compile.costs import PRICE
from headway.plan.ends import proven_ends
from headway.plan.facts import OrderFound
from headway.plan.forecast import forecast
from headway.plan.models import Order, Run
from headway.plan.snapshot import take_snapshot
from headway.work.actions import raise_bounds
from headway_engine.solvers.improving import Budget, Improvement
from headway_engine.solvers.solving import Ordering, solve

SECONDS = 1.0
"""How long a search takes: a change that comes meanwhile waits for its end."""

CANDIDATES = 2_000
"""More orders than this are not tried: of little work all are soon known."""


def search_order(workspace_id: int, *, by: Actor, budget: Budget | None = None) -> bool:
    """Search for an order with less expected delay; return whether it was adopted.

    It has to win by more than chance and the price of what it moves in the next two
    weeks.  What people put before other work stays there: orders are judged as they
    are followed then.  Records :class:`OrderFound`, from which the workspace is planned
    anew.  The work of a run is searched once.  How soon projects could end, which is
    proven of it, is written, too.
    """
    with sole_planner(workspace_id) as is_mine:
        if not is_mine:
            return False
        last = Run.objects.filter(workspace_id=workspace_id).order_by("-pk").first()
        snapshot = take_snapshot(workspace_id)
        made = forecast(snapshot, now=timezone.now(), scenarios=1)
        compiled = made.compiled
        allowed = budget or Budget(seconds=SECONDS, candidates=CANDIDATES)
        found = solve(
            Ordering(
                problem=compiled.problem,
                cost=compiled.scores.cost,
                price=PRICE,
                keeps=compiled.followed if compiled.is_followed_in_part else None,
            ),
            seconds=allowed.seconds,
            schedules=allowed.candidates,
            seed=snapshot.seed,
        )
        is_same = last is not None and last.snapshot == made.digest
        has_time = allowed.seconds is not None
        bounds = proven_ends(made) if is_same and has_time else {}
        searched = last.snapshot if last else ""
        return _adopt(compiled, found, searched, bounds, by=by)


@transaction.atomic
def _adopt(
    compiled: Compiled,
    found: Improvement,
    searched: str,
    bounds: dict[str, str],
    *,
    by: Actor,
) -> bool:
    said: dict[str, object] = {"searched": searched, "bounds": bounds}
    if found.is_adopted:
        order, bases = compiled.found_in(found.rank), compiled.bases
        said |= {
            "items": [compiled.nodes[i].key for i in order],
            "bases": [bases[i] for i in order],
            "found_at": timezone.now(),
        }
    Order.objects.update_or_create(workspace_id=by.workspace_id, defaults=said)
    ends = {int(pk): datetime.fromisoformat(at) for pk, at in bounds.items()}
    raise_bounds(ends, by=by)
    if found.is_adopted:
        record(
            OrderFound(
                subject_id=by.workspace_id,
                moves=found.moves,
                saved_percent=_percent(found),
            ),
            by=by,
        )
    return found.is_adopted


def _percent(found: Improvement) -> int:
    """How much less delay is expected, in whole per cent."""
    return round(100 * (found.before - found.after) / found.before)
