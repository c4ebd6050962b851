"""Estimates as people write them."""

import pytest

from headway.base.errors import Refused
from headway.base.estimates import Estimate, parse_estimate


@pytest.mark.parametrize(
    ("text", "low", "likely", "high"),
    [
        ("4h", None, 240, None),
        ("1:30", None, 90, None),
        ("4-7h", 240, 317, 420),
        (" 4 \N{EN DASH} 7 h ", 240, 317, 420),
        ("4h to 7h", 240, 317, 420),
        ("1-4", 60, 120, 240),
        ("30m - 2h", 30, 60, 120),
        ("30-45m", 30, 37, 45),
        ("2-3 d", 960, 1176, 1440),
        ("2h 30m-4h", 150, 190, 240),
        ("1:30-2:00", 90, 104, 120),
        ("2/4/9h", 120, 240, 540),
        ("1,5 / 2 / 3.5 h", 90, 120, 210),
        ("30m/1h/1d", 30, 60, 480),
        ("2/4/4 h", 120, 240, 240),
        ("4-4h", None, 240, None),
    ],
)
def test_estimates_are_read_as_people_write_them(text, low, likely, high):
    assert parse_estimate(text) == Estimate(low=low, likely=likely, high=high)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("7-4h", "“7-4h” does not go up"),
        ("2/9/4h", "does not go up"),
        ("0-4h", "does not go up"),
        ("2/4h", "“2/4h” is no estimate; write 4 h, 4-7 h or 2/4/9 h."),
        ("1-2-3h", "is no estimate"),
        ("4-", "“4-” is no estimate"),
        ("soon-later", "“soon” is no amount of work"),
        ("4-2000 w", "more than 1,000 weeks"),
    ],
)
def test_what_is_no_estimate_is_named(text: str, words: str):
    with pytest.raises(Refused, match=words):
        parse_estimate(text)


def test_a_range_is_told_from_three_points():
    assert parse_estimate("4-7h").is_range
    assert not parse_estimate("2/4/9h").is_range
    assert not parse_estimate("4h").is_range
