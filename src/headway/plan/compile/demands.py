"""Expected work as jobs of the engine: in each scenario it comes or does not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from headway.plan.rows import DemandRow
from headway_engine.problem import NO_CHANCES, NONE, Chances

FIRST_KEY = 1 << 40
"""Keys of pieces begin here: no item and no end of a summary has one of these."""

MOST_PIECES = 32
PIECE_SHARE = 0.5
"""A piece is so large that one person has it done in half of the span at most."""

HOURS_A_WEEK = 40


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """One of ``of`` equal pieces of some expected work, numbered from 0.

    What is too much for one person in the time that there is comes in pieces, which
    several can do at the same time.
    """

    row: DemandRow
    number: int
    of: int

    @property
    def key(self) -> int:
        return FIRST_KEY + self.row.pk * MOST_PIECES + self.number

    @property
    def minutes(self) -> float:
        return self.row.effort_minutes / self.of


def pieces_of(demands: Sequence[DemandRow], *, today: date) -> list[Piece]:
    """Cut what is expected into pieces, of what is left of its span from today on."""
    return [
        Piece(row=row, number=number, of=count)
        for row in demands
        for count in [_count(row, today)]
        for number in range(count)
    ]


def _count(row: DemandRow, today: date) -> int:
    weeks = max((row.ends_on - max(row.starts_on, today)).days + 1, 1) / 7
    alone = weeks * HOURS_A_WEEK * 60 * PIECE_SHARE
    return int(np.clip(np.ceil(row.effort_minutes / alone), 1, MOST_PIECES))


def chances_of(pieces: Sequence[Piece | None]) -> Chances:
    """Let all pieces of some work come together; ``pieces`` by their positions."""
    rows = {piece.row.pk: piece.row for piece in pieces if piece is not None}
    if not rows:
        return NO_CHANCES
    place = {pk: number for number, pk in enumerate(rows)}
    return Chances(
        of=np.array(
            [NONE if piece is None else place[piece.row.pk] for piece in pieces],
            dtype=np.int32,
        ),
        key=np.array(list(rows), dtype=np.int64),
        probability=np.array(
            [row.probability_percent / 100 for row in rows.values()], dtype=np.float64
        ),
    )


def begins_at(row: DemandRow, zone: str) -> datetime:
    return datetime.combine(row.starts_on, time(), ZoneInfo(zone))


def due_at(row: DemandRow, zone: str) -> datetime:
    return datetime.combine(row.ends_on + timedelta(days=1), time(), ZoneInfo(zone))
