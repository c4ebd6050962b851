from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from headway.actors.models import Actor
from headway.base import outbound
from headway.base.errors import NotFound, Refused
from headway.base.outbound import Reply, Unreachable
from headway.events.models import Event
from headway.people import actions, jobs
from headway.people.models import Busy, BusyFeed
from headway.people.timetables import timetable_of
from headway.plan.snapshot import take_snapshot
from tests.conftest import queued
from tests.people.test_ical import calendar

SECRET = "Kingfisher: the dentist"
KEY = "https://calendar.example.org/private-kingfisher/ada.ics"


def monday(hour: int) -> datetime:
    """An hour of a Monday to come, in UTC, where Acme's people live."""
    today = timezone.now().replace(hour=hour, minute=0, second=0, microsecond=0)
    return today + timedelta(days=7 - today.weekday())


def block(ada: Actor, by: Actor | None = None, **changes) -> Busy:
    said = {"starts_at": monday(10), "ends_at": monday(11), "title": SECRET}
    return actions.add_busy(ada.person.pk, by=by or ada, **said | changes)


def event(uid: int, start: datetime, minutes: int = 60, title: str = SECRET) -> bytes:
    end = start + timedelta(minutes=minutes)
    return calendar(
        f"DTSTART:{start:%Y%m%dT%H%M%SZ}",
        f"DTEND:{end:%Y%m%dT%H%M%SZ}",
        f"SUMMARY:{title}",
    ).replace(b"UID:1", b"UID:%d" % uid)


class Server:
    """What the web answers."""

    def __init__(self) -> None:
        self.answer: bytes | Exception = b""
        self.status = 200

    def fetch(self, url: str, *, headers: dict[str, str]) -> Reply:
        if isinstance(self.answer, Exception):
            raise self.answer
        return Reply(status=self.status, url=url, headers={}, body=self.answer)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    server = Server()
    monkeypatch.setattr(outbound, "fetch", server.fetch)
    return server


@pytest.fixture
def feed(ada: Actor) -> BusyFeed:
    return actions.add_feed(ada.person.pk, by=ada, url=KEY)


def test_busy_time_is_taken_from_the_day_and_from_the_plan(ada: Actor):
    block(ada)
    block(ada, starts_at=monday(11), ends_at=monday(14))
    block(ada, starts_at=monday(15), ends_at=monday(16), counts=False)

    day = timetable_of(ada.person).day(monday(10).date())

    assert day.busy == ((600, 720), (780, 840))  # no more than there are hours
    assert (day.minutes, day.busy_minutes, day.minutes_after(0)) == (480, 180, 300)
    snapshot = take_snapshot(ada.workspace_id)
    assert snapshot.timetables[ada.person.pk].busy == ((monday(10), monday(14)),)


def test_a_day_that_is_all_busy_is_known_in_the_persons_zone(ada: Actor):
    actions.edit_person(ada.person.pk, by=ada, zone="America/New_York")
    ada.person.refresh_from_db()
    start = monday(4)  # before midnight or at it, by season
    block(ada, starts_at=start, ends_at=start + timedelta(days=2))

    day = timetable_of(ada.person).day(monday(4).date())

    assert day.busy_minutes == day.minutes


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"ends_at": monday(9)}, "ends before it starts"),
        ({"ends_at": monday(10) + timedelta(days=32)}, "is an absence"),
    ],
)
def test_blocks_that_make_no_sense_are_refused(ada: Actor, changes, said):
    with pytest.raises(Refused, match=said):
        block(ada, **changes)
    assert not Busy.objects.exists()


def test_others_may_not_set_or_take_away_blocks(
    ada: Actor, lea: Actor, cem: Actor, dee: Actor
):
    kept = block(ada)
    with pytest.raises(PermissionDenied):
        block(ada, by=lea)
    with pytest.raises(PermissionDenied):
        actions.remove_busy(kept.pk, by=lea)
    with pytest.raises(NotFound):
        actions.remove_busy(kept.pk, by=cem)
    actions.remove_busy(kept.pk, by=dee)
    with pytest.raises(NotFound):
        actions.remove_busy(kept.pk, by=ada)


