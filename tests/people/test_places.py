from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused
from headway.base.hours import parse_hours
from headway.events.models import Event
from headway.people.actions import (
    add_location,
    edit_location,
    edit_person,
    import_holidays,
    remove_location,
    set_holiday,
)
from headway.people.actions import holidays as library
from headway.people.models import Holiday, HolidayCalendar, Location
from headway.people.timetables import timetable_of

NEXT_YEAR = timezone.now().year + 1
MAY = date(2030, 5, 1)


@pytest.fixture
def germany(dee: Actor) -> HolidayCalendar:
    """A calendar without the library: it knows the first of May."""
    calendar = HolidayCalendar.objects.create(
        workspace=dee.workspace,
        name="Germany",
        country="DE",
        until=2030,
        imported_at=timezone.now(),
    )
    Holiday.objects.create(
        workspace=dee.workspace, calendar=calendar, on=MAY, name="Labour Day"
    )
    return calendar


@pytest.fixture
def kiel(dee: Actor, germany: HolidayCalendar, ada: Actor) -> Location:
    place = add_location(
        by=dee, name="Kiel", zone="Europe/Berlin", holidays_id=germany.pk
    )
    edit_person(ada.person.pk, by=ada, location_id=place.pk)
    ada.person.refresh_from_db()
    return place


def test_the_holidays_of_a_region_are_taken_over_for_years_ahead(dee: Actor):
    calendar, changed = import_holidays("DE", "BY", by=dee)

    days = dict(calendar.holidays.values_list("on", "name"))
    assert str(calendar) == "Germany, BY"
    assert days[date(NEXT_YEAR, 1, 6)] == "Epiphany"  # in Bavaria, not in Berlin
    assert max(days).year == calendar.until == NEXT_YEAR + 4
    assert changed == len(days)
    berlin, _changed = import_holidays("DE", "BE", by=dee)
    assert not berlin.holidays.filter(on=date(NEXT_YEAR, 1, 6)).exists()


def test_half_days_are_half(dee: Actor):
    calendar, _changed = import_holidays("GR", by=dee)

    eve = calendar.holidays.get(on=date(NEXT_YEAR, 12, 24))
    assert (eve.name, eve.percent) == ("Christmas Eve", 50)


def test_a_second_import_doubles_nothing_and_keeps_what_was_said_by_hand(dee: Actor):
    calendar, _changed = import_holidays("DE", by=dee)
    count = calendar.holidays.count()
    fair, unity = date(NEXT_YEAR, 6, 22), date(NEXT_YEAR, 10, 3)
    set_holiday(calendar.pk, fair, by=dee, name="Kiel Week", percent=50)
    set_holiday(calendar.pk, unity, by=dee, name="German Unity Day", percent=0)
    Event.objects.all().delete()

    again, changed = import_holidays("DE", by=dee)

    assert (again, changed) == (calendar, 0)
    assert calendar.holidays.count() == count + 1
    assert calendar.holidays.get(on=unity).percent == 0
    assert calendar.holidays.get(on=fair).name == "Kiel Week"
    assert not Event.objects.exists()


def test_an_import_brings_what_is_new_and_takes_what_is_gone(
    dee: Actor, monkeypatch: pytest.MonkeyPatch
):
    soon = timezone.now().date() + timedelta(days=30)
    past = timezone.now().date() - timedelta(days=30)
    said = [
        {soon: ("Old", 100), past: ("Past", 100)},
        {soon + timedelta(days=1): ("New", 100)},
        {soon + timedelta(days=1): ("Newer", 50)},
    ]
    monkeypatch.setattr(library, "read_library", lambda *_: ("X", said.pop(0)))

    changes = [import_holidays("XX", by=dee)[1] for _import in range(3)]

    assert changes == [2, 2, 1]
    names = Holiday.objects.order_by("on").values_list("name", "percent")
    assert list(names) == [("Past", 100), ("Newer", 50)]


@pytest.mark.parametrize(
    ("country", "region", "said"),
    [("QQ", "", "country “QQ”"), ("DE", "XX", "write one of these: BB, BE")],
)
def test_unknown_places_are_named(dee: Actor, country: str, region: str, said: str):
    with pytest.raises(Refused, match=said):
        import_holidays(country, region, by=dee)
    assert not HolidayCalendar.objects.exists()


