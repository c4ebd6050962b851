"""A workspace as a problem, and what of it each item is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np

from headway.plan.compile.arrays import ints
from headway.plan.compile.demands import Piece
from headway.plan.compile.following import bases_of, follow
from headway.plan.compile.network import End
from headway.plan.compile.overriding import Overriding, overridden
from headway.plan.compile.ranking import (
    Inherited,
    Key,
    Ranked,
    Scores,
    keys_of,
    ranks_of,
    scored,
)
from headway.plan.interruptions import Interrupted
from headway.plan.learning import EPOCH, Learned
from headway.plan.rows import ItemRow
from headway_engine.forecasting.growth import Growth
from headway_engine.forecasting.team import TeamRate
from headway_engine.problem import NEVER, Groups, Ints, Problem

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Node:
    """What the engine knows under one position.

    An item, the end of a summary, or a piece of expected work.
    """

    item: ItemRow | None = None
    end: End | None = None
    piece: Piece | None = None
    minutes: float = 0.0
    spread: float = 0.0
    learned: Learned | None = None
    has_assumed_people: bool = False
    has_assumed_effort: bool = False

    @property
    def key(self) -> int:
        """What it is known by in any snapshot; gates count down from -2."""
        if self.item is not None:
            return self.item.pk
        if self.piece is not None:
            return self.piece.key
        return -2 * self.end.summary - self.end.is_start if self.end else 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Compiled:
    """A problem, and what its numbers stand for; minute 0 is ``origin``.

    ``ranked``, ``inherited``, ``scores`` and ``keys`` are what gives each position its
    place by rule, and ``found`` the positions in the order that a search found.
    ``freely`` are their ranks without ``overridings``: what people put before others,
    by the ids of the items, and in all the positions in ``put``.
    ``wider`` are the problem's groups as they would be if nothing needed a skill.
    ``team`` and ``growth`` (None: not counted) are what all of it, and what all of a
    project, has in common; ``interrupted`` are the people who lose time, by id.
    """

    problem: Problem
    wider: Groups
    origin: datetime
    nodes: tuple[Node, ...]
    position: dict[int, int]
    people: tuple[int, ...]
    ranked: Sequence[Ranked]
    inherited: Sequence[Inherited]
    scores: Scores
    keys: Sequence[Key]
    found: Sequence[int]
    freely: Sequence[int]
    overridings: Mapping[int, Overriding]
    put: frozenset[int]
    team: TeamRate
    growth: Growth | None
    interrupted: Mapping[int, Interrupted]

    @property
    def bases(self) -> Sequence[int]:
        """Of each position what people said: numbers that change when that does."""
        return bases_of(self.ranked, self.inherited, minutes_since(self.origin))

    def found_in(self, rank: Ints) -> list[int]:
        """Return the positions of open items in an order, but for those put first.

        Once that is taken back, these go where the rule puts them.
        """
        finished = self.problem.items.finished_at
        return [
            i
            for i in np.argsort(rank).tolist()
            if self.nodes[i].item is not None
            and finished[i] == NEVER
            and i not in self.put
        ]

    def followed(self, rank: Ints) -> Ints:
        """Return the ranks that come of an order once that is found.

        What is no item, or is put before others, has its place by rule or by that.
        """
        freely = follow(ranks_of(self.keys), self.found_in(rank))
        return ints(overridden(freely, self.overridings.values(), self._pairs()))

    @property
    def is_followed_in_part(self) -> bool:
        """Whether what comes of an order may be another one."""
        return bool(self.put) or any(node.piece is not None for node in self.nodes)

    def _pairs(self) -> list[tuple[int, int]]:
        links = self.problem.links
        return list(zip(links.before.tolist(), links.after.tolist(), strict=True))

    def reranked(self, problem: Problem) -> Problem:
        """Return the problem, whose links are others, in the order that follows."""
        links = problem.links
        pairs = list(zip(links.before.tolist(), links.after.tolist(), strict=True))
        keys = keys_of(self.ranked, scored(problem, self.ranked, pairs))
        freely = follow(ranks_of(keys), self.found)
        rank = ints(overridden(freely, self.overridings.values(), pairs))
        return replace(problem, items=replace(problem.items, rank=rank))

    def overriding(self, overridings: Iterable[Overriding]) -> Problem:
        """Return the problem with these instead of its own."""
        rank = ints(overridden(self.freely, overridings, self._pairs()))
        return replace(self.problem, items=replace(self.problem.items, rank=rank))

    def instant(self, minute: int) -> datetime | None:
        return None if minute == NEVER else self.origin + minute * MINUTE


def minutes_since(instant: datetime) -> int:
    """Return it in minutes since ``EPOCH``."""
    return (instant - EPOCH) // MINUTE
