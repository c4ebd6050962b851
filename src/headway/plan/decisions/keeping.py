"""Which decisions there are, who made them, and what they cost from plan to plan."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from django.db import transaction

from headway.actors.models import Actor
from headway.events.models import Event
from headway.plan.models import MOST_PEOPLE, Decision, DecisionKind, Override
from headway.plan.rows import ItemRow
from headway.work.facts import ItemEdited, PeopleAssigned
from headway.work.models import Item

if TYPE_CHECKING:
    from headway.plan.decisions.pricing import DecisionPrice
    from headway.plan.snapshot import Snapshot

BATCH: Final = 1000

DATES: Mapping[str, str] = {
    DecisionKind.START: "starts_no_earlier",
    DecisionKind.FINISH: "finishes_no_earlier",
    DecisionKind.DEADLINE: "deadline",
}
"""The column of an item that holds the date of a decision."""

UNPRICED: Mapping[str, Any] = {
    **dict.fromkeys(
        f"{first}{name}"
        for first in ("", "first_")
        for name in ("cost", "item_minutes", "project_minutes")
    ),
    "is_other": False,
    "other_id": None,
    "priced_at": None,
    "priced_from": "",
}


class Made(NamedTuple):
    """What a decision says, as far as another one would say something else."""

    date: datetime | None = None
    people: tuple[int, ...] = ()


Key = tuple[int, str]
"""An item and the kind of the decision."""


def decisions_in(
    snapshot: "Snapshot", *, now: datetime, order: Sequence[int] = ()
) -> dict[Key, Made]:
    """Return the decisions that a plan of the snapshot heeds.

    Of people those of the first of ``order``, ids of items as the plan does them.
    """
    found = {(pk, DecisionKind.ORDER.value): Made() for pk in snapshot.overrides}
    for row in snapshot.items:
        found |= {(row.pk, kind): made for kind, made in _dates_of(row, now)}
    assigned = [pk for pk in order if snapshot.parts.get(pk)]
    for pk in assigned[:MOST_PEOPLE]:
        people = sorted(part.person_id for part in snapshot.parts[pk])
        found[pk, DecisionKind.PERSON.value] = Made(people=tuple(people))
    return found


def _dates_of(row: ItemRow, now: datetime) -> Iterator[tuple[str, Made]]:
    if row.state in ("done", "cancelled"):
        return
    if row.deadline:
        yield DecisionKind.DEADLINE.value, Made(date=row.deadline)
    if row.finishes_no_earlier and row.finishes_no_earlier > now:
        yield DecisionKind.FINISH.value, Made(date=row.finishes_no_earlier)
    if row.starts_no_earlier and row.starts_no_earlier > now and not row.started_at:
        yield DecisionKind.START.value, Made(date=row.starts_no_earlier)


@transaction.atomic
def keep_decisions(found: Mapping[Key, Made], *, workspace_id: int) -> None:
    """Have a row for each of the decisions; those that hold no more stay for Undo.

    What somebody decided anew has no price yet.  A query where nothing is new.
    """
    rows = Decision.objects.filter(workspace_id=workspace_id)
    known = {
        (item_id, kind): Made(date, tuple(people))
        for item_id, kind, date, people in rows.values_list(
            "item_id", "kind", "date", "people"
        )
    }
    new = {key: made for key, made in found.items() if known.get(key) != made}
    if not new:
        return
    told = _told(new, workspace_id)
    wanted = [
        Decision(
            workspace_id=workspace_id,
            item_id=pk,
            kind=kind,
            date=made.date,
            people=list(made.people),
            **{**UNPRICED, **told[pk, kind]},
        )
        for (pk, kind), made in new.items()
        if told[pk, kind]["decided_at"] is not None
    ]
    Decision.objects.bulk_create(
        wanted,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["workspace", "item", "kind"],
        update_fields=["date", "people", "by", "decided_at", *_columns()],
    )


def _columns() -> list[str]:
    return [name.removesuffix("_id") for name in UNPRICED]


def _told(new: Collection[Key], workspace_id: int) -> dict[Key, dict[str, Any]]:
    """Return who decided it and when; what came with an item, as it was created."""
    ids = {pk for pk, _ in new}
    found: dict[Key, dict[str, Any]] = {}
    for row in Override.objects.live().filter(item__in=ids):
        price = {"first_cost": row.price, "cost": row.price}
        said = {"by_id": row.by_id, "decided_at": row.set_at}
        found[row.item_id, DecisionKind.ORDER.value] = said | price
    logged = Event.objects.filter(
        workspace_id=workspace_id,
        subject_type="work.item",
        subject_id__in=ids,
        kind__in=[ItemEdited.kind, PeopleAssigned.kind],
    ).order_by("-pk")
    for event in logged.only("kind", "subject_id", "actor", "at", "data"):
        for kind in _kinds_in(event):
            said = {"by_id": event.actor_id, "decided_at": event.at}
            found.setdefault((event.subject_id, kind), said)
    born = dict(Item.objects.filter(pk__in=ids).values_list("pk", "created_at"))
    return {
        key: found.get(key, {"by_id": None, "decided_at": born.get(key[0])})
        for key in new
    }


def _kinds_in(event: Event) -> list[str]:
    if event.kind == PeopleAssigned.kind:
        return [DecisionKind.PERSON.value]
    return [kind for kind, name in DATES.items() if name in event.data["after"]]


def keep_price(
    row: Decision, price: "DecisionPrice", *, at: datetime, digest: str
) -> None:
    """Write what a decision costs; the first time also as what it cost when made.

    Where another one has taken its place meanwhile, nothing is written.
    """
    said: dict[str, Any] = {
        "cost": price.cost,
        "item_minutes": price.item_minutes,
        "project_minutes": price.project_minutes,
    }
    if row.first_item_minutes is None and row.priced_at is None:
        said |= {f"first_{name}": value for name, value in said.items()}
        if row.first_cost is not None:
            said["first_cost"] = row.first_cost
    said |= {
        "is_other": bool(price.others),
        "other_id": price.others[0] if len(price.others) == 1 else None,
        "priced_at": at,
        "priced_from": digest,
    }
    same = Decision.objects.filter(pk=row.pk, date=row.date, people=row.people)
    same.update(**said)


def keep_order(override: Override, *, by: Actor) -> None:
    """Have the row of what somebody just put first, with the price that it has."""
    price = {"first_cost": override.price, "cost": override.price}
    Decision.objects.update_or_create(
        workspace_id=by.workspace_id,
        item_id=override.item_id,
        kind=DecisionKind.ORDER,
        defaults={
            **UNPRICED,
            **price,
            "by_id": override.by_id,
            "decided_at": override.set_at,
        },
    )
