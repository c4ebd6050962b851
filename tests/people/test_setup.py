"""The first administrator comes in by a link that works once."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from headway.actors.models import Role, Workspace
from headway.base.errors import NotFound
from headway.people.models import Calendar, Person, SetupLink, User
from headway.people.setup import actions
from headway.people.setup.forms import zone_of_machine

FORM = {
    "organisation": "Große Brücken",
    "zone": "Europe/Berlin",
    "name": "Ada",
    "email": "Ada@Example.org",
    "password": "span the river",
}


@pytest.fixture
def token(db) -> str:
    return actions.draw_token()


def test_the_link_makes_an_owner_of_a_new_workspace(client: Client, token: str):
    assert client.get(f"/setup/?token={token}").status_code == 200

    answer = client.post("/setup/", FORM | {"token": token})

    assert (answer.status_code, answer.url) == (302, "/")
    workspace = Workspace.objects.get()
    assert (workspace.name, workspace.zone) == ("Große Brücken", "Europe/Berlin")
    person = Person.objects.get(user__isnull=False)
    assert (person.actor.name, person.actor.role) == ("Ada", Role.OWNER)
    assert person.user.check_password(FORM["password"])
    assert Calendar.objects.get(is_default=True).workspace == workspace
    assert client.session["_auth_user_id"] == str(person.user.pk)


@pytest.mark.parametrize(
    ("target", "zone"),
    [
        ("usr/share/zoneinfo/Asia/Tokyo", "Asia/Tokyo"),
        ("usr/share/zoneinfo/Etc/Unknown", "UTC"),
        ("elsewhere", "UTC"),
    ],
)
def test_the_zone_offered_is_that_of_the_machine(tmp_path: Path, target: str, zone):
    link = tmp_path / "localtime"
    link.symlink_to(tmp_path / target)
    assert zone_of_machine(link) == zone


def test_it_works_once(client: Client, token: str):
    client.post("/setup/", FORM | {"token": token})
    again = client.post("/setup/", FORM | {"token": token, "email": "b@example.org"})
    assert again.status_code == 404
    assert User.objects.count() == 1
    with pytest.raises(NotFound):
        actions.set_up(token, name="Ben", email="ben@example.org", password="x")


def test_it_expires_and_a_new_one_replaces_it(client: Client, token: str):
    newer = actions.draw_token()
    assert client.get(f"/setup/?token={token}").status_code == 404
    assert client.get(f"/setup/?token={newer}").status_code == 200

    SetupLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(f"/setup/?token={newer}").status_code == 404


def test_only_a_digest_is_kept(token: str):
    assert token not in str(SetupLink.objects.values().get())


def test_a_later_administrator_joins_a_workspace(client: Client, token: str, acme):
    form = FORM | {"token": token, "workspace": acme.pk}
    assert client.post("/setup/", form).status_code == 302
    assert Workspace.objects.get() == acme
    assert Person.objects.get(user__username="ada@example.org").workspace == acme


@pytest.mark.parametrize(
    "wrong",
    [
        {"password": "short"},
        {"password": "password123"},
        {"email": "no address"},
        {"zone": "Mars/Olympus"},
        {"name": ""},
        {"organisation": ""},
    ],
    ids=lambda wrong: "-".join(f"{k}={v}" for k, v in wrong.items()),
)
def test_what_cannot_be_is_said_and_the_link_still_works(client, token, wrong):
    answer = client.post("/setup/", FORM | {"token": token} | wrong)
    assert answer.status_code == 422
    assert not User.objects.exists()
    assert actions.is_usable(token)


def test_an_address_in_use_is_refused(client: Client, token: str, acme):
    User.objects.create_user("ada@example.org")
    form = FORM | {"token": token, "workspace": acme.pk}
    assert client.post("/setup/", form).status_code == 422
