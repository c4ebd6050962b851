"""Days as people write them, where they are."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from headway.actors.models import Actor
from headway.base.errors import Malformed
from headway.work.actions import edit_item
from headway.work.filters.moments import Clock
from headway.work.models import Item
from tests.work.filters.conftest import Find

WEDNESDAY = datetime(2030, 5, 1, 9, tzinfo=UTC)

DAYS = {
    "today": (2030, 5, 1),
    "Tomorrow": (2030, 5, 2),
    "yesterday": (2030, 4, 30),
    "2w": (2030, 5, 15),
    "-3d": (2030, 4, 28),
    "+1 day": (2030, 5, 2),
    "2 weeks": (2030, 5, 15),
    "in 2 weeks": (2030, 5, 15),
    "1mo": (2030, 6, 1),
    "-2 months": (2030, 3, 1),
    "1y": (2031, 5, 1),
    "wednesday": (2030, 5, 1),
    "tue": (2030, 5, 7),
    "last wednesday": (2030, 4, 24),
    "last tue": (2030, 4, 30),
    "start of week": (2030, 4, 29),
    "end of week": (2030, 5, 5),
    "start of month": (2030, 5, 1),
    "end of month": (2030, 5, 31),
    "start of year": (2030, 1, 1),
    "end of year": (2030, 12, 31),
    "2030-11-30": (2030, 11, 30),
    "30.11.": (2029, 11, 30),
    "1.6.": (2030, 6, 1),
    "30.11.2031": (2031, 11, 30),
}


def clock(
    zone: str = "UTC", now: datetime = WEDNESDAY, first_weekday: int = 0
) -> Clock:
    return Clock(now=now, zone=ZoneInfo(zone), first_weekday=first_weekday)


@pytest.mark.parametrize(("text", "day"), DAYS.items())
def test_days_are_read(text: str, day: tuple[int, int, int]):
    begin, end = clock().span(text)
    assert begin == datetime(*day, tzinfo=UTC)
    assert end == begin + timedelta(days=1)


@pytest.mark.parametrize("text", ["now", "-4h", "4 hours"])
def test_instants_have_no_length(text: str):
    begin, end = clock().span(text)
    assert begin == end
    assert abs(begin - WEDNESDAY) in (timedelta(0), timedelta(hours=4))


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2x", "31.2.", "2030-13-01", "99999y", "9999 y", "last", "of", "٣d"],
)
def test_what_is_no_day_is_refused(text: str):
    with pytest.raises(Malformed):
        clock().span(text)


def test_a_month_that_ends_earlier_is_named():
    with pytest.raises(Malformed, match="November ends earlier"):
        clock().span("31.11.")


def test_weeks_begin_as_they_do_here():
    assert clock(first_weekday=6).span("start of week").begin.date() == date(
        2030, 4, 28
    )


def test_the_last_day_of_a_month_stays_in_the_month():
    end_of_january = datetime(2031, 1, 31, tzinfo=UTC)
    assert clock(now=end_of_january).span("1mo").begin.date() == date(2031, 2, 28)


def test_a_day_is_as_long_as_its_zone_makes_it():
    begin, end = clock("Europe/Berlin").span("2030-03-31")
    assert end - begin == timedelta(hours=23)


@pytest.mark.parametrize(
    ("zone", "titles"), [("Asia/Tokyo", ["Dig"]), ("Europe/Berlin", ["Survey"])]
)
def test_today_is_that_of_the_reader(
    find: Find, works: dict[str, Item], ada: Actor, zone: str, titles: list[str]
):
    """At 16:00 UTC it is already tomorrow in Tokyo."""
    now = datetime(2030, 8, 1, 16, tzinfo=UTC)
    ada.person.zone = zone
    edit_item(works["Survey"].pk, by=ada, deadline=now - timedelta(hours=3))
    edit_item(works["Dig"].pk, by=ada, deadline=now + timedelta(hours=9))
    assert find("due = today", now=now) == titles
