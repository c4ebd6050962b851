from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from headway.actors.models import Actor
from headway.people.actions import add_absence, calendar_of, week_of
from headway.people.models import Absence, Person

PEOPLE = "/w/acme/people/"


def page_of(actor: Actor) -> str:
    return f"{PEOPLE}{actor.person.pk}/"


def week(**changes: str) -> dict[str, str]:
    days = {f"day-{n}": "9-17" if n < 5 else "" for n in range(7)}
    return days | {"zone": "", "availability_percent": ""} | changes


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
    with django_assert_max_num_queries(10) as one:
        adas_browser.get(PEOPLE)
    for n in range(20):
        Person.objects.create(
            workspace=dee.workspace,
            actor=Actor.objects.create(workspace=dee.workspace, name=f"P {n}"),
        )
    with django_assert_max_num_queries(len(one)):
        adas_browser.get(PEOPLE)


def test_a_person_keeps_their_hours(adas_browser: Client, ada: Actor):
    answer = adas_browser.post(page_of(ada), week(**{"day-4": "9-12", "zone": "UTC"}))

    assert answer.status_code == 302
    person = Person.objects.get(pk=ada.person.pk)
    assert week_of(calendar_of(person))[4] == ((540, 720),)
    assert person.zone == "UTC"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"day-0": "nine"}, "“nine” is no span"),
        ({"zone": "Nowhere"}, "“Nowhere” is no time zone"),
        ({"availability_percent": "200"}, "less than or equal to 100"),
    ],
)
def test_what_is_not_understood_comes_back_as_typed(
    adas_browser: Client, ada: Actor, changes, said
):
    answer = adas_browser.post(page_of(ada), week(**changes))

    assert answer.status_code == 422
    html = answer.content.decode()
    assert said in html
    assert next(iter(changes.values())) in html


def test_days_away_are_added_shown_and_removed(adas_browser: Client, ada: Actor):
    first = timezone.now().date() + timedelta(days=3)
    days = {"first_on": first, "last_on": first + timedelta(days=6)}
    adas_browser.post(f"{page_of(ada)}absences/", days | {"reason": "Sea <b>side</b>"})

    html = adas_browser.get(page_of(ada)).content.decode()
    assert "is-away" in html
    assert "Sea &lt;b&gt;side" in html

    absence = Absence.objects.get()
    adas_browser.post(f"/w/acme/absences/{absence.pk}/remove/")
    assert "is-away" not in adas_browser.get(page_of(ada)).content.decode()


def test_an_absence_that_ends_first_says_so(adas_browser: Client, ada: Actor):
    days = {"first_on": "2027-03-05", "last_on": "2027-03-01"}
    answer = adas_browser.post(f"{page_of(ada)}absences/", days)

    assert answer.status_code == 422
    assert "swap the two days" in answer.content.decode()


def test_the_reason_of_an_absence_is_not_for_others(
    client: Client, ada: Actor, ben: Actor
):
    soon = timezone.now().date() + timedelta(days=3)
    add_absence(
        ada.person.pk, by=ada, first_on=soon, last_on=soon, reason="A private matter"
    )
    client.force_login(ben.person.user)

    html = client.get(page_of(ada)).content.decode()

    assert "private" not in html
    assert "away" in html


def test_others_see_no_controls_and_may_not_change(
    client: Client, ada: Actor, ben: Actor, cem: Actor
):
    absence = add_absence(
        ada.person.pk, by=ada, first_on=date(2030, 3, 1), last_on=date(2030, 3, 1)
    )
    client.force_login(ben.person.user)
    assert "Keep these hours" not in client.get(page_of(ada)).content.decode()
    assert client.post(page_of(ada), week()).status_code == 403
    client.force_login(cem.person.user)
    assert client.get(page_of(ada)).status_code == 404
    remove = f"/w/elsewhere/absences/{absence.pk}/remove/"
    assert client.post(remove).status_code == 404


def test_administrators_add_somebody(client: Client, dee: Actor, ada: Actor):
    client.force_login(dee.person.user)
    assert client.post(PEOPLE, {"name": "Eve"}).status_code == 302
    assert client.post(PEOPLE, {"name": ""}).status_code == 422
    client.force_login(ada.person.user)
    assert client.post(PEOPLE, {"name": "Finn"}).status_code == 403
    assert Person.objects.filter(actor__name__in=("Eve", "Finn")).count() == 1
