"""Who does an item, as that is shown."""

from collections.abc import Collection
from dataclasses import dataclass

from headway.actors.models import Actor
from headway.base.compiled import Asked
from headway.base.querysets import any_listed, listed
from headway.work.hiding import assignments_but_in
from headway.work.models import Hidden, Masks


@dataclass(frozen=True, kw_only=True)
class Doer:
    """Someone who works on an item."""

    pk: int
    name: str
    is_me: bool


NAMED = Asked(
    lambda by, nameless, ids: (
        assignments_but_in(nameless, by=by)
        .filter(item_id__in=any_listed(ids))
        .order_by("-is_accountable", "pk")
        .values_list("item_id", "person_id", "person__actor__name", "person__actor_id")
    )
)


def doers_of(ids: Collection[int], masks: Masks, *, by: Actor) -> dict[int, list[Doer]]:
    """Return who does each of the items, the accountable one first; one query."""
    nameless = frozenset(masks.projects_hiding(Hidden.PEOPLE))
    found: dict[int, list[Doer]] = {}
    for item_id, person_id, name, actor_id in NAMED.of(by, nameless, listed(ids)):
        doer = Doer(pk=person_id, name=name, is_me=actor_id == by.pk)
        found.setdefault(item_id, []).append(doer)
    return found
