"""What an item has to do with others, as its page and programs read it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise

from headway.actors.models import Actor
from headway.work.models import Item, Relation, RelationKind
from headway.work.models.relations import MUTUAL
from headway.work.reading import Row, rows_by_id


@dataclass(frozen=True, kw_only=True)
class Related:
    """A relation as seen from one of its ends; ``other`` is the other one."""

    kind: RelationKind
    is_inward: bool
    other: Row

    @property
    def words(self) -> str | Promise:
        return self.kind.inward if self.is_inward else self.kind.label

    @property
    def way(self) -> str:
        """How forms name it."""
        return f"{self.kind}-in" if self.is_inward else str(self.kind)


def related_to(item: Item, *, by: Actor) -> Sequence[Related]:
    """Return what is related to the item and seen, kind by kind, in order of keys."""
    here = Q(source=item) | Q(target=item)
    rows = list(Relation.objects.visible_to(by).filter(here))
    ends = {r.pk: r.target_id if r.source_id == item.pk else r.source_id for r in rows}
    others = {r.item.pk: r for r in rows_by_id(list(ends.values()), by=by)}
    found = [
        Related(
            kind=RelationKind(row.kind),
            is_inward=row.target_id == item.pk and row.kind not in MUTUAL,
            other=others[ends[row.pk]],
        )
        for row in rows
    ]
    order = list(RelationKind)
    found.sort(
        key=lambda each: (
            order.index(each.kind),
            each.is_inward,
            each.other.item.project.key,
            each.other.item.number,
        )
    )
    return found