def test_a_feed_is_read_by_a_worker_and_again_when_it_changes(
    ada: Actor, feed: BusyFeed, server: Server
):
    assert "people.read_feed" in queued()
    server.answer = event(1, monday(10))

    jobs.read_feed(feed_id=feed.pk)
    jobs.read_feed(feed_id=feed.pk)
    server.answer = event(1, monday(10), minutes=90)
    jobs.read_feed(feed_id=feed.pk)

    row = Busy.objects.get()
    assert (row.title, row.ends_at - row.starts_at) == (SECRET, timedelta(minutes=90))
    feed.refresh_from_db()
    assert feed.succeeded_at is not None
    assert feed.next_at > timezone.now()
    read = Event.objects.filter(kind="people.feed_read")
    assert [e.data["changed"] for e in read.order_by("pk")] == [1, 1]

    server.answer = event(2, monday(12))
    jobs.read_feed(feed_id=feed.pk)
    assert [row.uid for row in Busy.objects.all()] == ["2"]


@pytest.mark.parametrize(
    ("answer", "status", "said"),
    [
        (Unreachable("“x” does not answer."), 200, "does not answer"),
        (b"<html>Sign in</html>", 200, "it is no iCalendar file"),
        (b"", 404, "server answered 404"),
    ],
)
def test_a_feed_that_fails_says_why_keeps_what_it_had_and_rests(
    feed: BusyFeed, server: Server, answer, status: int, said: str
):
    server.answer = event(1, monday(10))
    jobs.read_feed(feed_id=feed.pk)
    server.answer, server.status = answer, status

    waits = []
    for _attempt in range(8):
        jobs.read_feed(feed_id=feed.pk)
        feed.refresh_from_db()
        waits.append(feed.next_at - feed.tried_at)

    assert said in feed.error
    assert Busy.objects.count() == 1
    assert waits[0] == timedelta(hours=1)
    assert waits[-1] == timedelta(days=1)
    server.answer, server.status = event(1, monday(10)), 200
    jobs.read_feed(feed_id=feed.pk)
    feed.refresh_from_db()
    assert (feed.error, feed.failures) == ("", 0)


def test_only_feeds_that_are_due_are_asked_for(feed: BusyFeed):
    queue_before = len(queued())
    now = int(timezone.now().timestamp())
    jobs.read_feeds(timestamp=now + 1)
    assert len(queued()) == queue_before + 1

    BusyFeed.objects.update(next_at=timezone.now() + timedelta(hours=1))
    jobs.read_feeds(timestamp=now)
    assert len(queued()) == queue_before + 1


def test_a_removed_feed_takes_its_events_along_and_is_read_no_more(
    ada: Actor, feed: BusyFeed, server: Server
):
    server.answer = event(1, monday(10))
    jobs.read_feed(feed_id=feed.pk)
    actions.remove_feed(feed.pk, by=ada)
    jobs.read_feed(feed_id=feed.pk)

    assert not Busy.objects.exists()
    actions.restore_feed(feed.pk, by=ada)
    jobs.read_feed(feed_id=feed.pk)
    assert Busy.objects.count() == 1


@pytest.mark.parametrize(
    "url", ["ftp://example.org/", "example.org", "http://a:b@example.org/x.ics"]
)
def test_what_is_no_address_of_a_calendar_is_refused(ada: Actor, url: str):
    with pytest.raises(Refused):
        actions.add_feed(ada.person.pk, by=ada, url=url)
    assert not BusyFeed.objects.exists()


def test_calendars_are_followed_once_and_by_whose_they_are(ada: Actor, dee: Actor):
    feed = actions.add_feed(ada.person.pk, by=ada, url="webcal://example.org/a.ics")
    again = actions.add_feed(ada.person.pk, by=ada, url="https://example.org/a.ics")

    assert (again, feed.url) == (feed, "https://example.org/a.ics")
    with pytest.raises(PermissionDenied):
        actions.add_feed(ada.person.pk, by=dee, url=KEY)
    with pytest.raises(NotFound):
        actions.remove_feed(feed.pk, by=dee)


