"""Conflicts as somebody sees them: with what is hidden from them counted."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from headway.actors.models import Actor
from headway.plan.models import (
    LIMITS,
    Conflict,
    ConflictPart,
    ConflictQuerySet,
    PartKind,
)
from headway.work.models import Item, Project

MOST: Final = 20
"""So many are told at once; no workspace has more."""


@dataclass(frozen=True, kw_only=True)
class SeenConflict:
    """A conflict: ``parts`` as far as they are seen, ``hidden`` counts the others.

    By their kind.
    """

    conflict: Conflict
    parts: Sequence[ConflictPart]
    hidden: Counter[str] = field(default_factory=Counter)

    def of(self, *kinds: str) -> list[ConflictPart]:
        return [part for part in self.parts if part.kind in kinds]

    @property
    def limits(self) -> list[ConflictPart]:
        """The dates that cannot all be kept, the soonest first."""
        return sorted(self.of(*LIMITS), key=lambda part: (part.date, part.pk))

    @property
    def pins(self) -> list[ConflictPart]:
        return self.of(PartKind.PIN)

    @property
    def people(self) -> list[ConflictPart]:
        return self.of(PartKind.PERSON)

    @property
    def hidden_limits(self) -> int:
        return sum(self.hidden[kind] for kind in LIMITS)

    @property
    def whole(self) -> int:
        """How many dates cannot all be kept."""
        return len(self.limits) + self.hidden_limits


def conflicts_of_item(item: Item, *, by: Actor) -> list[SeenConflict]:
    """Return those in which an item has a date; one query where there are none."""
    mine = ConflictPart.objects.visible_to(by).filter(item=item)
    rows = Conflict.objects.filter(pk__in=mine.values("conflict"))
    return _seen(rows, by=by)


def conflicts_in(project: Project | None, *, by: Actor) -> list[SeenConflict]:
    """Return those with a date of an item of a project, or of any; oldest first."""
    rows = Conflict.objects.all()
    if project is not None:
        mine = ConflictPart.objects.visible_to(by).filter(kind__in=LIMITS)
        mine = mine.filter(item__project=project)
        rows = rows.filter(pk__in=mine.values("conflict"))
    return _seen(rows, by=by)


def _seen(rows: ConflictQuerySet, *, by: Actor) -> list[SeenConflict]:
    found = list(rows.visible_to(by).in_force().order_by("pk")[:MOST])
    if not found:
        return []
    ids = [row.pk for row in found]
    whole: defaultdict[int, Counter[str]] = defaultdict(Counter)
    every = ConflictPart.objects.filter(workspace_id=by.workspace_id)
    for pk, kind in every.filter(conflict__in=ids).values_list("conflict", "kind"):
        whole[pk][kind] += 1
    parts = _parts(ids, by=by)
    return [
        SeenConflict(
            conflict=row,
            parts=parts[row.pk],
            hidden=whole[row.pk] - Counter(part.kind for part in parts[row.pk]),
        )
        for row in found
    ]


def _parts(ids: Iterable[int], *, by: Actor) -> defaultdict[int, list[ConflictPart]]:
    rows = ConflictPart.objects.visible_to(by).filter(conflict__in=list(ids))
    rows = rows.select_related("item__project", "person__actor").order_by("pk")
    found: defaultdict[int, list[ConflictPart]] = defaultdict(list)
    for part in rows:
        found[part.conflict_id].append(part)
    return found
