"""Signing in by a code that comes by mail."""

import re

import pytest
from django.core import mail
from django.test import Client

from headway.actors.models import Actor
from headway.people.models import User
from headway.server.mail import MailOut
from tests.people.mail.conftest import send_waiting

ASK, TYPE = "/sign-in/mail/", "/sign-in/mail/code/"


@pytest.fixture(autouse=True)
def mail_on(settings) -> None:
    settings.HEADWAY_MAIL = MailOut(kind="smtp", host="x", sender="h@example.org")


def ask(client: Client, address: str = "ada@example.org") -> str:
    """Ask for a code; return it, or nothing where nobody has the address."""
    answer = client.post(ASK, {"email": address})
    assert (answer.status_code, answer.url) == (302, TYPE)
    before = len(mail.outbox)
    send_waiting()
    if len(mail.outbox) == before:
        return ""
    letter = mail.outbox[-1]
    assert letter.subject.endswith("is your code for Headway")
    return re.search(r"^[A-Z]{4}-[A-Z]{4}$", letter.body, re.MULTILINE).group()


@pytest.mark.parametrize("address", ["ada@example.org", "ADA@Example.org"])
def test_the_code_leads_in(client: Client, ada: Actor, address: str):
    code = ask(client, address)
    assert mail.outbox[0].to == ["ada@example.org"]
    answer = client.post(TYPE, {"code": code.lower().replace("-", "")})

    assert (answer.status_code, answer.url) == (302, "/")
    assert client.get("/w/acme/").status_code == 200
    assert "headway_device" in client.cookies


def test_one_goes_on_to_where_one_was_going(client: Client, ada: Actor):
    asked = client.post(f"{ASK}?next=/w/acme/work/", {"email": "ada@example.org"})
    send_waiting()
    code = mail.outbox[0].subject.split()[0]
    assert client.post(asked.url, {"code": code}).url == "/w/acme/work/"


def test_unknown_addresses_look_the_same(client: Client, ada: Actor):
    assert ask(client, "nobody@example.org") == ""
    unknown = client.get(TYPE)
    known = Client()
    ask(known)
    assert unknown.status_code == known.get(TYPE).status_code == 200
    wrong = [c.post(TYPE, {"code": "BBBB-BBBB"}).status_code for c in (client, known)]
    assert wrong == [422, 422]


def test_five_tries(client: Client, ada: Actor):
    code = ask(client)
    tries = [client.post(TYPE, {"code": "BBBB-BBBB"}) for _ in range(5)]
    assert [t.status_code for t in tries] == [422] * 4 + [302]
    assert client.post(TYPE, {"code": code}).url == ASK
    assert client.get("/w/acme/").status_code == 302


def test_it_works_in_the_browser_that_asked_and_once(client: Client, ada: Actor):
    code = ask(client)
    other = Client()
    ask(other, "nobody@example.org")
    assert other.post(TYPE, {"code": code}).status_code == 422
    client.post(TYPE, {"code": code})
    client.post("/sign-out/")
    assert client.post(TYPE, {"code": code}).url == ASK


def test_it_lives_ten_minutes(client: Client, ada: Actor, monkeypatch):
    code = ask(client)
    module = "allauth.account.internal.flows.code_verification.time.time"
    import time

    later = time.time() + 601
    monkeypatch.setattr(module, lambda: later)
    assert client.post(TYPE, {"code": code}).url == ASK


def test_few_may_be_asked_for_and_strangers_do_not_use_up_mine(
    client: Client, ada: Actor
):
    client.post(TYPE, {"code": ask(client)})
    client.post("/sign-out/")
    asked = [
        Client().post(ASK, {"email": "ada@example.org"}).status_code for _ in range(3)
    ]
    assert asked == [302, 302, 429]
    assert client.post(ASK, {"email": "ada@example.org"}).status_code == 302


def test_the_disabled_get_none(client: Client, ada: Actor):
    User.objects.update(is_active=False)
    assert ask(client) == ""


def test_without_mail_there_is_no_such_page(settings, client: Client, db):
    settings.HEADWAY_MAIL = MailOut()
    assert client.get(ASK).status_code == 404
    assert "by mail" not in client.get("/sign-in/").content.decode()


def test_with_mail_the_sign_in_page_leads_there(client: Client, db):
    html = client.get("/sign-in/?next=/w/acme/").content.decode()
    assert 'href="/sign-in/mail/?next=/w/acme/"' in html