def test_neither_titles_nor_addresses_are_in_answers_to_others(
    client: Client, ada: Actor, ben: Actor, dee: Actor, feed: BusyFeed, server: Server
):
    block(ada)
    server.answer = event(1, monday(12))
    jobs.read_feed(feed_id=feed.pk)
    pages = [
        f"/w/acme/people/{ada.person.pk}/busy/",
        f"/w/acme/people/{ada.person.pk}/",
        f"/api/v1/w/acme/people/{ada.person.pk}/busy",
        "/api/v1/w/acme/feeds",
        "/w/acme/people/",
        "/w/acme/",
    ]
    client.force_login(ada.person.user)
    mine = "".join(client.get(page).content.decode() for page in pages)
    assert mine.count(SECRET) == 4
    assert "private-kingfisher" in mine
    for who in (ben, dee):
        client.force_login(who.person.user)
        for page in pages:
            answer = client.get(page)
            assert answer.status_code == 200
            said = answer.content.decode().lower()
            assert "kingfisher" not in said, page
    log = str(list(Event.objects.values_list("data")))
    assert "Kingfisher" not in log
    assert "kingfisher" not in log


def test_the_page_blocks_time_follows_calendars_and_takes_files(
    adas_browser: Client, ada: Actor
):
    page = f"/w/acme/people/{ada.person.pk}/"
    span = {"starts_at": f"{monday(9):%Y-%m-%dT%H:%M}", "counts": "yes"}
    span["ends_at"] = f"{monday(10):%Y-%m-%dT%H:%M}"
    adas_browser.post(f"{page}busy/", span | {"title": "Focus <b>"})
    adas_browser.post(f"{page}feeds/", {"url": KEY, "name": "Mine", "counts": "yes"})
    file = SimpleUploadedFile("trip.ics", event(1, monday(12), title="Trip"))
    adas_browser.post(f"{page}file/", {"file": file, "counts": "yes"})

    html = adas_browser.get(f"{page}busy/").content.decode()
    for said in ("Focus &lt;b&gt;", "Mine", "waits to be read", "trip.ics", "Trip"):
        assert said in html
    assert "1\xa0h busy" in adas_browser.get(page).content.decode()

    by_hand = Busy.objects.get(feed=None)
    adas_browser.post(f"/w/acme/busy/{by_hand.pk}/removal/")
    for feed in BusyFeed.objects.all():
        adas_browser.post(f"/w/acme/feeds/{feed.pk}/removal/")
    html = adas_browser.get(f"{page}busy/").content.decode()
    assert "Nothing takes time" in html
    assert "None yet" in html


def test_a_file_that_is_no_calendar_says_so(adas_browser: Client, ada: Actor):
    file = SimpleUploadedFile("trip.ics", b"hello")
    page = f"/w/acme/people/{ada.person.pk}/file/"

    answer = adas_browser.post(page, {"file": file, "counts": "yes"})

    assert answer.status_code == 422
    assert "it is no iCalendar file" in answer.content.decode()


def test_a_file_of_the_same_name_replaces_the_one_before(ada: Actor):
    for hour in (9, 11):
        file = ContentFile(event(1, monday(hour)))
        events = actions.read_calendar(ada.person.pk, file, by=ada)
        actions.take_calendar(ada.person.pk, events, by=ada, name="trip.ics")

    assert BusyFeed.objects.count() == 1
    assert [row.starts_at for row in Busy.objects.all()] == [monday(11)]


def test_nobody_takes_over_a_file_for_somebody_else(ada: Actor, dee: Actor):
    file = ContentFile(event(1, monday(9)))
    with pytest.raises(PermissionDenied):
        actions.read_calendar(ada.person.pk, file, by=dee)
    events = actions.read_calendar(dee.person.pk, file, by=dee)
    with pytest.raises(PermissionDenied):
        actions.take_calendar(ada.person.pk, events, by=dee, name="trip.ics")


def test_times_are_those_of_the_reader(adas_browser: Client, ada: Actor):
    actions.edit_person(ada.person.pk, by=ada, zone="Asia/Tokyo")
    span = {"starts_at": "2030-01-07T09:00", "ends_at": "2030-01-07T10:00"}
    page = f"/w/acme/people/{ada.person.pk}/busy/"

    adas_browser.post(page, span | {"counts": "yes"})

    assert Busy.objects.get().starts_at == datetime(2030, 1, 7, 0, tzinfo=UTC)