def test_people_have_the_holidays_and_the_zone_of_their_location(
    ada: Actor, dee: Actor, germany: HolidayCalendar, kiel: Location
):
    assert str(ada.person.local_zone) == "Europe/Berlin"
    day = timetable_of(ada.person).day(MAY)
    assert (day.minutes, day.exception) == (0, "Labour Day")

    set_holiday(germany.pk, MAY, by=dee, name="Labour Day", percent=50)
    assert timetable_of(ada.person).day(MAY).hours == parse_hours("9-12, 13-14")

    set_holiday(germany.pk, MAY, by=dee, name="Labour Day", percent=0)
    day = timetable_of(ada.person).day(MAY)
    assert (day.minutes, day.exception) == (480, None)


def test_places_are_for_administrators_to_change(
    ada: Actor, dee: Actor, cem: Actor, kiel: Location, germany: HolidayCalendar
):
    with pytest.raises(PermissionDenied):
        add_location(by=ada, name="Lund", zone="UTC")
    with pytest.raises(PermissionDenied):
        edit_location(kiel.pk, by=ada, name="Lund")
    with pytest.raises(PermissionDenied):
        import_holidays("DE", by=ada)
    with pytest.raises(NotFound):
        edit_location(kiel.pk, by=cem, name="Lund")
    with pytest.raises(NotFound):
        set_holiday(germany.pk, MAY, by=cem, name="Fair", percent=50)
    with pytest.raises(NotFound):
        add_location(by=cem, name="Lund", zone="UTC", holidays_id=germany.pk)
    with pytest.raises(Refused, match="a place “Kiel” already"):
        add_location(by=dee, name="Kiel", zone="UTC")
    with pytest.raises(Refused, match="1 person works in “Kiel”"):
        remove_location(kiel.pk, by=dee)


def test_a_place_of_another_workspace_is_no_place(ada: Actor, cem: Actor):
    theirs = add_location(by=cem, name="Elsewhere", zone="UTC")
    with pytest.raises(NotFound):
        edit_person(ada.person.pk, by=ada, location_id=theirs.pk)


def test_the_pages_of_places_and_holidays_do_their_work(
    client: Client, dee: Actor, kiel: Location, germany: HolidayCalendar
):
    client.force_login(dee.person.user)
    pages = "/w/acme/people/"

    client.post(f"{pages}places/", {"name": "Lund", "zone": "Europe/Stockholm"})
    assert "Lund" in client.get(f"{pages}places/").content.decode()
    lund = Location.objects.get(name="Lund")
    client.post(f"{pages}places/{lund.pk}/", {"name": "Malmö", "zone": lund.zone})
    assert "Malmö" in client.get(f"{pages}places/{lund.pk}/").content.decode()
    client.post(f"{pages}places/{lund.pk}/removal/")
    assert not Location.objects.filter(pk=lund.pk).exists()

    answer = client.post(f"{pages}holidays/", {"country": "DE", "region": "XX"})
    assert answer.status_code == 422
    assert "“XX” is no region there" in answer.content.decode()
    client.post(f"{pages}holidays/", {"country": "DE", "region": "BY"})
    bavaria = HolidayCalendar.objects.get(region="BY")
    html = client.get(f"{pages}holidays/{bavaria.pk}/").content.decode()
    assert "Epiphany" in html
    day = {"on": "2030-05-01", "name": "Fair", "percent": "50"}
    client.post(f"{pages}holidays/{bavaria.pk}/", day)
    assert "50 % off" in client.get(f"{pages}holidays/{bavaria.pk}/").content.decode()


def test_the_plan_knows_holidays(ada: Actor, kiel: Location):
    from headway.plan.compile.calendars import usable_time

    time = usable_time(timetable_of(ada.person), origin=MAY)

    assert time.zone == "Europe/Berlin"
    assert [e.hours for e in time.exceptions if e.first == MAY] == [()]
    assert datetime.combine(MAY, datetime.min.time()).weekday() == 2
