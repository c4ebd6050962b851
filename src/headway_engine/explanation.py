"""What holds each item of a schedule, and the chain of that back to now."""

from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from headway_engine.kernels import bookings as b
from headway_engine.kernels import naming as c
from headway_engine.kernels import records as r
from headway_engine.kernels.causes import Aims, name_causes
from headway_engine.kernels.extremes import TREE_COLUMNS
from headway_engine.kernels.ties import MOST_TIES
from headway_engine.packing import Packed
from headway_engine.problem import (
    NEVER,
    NONE,
    Codes,
    Flags,
    Groups,
    Ints,
    Minutes,
    Problem,
)
from headway_engine.schedule import Cause, Schedule, Ties

WAITING: Final = (Cause.LINK, Cause.BUSY, Cause.PRIORITY, Cause.SKILL)
"""Causes that are another item's doing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Causes:
    """As the columns of ``Schedule``."""

    cause: Codes
    culprit: Ints
    link: Ints
    witness: Ints
    since: Minutes
    ties: Ties


def causes(packed: Packed, run: r.Run, wider: Groups | None) -> Causes:
    """Name the causes of the schedule in ``run``.

    ``wider`` lists for each of the problem's groups who could do its work if skill
    were not asked for; of those the members themselves are left out.
    """
    tracer = Tracer.of(packed, wider)
    tracer.trace(packed.plan, run, np.zeros(0, np.bool_))
    found = tracer.found
    ties = tracer.ties[: tracer.book.mark[b.TIES]]
    back = np.append(packed.order, NONE).astype(np.int32)
    record = np.empty_like(found)
    record[packed.order] = found
    never_named = record[:, c.CAUSE] == NONE
    record[never_named, c.CAUSE], record[never_named, c.SINCE] = Cause.FACT, NEVER
    return Causes(
        cause=record[:, c.CAUSE].astype(np.int8),
        culprit=back[record[:, c.CULPRIT]],
        link=_link(packed, record),
        witness=record[:, c.WITNESS].copy(),
        since=record[:, c.SINCE].copy(),
        ties=Ties(
            item=back[ties[:, c.OF]],
            cause=ties[:, c.CAUSE].astype(np.int8),
            culprit=back[ties[:, c.CULPRIT]],
            link=_link(packed, ties),
            witness=ties[:, c.WITNESS].copy(),
        ),
    )


def chain_to(schedule: Schedule, item: int) -> list[int]:
    """List the items whose causes lead to the start of ``item``, earliest first.

    Each item waits for the one before it in the list: for its finish or start where
    they are linked, or for the person it keeps busy.
    """
    found = [item]
    while schedule.cause[item] in WAITING:
        item = int(schedule.culprit[item])
        if item in found or item == NONE:
            break
        found.append(item)
    return found[::-1]


def chain(problem: Problem, schedule: Schedule) -> list[int]:
    """List the items whose causes lead to the last finish, earliest first."""
    open_ = (problem.items.finished_at == NEVER) & (schedule.finish != NEVER)
    if not open_.any():
        return []
    finish = np.where(open_, schedule.finish.astype(np.int64), NEVER - 1)
    return chain_to(schedule, int(np.argmax(finish)))


def _link(packed: Packed, rows: Ints) -> Ints:
    """Give the problem's numbers of links; constraints keep their own."""
    link = rows[:, c.LINK].copy()
    by_link = link >= 0
    link[by_link] = packed.links[link[by_link]]
    return link


@dataclass(frozen=True, kw_only=True, slots=True)
class Tracer:
    """Scratch in which causes are named, of one schedule after the other.

    ``found`` has the causes of the plan's items, ``ties`` what else holds them.
    """

    book: b.Book
    found: Ints
    ties: Ints
    aims: Aims

    @classmethod
    def of(cls, packed: Packed, wider: Groups | None, aims: Ints | None = None) -> Self:
        """Make room for a plan; ``aims`` are those of the problem's items."""
        n, book = len(packed.order), _book(packed, wider)
        room = len(packed.links) + len(book.booking) + n + MOST_TIES
        given = np.zeros(0, np.int32) if aims is None else aims[packed.order]
        return cls(
            book=book,
            found=np.full((n, c.FOUND_COLUMNS), NONE, np.int32),
            ties=np.empty((room, c.FOUND_COLUMNS), np.int32),
            aims=Aims(
                of=given,
                last=np.zeros(given.max(initial=NONE) + 1, np.int32),
                seen=np.zeros(len(given), np.int32),
                at=np.zeros(1, np.int32),
            ),
        )

    def trace(self, plan: r.Plan, run: r.Run, on_chain: Flags) -> None:
        """Name the causes of the schedule in ``run``, or the chains of the aims."""
        name_causes(plan, run, self.book, self.found, self.ties, self.aims, on_chain)


def _book(packed: Packed, wider: Groups | None) -> b.Book:
    """Sort the links by what waits; the rest is scratch."""
    plan, n, m = packed.plan, len(packed.order), len(packed.links)
    after = plan.link[:, r.AFTER]
    by_link = np.argsort(plan.item[:, r.LINK_LO], kind="stable").astype(np.int32)
    counts = plan.item[:, r.LINK_HI] - plan.item[:, r.LINK_LO]
    before = np.repeat(by_link, counts[by_link])
    incoming = np.lexsort((before, after)).astype(np.int32)
    wide, persons = _wider(packed, wider)
    return b.Book(
        booking=np.zeros((len(plan.part), b.BOOKING_COLUMNS), np.int32),
        booked=np.zeros(len(plan.person) + 1, np.int32),
        sorted=np.zeros(len(plan.part), np.int64),
        tree=np.zeros((2 << len(plan.part).bit_length(), TREE_COLUMNS), np.int32),
        place=np.full(len(plan.part), NONE, np.int32),
        incoming=incoming,
        into=_bounds(after[incoming], n),
        before=before,
        at=np.zeros((m, 2), np.int32),
        release=np.zeros(n, np.int32),
        chunk=np.zeros(len(plan.part) + n, np.int32),
        link_off=np.zeros(m, np.int32),
        item_off=np.zeros(n, np.int32),
        wider=persons,
        wide=wide,
        mark=np.zeros(b.MARKS, np.int32),
    )


def _bounds(sorted_: Ints, count: int) -> Ints:
    """Find where each of ``count`` numbers begins among sorted ones."""
    return np.searchsorted(sorted_, np.arange(count + 1)).astype(np.int32)


def _wider(packed: Packed, wider: Groups | None) -> tuple[Ints, Ints]:
    """Leave those out of the wider groups who are in the groups."""
    plan = packed.plan
    lists: list[list[int]] = [[] for _ in plan.group]
    if wider is not None:
        for g, (lo, hi) in enumerate(plan.group[:, [r.FIRST, r.LAST]].tolist()):
            able = set(plan.member[lo:hi].tolist())
            first, last = wider.offsets[g : g + 2]
            lists[g] = [p for p in wider.person[first:last].tolist() if p not in able]
    offsets = np.cumsum([0, *map(len, lists)], dtype=np.int32)
    return offsets, np.array([p for some in lists for p in some], np.int32)
