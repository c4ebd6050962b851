"""Calendars that others wrote, and some that nobody should have."""

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from headway.base.errors import Refused
from headway.people.ical.expanding import Expanded, Unreadable, expand
from headway.people.ical.reading import MOST_BYTES, read_events
from tests.corpus import CORPUS

BERLIN = ZoneInfo("Europe/Berlin")
YEAR = {
    "since": datetime(2027, 1, 1, tzinfo=UTC),
    "until": datetime(2028, 1, 1, tzinfo=UTC),
}


def calendar(*lines: str) -> bytes:
    """A calendar with one event of these lines."""
    event = "\r\n".join(lines)
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\nBEGIN:VEVENT\r\nUID:1\r\n"
        f"{event}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    ).encode()


def read(*lines: str) -> Expanded:
    return expand(calendar(*lines), zone=BERLIN, **YEAR)


MARCH = ("DTSTART:20270301T090000Z", "DTEND:20270301T100000Z")


def test_an_event_is_read_with_its_title_and_whether_it_takes_time():
    busy = read(*MARCH, "SUMMARY:Dentist").occurrences
    free = read(*MARCH, "TRANSP:TRANSPARENT").occurrences

    assert [(o.uid, o.title, o.is_busy) for o in busy] == [("1", "Dentist", True)]
    assert busy[0].starts_at == datetime(2027, 3, 1, 9, tzinfo=UTC)
    assert busy[0].ends_at == datetime(2027, 3, 1, 10, tzinfo=UTC)
    assert [o.is_busy for o in free] == [False]


def test_meetings_keep_their_local_time_when_clocks_change():
    found = read(
        "DTSTART;TZID=Europe/Berlin:20270325T090000",
        "DTEND;TZID=Europe/Berlin:20270325T100000",
        "RRULE:FREQ=WEEKLY;COUNT=2",
    ).occurrences

    assert [o.starts_at.hour for o in found] == [8, 7]


def test_days_and_times_without_a_zone_are_those_of_the_person():
    day = read("DTSTART;VALUE=DATE:20270301", "DTEND;VALUE=DATE:20270302").occurrences
    floating = read("DTSTART:20270301T090000", "DTEND:20270301T100000").occurrences

    assert day[0].starts_at == datetime(2027, 2, 28, 23, tzinfo=UTC)
    assert floating[0].starts_at == datetime(2027, 3, 1, 8, tzinfo=UTC)


def test_what_is_cancelled_or_outside_the_span_is_not_there():
    assert read(*MARCH, "STATUS:CANCELLED").occurrences == []
    assert read("DTSTART:20250301T090000Z", "DTEND:20250301T100000Z").occurrences == []


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY", "FREQ=MINUTELY;BYHOUR=25", "FREQ=HOURLY;COUNT=1000000000",
        "FREQ=DAILY;INTERVAL=0", "FREQ=WEEKLY;INTERVAL=99999999", "INTERVAL=1",
        "FREQ=SOMETIMES",
    ],
)  # fmt: skip
def test_rules_that_nobody_means_are_left_out(rule: str):
    found = read(*MARCH, f"RRULE:{rule}")

    assert (found.occurrences, found.left_out) == ([], 1)


@pytest.mark.parametrize(
    "lines",
    [
        ("RRULE:FREQ=DAILY;COUNT=1000000000",),
        ("RRULE:FREQ=WEEKLY;UNTIL=20200101T000000Z",),
        ("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",),
        ("RRULE:FREQ=DAILY", *(f"EXDATE:20270{m}01T090000Z" for m in range(1, 10))),
    ],
)
def test_strange_rules_that_end_are_followed(lines: tuple[str, ...]):
    found = read(*MARCH, *lines)

    assert found.left_out == 0
    assert len(found.occurrences) < 366


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"BEGIN:VCALENDAR", bytes(range(256)) * 20, b"\xff\xfe\x00" * 99],
)
def test_what_is_no_calendar_is_said_to_be_none(content: bytes):
    with pytest.raises(Unreadable):
        expand(content, zone=BERLIN, **YEAR)


def test_an_event_without_a_start_spoils_nothing():
    content = calendar(*MARCH).replace(
        b"BEGIN:VEVENT", b"BEGIN:VEVENT\r\nUID:2\r\nEND:VEVENT\r\nBEGIN:VEVENT"
    )
    found = expand(content, zone=BERLIN, **YEAR)

    assert (len(found.occurrences), found.left_out) == (1, 1)


def test_the_child_reads_what_it_is_given():
    found = read_events(calendar(*MARCH, "SUMMARY:Zahnarzt ü"), zone="UTC", **YEAR)

    assert [event.title for event in found.events] == ["Zahnarzt ü"]
    assert found.events[0].starts_at == datetime(2027, 3, 1, 9, tzinfo=UTC)


def test_rules_that_never_come_true_are_given_up():
    """Each lets the library count days until the year 9999."""
    never = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
    body = calendar(*MARCH, never)
    start, end = body.index(b"BEGIN:VEVENT"), body.index(b"END:VCALENDAR")
    events = b"".join(
        body[start:end].replace(b"UID:1", b"UID:%d" % n) for n in range(200)
    )

    with pytest.raises(Refused, match="takes too long"):
        read_events(body[:start] + events + body[end:], zone="UTC", seconds=2, **YEAR)


def test_what_is_too_large_is_not_read():
    with pytest.raises(Refused, match="larger than 5 MB"):
        read_events(bytes(MOST_BYTES + 1), zone="UTC", **YEAR)


def test_what_cannot_be_read_is_said_in_words():
    with pytest.raises(Refused, match="it is no iCalendar file"):
        read_events(b"hello", zone="UTC", **YEAR)


@pytest.mark.corpus
@pytest.mark.filterwarnings("ignore")  # the parser's, of broken files
def test_real_calendars_have_the_events_that_another_reader_finds():
    folder = CORPUS / "ical"
    known = json.loads((folder / "icalendar-oracle.json").read_text())
    span = {
        "since": datetime(2015, 1, 1, tzinfo=UTC),
        "until": datetime(2026, 1, 1, tzinfo=UTC),
    }
    compared = 0
    for name, said in known.items():
        content = (folder / name).read_bytes()
        try:
            found = expand(content, zone=ZoneInfo("UTC"), **span)
        except Unreadable:
            is_calendar = b"BEGIN:VCALENDAR" in content
            assert not (is_calendar and said.get("occurrences_2015_2025")), name
            continue
        count = said.get("occurrences_2015_2025")
        if count is None or name.endswith("/rdate.ics") or b"CANCELLED" in content:
            continue  # broken for the other reader, or it counts what is none
        compared += 1
        assert abs(len(found.occurrences) - count) <= 1, (
            name
        )  # an event on the edge of the span
    assert compared > 150
