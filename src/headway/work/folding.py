"""What of the list is folded: nothing that lies in it takes room on a page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from django.db.models import OuterRef, Q, Subquery
from django.http import QueryDict

from headway.work.models import Item
from headway.work.models.items import KEY, ItemQuerySet

PROJECT_KEY = re.compile(r"[A-Z][A-Z0-9]{1,9}")
GROUP = re.compile(r"[a-z]{1,20}-[a-z0-9-]{1,20}")
MOST = 300
"""How many names an address may have; what is longer is cut off."""


@dataclass(frozen=True, kw_only=True)
class Folded:
    """Keys of projects and of items, ``KES`` and ``KES-7``; groups, ``state-3``."""

    projects: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()

    @classmethod
    def read(cls, given: QueryDict) -> Self:
        """Read ``fold``, any number of keys, and ``toggle``, one that is to change."""
        names = {*given.getlist("fold")[:MOST]} ^ {given.get("toggle", "")}
        return cls(
            projects=frozenset(filter(PROJECT_KEY.fullmatch, names)),
            groups=frozenset(filter(GROUP.fullmatch, names)),
            items=frozenset(filter(KEY.fullmatch, names)),
        )

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self.projects | self.groups | self.items))

    def unseen(self, shown: ItemQuerySet) -> Q:
        """What lies in rows that are folded, of the items shown; at most one query.

        An item that is not shown itself folds nothing: it could not be unfolded.
        """
        hidden = Q()
        for project_id, begin, end in self._ranges(shown):
            inside = Q(project_id=project_id, position__gt=begin)
            hidden |= inside if end is None else inside & Q(position__lt=end)
        return hidden

    def _ranges(self, shown: ItemQuerySet) -> Iterator[tuple[int, int, int | None]]:
        """Project and position of each folded item, and the position of what follows.

        The outline is one sequence: what is in an item follows it, and is deeper.
        """
        if not self.items:
            return
        named = Q()
        for name in self.items:
            key, _, number = name.rpartition("-")
            named |= Q(project__key=key, number=int(number))
        following = Item.objects.filter(
            workspace_id=OuterRef("workspace_id"),
            project_id=OuterRef("project_id"),
            position__gt=OuterRef("position"),
            depth__lte=OuterRef("depth"),
        ).order_by("position")
        ends = Subquery(following.values("position")[:1])
        folded = shown.filter(named).annotate(end=ends).order_by()
        yield from folded.values_list("project_id", "position", "end")
