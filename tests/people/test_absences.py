from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused
from headway.base.hours import parse_hours
from headway.events.models import Event
from headway.people.actions import (
    add_absence,
    decide_absence,
    edit_person,
    remove_absence,
    set_absence_rules,
)
from headway.people.models import Absence
from headway.people.timetables import timetable_of
from headway.plan.compile.calendars import usable_time

MONDAY = date(2027, 3, 1)
FRIDAY = date(2027, 3, 5)
SECRET = "Canary: the operation"


def away(ada: Actor, by: Actor | None = None, **changes) -> Absence:
    said = {"first_on": MONDAY, "last_on": FRIDAY, "kind": "illness", "reason": SECRET}
    return add_absence(ada.person.pk, by=by or ada, **said | changes)


@pytest.fixture
def asking(dee: Actor) -> None:
    """A workspace where people ask before they are away."""
    set_absence_rules(by=dee, is_approval_needed=True)


@pytest.fixture
def led(ada: Actor, lea: Actor, dee: Actor) -> None:
    """Lea leads Ada."""
    edit_person(ada.person.pk, by=dee, lead_id=lea.person.pk)


def kinds() -> list[str]:
    events = Event.objects.filter(kind__startswith="people.absence_")
    return list(events.order_by("pk").values_list("kind", flat=True))


def test_where_nobody_has_to_ask_days_away_are_approved_at_once(ada: Actor):
    absence = away(ada)
    assert away(ada) == absence

    assert absence.state == "approved"
    remove_absence(absence.pk, by=ada)
    remove_absence(absence.pk, by=ada)
    assert kinds() == ["people.absence_added", "people.absence_removed"]


@pytest.mark.usefixtures("asking", "led")
def test_what_is_asked_for_counts_when_it_is_approved(ada: Actor, lea: Actor):
    absence = away(ada)
    assert absence.state == "requested"
    assert timetable_of(ada.person).day(MONDAY).minutes == 480

    decide_absence(absence.pk, "approved", by=lea)
    decide_absence(absence.pk, "approved", by=lea)

    absence.refresh_from_db()
    assert (absence.decided_by, absence.decided_at is None) == (lea, False)
    assert timetable_of(ada.person).day(MONDAY).is_away
    assert kinds()[1:] == ["people.absence_requested", "people.absence_decided"]


@pytest.mark.usefixtures("asking")
def test_nobody_decides_on_their_own_absence_or_on_those_of_others(
    ada: Actor, lea: Actor, ben: Actor, cem: Actor, dee: Actor
):
    absence = away(ada)
    with pytest.raises(PermissionDenied):
        decide_absence(absence.pk, "approved", by=ada)
    for other in (lea, ben, cem):  # who may not even know that it was asked for
        with pytest.raises(NotFound):
            decide_absence(absence.pk, "approved", by=other)
    assert decide_absence(absence.pk, "declined", by=dee).state == "declined"
    assert away(ada).state == "requested"  # declined days can be asked for again


@pytest.mark.usefixtures("asking", "led")
def test_leads_say_when_their_people_are_away(ada: Actor, lea: Actor, ben: Actor):
    assert away(ada, by=lea).state == "approved"
    with pytest.raises(PermissionDenied):
        away(ada, by=ben)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (
            {"first_on": FRIDAY, "last_on": MONDAY},
            "1.Mar.2027 is before 5.Mar.2027",
        ),
        ({"last_on": MONDAY + timedelta(days=2000)}, "three years"),
        (
            {"last_on": MONDAY, "from_noon": True, "until_noon": True},
            "no time at all",
        ),
    ],
)
def test_days_that_make_no_sense_are_refused(ada: Actor, days, said):
    with pytest.raises(Refused, match=said):
        away(ada, **days)
    assert not Absence.objects.exists()


def test_days_that_overlap_are_refused_and_halves_that_meet_are_not(ada: Actor):
    away(ada, until_noon=True)

    with pytest.raises(Refused, match=r"from 1.Mar.2027 to 5.Mar.2027 already"):
        away(ada, first_on=FRIDAY, last_on=FRIDAY, until_noon=True)
    afternoon = away(ada, first_on=FRIDAY, last_on=FRIDAY, from_noon=True)
    assert afternoon.state == "approved"


def test_the_database_itself_refuses_days_that_overlap(ada: Actor, ben: Actor):
    first = away(ada)
    same = {"workspace": ada.workspace, "last_on": FRIDAY, "first_on": FRIDAY}

    Absence.objects.create(person=ben.person, **same)
    Absence.objects.create(person=ada.person, state="declined", **same)
    with pytest.raises(IntegrityError, match="at_once"), transaction.atomic():
        Absence.objects.create(person=ada.person, **same)
    Absence.objects.filter(pk=first.pk).update(until_noon=True)
    Absence.objects.create(person=ada.person, from_noon=True, **same)


