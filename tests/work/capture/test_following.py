"""Lines that say after which others they come."""

import pytest

from headway.work.capture.following import find_followed
from headway.work.capture.outlines import Entry


def followed(*titles: str) -> list[str]:
    """Each title as it is left, and the places of those that it waits for."""
    entries = [Entry(title=title) for title in titles]
    find_followed(entries)
    return [" ".join([e.title, *map(str, e.waits_for)]) for e in entries]


@pytest.mark.parametrize(
    ("lines", "last"),
    [
        (["Home page texts", "Build after texts"], "Build 0"),
        (["texts", "Build AFTER  Tëxts"], "Build 0"),
        (["Texts", "Texts in German", "Build after texts"], "Build 0"),
        (["A 1", "B 1", "C after a and B 1"], "C 0 1"),
        (["Salt and pepper", "Eat after salt and pepper"], "Eat 0"),
        (["A", "B", "C after B, A; b & a"], "C 1 0"),
        (["Party after work", "Tidy after party"], "Tidy 0"),
        (["Meet", "Rest after lunch after meet"], "Rest after lunch 0"),
    ],
)
def test_words_behind_after_name_another_line(lines: list[str], last: str):
    assert followed(*lines)[-1] == last


def test_of_several_the_only_one_above_is_meant():
    assert followed("Cut", "Bolt after cut", "Cut again")[1] == "Bolt 0"
    assert followed("Cut it", "Bolt after cut", "Cut again")[1] == "Bolt 0"
    assert followed("Bolt after cut", "Cut again") == ["Bolt 1", "Cut again"]


@pytest.mark.parametrize(
    "lines",
    [
        ["Cut wood", "Cut steel", "Bolt after cut"],
        ["Clean after the party"],
        ["Party", "Clean after party and rain"],
        ["after dark", "dark", "Go thereafter dark"],
        ["Meet", "Call after 1"],
        ["Wait after wait"],
        ["Dig", "Fill after"],
        ["Dig " * 20 + "it", "Fill after" + " dig" * 20],
    ],
)
def test_what_names_none_stays_in_the_title(lines: list[str]):
    assert followed(*lines) == lines


def test_a_backslash_keeps_the_word():
    assert followed("Party", r"Clean \after party") == ["Party", "Clean after party"]


def test_of_many_lines_of_the_same_words_none_is_meant():
    line = "a b c d e f g h after a b c d e f g h"
    assert followed(*[line] * 2000) == [line] * 2000
