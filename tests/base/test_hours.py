import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.base.durations import format_minutes, parse_minutes
from headway.base.errors import Refused
from headway.base.hours import format_hours, normal_hours, parse_hours


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("", ()),
        ("9-17", ((540, 1020),)),
        ("9:00-12:30, 13:30-18", ((540, 750), (810, 1080))),
        ("13-18; 8-12", ((480, 720), (780, 1080))),
        ("9–12 12–15", ((540, 900),)),  # noqa: RUF001
        ("0-24", ((0, 1440),)),
        ("0830-1700", ((510, 1020),)),
    ],
)
def test_hours_are_read_as_people_write_them(text: str, hours: object):
    assert parse_hours(text) == hours


@pytest.mark.parametrize("text", ["nine", "17-9", "9-25", "9", "9:75-18", "-"])
def test_what_is_no_span_is_named(text: str):
    with pytest.raises(Refused, match="“"):
        parse_hours(text)


@given(st.lists(st.tuples(st.integers(0, 1439), st.integers(1, 1440))))
def test_written_hours_read_as_themselves(spans: list[tuple[int, int]]):
    hours = normal_hours((a, b) for a, b in spans if a < b)

    assert parse_hours(format_hours(hours)) == hours


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("90m", 90),
        ("1:30", 90),
        ("1.5", 90),
        ("1,5 h", 90),
        ("2h 30m", 150),
        ("3 d", 1440),
        ("1 week", 2400),
        ("0", 0),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, minutes: int):
    assert parse_minutes(text) == minutes


@pytest.mark.parametrize("text", ["", "soon", "4 parsecs", "-3h", "9" * 30, "2000 w"])
def test_what_is_no_amount_is_named(text: str):
    with pytest.raises(Refused, match="“"):
        parse_minutes(text)


def test_amounts_are_written_short():
    written = [format_minutes(m).replace("\xa0", " ") for m in (0, 45, 180, 150)]
    assert written == ["0 m", "45 m", "3 h", "2 h 30 m"]
