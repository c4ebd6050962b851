"""Rows numbered from 1 in a file, whatever their ids are in a database."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable


class Numbering:
    """The ids of a kind, eight bytes each; a row's number is the place of its id.

    Ids that events name but whose rows are gone have a number too: what is imported
    and exported again is then the same.
    """

    def __init__(self, ids: Iterable[int]) -> None:
        self._ids = array("q", ids)  # ascending
        self._gone: set[int] = set()

    def __len__(self) -> int:
        return len(self._ids)

    def mention(self, pk: int) -> None:
        """Give a number to a row that may be gone; before any number is asked for."""
        place = bisect_left(self._ids, pk)
        if place == len(self._ids) or self._ids[place] != pk:
            self._gone.add(pk)

    def settle(self) -> None:
        """Take in what was mentioned."""
        if self._gone:
            self._ids = array("q", sorted([*self._ids, *self._gone]))
            self._gone.clear()

    def number(self, pk: int) -> int:
        return bisect_left(self._ids, pk) + 1
