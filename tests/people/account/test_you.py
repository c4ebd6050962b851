"""Looks, zone and address."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from headway.actors.models import Actor
from headway.events.models import Event
from headway.people.models import Person, User
from headway.people.signing_in.passwords import reset_link
from headway.server.mail import MailOut
from tests.people.account.conftest import PASSWORD, confirm, signed_in
from tests.people.mail.conftest import send_waiting

ME = "/w/acme/me/"
DARK = {"theme": "dark", "density": "compact", "keys": "off"}
ROOT = 'dir="ltr" data-theme="dark" data-density="compact"'


@pytest.fixture
def mail_on(settings) -> None:
    settings.HEADWAY_MAIL = MailOut(kind="smtp", host="x", sender="h@example.org")


def test_looks_follow_their_owner_to_other_browsers(mine: Client):
    answer = mine.post(f"{ME}looks/", DARK)
    assert answer.status_code == 302
    assert answer.cookies["theme"].value == "dark"

    phone = signed_in()
    phone.cookies["theme"] = "light"
    html = phone.get("/w/acme/").content.decode()
    assert ROOT in html
    assert 'data-keys="off"' in html
    assert re.search(r'<option value="dark" selected', phone.get(ME).content.decode())


def test_until_then_each_browser_has_its_own(mine: Client):
    mine.cookies["theme"] = "dark"
    mine.cookies["rail"] = "folded"
    assert 'data-theme="dark"' in mine.get("/w/acme/").content.decode()
    mine.post(f"{ME}looks/", {"density": "compact"})
    html = mine.get("/w/acme/").content.decode()
    assert 'data-density="compact" data-rail="folded"' in html
    assert "data-theme" not in html.partition(">")[0]


def test_the_menu_tells_quietly(mine: Client, adas_user: User):
    assert mine.post(f"{ME}looks/", DARK | {"quiet": "1"}).status_code == 204
    adas_user.refresh_from_db()
    assert adas_user.looks == DARK


@pytest.mark.parametrize("name", ["theme", "density", "keys"])
def test_only_looks_that_there_are(mine: Client, adas_user: User, name: str):
    assert mine.post(f"{ME}looks/", {name: '"><script>'}).status_code == 422
    adas_user.refresh_from_db()
    assert adas_user.looks == {}


def test_a_zone_is_kept_and_told(mine: Client, ada: Actor):
    for _ in range(2):
        assert mine.post(f"{ME}zone/", {"zone": "Asia/Tokyo"}).status_code == 302
    assert Person.objects.get(actor=ada).zone == "Asia/Tokyo"
    event = Event.objects.get(kind="people.person_edited")
    assert event.data["after"] == {"zone": "Asia/Tokyo"}
    assert mine.post(f"{ME}zone/", {"zone": "Mars/Olympus"}).status_code == 422
    assert mine.post(f"{ME}zone/", {"zone": ""}).status_code == 302
    assert Person.objects.get(actor=ada).zone == ""


def ask(client: Client, email: str = "ada@new.example"):
    return client.post(f"{ME}address/", {"email": email})


def test_a_new_address_is_asked_for_after_proving_who_one_is(mine: Client):
    assert mine.get(f"{ME}address/").url.startswith("/confirm/")
    assert ask(mine).url.startswith("/confirm/")
    confirm(mine)
    assert mine.get(f"{ME}address/").status_code == 200


def test_the_new_address_proves_itself_by_a_link(
    settings, mine: Client, adas_user: User, mail_on
):
    confirm(mine)
    assert ask(mine).status_code == 302
    send_waiting()
    (letter,) = mail.outbox
    assert letter.to == ["ada@new.example"]
    adas_user.refresh_from_db()
    assert adas_user.email == "ada@example.org"

    (link,) = re.findall(r"http\S+", letter.body)
    page = link.removeprefix(settings.HEADWAY_URL)
    stranger = Client()
    assert stranger.get(page).status_code == 200
    adas_user.refresh_from_db()
    assert adas_user.email == "ada@example.org"

    former = reset_link(adas_user)
    assert stranger.post(page).status_code == 302
    adas_user.refresh_from_db()
    assert (adas_user.email, adas_user.username) == ("ada@new.example", "ada")
    assert stranger.post(page).status_code == 404
    form = stranger.get(former.removeprefix(settings.HEADWAY_URL)).url
    assert stranger.get(form).status_code == 404
    assert Event.objects.filter(kind="people.address_changed").count() == 1
    send_waiting()
    assert mail.outbox[-1].to == ["ada@example.org"]
    assert signed_in(login="ada@new.example")


def test_a_name_that_was_the_address_changes_with_it(mine: Client, adas_user: User):
    User.objects.update(username="ada@example.org")
    confirm(mine)
    ask(mine, "Ada@New.example")
    adas_user.refresh_from_db()
    assert adas_user.username == "ada@new.example"
    assert "_auth_user_id" in signed_in(login="ada@new.example").session


def test_without_mail_it_changes_at_once(mine: Client, adas_user: User):
    confirm(mine)
    answer = mine.post(f"{ME}address/", {"email": "ada@new.example"}, follow=True)
    assert "Your address is ada@new.example now." in answer.content.decode()
    adas_user.refresh_from_db()
    assert adas_user.email == "ada@new.example"


@pytest.mark.parametrize("email", ["DEE@example.org", "dee@other.example", "no", ""])
def test_addresses_of_others_are_not_to_be_had(mine: Client, dee: Actor, email: str):
    User.objects.filter(persons__actor=dee).update(username="dee@other.example")
    confirm(mine)
    assert ask(mine, email).status_code == 422


def test_nor_if_somebody_took_it_before_the_link_was_opened(
    settings, mine: Client, mail_on
):
    confirm(mine)
    ask(mine)
    send_waiting()
    (link,) = re.findall(r"http\S+", mail.outbox[0].body)
    User.objects.create_user("eve", "ada@new.example")
    assert Client().post(link.removeprefix(settings.HEADWAY_URL)).status_code == 409


def test_the_link_lives_a_day(settings, mine: Client, mail_on, monkeypatch):
    confirm(mine)
    ask(mine)
    send_waiting()
    (link,) = re.findall(r"http\S+", mail.outbox[0].body)
    later = (timezone.now() + timedelta(hours=25)).timestamp()
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert Client().get(link.removeprefix(settings.HEADWAY_URL)).status_code == 404


def test_asking_is_limited(mine: Client, mail_on):
    confirm(mine)
    answers = [ask(mine, f"a{n}@new.example").status_code for n in range(6)]
    assert answers == [302] * 5 + [429]


def test_the_password_is_of_no_concern_to_the_page(mine: Client):
    html = mine.get(ME).content.decode()
    assert "ada@example.org" in html
    assert PASSWORD not in html
