"""Learn how much longer work in progress takes, once a day; loads numpy."""

import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

import numpy as np
from django.db import transaction
from django.db.models import Count, F, Min

from headway.base.querysets import any_of
from headway.plan.ageing.answers import LEAST
from headway.plan.ageing.history import items_in_progress, single_items
from headway.plan.growing import RECKONED
from headway.plan.learning import codes, days_since, floats
from headway.plan.models import Ageing, CycleTime
from headway.ui.words import percent_of
from headway.work.models import Assignment, State
from headway.work.models.items import ItemQuerySet
from headway_engine.forecasting.outlooks import remaining_days
from headway_engine.forecasting.records import History
from headway_engine.problem import Floats

SECONDS: Final = 1.0
"""When learning took so long, what waits is done first."""

MOST_PAST: Final = 2_000
"""The items finished last, of which is learnt."""

MOST_OPEN: Final = 5_000
"""The items started last, of which anything is said."""

LEAST_LONGER: Final = 5
"""Finished items that took longer than one has lasted, before anything is said of it:
beyond these only published records would speak."""

LEVELS: Final = np.array([0.5, 0.85])


class _Row(NamedTuple):
    pk: int
    project_id: int
    type_id: int
    started_at: datetime
    finished_at: datetime | None
    effort_minutes: int | None


def learn_ageing(
    due: Iterable[int], today: datetime, *, seconds: float | None = SECONDS
) -> int:
    """Learn of workspaces, by their ids, up to ``today``; how many that were.

    The next one is begun within ``seconds``, None for all.  Writes those of a workspace
    in a short transaction, and records nothing.
    """
    begun, learned = time.monotonic(), 0
    for workspace_id in due:
        if seconds is not None and time.monotonic() - begun >= seconds:
            break
        _learn(workspace_id, today)
        learned += 1
    return learned


def _learn(workspace_id: int, today: datetime) -> None:
    taught = _taught_by(workspace_id, before=today).order_by("-finished_at", "-pk")
    past = _rows(taught[:MOST_PAST])
    said = _judged(workspace_id, past, today) if len(past) >= LEAST else []
    with transaction.atomic():
        CycleTime.objects.update_or_create(
            workspace_id=workspace_id,
            defaults={"learned_at": today, "finished": len(past)},
        )
        Ageing.objects.filter(workspace_id=workspace_id).delete()
        Ageing.objects.bulk_create(said)


def _taught_by(workspace_id: int, *, before: datetime) -> ItemQuerySet:
    """Select finished items of which it is known how long they took.

    What was set to done and never started says nothing of that, nor do schedule files,
    whose dates were reckoned.
    """
    rows = single_items(workspace_id).filter(state=State.DONE, finished_at__lt=before)
    rows = rows.exclude(external_source__in=RECKONED)
    return rows.filter(started_at__lt=F("finished_at"))


def _rows(items: ItemQuerySet) -> list[_Row]:
    return [_Row(*row) for row in items.values_list(*_Row._fields)]


def _judged(workspace_id: int, past: Sequence[_Row], today: datetime) -> list[Ageing]:
    """Say of each item in progress what its age means; unsaved rows."""
    begun = items_in_progress(workspace_id).filter(started_at__lt=today)
    rows = [*past, *_rows(begun.order_by("-started_at", "-pk")[:MOST_OPEN])]
    history = _history(rows)
    now = days_since(today)
    found = remaining_days(history, now=now, levels=LEVELS)
    took = np.sort((history.finished - history.started)[: len(past)])
    ages = now - history.started[found.rows]
    longer = len(past) - np.searchsorted(took, ages, "right")
    return [
        Ageing(
            workspace_id=workspace_id,
            item_id=rows[at].pk,
            started_at=rows[at].started_at,
            own_percent=percent_of(float(found.own[n])),
            alike=round(float(found.alike[n])),
            longer=int(longer[n]),
            **(_days(found.quantiles[n]) if longer[n] >= LEAST_LONGER else {}),
        )
        for n, at in enumerate(found.rows)
    ]


def _days(quantiles: Floats) -> Mapping[str, float]:
    likely, sure = (round(float(days), 2) for days in quantiles)
    return {"likely_days": likely, "sure_days": sure}


def _history(rows: Sequence[_Row]) -> History:
    """Lay out what the days that work takes depend on."""
    people = _people([row.pk for row in rows])
    started = floats(days_since(row.started_at) for row in rows)
    return History(
        created=started,
        started=started,
        finished=floats(days_since(row.finished_at) for row in rows),
        estimate=floats(row.effort_minutes or np.nan for row in rows),
        actual=np.full(len(rows), np.nan),
        person=codes((people.get(row.pk) for row in rows), {}),
        type=codes((row.type_id for row in rows), {}),
        project=codes((row.project_id for row in rows), {}),
    )


def _people(ids: Sequence[int]) -> Mapping[int, int]:
    """Return who does each of the items that one person does."""
    rows = Assignment.objects.filter(item__in=any_of(ids), person__same_as=None)
    alone = rows.values("item").annotate(people=Count("pk")).filter(people=1)
    return dict(alone.values_list("item", Min("person")))
