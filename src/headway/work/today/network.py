"""What stands before and behind some items, and who does that."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from django.db.models import Q

from headway.actors.models import Actor
from headway.work.doers import Doer, doers_of
from headway.work.hiding import masks_of, strip_items
from headway.work.models import Item, Link, LinkKind


@dataclass(frozen=True, kw_only=True)
class Network:
    """By an item's id: the open items it starts after, and those that wait for it."""

    blockers: Mapping[int, Sequence[Item]]
    followers: Mapping[int, Sequence[Item]]
    people: Mapping[int, Sequence[Doer]]

    @classmethod
    def around(cls, ids: Collection[int], *, by: Actor) -> Self:
        """Read what is around these items; two queries."""
        links = (
            Link.objects.visible_to(by)
            .filter(Q(after_id__in=ids) | Q(before_id__in=ids))
            .select_related("before__project", "before__outlook", "after__project")
            .order_by("pk")
        )
        blockers: defaultdict[int, list[Item]] = defaultdict(list)
        followers: defaultdict[int, list[Item]] = defaultdict(list)
        others: set[int] = set()
        masks = masks_of(by)
        for link in links:
            strip_items((link.before, link.after), masks)
            if link.before.is_closed or link.after.is_closed:
                continue
            others |= {link.before_id, link.after_id}
            followers[link.before_id].append(link.after)
            if link.kind == LinkKind.FINISH_START:
                blockers[link.after_id].append(link.before)
        people = doers_of(others, masks, by=by)
        return cls(blockers=blockers, followers=followers, people=people)

    def blocker(self, pk: int) -> Item | None:
        """Return the open item before this one that is likely done last."""
        blockers = self.blockers.get(pk, ())
        return max(blockers, key=_finish, default=None)

    def others_before(self, pk: int) -> list[str]:
        """Return who does what is before it, where none of that is the reader's."""
        found = [
            doer
            for item in self.blockers.get(pk, ())
            for doer in self.people.get(item.pk, ())
        ]
        if any(doer.is_me for doer in found):
            return []
        return list(dict.fromkeys(doer.name for doer in found))

    def names_behind(self, pk: int) -> list[str]:
        """Return who else waits for it."""
        return list(
            dict.fromkeys(
                doer.name
                for item in self.followers.get(pk, ())
                for doer in self.people.get(item.pk, ())
                if not doer.is_me
            )
        )


def _finish(item: Item) -> tuple[bool, float]:
    """Sort by the likely end; what has none is last."""
    outlook = getattr(item, "outlook", None)
    if outlook is None or outlook.p50 is None:
        return (True, 0.0)
    return (False, outlook.p50.timestamp())
