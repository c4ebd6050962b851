"""Rows of cells with separators between them, as spreadsheets write them."""

import csv
from collections.abc import Iterable, Iterator
from typing import Final

LONGEST_CELL: Final = 131_072


class BrokenRow(Exception):
    """A row that is not understood: ``number`` is its first line, counted from 1."""

    def __init__(self, number: int, reason: str) -> None:
        super().__init__(reason)
        self.number, self.reason = number, reason


def numbered_rows(
    lines: Iterable[str], separator: str, *, longest: int = LONGEST_CELL
) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each row with the number of its first line.

    Raises :class:`BrokenRow`, for cells of more than ``longest`` characters as well.
    """
    csv.field_size_limit(longest)  # it is the process's, so that each says its own
    reader = csv.reader(lines, delimiter=separator)
    before = 0
    try:
        for cells in reader:
            yield before + 1, cells
            before = reader.line_num
    except csv.Error as error:
        raise BrokenRow(before + 1, str(error)) from error
