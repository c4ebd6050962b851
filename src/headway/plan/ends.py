"""How soon projects could end at all, whatever the order of work."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from headway.plan.compile.compiled import MINUTE
from headway.plan.critical import open_items
from headway.plan.forecast import Forecast
from headway.work.models import ProjectOutlook
from headway_engine.bounding import ends_from, unhindered
from headway_engine.problem import NEVER
from headway_engine.solvers.exact.apart import apart
from headway_engine.solvers.exact.cpsat import Effort
from headway_engine.solvers.exact.planning import ends_of as exactly
from headway_engine.solvers.exact.window import MOST_ITEMS

PROOF_WORK: Final = 0.5
"""How much the exact solver tries for one project, about in seconds."""

PROOFS_SECONDS: Final = 1.0
"""How long it tries for all of a workspace."""


@dataclass(frozen=True, kw_only=True, slots=True)
class End:
    """When a project ends at median durations, and when it could at the earliest."""

    ends: int
    least: int


def ends_of(made: Forecast) -> Mapping[int, End]:
    """Return the end of each project that has open work with a place in the plan."""
    problem, schedule = made.compiled.problem, made.schedule
    placed = _placed(made)
    sets = list(placed.values())
    least = ends_from(problem, unhindered(problem), sets)
    last = [max(int(schedule.finish[i]) for i in items) for items in sets]
    return {
        pk: End(ends=end, least=min(bound, end))
        for pk, end, bound in zip(placed, last, least, strict=True)
    }


def set_ends(
    rows: Iterable[ProjectOutlook], made: Forecast, *, proven: Mapping[str, str]
) -> None:
    """Write into unsaved rows when projects end, and when they could at the earliest.

    ``proven`` has instants in ISO 8601, by the ids of projects.
    """
    known, instant = ends_of(made), made.compiled.instant
    for row in rows:
        end = known.get(row.project_id)
        if end is None:
            continue
        row.ends_at, row.bound_at = instant(end.ends), instant(end.least)
        said = proven.get(str(row.project_id))
        if said and row.ends_at and row.bound_at:
            at = datetime.fromisoformat(said)
            row.bound_at = min(max(row.bound_at, at), row.ends_at)


def proven_ends(made: Forecast) -> dict[str, str]:
    """Return before when projects cannot end, of those where an exact solver knows.

    As ``set_ends`` takes it.
    """
    problem, placed, known = made.compiled.problem, _placed(made), ends_of(made)
    open_ = [
        pk
        for pk, end in known.items()
        if end.least < end.ends and len(placed[pk]) <= MOST_ITEMS
    ]
    if not open_:
        return {}
    open_.sort(key=lambda pk: (len(placed[pk]), pk))
    asked = [(placed[pk], known[pk].ends) for pk in open_]
    effort = Effort(seconds=PROOFS_SECONDS, work=PROOF_WORK)
    proven = apart(exactly, problem, unhindered(problem), asked, effort) or []
    return {
        str(pk): (made.compiled.origin + minute * MINUTE).isoformat()
        for pk, minute in zip(open_, proven, strict=False)
        if minute is not None and minute > known[pk].least
    }


def _placed(made: Forecast) -> Mapping[int, Sequence[int]]:
    """Return the positions of each project's open items that have a place."""
    finish = made.schedule.finish
    found = {
        pk: [i for i in positions if finish[i] != NEVER]
        for pk, positions in open_items(made.compiled).items()
    }
    return {pk: positions for pk, positions in found.items() if positions}
