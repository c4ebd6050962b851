"""What interruptions take of people's time: said by hand, or shown by finished work."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import numpy as np

from headway.plan.learning import DAY, EPOCH
from headway.plan.rows import PastRow
from headway.plan.snapshot import Snapshot
from headway.plan.unplanned import is_interruption
from headway_engine.forecasting.interruptions import (
    Interruptions,
    learned_interruptions,
    said_interruptions,
)

LOOKED_BACK = timedelta(days=364)
LEAST = 20
"""Finished items of all people, before plans follow what they show."""


class Evidence(NamedTuple):
    """Of ``finished`` items of a person so many came ``unplanned``."""

    unplanned: int
    finished: int


class Interrupted(NamedTuple):
    """What somebody loses; ``evidence`` is None where that was said by hand.

    Of them or, where it ``is_default``, of everybody of whom nothing else is known.
    """

    model: Interruptions
    evidence: Evidence | None = None
    is_default: bool = False

    @property
    def percent(self) -> int:
        return round(100 * self.model.usual)

    @property
    def most_percent(self) -> int:
        return round(100 * self.model.most)


class _Row(NamedTuple):
    person_id: int
    age_days: float
    minutes: float
    is_unplanned: bool


def interruptions_of(snapshot: Snapshot, *, now: datetime) -> Mapping[int, Interrupted]:
    """Say by person what interruptions take, where anything does.

    What somebody said counts; else what everybody finished on the days before today
    (UTC), of which the time was recorded: it changes once a day.  Of whom neither says
    anything the default of the workspace holds.
    """
    rows = _rows(snapshot, now=EPOCH + (now - EPOCH) // DAY * DAY)
    learned = _learned(rows)
    default = _said(*snapshot.interrupted, is_default=True)
    found = {}
    for person in snapshot.people:
        said = _said(person.interrupted_percent, person.interrupted_most_percent)
        known = said or learned.get(person.pk) or default
        if known is not None and known.model.slowdown > 0:
            found[person.pk] = known
    return found


def _said(
    usual: int | None, most: int | None, *, is_default: bool = False
) -> Interrupted | None:
    if usual is None:
        return None
    model = said_interruptions(usual / 100, None if most is None else most / 100)
    return Interrupted(model, is_default=is_default)


def _learned(rows: Sequence[_Row]) -> Mapping[int, Interrupted]:
    if len(rows) < LEAST:
        return {}
    models = learned_interruptions(
        np.array([row.person_id for row in rows], np.int64),
        np.array([row.age_days for row in rows]),
        np.array([row.minutes for row in rows]),
        np.array([float(row.is_unplanned) for row in rows]),
    )
    finished = Counter(row.person_id for row in rows)
    unplanned = Counter(row.person_id for row in rows if row.is_unplanned)
    return {
        pk: Interrupted(model, Evidence(unplanned[pk], finished[pk]))
        for pk, model in models.items()
    }


def _rows(snapshot: Snapshot, *, now: datetime) -> list[_Row]:
    """Spread finished work over the people who did it."""
    return [
        row
        for past in snapshot.past
        if now - LOOKED_BACK <= past.finished_at < now
        for row in _rows_of(past, snapshot, now=now)
    ]


def _rows_of(past: PastRow, snapshot: Snapshot, *, now: datetime) -> list[_Row]:
    parts = snapshot.parts.get(past.pk, ())
    whole = sum(part.share for part in parts)
    unplanned = is_interruption(
        created_at=past.created_at,
        finished_at=past.finished_at,
        effort_minutes=past.effort_minutes,
    )
    age = (now - past.finished_at) / DAY
    return [
        _Row(part.person_id, age, past.spent_minutes * part.share / whole, unplanned)
        for part in parts
        if part.share
    ]
