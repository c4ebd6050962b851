"""Learn how fast items are finished, project by project, once a day; loads numpy."""

import time
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

import numpy as np

from headway.plan.models import Pace
from headway.plan.pace.answers import LEAST
from headway.plan.pace.history import finished_items
from headway.work.models import Project
from headway.work.models.items import ItemQuerySet
from headway_engine.forecasting.outlooks import NextItems, next_items
from headway_engine.problem import Floats

SECONDS: Final = 1.0
"""When learning took so long, what waits is done first."""

MOST: Final = 5_000
"""The items finished last, of which a pace is learnt."""

NEXT: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500)
"""Numbers of items that are asked about; between them the answer is drawn through."""

LEVELS: Final = np.array([0.5, 0.85])


def learn_paces(
    due: Iterable[Project], today: datetime, *, seconds: float | None = SECONDS
) -> int:
    """Learn the paces of projects up to ``today``; how many projects that were.

    The next one is begun within ``seconds``, None for all.  Writes outside of any
    transaction, and records nothing.
    """
    begun, learned = time.monotonic(), 0
    for project in due:
        if seconds is not None and time.monotonic() - begun >= seconds:
            break
        _learn(project, today)
        learned += 1
    return learned


def _learn(project: Project, today: datetime) -> None:
    rows = finished_items(project, before=today).order_by("-finished_at")
    done = _instants(rows[:MOST])
    found = _ahead(done, today) if len(done) >= LEAST else None
    said: dict[str, Any] = {"items": [], "likely_days": [], "sure_days": []}
    if found is not None:
        said = {
            "items": list(found.items),
            "likely_days": [round(float(days), 2) for days in found.days[:, 0]],
            "sure_days": [round(float(days), 2) for days in found.days[:, 1]],
            "own_percent": round(100 * found.own),
        }
    Pace.objects.update_or_create(
        project=project,
        defaults={
            "workspace_id": project.workspace_id,
            "learned_at": today,
            "finished": len(done),
            "first_at": min(done, default=None),
            "own_percent": 0,
            **said,
        },
    )


def _instants(rows: ItemQuerySet) -> list[datetime]:
    return [moment for moment in rows.values_list("finished_at", flat=True) if moment]


def _ahead(done: Sequence[datetime], today: datetime) -> NextItems | None:
    return next_items(
        _days(done),
        now=float(_days([today])[0]),
        items=[items for items in NEXT if items <= len(done)],
        levels=LEVELS,
        is_by_day=False,
    )


def _days(moments: Sequence[datetime]) -> Floats:
    return np.array([moment.timestamp() / 86_400 for moment in moments])
