"""What work that is only written down would come to: planned among all other work."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from headway.actors.models import Actor, Workspace
from headway.people.models import Skill
from headway.plan.current import current_forecast
from headway.plan.forecast import Forecast, Outlooks, forecast
from headway.plan.preview import SCENARIOS
from headway.plan.rows import ItemRow, LinkRow, NeedRow, PartRow, ProjectRow
from headway.plan.snapshot import Snapshot, levels_needed
from headway.plan.turns import one_at_a_time
from headway.work.actions import NewRow
from headway.work.actions.estimating import with_range
from headway.work.actions.items import check_fields
from headway.work.models import Item, Outlook, Project, ProjectOutlook, State

FIRST = 1 << 40
"""The project's id, and the first item's: beyond those of all that there is.

The same line draws the same random numbers each time: no date moves without a cause.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sketched:
    """A row and what the plan says of it: ``people`` are who does it.

    ``waits`` says that something that is not done has to be done before.
    """

    row: NewRow
    state: str
    outlook: Outlook
    people: Sequence[int]
    is_summary: bool
    waits: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Sketch:
    """The rows in their order, and the project that they would be."""

    rows: Sequence[Sketched]
    whole: ProjectOutlook
    at: datetime


def sketch(rows: Sequence[NewRow], states: Sequence[str], *, by: Actor) -> Sketch:
    """Plan rows as a project of ``by`` that is not there; nothing is written.

    ``states`` are their categories.  They are planned among all that the workspace has
    to do; as nobody else is let into the project yet, rows that name nobody are for
    ``by``.  Raises :class:`Refused` for what no item can be, and :class:`Busy` while
    others are answered.
    """
    for row in rows:
        check_fields({"title": row.title, **row.fields})
    return _sketch(rows, states, by)


@one_at_a_time.turn()
def _sketch(rows: Sequence[NewRow], states: Sequence[str], by: Actor) -> Sketch:
    present = current_forecast(by.workspace_id, scenarios=SCENARIOS)
    added = _added(present.snapshot, rows, states, present.at, by)
    made = forecast(added, now=present.at, scenarios=SCENARIOS)
    outlooks = Outlooks(made, run_id=0)
    mine = added.items[len(present.snapshot.items) :]
    said = {row.item_id: row for row in outlooks.of(mine)}
    waiting = _waiting(rows, states)
    return Sketch(
        rows=[
            Sketched(
                row=row,
                state=item.state,
                outlook=said.get(item.pk) or Outlook(item_id=item.pk),
                people=people_of(made, item.pk),
                is_summary=outlooks.outline.is_summary(item.pk),
                waits=waits,
            )
            for row, item, waits in zip(rows, mine, waiting, strict=True)
        ],
        whole=outlooks.project(FIRST),
        at=made.at,
    )


def _added(
    snapshot: Snapshot,
    rows: Sequence[NewRow],
    states: Sequence[str],
    now: datetime,
    by: Actor,
) -> Snapshot:
    """Return the workspace as if the rows were in it, its own items first."""
    needs = {**snapshot.needs, **_needs(rows, by)}
    project = Project(pk=FIRST)
    person = getattr(by, "person", None)
    return replace(
        snapshot,
        items=(*snapshot.items, *_items(rows, states, now)),
        projects={
            **snapshot.projects,
            FIRST: ProjectRow(*(getattr(project, n) for n in ProjectRow._fields)),
        },
        members={**snapshot.members, FIRST: (person.pk,) if person else ()},
        links=(
            *snapshot.links,
            *(
                LinkRow(FIRST + before, FIRST + n, "FS", 0, lag_is_elapsed=False)
                for n, row in enumerate(rows)
                for before in row.waits_for
            ),
        ),
        parts={**snapshot.parts, **_parts(rows)},
        needs=needs,
        levels=levels_needed(
            Workspace.objects.get(pk=by.workspace_id), needs, snapshot.demands
        ),
    )


def _items(
    rows: Sequence[NewRow], states: Sequence[str], now: datetime
) -> Iterator[ItemRow]:
    for n, (row, state) in enumerate(zip(rows, states, strict=True)):
        item = Item(
            pk=FIRST + n,
            project_id=FIRST,
            parent_id=None if row.above is None else FIRST + row.above,
            title=row.title,
            type_id=row.type_id or 0,
            state=state,
            position=n,
            started_at=now if state == State.DOING else None,
            finished_at=now if state == State.DONE else None,
            **with_range(Item(), row.fields),
        )
        yield ItemRow(*(getattr(item, name) for name in ItemRow._fields))


def _parts(rows: Sequence[NewRow]) -> Mapping[int, tuple[PartRow, ...]]:
    return {
        FIRST + n: tuple(
            PartRow(part.person_id, part.share, part.units_percent)
            for part in row.parts
        )
        for n, row in enumerate(rows)
        if row.parts
    }


def _needs(rows: Sequence[NewRow], by: Actor) -> Mapping[int, tuple[NeedRow, ...]]:
    """Return what rows need; of a skill that is not there yet nobody has any."""
    names = {need.name.casefold() for row in rows for need in row.needs}
    known = Skill.objects.visible_to(by) if names else Skill.objects.none()
    skills = {name.casefold(): pk for pk, name in known.values_list("pk", "name")}
    return {
        FIRST + n: tuple(
            NeedRow(skills.get(need.name.casefold(), FIRST), need.level)
            for need in row.needs
        )
        for n, row in enumerate(rows)
        if row.needs
    }


def _waiting(rows: Sequence[NewRow], states: Sequence[str]) -> list[bool]:
    """Say of each row whether it, or what it is in, waits for something not done."""
    waiting: list[bool] = []
    for row in rows:
        own = any(states[before] != State.DONE for before in row.waits_for)
        waiting.append(own or (row.above is not None and waiting[row.above]))
    return waiting


def people_of(made: Forecast, item_id: int) -> list[int]:
    """Return who does an item in the plan; nobody of what has items in it."""
    i = made.compiled.position.get(item_id)
    if i is None:
        return []
    offsets = made.schedule.part_offsets
    found = made.schedule.person[offsets[i] : offsets[i + 1]]
    return [made.compiled.people[person] for person in found.tolist()]
