"""Changing one's password."""

import pytest
from django.core import mail
from django.test import Client

from headway.events.models import Event
from headway.people.models import User
from headway.server.mail import MailOut
from tests.people.account.conftest import PASSWORD, signed_in
from tests.people.mail.conftest import send_waiting

PAGE = "/w/acme/me/sign-in/"
CHANGE = f"{PAGE}password/"
NEW = "a bridge too far"


def change(client: Client, current: str = PASSWORD, password: str = NEW):
    return client.post(CHANGE, {"current": current, "password": password})


def test_it_is_changed_and_other_browsers_are_out(mine: Client, adas_user: User):
    phone = signed_in()
    assert change(mine).status_code == 302

    adas_user.refresh_from_db()
    assert adas_user.check_password(NEW)
    assert mine.get(PAGE).status_code == 200
    assert phone.get(PAGE).status_code == 302
    assert Event.objects.filter(kind="people.password_changed").count() == 1


def test_the_session_gets_a_new_key(mine: Client):
    before = mine.session.session_key
    change(mine)
    assert mine.session.session_key != before


def test_the_owner_is_told(settings, mine: Client):
    settings.HEADWAY_MAIL = MailOut(kind="smtp", host="x", sender="h@example.org")
    change(mine)
    send_waiting()
    assert [letter.to for letter in mail.outbox] == [["ada@example.org"]]
    assert NEW not in mail.outbox[0].body


@pytest.mark.parametrize(
    ("current", "password", "said"),
    [
        ("guess", NEW, "This is not your password."),
        (PASSWORD, "short", "too short"),
        (PASSWORD, "password123", "too common"),
        (PASSWORD, "", "required"),
    ],
)
def test_what_cannot_be_is_said(
    mine: Client, adas_user: User, current: str, password: str, said: str
):
    answer = change(mine, current, password)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    adas_user.refresh_from_db()
    assert adas_user.check_password(PASSWORD)


def test_guessing_the_former_one_is_limited(mine: Client):
    for _ in range(10):
        change(mine, "guess")
    answer = change(mine)
    assert answer.status_code == 422
    assert "Too many attempts" in answer.content.decode()


def test_the_page_of_confirmation_goes_on_to_pages_of_this_host(mine: Client):
    for onward, to in (("/w/acme/", "/w/acme/"), ("https://evil.example/", "/")):
        answer = mine.post(f"/confirm/?next={onward}", {"password": PASSWORD})
        assert answer.url == to
    wrong = mine.post("/confirm/", {"password": "guess"})
    assert wrong.status_code == 422
    assert Client().get("/confirm/").status_code == 302
