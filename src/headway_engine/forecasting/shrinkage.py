"""Distributions of many contexts, each shrunk towards a wider one.

A *chain* is a list of ever narrower contexts: everything, its type, its type and size,
its type and size and person.  Each context holds a histogram of its own outcomes; its
distribution is the mean of that and of the context before it, which counts for
``STRENGTH`` outcomes (a hierarchy of Polya trees on one grid; Ferguson 1973 for one
level).  Unfinished work enters as in Kaplan & Meier 1958: it lowers the hazard of all
ages that it has survived (the beta-Stacy process of Walker & Muliere 1997).

Outcomes are forgotten: after ``half_life`` later ones in the same context one counts
half.  Several chains are pooled, with weights that follow their scores.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from headway_engine.forecasting.records import UNKNOWN, Rows
from headway_engine.problem import Floats, Ints

STRENGTH: Final = 15.0
"""How many outcomes of its own a context needs to weigh as much as the wider one."""

HALF_LIFE: Final = 500.0
"""Outcomes after which one counts half."""

MOST_CONTEXTS: Final = 4_000
"""Of one kind: those met later are not told apart from the wider one."""


MOST_DOUBLINGS: Final = 500
"""Of the unit of an outcome, before all are divided by it: floats end at 1,023."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Level:
    """One kind of context: the code of each item's, ``UNKNOWN`` where it has none."""

    name: str
    code: Ints
    half_life: float = HALF_LIFE


@dataclass(kw_only=True, slots=True)
class _Counts:
    """Outcomes by context, in units that grow instead of shrinking what is old."""

    level: Level
    outcomes: Floats
    total: Floats
    seen: Floats
    begun: Floats
    place: Floats
    open: Floats | None = None

    @classmethod
    def empty(cls, level: Level, bins: int) -> "_Counts":
        contexts = int(level.code.max(initial=UNKNOWN)) + 1
        return cls(
            level=level,
            outcomes=np.zeros((contexts, bins)),
            total=np.zeros(contexts),
            seen=np.zeros(contexts),
            begun=np.zeros(contexts),
            place=np.zeros(len(level.code)),
        )

    def learn(self, rows: Rows, bins: Ints) -> None:
        known = self.level.code[rows] != UNKNOWN
        code, at = self.level.code[rows][known], bins[known]
        unit = np.exp2(self.seen[code] / self.level.half_life)
        np.add.at(self.outcomes, (code, at), unit)
        np.add.at(self.total, code, unit)
        np.add.at(self.seen, code, 1.0)
        self._keep_units_small()

    def _keep_units_small(self) -> None:
        large = np.flatnonzero(self.seen > MOST_DOUBLINGS * self.level.half_life)
        shrunk = np.exp2(-self.seen[large] / self.level.half_life)
        self.outcomes[large] *= shrunk[:, None]
        self.total[large] *= shrunk
        self.seen[large] = 0.0

    def begin(self, rows: Rows) -> None:
        """Note the order in which items were begun."""
        rows = rows[self.level.code[rows] != UNKNOWN]
        np.add.at(self.begun, self.level.code[rows], 1.0)
        self.place[rows] = self.begun[self.level.code[rows]]

    def watch(self, rows: Rows, bins: Ints) -> None:
        """Take the open items instead of those given before, forgotten like others."""
        self.open = np.zeros_like(self.outcomes)
        known = self.level.code[rows] != UNKNOWN
        rows, at = rows[known], bins[known]
        code = self.level.code[rows]
        later = self.begun[code] - self.place[rows]
        np.add.at(self.open, (code, at), np.exp2(-later / self.level.half_life))

    def shrink(self, rows: Rows, wider: Floats) -> Floats:
        """Give the distribution of each row's context; ``wider`` where it has none."""
        code = self.level.code[rows]
        known = np.flatnonzero(code != UNKNOWN)
        code = code[known]
        unit = np.exp2(-self.seen[code] / self.level.half_life)[:, None]
        found, parent = self.outcomes[code] * unit, wider[known]
        narrower = wider.copy()
        if self.open is None:
            own = self.total[code][:, None] * unit
            narrower[known] = (found + STRENGTH * parent) / (own + STRENGTH)
        else:
            narrower[known] = _with_open(found, self.open[code], parent)
        return narrower

    def weight(self, rows: Rows) -> Floats:
        """How many outcomes of its own each row's context remembers."""
        code = np.maximum(self.level.code[rows], 0)
        if not len(self.total):
            return np.zeros(len(rows))
        own = self.total[code] * np.exp2(-self.seen[code] / self.level.half_life)
        return np.where(self.level.code[rows] == UNKNOWN, 0.0, own)


