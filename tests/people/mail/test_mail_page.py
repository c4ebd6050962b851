"""Outgoing mail, as administrators see it."""

import pytest
from django.core import mail
from django.test import Client

from headway.actors.models import Actor, Workspace
from headway.people.models import MailFailure
from headway.server.mail import MailOut
from tests.people.mail.conftest import Inbox

PAGE = "/w/acme/settings/mail/"
RELAY = MailOut(
    kind="smtp",
    host="mail.example.org",
    port=587,
    user="headway",
    password="the-password",
    security="starttls",
    sender="Headway <headway@example.org>",
)


@pytest.fixture
def dees_browser(client: Client, dee: Actor) -> Client:
    client.force_login(dee.person.user)
    return client


def test_it_says_what_is_set_and_no_password(settings, dees_browser: Client):
    settings.HEADWAY_MAIL = RELAY
    html = dees_browser.get(PAGE).content.decode()

    for word in ("mail.example.org", "587", "STARTTLS", "headway@example.org"):
        assert word in html
    assert "the-password" not in html
    assert "the-password" not in repr(RELAY)


def test_without_mail_it_says_that_links_are_shown(dees_browser: Client):
    html = dees_browser.get(PAGE).content.decode()
    assert "sends no mail" in html
    assert "Send a test" not in html
    assert dees_browser.post(PAGE).status_code == 422
    assert mail.outbox == []


def test_a_test_goes_to_whoever_asks(inbox: Inbox, dees_browser: Client):
    answer = dees_browser.post(PAGE, {"to": "eve@example.net"}, follow=True)

    assert "on its way to dee@example.org" in answer.content.decode()
    assert [message["To"] for message in inbox.messages] == ["dee@example.org"]


def test_a_test_that_fails_says_why_and_is_on_the_list(
    inbox: Inbox, dees_browser: Client
):
    inbox.answer = "550 <b>Go away</b>"
    answer = dees_browser.post(PAGE)

    assert answer.status_code == 422
    html = answer.content.decode()
    assert "The test did not go out." in html
    assert html.count("550 &lt;b&gt;Go away&lt;/b&gt;") == 2
    assert "given up" in html


def test_tests_are_few(settings, dees_browser: Client):
    settings.HEADWAY_MAIL = RELAY
    answers = [dees_browser.post(PAGE).status_code for _ in range(6)]
    assert answers == [302] * 5 + [429]


def test_failures_of_other_workspaces_are_not_shown(
    dees_browser: Client, cem: Actor, acme: Workspace
):
    MailFailure.objects.create(
        workspace=cem.workspace,
        letter="5f0c2a2c-5c9e-4d53-9a35-0f8b8f0f7f11",
        to="canary@example.org",
        subject="Canary",
        reason="Canary",
    )
    assert "anary" not in dees_browser.get(PAGE).content.decode()
