"""Summaries: who is in them, and links that end at them."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from headway.plan.snapshot import ItemRow, LinkRow


@dataclass(frozen=True, slots=True)
class End:
    """The start or the finish of a summary: a point that other items wait for."""

    item_id: int
    is_start: bool


class Outline:
    """The tree of one workspace's items."""

    def __init__(self, items: Sequence[ItemRow]) -> None:
        self._children: defaultdict[int, list[int]] = defaultdict(list)
        for item in items:
            if item.parent_id is not None and item.state != "cancelled":
                self._children[item.parent_id].append(item.pk)

    def is_summary(self, pk: int) -> bool:
        return pk in self._children

    def leaves(self, pk: int) -> Iterator[int]:
        """The items in ``pk`` that are no summaries; itself, if it is none."""
        waiting = [pk]
        while waiting:
            current = waiting.pop()
            inside = self._children.get(current)
            if inside is None:
                yield current
            else:
                waiting.extend(reversed(inside))


def expand(
    links: Sequence[LinkRow], outline: Outline, point: Callable[[End], int]
) -> Iterator[tuple[int, int, LinkRow]]:
    """Yield ``(before, after, link)``, summaries replaced by what they stand for.

    What waits for a summary waits for a point that ``point`` names; whatever a summary
    waits for, everything in it waits for.
    """
    for link in links:
        before = link.before_id
        if outline.is_summary(before):
            before = point(End(before, is_start=link.kind in ("SS", "SF")))
        for after in outline.leaves(link.after_id):
            yield before, after, link
