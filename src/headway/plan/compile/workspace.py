"""A snapshot of a workspace as the engine's problem."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from headway.plan.compile.amounts import amount, spread_between
from headway.plan.compile.arrays import (
    Job,
    Part,
    groups_of,
    ints,
    items_of,
    links_of,
    parts_of,
)
from headway.plan.compile.calendars import CalendarBook, needs_of
from headway.plan.compile.compiled import MINUTE, Compiled, Node, minutes_since
from headway.plan.compile.demands import Piece, begins_at, chances_of, due_at, pieces_of
from headway.plan.compile.dragging import dragged_in
from headway.plan.compile.following import bases_of, follow
from headway.plan.compile.judging import said_of
from headway.plan.compile.network import Link, Network
from headway.plan.compile.outline import Outline
from headway.plan.compile.overriding import (
    Overriding,
    moved_by,
    overridden,
    overriding_of,
)
from headway.plan.compile.ranking import (
    NO_DEADLINE,
    Inherited,
    Ranked,
    Said,
    inherited,
    keys_of,
    ranks_of,
    scored,
)
from headway.plan.compile.scopes import scopes_of
from headway.plan.growing import expected_growth
from headway.plan.interruptions import interruptions_of
from headway.plan.learning import expected_efforts, expected_team
from headway.plan.rows import ItemRow
from headway.plan.snapshot import Snapshot
from headway.work.models.importance import Importance
from headway_engine.checking import FARTHEST
from headway_engine.effort import DEFAULT_SPREAD
from headway_engine.problem import NEVER, NONE, WHOLE, Drive, LinkKind, Problem

DRIVES = {
    "effort": Drive.EFFORT,
    "duration": Drive.DURATION,
    "elapsed": Drive.ELAPSED,
    "milestone": Drive.MILESTONE,
}
KINDS = {
    "FS": LinkKind.FINISH_START,
    "SS": LinkKind.START_START,
    "FF": LinkKind.FINISH_FINISH,
    "SF": LinkKind.START_FINISH,
}


def compile_problem(snapshot: Snapshot, *, now: datetime, days: int) -> Compiled:
    """Lay the snapshot out for the engine, planning ``days`` days from ``now``.

    Done and cancelled items are left out, but for the done ones that something waits
    for.
    """
    return _Compiler(snapshot, now, days).compile()


def outline_of(items: Iterable[ItemRow]) -> Outline:
    """Return the tree of all items that are not cancelled."""
    return Outline((i.pk, i.parent_id) for i in items if i.state != "cancelled")


def _under_way(item: ItemRow) -> tuple[str, ...]:
    """The states in which an item goes on: to wait is how a wait goes on."""
    return ("doing", "waiting") if item.drive == "elapsed" else ("doing",)


class _Compiler:
    """One compilation; the fields are what its steps share."""

    def __init__(self, snapshot: Snapshot, now: datetime, days: int) -> None:
        self.snapshot = snapshot
        midnight = now.astimezone(UTC).replace(
            hour=0, minute=0, second=0, microsecond=0
        )
        self.origin = midnight - timedelta(days=2)
        self.now = now
        self.book = CalendarBook(snapshot, origin=self.origin.date(), days=days)
        learnt_at = snapshot.learnt_at or now
        self.expected = expected_efforts(snapshot, now=learnt_at)
        self.team = expected_team(snapshot, now=learnt_at)
        self.growth = expected_growth(snapshot.grown)
        self.interrupted = interruptions_of(snapshot, now=learnt_at)

    def compile(self) -> Compiled:
        outline = outline_of(self.snapshot.items)
        planned = [
            item
            for item in self.snapshot.items
            if item.state != "cancelled" and not outline.is_summary(item.pk)
        ]
        network = self._network(outline, planned)
        nodes = [self._node(item) for item in planned]
        nodes += [Node(end=end) for end in network.gates]
        nodes += [self._expected(piece) for piece in self._pieces()]
        jobs = [self._job(node) for node in nodes]
        cards = [node.item.pk if node.item else NONE for node in nodes]
        minutes = [node.minutes for node in nodes]
        self.dragged = dragged_in(self.snapshot.dragged, cards, minutes)
        ranked = [self._ranked(place, node) for place, node in enumerate(nodes)]
        pairs = [(wait.before, wait.after) for wait in network.waits]
        known = inherited(ranked, pairs)
        problem = self._problem(nodes, jobs, network)
        scores = scored(problem, ranked, pairs)
        keys = keys_of(ranked, scores)
        found = self._found(network.position, ranked, known)
        freely = follow(ranks_of(keys), found)
        overridings = self._overridings(outline, network.position)
        order = ints(overridden(freely, overridings.values(), pairs))
        return Compiled(
            problem=replace(problem, items=replace(problem.items, rank=order)),
            wider=groups_of(self.book.wider),
            origin=self.origin,
            nodes=tuple(nodes),
            position=network.position,
            people=tuple(p.pk for p in self.snapshot.people),
            ranked=ranked,
            inherited=known,
            scores=scores,
            keys=keys,
            found=found,
            freely=freely,
            overridings=overridings,
            put=moved_by(overridings.values(), pairs),
            team=self.team,
            growth=self.growth,
            interrupted=self.interrupted,
        )

    def _network(self, outline: Outline, planned: Sequence[ItemRow]) -> Network:
        network = Network(outline, (item.pk for item in planned))
        for row in self.snapshot.links:
            network.add(
                Link(
                    row.before_id,
                    row.after_id,
                    KINDS[row.kind],
                    row.lag_minutes,
                    row.lag_is_elapsed,
                    spread_between(row.lag_low_minutes, row.lag_high_minutes),
                )
            )
        return network

    def _problem(
        self, nodes: Sequence[Node], jobs: Sequence[Job], network: Network
    ) -> Problem:
        """Put everything together but the ranks."""
        return Problem(
            now=self.minute(self.now),
            calendars=self.book.compiled(),  # once all jobs have asked for theirs
            people=self.book.people(self.interrupted),
            items=items_of(jobs, range(len(jobs))),
            parts=parts_of(jobs),
            groups=groups_of(self.book.groups),
            links=links_of(jobs, network.waits),
            scopes=scopes_of(
                [node.item for node in nodes],
                [node.minutes for node in nodes],
                self.growth,
            ),
            chances=chances_of([node.piece for node in nodes]),
            speeds=self.book.speeds.compiled([job.kind for job in jobs]),
            team_spread=self.team.spread,
        )

    def _found(
        self,
        position: Mapping[int, int],
        ranked: Sequence[Ranked],
        known: Sequence[Inherited],
    ) -> list[int]:
        """Return the order that a search found, of what still stands as it did."""
        if not self.snapshot.order:
            return []
        bases = bases_of(ranked, known, minutes_since(self.origin))
        stored = ((position.get(pk), basis) for pk, basis in self.snapshot.order)
        return [i for i, basis in stored if i is not None and bases[i] == basis]

    def _overridings(
        self, outline: Outline, position: Mapping[int, int]
    ) -> dict[int, Overriding]:
        """Return them by item, those that were said last at the end."""
        said = sorted(self.snapshot.overrides.items(), key=lambda each: each[1].pk)
        return {
            item_id: overriding_of(item_id, row.before_id, outline, position)
            for item_id, row in said
        }

    def minute(self, instant: datetime | None) -> int:
        if instant is None:
            return NEVER
        span = (instant - self.origin) // MINUTE
        return max(min(span, FARTHEST), -FARTHEST)

    def first_minute(self, instant: datetime | None) -> int:
        """The first whole minute that is not before an instant."""
        span = self.minute(instant)
        is_past = instant is not None and (instant - self.origin) % MINUTE
        return min(span + 1, FARTHEST) if is_past else span

    def _node(self, item: ItemRow) -> Node:
        is_open = item.state != "done"
        people = self.snapshot.parts.get(item.pk, ())
        known = amount(item, self.expected.get(item.pk), waited=self._waited(item))
        return Node(
            item=item,
            minutes=known.minutes,
            spread=known.spread,
            learned=known.learned,
            has_assumed_people=is_open and item.drive == "effort" and not people,
            has_assumed_effort=is_open and known.is_assumed,
        )

    def _waited(self, item: ItemRow) -> int:
        """Count the minutes for which a wait on the wall clock has lasted."""
        begun = item.started_at
        if item.drive != "elapsed" or begun is None:
            return 0
        if item.state not in _under_way(item) or begun >= self.now:
            return 0
        rested = (
            max(min(last, self.now) - max(first, begun), timedelta())
            for first, last in self.snapshot.pauses.get(item.pk, ())
        )
        return (self.now - begun - sum(rested, timedelta())) // MINUTE

    def _pieces(self) -> list[Piece]:
        zone = ZoneInfo(self.snapshot.zone)
        return pieces_of(self.snapshot.demands, today=self.now.astimezone(zone).date())

    def _expected(self, piece: Piece) -> Node:
        return Node(piece=piece, minutes=piece.minutes, spread=DEFAULT_SPREAD)

    def _expected_job(self, piece: Piece) -> Job:
        row, project = piece.row, self.snapshot.projects[piece.row.project_id]
        begins = self.first_minute(begins_at(row, self.snapshot.zone))
        return Job(
            key=piece.key,
            drive=Drive.EFFORT,
            minutes=piece.minutes,
            spread=DEFAULT_SPREAD,
            not_before=max(begins, self.first_minute(project.starts_no_earlier)),
            group=self.book.group_for(row),
            kind=self.book.speeds.kind_of(needs_of(row)),
        )

    def _job(self, node: Node) -> Job:
        item, end = node.item, node.end
        if node.piece is not None:
            return self._expected_job(node.piece)
        if item is None:
            return Job(key=node.key, opens_on_any=bool(end and end.is_start))
        is_started = item.started_at is not None and item.state in _under_way(item)
        is_done = item.state == "done"
        project = item.project_id
        return Job(
            key=item.pk,
            drive=self._drive(item),
            minutes=node.minutes,
            spread=node.spread,
            not_before=self._not_before(item),
            finish_not_before=self.first_minute(item.finishes_no_earlier),
            started_at=self.minute(item.started_at) if is_started or is_done else NEVER,
            finished_at=self.minute(item.finished_at) if is_done else NEVER,
            calendar=self.book.item_calendar(item),
            lag_calendar=self.book.project_calendar(project),
            group=self.book.group_of(item) if node.has_assumed_people else NONE,
            is_joint=item.is_joint,
            chunk=item.chunk_minutes or 0,
            kind=self.book.speeds.kind_of(self.snapshot.needs.get(item.pk, ())),
            parts=self._parts(item),
        )

    def _drive(self, item: ItemRow) -> Drive:
        """A wait that pauses is working time on a calendar that always works else."""
        is_pausing = item.drive == "elapsed" and item.pk in self.snapshot.pauses
        return Drive.DURATION if is_pausing else DRIVES[item.drive]

    def _not_before(self, item: ItemRow) -> int:
        """What holds back a project or a summary holds back all that is in it."""
        project = self.snapshot.projects[item.project_id]
        pins = item.starts_no_earlier, project.starts_no_earlier
        return max(
            self.first_minute(pin) for pin in (*pins, *self.book.pins_above(item))
        )

    def _parts(self, item: ItemRow) -> list[Part]:
        return [
            Part(
                person=self.book.person[row.person_id],
                weight=row.share,
                units=row.units_percent * WHOLE // 100,
            )
            for row in self.snapshot.parts.get(item.pk, ())
        ]

    def _ranked(self, place: int, node: Node) -> Ranked:
        item = node.item
        if node.piece is not None:
            project = self.snapshot.projects[node.piece.row.project_id]
            return Ranked(
                said=Said(project.priority, Importance.NORMAL),
                deadline=self.minute(due_at(node.piece.row, self.snapshot.zone)),
                minutes=node.minutes,
                order=place,
            )
        if item is None or item.state == "done":
            return Ranked(said=None, deadline=NO_DEADLINE, minutes=0.0, order=place)
        has_deadline = item.deadline is not None
        return Ranked(
            said=said_of(
                item,
                self.snapshot.projects[item.project_id],
                self.snapshot.delay_costs.get(item.pk),
                self.dragged.slopes.get(item.pk),
            ),
            deadline=self.minute(item.deadline) if has_deadline else NO_DEADLINE,
            minutes=node.minutes,
            order=self.dragged.places.get(item.pk, place),
        )
