"""Rows of delimited text and their numbers."""

import pytest

from headway.base.delimited import LONGEST_CELL, BrokenRow, numbered_rows


def test_rows_have_the_number_of_their_first_line():
    lines = ["a,b\n", '"one\n', 'two",c\n', "d\n"]
    found = list(numbered_rows(lines, ","))
    assert found == [(1, ["a", "b"]), (2, ["one\ntwo", "c"]), (4, ["d"])]


def test_each_has_its_own_longest_cell():
    long = ["x" * (LONGEST_CELL + 1)]
    assert list(numbered_rows(long, ",", longest=2 * LONGEST_CELL)) == [(1, long)]
    with pytest.raises(BrokenRow) as row:
        list(numbered_rows(["head\n", *long], ","))
    assert row.value.number == 2
