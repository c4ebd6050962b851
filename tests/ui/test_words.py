from datetime import UTC, date, datetime

import pytest
from django.utils import timezone, translation

from headway.ui.words import (
    chance_words,
    date_words,
    initials,
    percent_of,
    range_words,
    tone_of,
)

TUESDAY = date(2026, 11, 17)


def plain(text: str) -> str:
    assert " " not in text, "parts are joined by no-break spaces"
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 19), "Thu 19 Nov"),
        (date(2026, 11, 30), "Mon 30 Nov"),
        (date(2026, 12, 1), "1 Dec"),
        (date(2026, 11, 4), "Wed 4 Nov"),
        (date(2026, 11, 3), "3 Nov"),
        (date(2027, 2, 5), "5 Feb 2027"),
        (date(2025, 11, 26), "26 Nov 2025"),
        (date(9999, 12, 31), "31 Dec 9999"),
    ],
)
def test_dates_say_no_more_than_is_needed(day: date, words: str):
    with translation.override("en"):
        assert plain(date_words(day, today=TUESDAY)) == words


def test_an_instant_is_said_in_the_readers_zone():
    evening = datetime(2026, 11, 17, 20, 30, tzinfo=UTC)
    with timezone.override("Asia/Tokyo"), translation.override("en"):
        words = date_words(evening, today=TUESDAY, with_time=True)
    assert plain(words) == "Wed 18 Nov 05:30"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (120, 240, "2-4 h"),
        (20, 40, "20-40 m"),
        (45, 120, "45 m-2 h"),
        (90, 150, "1 h 30 m-2 h 30 m"),
        (60, 60, "1 h"),
        (0, 120, "0 m-2 h"),
    ],
)
def test_ranges_name_the_unit_once_where_it_is_the_same(low, high, words):
    said = plain(range_words(low, high))
    assert said.replace("\N{EN DASH}", "-") == words


@pytest.mark.parametrize(
    ("chance", "percent"),
    [(0, 0), (0.001, 1), (0.624, 62), (0.625, 63), (0.999, 99), (1, 100)],
)
def test_chances_are_whole_and_certain_only_where_it_is_certain(chance, percent):
    assert percent_of(chance) == percent
    assert plain(chance_words(chance)) == f"{percent} %"


def test_a_chance_outside_0_and_1_is_a_mistake():
    with pytest.raises(ValueError, match="not at 62"):
        percent_of(62)


@pytest.mark.parametrize(
    ("chance", "tone"),
    [
        (1, "good"),
        (0.8, "good"),
        (0.79, "risk"),
        (0.5, "risk"),
        (0.49, "late"),
        (None, ""),
    ],
)
def test_the_tone_follows_the_number_that_is_shown(chance, tone):
    assert tone_of(chance) == tone


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ada Lovelace", "AL"),
        ("ada", "A"),
        ("Juan de la Cruz", "JC"),
        ("Ines (away) Berg", "IB"),
        ("村田 由美", "村由"),
        ("  ", "?"),
    ],
)
def test_initials_are_of_the_first_and_last_word(name: str, letters: str):
    assert initials(name) == letters
