from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from headway.actors.models import Actor, WeekStart, Workspace
from headway.people.actions import set_hours
from headway.people.models import Person, WorkSchedule
from headway.people.timetables import timetable_of

PEOPLE = "/w/acme/people/"


def page_of(actor: Actor) -> str:
    return f"{PEOPLE}{actor.person.pk}/"


def week(**changes: str) -> dict[str, str]:
    days = {f"day-{n}": "9-17" if n < 5 else "" for n in range(7)}
    today = timezone.now().date().isoformat()
    return days | {"valid_from": today, "availability_percent": ""} | changes


def test_everybody_is_listed_with_their_week_and_what_is_assumed(
    adas_browser: Client, ben: Actor
):
    html = adas_browser.get(PEOPLE).content.decode()

    assert "Ada" in html
    assert "Ben" in html
    assert "40\xa0h" in html
    assert "assumed" in html


def test_the_list_needs_the_same_queries_for_any_number_of_people(
    adas_browser: Client, dee: Actor, django_assert_max_num_queries
):
    with django_assert_max_num_queries(11) as one:
        adas_browser.get(PEOPLE)
    for n in range(20):
        Person.objects.create(
            workspace=dee.workspace,
            actor=Actor.objects.create(workspace=dee.workspace, name=f"P {n}"),
        )
    with django_assert_max_num_queries(len(one)):
        adas_browser.get(PEOPLE)


def test_a_person_keeps_their_hours(adas_browser: Client, ada: Actor):
    answer = adas_browser.post(f"{page_of(ada)}hours/", week(**{"day-4": "9-12"}))

    assert answer.status_code == 302
    today = timezone.now().date()
    assert timetable_of(ada.person).period_on(today).week[4] == ((540, 720),)


def test_the_page_shows_what_was_and_what_is_to_come(adas_browser: Client, ada: Actor):
    later = timezone.now().date() + timedelta(days=40)
    morning = (((480, 720),),) * 5 + ((),) * 2
    planned = set_hours(
        ada.person.pk, by=ada, valid_from=later, week=morning, availability_percent=70
    )

    html = adas_browser.get(page_of(ada)).content.decode()
    assert "planned" in html
    assert "Mon\xa0\N{EN DASH}\xa0Fri 08:00-12:00" in html
    assert "Mon\xa0\N{EN DASH}\xa0Fri 09:00-12:00, 13:00-18:00" in html
    assert "70 %" in html

    adas_browser.post(f"/w/acme/hours/{planned.pk}/removal/")
    assert not WorkSchedule.objects.exists()


def test_the_form_comes_with_the_hours_of_the_day_asked_for(
    adas_browser: Client, ada: Actor
):
    later = timezone.now().date() + timedelta(days=40)
    morning = (((480, 720),),) * 5 + ((),) * 2
    set_hours(
        ada.person.pk, by=ada, valid_from=later, week=morning, availability_percent=70
    )

    html = adas_browser.get(f"{page_of(ada)}?from={later}").content.decode()

    assert f'value="{later}"' in html
    assert 'value="08:00-12:00"' in html


def test_weeks_begin_as_they_do_in_the_workspace(adas_browser: Client, ada: Actor):
    Workspace.objects.filter(pk=ada.workspace_id).update(week_start=WeekStart.SUNDAY)

    html = adas_browser.get(page_of(ada)).content.decode()

    head = html[html.index("<thead>") : html.index("</thead>")]
    assert head.index("Sun") < head.index("Mon") < head.index("Sat")


@pytest.mark.parametrize("day", ["", "soon", "2029-13-01", "0001-01-01"])
def test_what_is_no_day_is_today(adas_browser: Client, ada: Actor, day: str):
    html = adas_browser.get(f"{page_of(ada)}?from={day}").content.decode()

    assert f'value="{ada.person.today()}"' in html


def test_a_person_says_where_they_are(adas_browser: Client, ada: Actor):
    assert (
        adas_browser.post(f"{page_of(ada)}place/", {"zone": "UTC"}).status_code == 302
    )
    assert Person.objects.get(pk=ada.person.pk).zone == "UTC"
    answer = adas_browser.post(f"{page_of(ada)}place/", {"zone": "Nowhere"})
    assert answer.status_code == 422
    assert "Nowhere is not one of the available choices" in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"day-0": "nine"}, "“nine” is no span"),
        ({"availability_percent": "200"}, "less than or equal to 100"),
        ({"valid_from": "1999-01-01"}, "only administrators change"),
    ],
)
def test_what_is_not_understood_comes_back_as_typed(
    adas_browser: Client, ada: Actor, changes, said
):
    answer = adas_browser.post(f"{page_of(ada)}hours/", week(**changes))

    assert answer.status_code == 422
    html = answer.content.decode()
    assert said in html
    assert next(iter(changes.values())) in html


def test_others_see_no_controls_and_may_not_change(
    client: Client, ada: Actor, ben: Actor, cem: Actor
):
    client.force_login(ben.person.user)
    assert "Keep these hours" not in client.get(page_of(ada)).content.decode()
    assert client.post(f"{page_of(ada)}hours/", week()).status_code == 403
    client.force_login(cem.person.user)
    assert client.get(page_of(ada)).status_code == 404


def test_administrators_add_somebody(client: Client, dee: Actor, ada: Actor):
    client.force_login(dee.person.user)
    assert client.post(PEOPLE, {"name": "Eve"}).status_code == 302
    assert client.post(PEOPLE, {"name": ""}).status_code == 422
    client.force_login(ada.person.user)
    assert client.post(PEOPLE, {"name": "Finn"}).status_code == 403
    assert Person.objects.filter(actor__name__in=("Eve", "Finn")).count() == 1
