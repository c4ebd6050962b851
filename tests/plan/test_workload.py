"""How busy people are: columns of weeks or days, and what is in each."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from headway.actors.models import Actor, Role, Workspace
from headway.people.actions import add_absence
from headway.people.members.teams import create_team, join_team
from headway.people.models import Person
from headway.plan.busy import Busy
from headway.plan.models import Load
from headway.plan.workload.ask import Ask, Show, Unit
from headway.plan.workload.cells import cells_of, hours_of
from headway.plan.workload.page import Workload
from headway.work.actions import Part, assign_people
from headway.work.models import Grant, Item
from tests.work.lists import forecast, signed_in, text_of
from tests.world import member

PAGE = "/w/acme/workload/"
MONDAY = date(2027, 3, 1)
H = 60


def load(person: Person, booked: list[int], able: list[int], first: date) -> None:
    Load.objects.create(
        workspace_id=person.workspace_id,
        person=person,
        first_on=first,
        booked=booked,
        able=able,
        run_id=1,
    )


def test_a_cell_sums_the_days_of_its_column():
    week = [8 * H] * 5 + [0, 0]
    person = Busy(
        pk=1,
        name="Ada",
        is_me=False,
        first=MONDAY,
        booked=[10 * H, *week[1:], *[4 * H] * 5, 0, 0],
        able=[*week, *[8 * H] * 5, 0, 0],
        away=[(MONDAY + timedelta(days=10), MONDAY + timedelta(days=20))],
    )
    edges = [MONDAY + timedelta(days=n) for n in (-7, 0, 7, 14, 21)]

    before, first, second, behind = cells_of(person, edges)

    assert not before.is_known
    assert (first.booked, first.able, first.over) == (42 * H, 40 * H, 2 * H)
    assert (first.tone, first.hours, first.over_words) == ("over", "42", "+2 h")
    assert (second.tone, second.free, second.away) == ("2", 20 * H, 2)
    assert second.away_words == "2 d off"
    assert not behind.is_known
    assert first.sentence.startswith("Ada, from")


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "0"),
        (30, "½"),
        (90, "1½"),
        (14 * H + 30, "14"),
        (15 * H, "15"),
        (1036 * H, "1,036"),
    ],
)
def test_hours_are_whole_unless_they_are_few(minutes: int, said: str):
    assert hours_of(minutes) == said


def test_who_is_over_and_who_has_room_is_said_first(ada: Actor, ben: Actor, dee: Actor):
    today = timezone.localdate()
    load(ada.person, [12 * H] * 14, [8 * H] * 14, today)
    load(ben.person, [1 * H] * 14, [8 * H] * 14, today)
    page = Workload.asked(Ask(unit=Unit.DAY), by=dee)
    assert page.lead.startswith("Ada is over by 4 h on")
    assert "98 h are free until" in page.lead
    quiet = Workload.asked(Ask(first=today + timedelta(days=300)), by=dee)
    assert quiet.is_behind


def test_teams_hold_each_person_once(ada: Actor, ben: Actor, dee: Actor):
    for actor in (ada, ben):
        load(actor.person, [H], [H], timezone.localdate())
    for name in ("Masons", "Drivers"):
        join_team(create_team(by=dee, name=name).pk, ada.person.pk, by=dee)
    teams = Workload.asked(Ask(), by=dee).teams
    assert [(t.name, [line.person.name for line in t.lines]) for t in teams] == [
        ("Drivers", ["Ada"]),
        ("In no team", ["Ben"]),
    ]
    assert teams[0].sums[0] == "1"


def test_a_cell_opens_with_what_its_person_is_on(
    client: Client, survey: Item, dig: Item, ada: Actor, ben: Actor, dan: Actor
):
    assign_people(survey.pk, [Part(person_id=ada.person.pk)], by=ada)
    assign_people(dig.pk, [Part(person_id=ben.person.pk)], by=ada)
    forecast(survey, ada)
    today = timezone.localdate()
    load(ada.person, [H] * 30, [8 * H] * 30, today)
    add_absence(ada.person.pk, by=ada, first_on=today, last_on=today)
    day = today + timedelta(days=2)
    address = f"{PAGE}?by=day&person={ada.person.pk}&on={day}"
    html = text_of(signed_in(client, ben), address)
    assert "Survey the site" in html
    assert "Dig the pit" not in html
    assert 'aria-current="true"' in html
    html = text_of(signed_in(client, dan), address)
    assert "Survey the site" not in html
    assert "that you may see" in html


def test_guests_see_themselves_alone(
    client: Client, acme: Workspace, bridge, ada: Actor, ben: Actor
):
    gus = member("gus", acme, bridge, "viewer", Role.GUEST)
    for actor in (ada, gus):
        load(actor.person, [H], [8 * H], timezone.localdate())
    Load.objects.update(expected=[4 * H])
    html = text_of(signed_in(client, gus), PAGE)
    assert "Gus" in html
    assert "Ada" not in html
    assert "4 h expected" not in html
    assert "4 h expected" in text_of(signed_in(client, ada), PAGE)
    signed_in(client, gus)
    Grant.objects.filter(actor=gus).delete()


def test_the_page_asks_as_often_for_many_people_as_for_few(
    client: Client, acme: Workspace, ada: Actor, django_assert_num_queries
):
    today = timezone.localdate()
    load(ada.person, [H], [8 * H], today)
    signed_in(client, ada)
    with CaptureQueriesContext(connection) as few:
        text_of(client, PAGE)
    for n in range(12):
        load(member(f"p{n}", acme).person, [H], [8 * H], today)
    with django_assert_num_queries(len(few.captured_queries)):
        assert text_of(client, PAGE).count('scope="row"') == 13


def test_what_an_address_says_wrongly_does_not_count(client: Client, ada: Actor):
    signed_in(client, ada)
    for query in (
        "by=x&show=x&from=x&person=x&on=x",
        "from=0001-01-01",
        "on=9999-12-31",
    ):
        assert "Nobody is planned yet" in text_of(client, f"{PAGE}?{query}")
    asked = Ask(unit=Unit.DAY, show=Show.FREE, first=MONDAY, person=7, on=MONDAY)
    assert asked.query() == ("?by=day&show=free&from=2027-03-01&person=7&on=2027-03-01")
