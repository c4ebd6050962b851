"""Items, their people and their waits as the engine's arrays."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headway.plan.compile.network import Wait
from headway_engine.problem import (
    NEVER,
    NONE,
    Drive,
    Groups,
    Items,
    Links,
    Parts,
)


@dataclass(frozen=True, slots=True)
class Part:
    """What one person does of an item; weights are shares of their sum."""

    person: int
    weight: float
    units: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """An item as the engine knows it: ``headway_engine.problem.Items``, row by row.

    ``lag_calendar`` is what lags of links into it are counted on, ``kind`` is of the
    engine's ``Speeds``.  Without anything but a key it is a gate.
    """

    key: int
    drive: Drive = Drive.MILESTONE
    minutes: float = 0.0
    spread: float = 0.0
    not_before: int = NEVER
    finish_not_before: int = NEVER
    started_at: int = NEVER
    finished_at: int = NEVER
    calendar: int = NONE
    lag_calendar: int = NONE
    group: int = NONE
    is_joint: bool = False
    opens_on_any: bool = False
    chunk: int = 0
    kind: int = NONE
    parts: Sequence[Part] = ()


def items_of(jobs: Sequence[Job], ranks: Sequence[int]) -> Items:
    def column(name: str, kind: type) -> NDArray[Any]:
        return np.array([getattr(job, name) for job in jobs], dtype=kind)

    return Items(
        key=column("key", np.int64),
        drive=column("drive", np.int8),
        rank=ints(ranks),
        minutes=column("minutes", np.float64),
        spread=column("spread", np.float64),
        not_before=column("not_before", np.int32),
        finish_not_before=column("finish_not_before", np.int32),
        started_at=column("started_at", np.int32),
        finished_at=column("finished_at", np.int32),
        calendar=column("calendar", np.int32),
        group=column("group", np.int32),
        is_joint=column("is_joint", np.bool_),
        opens_on_any=column("opens_on_any", np.bool_),
        chunk=column("chunk", np.int32),
    )


def parts_of(jobs: Sequence[Job]) -> Parts:
    """Lay out who does what; where nothing is left to share, all share it alike."""
    parts = [part for job in jobs for part in job.parts]
    wholes = [sum(part.weight for part in job.parts) for job in jobs]
    shares = [
        part.weight / whole if whole else 1 / len(job.parts)
        for job, whole in zip(jobs, wholes, strict=True)
        for part in job.parts
    ]
    return Parts(
        offsets=_offsets(job.parts for job in jobs),
        person=ints(part.person for part in parts),
        share=np.array(shares, dtype=np.float64),
        units=ints(part.units for part in parts),
    )


def groups_of(groups: Sequence[Sequence[int]]) -> Groups:
    return Groups(
        offsets=_offsets(groups),
        person=ints(person for group in groups for person in group),
    )


def links_of(jobs: Sequence[Job], waits: Sequence[Wait]) -> Links:
    unsure = waits if any(wait.spread for wait in waits) else ()
    return Links(
        before=ints(wait.before for wait in waits),
        after=ints(wait.after for wait in waits),
        kind=np.array([wait.kind for wait in waits], dtype=np.int8),
        lag=ints(wait.lag for wait in waits),
        lag_calendar=ints(
            jobs[wait.after].lag_calendar if wait.lag and not wait.is_elapsed else NONE
            for wait in waits
        ),
        key=np.array([wait.key for wait in unsure], dtype=np.int64),
        spread=np.array([wait.spread for wait in unsure], dtype=np.float64),
    )


def ints(values: Iterable[int]) -> NDArray[np.int32]:
    return np.fromiter(values, np.int32)


def _offsets(lists: Iterable[Sequence[object]]) -> NDArray[np.int32]:
    return np.cumsum([0, *map(len, lists)], dtype=np.int32)
