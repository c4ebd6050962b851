"""An item with all that is in it, and where it stands in its outline."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from headway.work.models import Item, Link


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where an item stands: in which other one, and behind which.

    ``behind_id`` is what comes before it in the outline, None where it is the first.
    What is in the bin counts: it keeps its place.
    """

    parent_id: int | None
    behind_id: int | None


def ids_in(item: Item) -> set[int]:
    """Return the ids of the item and of all in it, in the bin or not."""
    found = level = {item.pk}
    while level:
        inside = Item.everything.filter(parent_id__in=level)
        level = set(inside.values_list("pk", flat=True))
        found = found | level
    return found


def place_of(item: Item) -> Place:
    """Return where the item stands."""
    before = Item.everything.filter(
        project_id=item.project_id, position__lt=item.position
    ).order_by("-position")
    behind = before.values_list("pk", flat=True).first()
    return Place(parent_id=item.parent_id, behind_id=behind)


def links_out_of(ids: Collection[int]) -> list[Link]:
    """Return the links between one of the items and one that is none of them."""
    one, other = Q(before__in=ids), Q(after__in=ids)
    links = Link.objects.filter((one & ~other) | (other & ~one)).order_by("pk")
    return list(links.select_related("before__project", "after__project"))
