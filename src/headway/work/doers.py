"""Who does an item, as that is shown."""

from collections.abc import Collection
from dataclasses import dataclass

from headway.actors.models import Actor
from headway.base.querysets import any_of
from headway.work.hiding import named_assignments
from headway.work.models import Masks


@dataclass(frozen=True, kw_only=True)
class Doer:
    """Someone who works on an item."""

    pk: int
    name: str
    is_me: bool


def doers_of(ids: Collection[int], masks: Masks, *, by: Actor) -> dict[int, list[Doer]]:
    """Return who does each of the items, the accountable one first; one query."""
    rows = (
        named_assignments(masks, by=by)
        .filter(item_id__in=any_of(ids))
        .order_by("-is_accountable", "pk")
        .values_list("item_id", "person_id", "person__actor__name", "person__actor_id")
    )
    found: dict[int, list[Doer]] = {}
    for item_id, person_id, name, actor_id in rows:
        doer = Doer(pk=person_id, name=name, is_me=actor_id == by.pk)
        found.setdefault(item_id, []).append(doer)
    return found
