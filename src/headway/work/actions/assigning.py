"""Say who works on an item."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.actions import record
from headway.people.models import Person
from headway.work.facts import PeopleAssigned
from headway.work.models import Assignment, Item

LOGGED = ("person_id", "share", "units_percent", "is_accountable")
"""What facts say of a part."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """A person's part in an item; see :class:`Assignment`."""

    person_id: int
    share: int = 1
    units_percent: int = 100


@transaction.atomic
def assign_people(
    item_id: int,
    parts: Sequence[Part],
    *,
    by: Actor,
    accountable_id: int | None = None,
    if_version: int | None = None,
) -> Item:
    """Let just these people work on the item; the same ones again change nothing.

    The first is accountable unless ``accountable_id`` names another.  Records
    :class:`PeopleAssigned`.  Raises :class:`Refused` when someone is named twice, is
    unknown in the workspace, or has a part of nothing.
    """
    item = Item.objects.get_for_change(item_id, by=by)
    item.check_version(if_version)
    check_parts(parts, by=by)
    after = rows_of(parts, accountable_id)
    before = assigned(item)
    if not differ(before, after):
        return item

    item.assignments.all().delete()
    Assignment.objects.bulk_create(
        Assignment(workspace_id=by.workspace_id, item=item, **row) for row in after
    )
    item.version += 1
    item.save(update_fields=["version"])
    record(
        PeopleAssigned(
            subject_id=item.pk, project_id=item.project_id, before=before, after=after
        ),
        by=by,
    )
    return item


def assigned(item: Item) -> list[dict[str, Any]]:
    """Return who works on the item, as facts log it."""
    return assigned_to([item.pk])[item.pk]


def assigned_to(item_ids: Collection[int]) -> Mapping[int, list[dict[str, Any]]]:
    """Return who works on each of the items, as facts log it; one query."""
    found: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = Assignment.objects.filter(item_id__in=item_ids).order_by("pk")
    for item_id, *values in rows.values_list("item_id", *LOGGED):
        found[item_id].append(dict(zip(LOGGED, values, strict=True)))
    return found


def rows_of(parts: Sequence[Part], accountable_id: int | None) -> list[dict[str, Any]]:
    """Return the parts as facts log them; the first is accountable if nobody is."""
    accountable = accountable_id or (parts[0].person_id if parts else None)
    rows = [asdict(p) | {"is_accountable": p.person_id == accountable} for p in parts]
    if rows and not any(row["is_accountable"] for row in rows):
        raise Refused(_("Who is accountable must work on the item."))
    return rows


def differ(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> bool:
    """Whether other people do it, or with other parts; their order says nothing."""
    return sorted(before, key=_person) != sorted(after, key=_person)


def _person(row: dict[str, Any]) -> int:
    return int(row["person_id"])


def check_parts(parts: Sequence[Part], *, by: Actor) -> None:
    """Refuse people who are unknown or named twice, and parts of nothing."""
    ids = {part.person_id for part in parts}
    if len(ids) < len(parts):
        raise Refused(_("Someone is named twice; give them one part."))
    known = Person.objects.visible_to(by).filter(pk__in=ids).count()
    if known < len(ids):
        raise Refused(_("Someone named is not in this workspace."))
    for part in parts:
        if part.share < 1 or not 1 <= part.units_percent <= 10_000:
            raise Refused(
                _("A part takes 1 to 10,000 %% of a person, not %d %%.")
                % part.units_percent
            )