def _with_open(found: Floats, still_open: Floats, parent: Floats) -> Floats:
    """Shrink hazards bin by bin; an open item was at risk in all bins below its own."""
    survived = _at_least(still_open) - still_open
    risk = STRENGTH * _at_least(parent) + _at_least(found) + survived
    hazard = (STRENGTH * parent + found) / np.maximum(risk, 1e-300)
    hazard = np.minimum(hazard, 1.0)
    hazard[:, -1] = 1.0
    before = np.cumprod(1 - hazard, axis=1)
    hazard[:, 1:] *= before[:, :-1]
    return hazard


def _at_least(rows: Floats) -> Floats:
    return np.asarray(np.cumsum(rows[:, ::-1], axis=1)[:, ::-1])


class Shrinkage:
    """Chains over one table of items, learned outcome by outcome."""

    def __init__(self, prior: Floats, chains: Sequence[Sequence[Level]]) -> None:
        self.prior = prior
        self.chains = [tuple(level.name for level in chain) for chain in chains]
        self.counts = {
            level.name: _Counts.empty(level, len(prior))
            for chain in chains
            for level in chain
        }

    def learn(self, rows: Rows, bins: Ints) -> None:
        """Remember the outcomes ``bins`` of ``rows``."""
        for counts in self.counts.values():
            counts.learn(rows, bins)

    def begin(self, rows: Rows) -> None:
        """Note that ``rows`` were begun, after all noted before."""
        for counts in self.counts.values():
            counts.begin(rows)

    def watch(self, rows: Rows, bins: Ints) -> None:
        """Remember that ``rows`` are open and have survived all bins below ``bins``."""
        for counts in self.counts.values():
            counts.watch(rows, bins)

    def predict(self, rows: Rows) -> Floats:
        """Give each chain's distribution: shape ``(chains, rows, bins)``."""
        prior = np.broadcast_to(self.prior, (len(rows), len(self.prior)))
        made: dict[tuple[str, ...], Floats] = {(): np.array(prior)}
        for chain in self.chains:
            for depth in range(1, len(chain) + 1):
                if chain[:depth] not in made:
                    wider = made[chain[: depth - 1]]
                    made[chain[:depth]] = self.counts[chain[depth - 1]].shrink(
                        rows, wider
                    )
        return np.stack([made[chain] for chain in self.chains])

    def own_share(self, rows: Rows) -> Floats:
        """Say how much of each forecast is the organisation's own: 0 to 1.

        The rest is borrowed from the shipped prior.
        """
        shares = []
        for chain in self.chains:
            borrowed = np.ones(len(rows))
            for name in chain:
                own = self.counts[name].weight(rows)
                borrowed *= STRENGTH / (STRENGTH + own)
            shares.append(1 - borrowed)
        return np.asarray(np.mean(shares, axis=0))

    def alike(self, rows: Rows) -> Floats:
        """Count the outcomes that each forecast mostly rests on.

        Those of the narrowest context with at least ``STRENGTH`` of its own, so that
        they outweigh what is borrowed; of everything where there is none.
        """
        first = self.counts[self.chains[0][0]].weight(rows)
        fewest = first.copy()
        for counts in self.counts.values():
            own = counts.weight(rows)
            fewest = np.where(own >= STRENGTH, np.minimum(fewest, own), fewest)
        return fewest


def level_of(name: str, *codes: Ints, half_life: float = HALF_LIFE) -> Level:
    """Tell contexts apart by all ``codes`` together; unknown where one is unknown."""
    table = np.stack(codes, axis=1)
    known = (table != UNKNOWN).all(axis=1)
    code = np.full(len(table), UNKNOWN, np.int32)
    if known.any():
        _, first, number = np.unique(
            table[known], axis=0, return_index=True, return_inverse=True
        )
        place = np.argsort(np.argsort(first))[number.ravel()]
        code[known] = np.where(place < MOST_CONTEXTS, place, UNKNOWN)
    return Level(name=name, code=code, half_life=half_life)
