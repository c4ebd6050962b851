"""People's facts over REST."""

import json

import pytest
from django.test import Client

from headway.actors.models import Actor
from headway.people.models import WorkSchedule

API = "/api/v1/w/acme"


def send(client: Client, method: str, path: str, body: object = None):
    data = json.dumps(body) if body is not None else ""
    return client.generic(method, API + path, data, content_type="application/json")


def test_people_are_listed_page_by_page(adas_browser: Client, ada: Actor, ben: Actor):
    first = send(adas_browser, "GET", "/people?limit=1").json()
    second = send(adas_browser, "GET", f"/people?cursor={first['next_cursor']}").json()

    assert [row["name"] for row in first["items"] + second["items"]] == ["Ada", "Ben"]
    assert second["next_cursor"] is None


def test_a_person_is_added_once_per_key(client: Client, dee: Actor):
    client.force_login(dee.person.user)
    answers = [
        client.post(
            f"{API}/people",
            json.dumps({"name": "Eve"}),
            content_type="application/json",
            headers={"Idempotency-Key": "one"},
        )
        for _again in range(2)
    ]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()


def test_who_saw_another_version_of_a_person_changes_nothing(
    adas_browser: Client, ada: Actor
):
    me = f"{API}/people/{ada.person.pk}"
    seen = adas_browser.get(me)
    change = {"content_type": "application/json", "headers": {"If-Match": seen["ETag"]}}

    first = adas_browser.patch(me, {"zone": "Asia/Tokyo"}, **change)
    second = adas_browser.patch(me, {"zone": "Europe/Oslo"}, **change)

    assert (first.status_code, first.json()["zone"]) == (200, "Asia/Tokyo")
    assert second.status_code == 412
    assert second.json()["current"]["zone"] == "Asia/Tokyo"
    assert second.json()["sent"] == {"zone": "Europe/Oslo"}


def test_what_a_program_changed_can_be_undone(adas_browser: Client, ada: Actor):
    days = {"first_on": "2030-05-01", "last_on": "2030-05-02"}
    added = send(adas_browser, "POST", f"/people/{ada.person.pk}/absences", days)

    operation = added["Headway-Operation"]
    send(adas_browser, "POST", f"/operations/{operation}/undo", {})

    [left] = send(adas_browser, "GET", "/absences?first_on=2030-05-01").json()["items"]
    assert left["state"] == "withdrawn"


def test_hours_are_said_listed_and_removed(adas_browser: Client, ada: Actor):
    schedules = f"/people/{ada.person.pk}/schedules"
    week = {"monday": "9-12,13-17", "sunday": "", "availability_percent": 70}

    said = send(adas_browser, "PUT", f"{schedules}/2029-01-01", week)
    listed = send(adas_browser, "GET", schedules).json()["items"]

    assert listed == [said.json()]
    assert (listed[0]["monday"], listed[0]["tuesday"]) == (
        "09:00-12:00, 13:00-17:00",
        None,
    )
    assert listed[0]["sunday"] == ""
    gone = send(adas_browser, "DELETE", f"{schedules}/2029-01-01")
    assert gone.status_code == 204
    assert send(adas_browser, "DELETE", f"{schedules}/2029-01-01").status_code == 404


@pytest.mark.parametrize(
    ("day", "body", "status"),
    [
        ("2029-01-01", {"monday": "nine"}, 422),
        ("2029-01-01", {"monday": "9-9"}, 422),
        ("2029-01-01", {"availability_percent": 0}, 422),
        ("soon", {}, 422),
        ("2999-01-01", {}, 409),
    ],
)
def test_hours_that_are_none_are_refused(
    adas_browser: Client, ada: Actor, day: str, body: object, status: int
):
    path = f"/people/{ada.person.pk}/schedules/{day}"

    assert send(adas_browser, "PUT", path, body).status_code == status
    assert not WorkSchedule.objects.exists()
