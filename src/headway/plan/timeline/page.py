"""The timeline, put together: rows in groups that are drawn and fetched as one."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Self

from django.utils import timezone
from django.utils.safestring import SafeString

from headway.actors.models import Actor
from headway.plan.timeline import reading
from headway.plan.timeline.addresses import Addresses
from headway.plan.timeline.arrows import Arrow, BarAt, Dependency, route
from headway.plan.timeline.ask import Ask
from headway.plan.timeline.bars import Bar, lay_out
from headway.plan.timeline.drawing import Drawn, chunk
from headway.plan.timeline.names import Name, draw_names
from headway.plan.timeline.narrowing import Found
from headway.plan.timeline.rows import ROW, Item, Project, Row, arrange
from headway.plan.timeline.scale import Scale
from headway.plan.timeline.then import Then
from headway.ui.words import spoken
from headway.work.models.items import ItemQuerySet

CHUNK = 20
"""Rows that the browser skips together while they are out of sight."""
BLOCK = 10 * CHUNK
"""Rows that are fetched together, when they come into sight or change."""
FIRST_BLOCKS = 3
"""How many of them come with the page."""

NOTHING = Bar(kind="none")

SOMEBODY = ("busy", "priority", "skill")
"""Causes of a start that somebody does another item before."""


@dataclass(frozen=True, kw_only=True)
class Chunk:
    """``is_whole`` unless it has fewer rows than :data:`CHUNK`."""

    names: SafeString
    svg: SafeString
    is_whole: bool


@dataclass(frozen=True, kw_only=True)
class Block:
    """``chunks`` is empty while the rows are to be fetched from ``query``.

    ``subjects`` are what they show, once they do: whose changes have them fetched anew.
    """

    index: int
    subjects: str
    query: str
    height: int
    chunks: list[Chunk]


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """What one actor sees of the plan, at one instant.

    ``matching`` is what a filter finds, None where none is asked for; ``total`` counts
    the items of the asked projects, whether it finds them or not.
    """

    by: Actor
    ask: Ask
    now: datetime
    matching: ItemQuerySet | None
    total: int
    projects: Sequence[Project]
    items: Sequence[Item]
    folded: frozenset[str]

    @classmethod
    def asked(cls, ask: Ask, *, by: Actor) -> Self:
        """Read it; raises :class:`FilterError` where the filter is not understood."""
        found = Found.asked(ask, by=by)
        return cls(
            by=by,
            ask=ask,
            now=timezone.now(),
            matching=found.matching,
            total=found.total,
            projects=found.projects,
            items=reading.items_of(found.shown, found.matching, by=by),
            folded=found.folded,
        )

    @property
    def matches(self) -> int:
        """How many items of the shown projects the filter finds, or how many are."""
        return sum(project.items for project in self.projects)

    @cached_property
    def rows(self) -> list[Row]:
        return arrange(self.projects, self.items, folded=self.folded)

    @cached_property
    def scale(self) -> Scale:
        today = timezone.localdate(self.now)
        moments = [m for row in self.rows for m in _moments(row)]
        if self.then:
            moments += [end for row in self.rows if (end := self.then.end_of(row))]
        scale = Scale.over(
            moments, zoom=self.ask.zoom, today=today, first=self.ask.first
        )
        return replace(scale, days=self.ask.days) if self.ask.days else scale

    @cached_property
    def then(self) -> Then | None:
        """The baseline that is drawn; a query where one is asked for."""
        chosen = self.ask.baseline
        return None if chosen is None else Then.of(chosen, by=self.by)

    @property
    def now_x(self) -> float | None:
        x = self.scale.at(self.now)
        return x if self.scale.shows(x) else None

    @cached_property
    def _place(self) -> dict[int, int]:
        """The row of each item."""
        return {r.item.pk: n for n, r in enumerate(self.rows) if r.item is not None}

    @cached_property
    def bar_at(self) -> BarAt:
        """What returns the bar of a row, laid out when it is first asked for."""
        return _Bars(self).__getitem__

    @cached_property
    def dependencies(self) -> list[Dependency]:
        place, critical = self._place, {i.pk for i in self.items if i.is_critical}
        links = reading.links_of(self.projects, by=self.by)
        return [
            Dependency(
                before=place[before],
                after=place[after],
                kind=kind,
                is_critical=before in critical and after in critical,
            )
            for before, after, kind in links
            if before in place and after in place
        ] + (list(self._busy(critical)) if self.ask.chain else [])

    def _busy(self, critical: Collection[int]) -> Iterator[Dependency]:
        """What the critical chain goes along besides dependencies."""
        place = self._place
        for item in self.items:
            before = item.culprit_id
            if item.pk not in critical or item.cause not in SOMEBODY:
                continue
            if before in critical and before in place and item.pk in place:
                yield Dependency(
                    before=place[before],
                    after=place[item.pk],
                    kind="FS",
                    is_critical=True,
                    is_busy=True,
                )

    @cached_property
    def _changeable(self) -> frozenset[int]:
        return reading.changeable(self.projects, by=self.by)

    @property
    def can_change(self) -> bool:
        return bool(self._changeable)

    def blocks(self, to: Addresses) -> Iterator[Block]:
        """The first groups of rows, and the room that the others will take."""
        count = -(-len(self.rows) // BLOCK)
        wanted = range(min(count, FIRST_BLOCKS))
        drawer = _Drawer(self, wanted, to)
        for index in range(count):
            yield drawer.block(index, is_drawn=index in wanted)

    def block(self, index: int, to: Addresses) -> Block:
        """One group of rows; empty behind the last."""
        return _Drawer(self, range(index, index + 1), to).block(index, is_drawn=True)

    def abilities(self, row: Row) -> str:
        """What the actor may do with the bar of a row, in words for the browser."""
        item = row.item
        if item is None or row.is_summary or item.is_done:
            return ""
        if item.project_id not in self._changeable:
            return ""
        can = [] if item.started_at is not None else ["move"]
        if not item.is_milestone and item.left_minutes:
            can.append("left")
        return " ".join([*can, "link"])


class _Bars(dict[int, Bar]):
    """The bars by their rows; arrows ask for each of them many times."""

    def __init__(self, timeline: Timeline) -> None:
        super().__init__()
        self._timeline = timeline

    def __missing__(self, row: int) -> Bar:
        timeline = self._timeline
        bar = lay_out(timeline.rows[row], timeline.scale, now=timeline.now)
        self[row] = bar
        return bar


class _Drawer:
    """Draws the wanted groups of rows of one timeline."""

    def __init__(self, timeline: Timeline, wanted: range, to: Addresses) -> None:
        self.timeline = timeline
        self.to = to
        rows = timeline.rows[wanted.start * BLOCK : wanted.stop * BLOCK]
        items = [row.item.pk for row in rows if row.item is not None]
        self.doers = reading.doers_of(items, by=timeline.by)
        span = (wanted.start * BLOCK, wanted.stop * BLOCK)
        self._crossing: defaultdict[int, list[Arrow]] = defaultdict(list)
        with spoken():
            for link in timeline.dependencies:
                ends = link.before, link.after
                if max(ends) >= span[0] and min(ends) < span[1]:
                    self._add(route(link, timeline.bar_at))

    def _add(self, arrow: Arrow | None) -> None:
        """Keep an arrow for all chunks that it crosses."""
        if arrow is not None:
            top, bottom = arrow.rows
            for chunk in range(top // CHUNK, bottom // CHUNK + 1):
                self._crossing[chunk].append(arrow)

    def block(self, index: int, *, is_drawn: bool) -> Block:
        timeline, first = self.timeline, index * BLOCK
        rows = timeline.rows[first : first + BLOCK]
        scale = timeline.scale
        ask = replace(timeline.ask, first=scale.first, days=scale.days, block=index)
        chunks = range(first, first + len(rows), CHUNK) if is_drawn else ()
        return Block(
            index=index,
            subjects=" ".join(_subjects(rows)) if is_drawn else "",
            query=ask.query(),
            height=len(rows) * ROW,
            chunks=self._chunks(chunks),
        )

    def _chunks(self, firsts: Iterable[int]) -> list[Chunk]:
        with spoken():
            return [self._chunk(first) for first in firsts]

    def _chunk(self, first: int) -> Chunk:
        timeline = self.timeline
        rows, then = timeline.rows[first : first + CHUNK], timeline.then
        drawn = [
            Drawn(
                row=r,
                bar=timeline.bar_at(first + n),
                can=timeline.abilities(r),
                then=then.end_of(r) if then else None,
            )
            for n, r in enumerate(rows)
        ]
        svg = chunk(
            drawn,
            self._crossing[first // CHUNK],
            first_row=first,
            scale=timeline.scale,
            now_x=timeline.now_x,
            to=self.to,
            then=then.drawing(rows, timeline.scale) if then else "",
        )
        names = draw_names((self._name(row) for row in rows), self.to)
        return Chunk(names=names, svg=svg, is_whole=len(rows) == CHUNK)

    def _name(self, row: Row) -> Name:
        toggle = ""
        if row.is_summary and (row.item is not None or row.project.items):
            ask = self.timeline.ask.toggled(row.name, is_folded=row.is_folded)
            toggle = ask.query()
        doer = None if row.item is None else self.doers.get(row.item.pk)
        return Name(row=row, doer=doer, toggle=toggle)


def _subjects(rows: Sequence[Row]) -> Iterator[str]:
    """What the rows show: their projects, for new plans, and their items."""
    yield from dict.fromkeys(f"work.project:{row.project.pk}" for row in rows)
    yield from (f"work.item:{row.item.pk}" for row in rows if row.item is not None)


def _moments(row: Row) -> Iterator[datetime]:
    """What the axis has to reach: the end of a bar, the deadline."""
    if row.dates.p95 is not None:
        yield row.dates.p95
    if row.item is not None and row.item.deadline is not None:
        yield row.item.deadline
