"""People below the timeline: how busy they are, on its axis."""

import re
from datetime import UTC, date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from headway.actors.models import Actor, Role
from headway.people.actions import add_absence, add_person
from headway.plan.busy import Busy
from headway.plan.timeline.busy import draw_load, soon_percent
from headway.plan.timeline.scale import Scale
from headway.work.actions import Part, assign_people, create_item, create_project
from headway.work.models import Item, Project, Zoom
from tests.plan.timelines import load, many_items, today

pytestmark = pytest.mark.django_db

ADDRESS = "/w/acme/timeline/"
MONDAY = date(2026, 8, 3)
WEEK = [480, 480, 480, 480, 480, 0, 0]


def people_in(client: Client, query: str = "", path: str = "") -> str:
    answer = client.get(f"{ADDRESS}{path}{query}")
    assert answer.status_code == 200
    found = re.search(r'<section class="timeline-people".*?</section>',
                      answer.content.decode(), re.DOTALL)  # fmt: skip
    return found[0] if found else ""


def names_in(html: str) -> list[str]:
    return re.findall(r"<bdi>(.*?)</bdi>", html)


def busy(*booked: int, able: list[int] = WEEK, **said: object) -> Busy:
    fields = {"pk": 1, "name": "Eve", "is_me": False} | {"first": MONDAY, "away": []}
    fields |= said
    return Busy(booked=[*booked, *[0] * (len(able) - len(booked))], able=able, **fields)


def axis(first: date = MONDAY, today: date = MONDAY) -> Scale:
    return Scale(zoom=Zoom.WEEK, first=first, days=60, zone=UTC, today=today)


def paths(drawn: str) -> dict[str, str]:
    return dict(re.findall(r'<path class="([\w-]+)" d="([^"]+)"/>', drawn))


def test_a_day_is_a_bar_as_high_as_it_is_booked() -> None:
    drawn = paths(draw_load(busy(480, 240), 0, axis()))

    assert drawn["load"] == "M1.2 21v-14h11.6v14zM15.2 21v-7h11.6v7z"
    assert drawn["cap"] == "M0 6.5H28"
    assert "load-over" not in drawn


def test_what_is_too_much_stands_on_top() -> None:
    drawn = paths(draw_load(busy(480, 600), 24, axis()))

    assert drawn["load-over"] == "M15.2 31v-3.5h11.6v3.5z"


def test_days_of_absence_are_hatched_where_there_would_be_work() -> None:
    able = [480, 480, 480, 480, 0, 0, 0, 480, 480, 480, 480, 480, 0, 0]
    away = [(date(2026, 8, 7), date(2026, 8, 9))]
    drawn = paths(draw_load(busy(60, able=able, away=away), 0, axis()))

    assert drawn["away"] == "M57.2 21v-14h11.6v14z"


def test_only_days_from_today_on_the_axis_are_drawn() -> None:
    tuesday = MONDAY + timedelta(days=1)
    drawn = draw_load(busy(480, 480, 480), 0, axis(today=tuesday))
    assert paths(drawn)["load"].count("M") == 2
    assert "booked until Wed" in drawn.replace("\N{NO-BREAK SPACE}", " ")

    later = draw_load(busy(480), 0, axis(first=MONDAY + timedelta(days=7)))
    assert paths(later) == {}


def test_the_next_seven_days_count_from_today() -> None:
    person = busy(480, 240, able=WEEK * 2)

    assert soon_percent(person, MONDAY) == 30
    assert soon_percent(person, MONDAY + timedelta(days=1)) == 10
    assert soon_percent(busy(able=[0] * 7), MONDAY) is None


def test_people_stand_below_the_rows_the_reader_first(
    adas_browser: Client, survey: Item, ada: Actor, ben: Actor, dee: Actor
) -> None:
    for actor, booked in ((ben, (480, 480)), (ada, (240,)), (dee, ())):
        load(actor.person, *booked)
    add_absence(ben.person.pk, by=dee, first_on=today(), last_on=today())

    html = people_in(adas_browser)

    assert names_in(html) == ["Ada", "Ben", "Dee"]
    percents = re.findall(r'small faint">(\d+)', html)
    assert percents == ["7", "29", "0"]
    assert 'class="away"' in html
    assert "Dee: nothing planned" in html
    assert f'data-subject="work.project:{survey.project_id}"' in html


def test_named_projects_show_the_people_who_do_them(
    client: Client, survey: Item, dee: Actor, ada: Actor, ben: Actor
) -> None:
    client.force_login(dee.person.user)
    other = create_project(by=dee, key="TUN", name="Tunnel")
    item = create_item(other.pk, by=dee, title="Bore")
    assign_people(item.pk, [Part(person_id=ben.person.pk)], by=dee)
    assign_people(survey.pk, [Part(person_id=ada.person.pk)], by=dee)
    for actor in (ada, ben):
        load(actor.person, 60)

    assert names_in(people_in(client)) == ["Ada", "Ben"]
    assert names_in(people_in(client, "?project=TUN")) == ["Ben"]
    assert names_in(people_in(client, "?project=TUN&project=BRI")) == ["Ada", "Ben"]


def test_below_many_rows_they_come_when_they_are_seen_or_asked_for(
    adas_browser: Client, bridge: Project, ada: Actor
) -> None:
    many_items(bridge, 200, by=ada)
    load(ada.person, 480)

    waiting = people_in(adas_browser)
    assert names_in(waiting) == []
    source = re.search(r'hx-get="([^"]+)" hx-trigger="intersect once"', waiting)[1]
    room = re.search(r'<svg width="1" height="(\d+)"', waiting)[1]
    query = source.replace("&amp;", "&").removeprefix(f"{ADDRESS}people/")

    come = people_in(adas_browser, query, "people/")
    assert names_in(come) == ["Ada"]
    assert (
        re.search(r'<svg class="chart loadstrip"[^>]*height="(\d+)"', come)[1] == room
    )
    link = re.search(r'href="([^"]+)#people"', waiting)[1].replace("&amp;", "&")
    asked = people_in(adas_browser, link.removeprefix(ADDRESS))
    assert names_in(asked) == ["Ada"]


def test_who_may_not_see_people_sees_none(
    client: Client, survey: Item, ada: Actor, ben: Actor, cem: Actor
) -> None:
    for actor in (ada, ben):
        load(actor.person, 60)
    Actor.objects.filter(pk=ben.pk).update(role=Role.GUEST)
    client.force_login(ben.person.user)
    assert names_in(people_in(client, path="people/")) == ["Ben"]

    client.force_login(cem.person.user)
    assert client.get(f"{ADDRESS}people/").status_code == 404


def test_many_people_take_as_many_queries_as_one_and_not_all_are_shown(
    adas_browser: Client, survey: Item, ada: Actor, dee: Actor
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            people_in(adas_browser, path="people/")
        return len(captured)

    load(ada.person, 60)
    queries()
    few = queries()
    for n in range(69):
        load(add_person(by=dee, name=f"Person {n}"), 60)

    assert queries() == few
    html = people_in(adas_browser, path="people/")
    assert len(names_in(html)) == 60
    assert "60 of 70 people." in html
