"""Values as they are read, whoever sends them."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, available_timezones

import pytest
from django.core.exceptions import ValidationError

from headway.base import forms
from headway.base.days import (
    FIRST_DAY,
    FIRST_INSTANT,
    LAST_DAY,
    LAST_INSTANT,
    bounded,
    check_day,
    check_instant,
)
from headway.base.durations import parse_minutes
from headway.base.errors import Malformed, Refused
from headway.base.json import DEEPEST, parse_json
from headway.base.numbers import MOST_ID, asked_whole, parse_whole
from headway.base.text import clean_text, shown


@pytest.mark.parametrize("bad", ["a\0", "\ud800", "\udfffx"])
def test_text_that_cannot_be_kept_is_refused_by_name(bad: str):
    with pytest.raises(Malformed, match=r"U\+(0000|D800|DFFF); leave it out"):
        clean_text(bad)


def test_text_is_composed():
    assert clean_text("e\u0301") == "é"
    assert clean_text("\u1100\u1161") == "가"
    assert clean_text("a\n\tb 😀") == "a\n\tb 😀"


def test_what_messages_quote_is_short_and_printable():
    assert shown("\ud800" + "x" * 99) == "\N{REPLACEMENT CHARACTER}" + "x" * 39 + "…"


@pytest.mark.parametrize(
    "bad",
    ["", "-1", "1.5", "1e3", "٣", "²", "9" * 5000, str(MOST_ID + 1), "0x1", "1_0"],
)
def test_what_is_no_whole_number_is_refused(bad: str):
    with pytest.raises(Malformed, match="no whole number"):
        parse_whole(bad)
    assert asked_whole(bad) is None


def test_whole_numbers_are_read():
    assert parse_whole(" 7 ") == 7
    assert parse_whole(str(MOST_ID)) == MOST_ID
    assert parse_whole("-3", least=-5) == -3


@pytest.mark.parametrize("name", sorted(available_timezones())[::40])
@pytest.mark.parametrize("instant", [FIRST_INSTANT, LAST_INSTANT])
def test_bounds_of_time_can_be_shown_in_every_zone(name: str, instant: datetime):
    for near in (instant - timedelta(days=400), instant + timedelta(days=400)):
        assert near.astimezone(ZoneInfo(name)).astimezone(UTC) == near


def test_days_and_instants_have_bounds():
    assert check_day(FIRST_DAY) == FIRST_DAY
    assert check_day(LAST_DAY) == LAST_DAY
    for day in (date.min, date.max, FIRST_DAY - timedelta(days=1)):
        with pytest.raises(Malformed, match="give a year from 1900 to 2999"):
            check_day(day)
    east = timezone(timedelta(hours=14))
    first, last = datetime.min.replace(tzinfo=east), datetime.max.replace(tzinfo=UTC)
    for instant in (first, last):
        with pytest.raises(Malformed, match="1900"):
            check_instant(instant)
    assert (bounded(first), bounded(last)) == (FIRST_INSTANT, LAST_INSTANT)


@pytest.mark.parametrize("hours", [-23, -16, 0, 5.5, 16, 23])
def test_instants_have_an_offset_that_the_database_takes(hours: float):
    zone = timezone(timedelta(hours=hours))
    instant = datetime(2026, 3, 1, 12, tzinfo=zone)
    assert check_instant(instant) == instant
    assert check_instant(instant).utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("1:30", 90),
        ("2h\xa030\xa0m", 150),
        ("1,5 h", 90),
        (" 3  d ", 1440),
        ("45", 2700),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, minutes: int):
    assert parse_minutes(text) == minutes


@pytest.mark.parametrize(
    "bad",
    [
        "\N{MINUS SIGN}1h",
        "-1h",
        "1e9h",
        "1:60",
        "1 fortnight",
        "9999999 w",
        "h",
        "1..5",
    ],
)
def test_amounts_that_are_none_are_refused(bad: str):
    with pytest.raises(Malformed):
        parse_minutes(bad)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b'{"a": 1, "a": 2}', "“a” is there twice"),
        (b'[{"b": {"a": 1, "a": 2}}]', "“a” is there twice"),
        (b"[NaN]", "“NaN” is no number"),
        (b"[-Infinity]", "no number"),
        (b"[1e999]", "too large"),
        (b"[" + b"9" * 5000 + b"]", "too large"),
        (b"\xff", "Byte 0 of the body is no UTF-8"),
        ('"é"'.encode("utf-16"), "no UTF-8"),
        (b"[" * 100_000, "more than 20 levels"),
        (b'{"a":' * 21 + b"1" + b"}" * 21, "more than 20 levels"),
        (b'["\0"]', "no JSON"),
        (b"[1,]", "no JSON"),
        (b"", "no JSON"),
        (b"\xef\xbb\xbf[]", "no JSON"),
    ],
)
def test_json_that_can_be_read_in_two_ways_is_refused(body: bytes, why: str):
    with pytest.raises(Malformed, match=why):
        parse_json(body)


@pytest.mark.parametrize(
    "value",
    [
        {"a": [1, -2.5, None, True, ']]]{{{\\" é 😀']},
        [[[[]]], {}],
        "[" * 1000,
        10**18,
    ],
)
def test_json_is_read(value):
    assert parse_json(json.dumps(value).encode()) == value
    assert parse_json(json.dumps(value, ensure_ascii=False).encode()) == value


def test_as_deep_as_allowed_is_not_too_deep():
    assert parse_json(b"[" * DEEPEST + b"]" * DEEPEST)


@pytest.mark.parametrize(
    ("field", "bad", "why"),
    [
        (forms.CharField(max_length=5), "a\0", "U\\+0000"),
        (forms.CharField(max_length=5), "sixsix", "at most 5"),
        (forms.IntegerField(), str(2**31), "2147483647"),
        (forms.IntegerField(), "9" * 5000, "whole number"),
        (forms.DateField(), "0001-01-01", "1900 to 2999"),
        (forms.DateField(), "2026-02-30", "valid date"),
        (forms.AmountField(), "much", "“much” is no amount"),
        (forms.HoursField(), "9-", "“9-” is no span"),
    ],
)
def test_fields_of_forms_name_the_value_or_the_bound(field, bad: str, why: str):
    with pytest.raises(ValidationError, match=why):
        field.clean(bad)


def test_what_is_malformed_is_refused_everywhere():
    """Whoever only knows of refusals says this one as well, as 422."""
    assert issubclass(Malformed, Refused)
    assert issubclass(Malformed, ValueError)
    assert Malformed.status == 422
