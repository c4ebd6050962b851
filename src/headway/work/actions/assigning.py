"""Say who works on an item."""

from collections.abc import Sequence
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
    _check_parts(parts, by=by)
    accountable = accountable_id or (parts[0].person_id if parts else None)
    after = [asdict(p) | {"is_accountable": p.person_id == accountable} for p in parts]
    if parts and not any(row["is_accountable"] for row in after):
        raise Refused(_("Who is accountable must work on the item."))
    before = assigned(item)
    if sorted(before, key=_person) == sorted(after, key=_person):
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
    return [
        {
            "person_id": row.person_id,
            "share": row.share,
            "units_percent": row.units_percent,
            "is_accountable": row.is_accountable,
        }
        for row in item.assignments.order_by("pk")
    ]


def _person(row: dict[str, Any]) -> int:
    return int(row["person_id"])


def _check_parts(parts: Sequence[Part], *, by: Actor) -> None:
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