def test_halves_of_days_take_half_of_the_hours(ada: Actor):
    away(ada, from_noon=True, until_noon=True)
    timetable = timetable_of(ada.person)

    first, middle, last = (timetable.day(MONDAY + timedelta(n)) for n in (0, 1, 4))

    assert first.hours == parse_hours("9-12, 13-14")
    assert (middle.is_away, middle.hours) == (True, ())
    assert last.hours == parse_hours("14-18")
    dated = usable_time(timetable, origin=MONDAY).exceptions
    assert [(d.first, d.hours) for d in dated if d.first == d.last] == [
        (MONDAY, ((540, 684), (780, 828))),  # 80 % of each span
        (FRIDAY, ((840, 1032),)),
    ]


def test_two_halves_of_a_day_are_a_whole_one(ada: Actor):
    away(ada, last_on=MONDAY, until_noon=True)
    away(ada, last_on=MONDAY, from_noon=True)

    assert timetable_of(ada.person).day(MONDAY).is_away


@pytest.mark.usefixtures("led")
def test_why_somebody_is_away_is_in_no_answer_to_others(
    client: Client, ada: Actor, lea: Actor, ben: Actor, dee: Actor
):
    today = timezone.now().date()
    absence = away(ada, first_on=today, last_on=today + timedelta(days=2))
    days = f"first_on={today}&last_on={today}"
    pages = [
        f"/w/acme/people/{ada.person.pk}/away/",
        "/w/acme/people/away/",
        f"/api/v1/w/acme/absences?{days}",
    ]
    others = [
        "/w/acme/people/",
        "/w/acme/",
        "/w/acme/timeline/",
        f"/w/acme/people/{ada.person.pk}/",
    ]
    remove_absence(absence.pk, by=ada)
    away(ada, first_on=today, last_on=today + timedelta(days=2))

    for who, knows in ((ada, True), (lea, True), (dee, True), (ben, False)):
        client.force_login(who.person.user)
        for page in pages:
            said = client.get(page).content.decode()
            assert (SECRET in said) == knows, (who, page)
            assert ("illness" in said.lower()) == knows, (who, page)
        for page in others:
            assert SECRET not in client.get(page).content.decode()
    assert SECRET not in str(list(Event.objects.values_list("data")))
    assert "illness" not in str(list(Event.objects.values_list("data")))


def test_a_refusal_does_not_tell_why(client: Client, ada: Actor, dee: Actor):
    away(ada)
    client.force_login(dee.person.user)
    body = {"first_on": "2027-03-01", "last_on": "2027-03-02"}

    answer = client.post(
        f"/api/v1/w/acme/people/{ada.person.pk}/absences",
        body,
        content_type="application/json",
    )

    assert answer.status_code == 409
    assert SECRET not in answer.content.decode()


def test_pages_add_show_decide_and_take_back(
    client: Client, ada: Actor, dee: Actor, asking: None
):
    today = timezone.now().date()
    soon = today + timedelta(days=7 - today.weekday())
    page = f"/w/acme/people/{ada.person.pk}/away/"
    days = {"first_on": soon, "last_on": soon, "from_noon": "noon", "until_noon": "day"}
    client.force_login(ada.person.user)
    asked = client.post(page, days | {"kind": "training", "reason": "Sea <b>side</b>"})
    assert asked.status_code == 302
    html = client.get(page).content.decode()
    assert "asked for" in html
    assert "Sea &lt;b&gt;side" in html

    absence = Absence.objects.get()
    client.force_login(dee.person.user)
    assert "Approve" in client.get("/w/acme/people/away/").content.decode()
    client.post(f"/w/acme/absences/{absence.pk}/decision/", {"decision": "approve"})

    client.force_login(ada.person.user)
    assert "half away" in client.get(page.replace("away/", "")).content.decode()
    client.post(f"/w/acme/absences/{absence.pk}/removal/")
    assert "Sea" not in client.get(page).content.decode()


def test_an_absence_that_ends_first_says_so(adas_browser: Client, ada: Actor):
    days = {"first_on": "2027-03-05", "last_on": "2027-03-01", "kind": "other"}
    days |= {"from_noon": "day", "until_noon": "day"}
    answer = adas_browser.post(f"/w/acme/people/{ada.person.pk}/away/", days)

    assert answer.status_code == 422
    assert "swap the two days" in answer.content.decode()
