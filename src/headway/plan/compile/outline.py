"""The tree of items: who is in which summary."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence


class Outline:
    """Items by key; an item that others are in is a summary."""

    def __init__(self, parents: Iterable[tuple[int, int | None]]) -> None:
        """Take each item's key and its summary's."""
        self._children: defaultdict[int, list[int]] = defaultdict(list)
        for key, parent in parents:
            if parent is not None:
                self._children[parent].append(key)

    def is_summary(self, key: int) -> bool:
        return key in self._children

    def children(self, key: int) -> Sequence[int]:
        """The items directly in ``key``, summaries among them."""
        return self._children.get(key, ())

    def leaves(self, key: int) -> Iterator[int]:
        """The items in ``key`` that are no summaries; itself, if it is none."""
        waiting = [key]
        while waiting:
            current = waiting.pop()
            inside = self._children.get(current)
            if inside is None:
                yield current
            else:
                waiting.extend(reversed(inside))
