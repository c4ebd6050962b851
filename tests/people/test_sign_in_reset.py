"""A forgotten password: the link to a new one."""

import re
from datetime import timedelta

import pytest
from django.conf import settings as configured
from django.core import mail
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from headway.actors.models import Actor, Role
from headway.base.errors import Refused
from headway.events.models import Event
from headway.people.models import Person, User
from headway.people.signing_in.actions import answer_reset, make_reset_link
from headway.people.signing_in.passwords import reset_link
from headway.server.mail import MailOut
from tests.people.mail.conftest import send_waiting

ASK = "/forgotten-password/"
NEW = "a bridge too far"


@pytest.fixture
def mail_on(settings) -> None:
    settings.HEADWAY_MAIL = MailOut(
        kind="smtp", host="mail.example.org", sender="Headway <headway@example.org>"
    )


@pytest.fixture
def adas_user(ada: Actor) -> User:
    ada.person.user.set_password("span the river")
    ada.person.user.save()
    return ada.person.user


def answer_waiting() -> None:
    """Let the worker look whose address it is, and send."""
    jobs = ProcrastinateJob.objects.filter(task_name="people.answer_reset")
    for job in jobs:
        answer_reset(job.args["address"])
    send_waiting()


def path_of(link: str) -> str:
    assert link.startswith(configured.HEADWAY_URL)
    return link.removeprefix(configured.HEADWAY_URL)


def form_of(client: Client, link: str) -> str:
    """Open the link; return the address of the form, which has no secret in it."""
    opened = client.get(path_of(link))
    assert opened.status_code == 302, opened.content
    assert link.partition("token=")[2] not in opened.url
    return opened.url


def use(client: Client, link: str, password: str = NEW) -> int:
    form = client.get(path_of(link)).url
    return client.post(form, {"password": password}).status_code


def test_the_letter_leads_to_a_new_password_and_in(
    client: Client, adas_user: User, mail_on
):
    client.post(ASK, {"email": "ADA@example.org"})
    answer_waiting()
    (letter,) = mail.outbox
    assert letter.to == ["ada@example.org"]
    (link,) = re.findall(r"http\S+", letter.body)

    form = form_of(client, link)
    html = client.get(form).content.decode()
    assert 'autocomplete="new-password"' in html
    answer = client.post(form, {"password": NEW})

    assert (answer.status_code, answer.url) == (302, "/")
    assert client.session["_auth_user_id"] == str(adas_user.pk)
    adas_user.refresh_from_db()
    assert adas_user.check_password(NEW)
    event = Event.objects.get(kind="people.password_changed")
    assert event.actor == adas_user.persons.get().actor
    send_waiting()
    assert "was changed" in mail.outbox[-1].subject


def test_known_and_unknown_addresses_get_the_same_answer(
    client: Client, adas_user: User, mail_on
):
    answers = [
        client.post(ASK, {"email": address})
        for address in ("ada@example.org", "nobody@example.org")
    ]
    assert {(a.status_code, a.url) for a in answers} == {(302, f"{ASK}?sent")}
    jobs = ProcrastinateJob.objects.filter(task_name="people.answer_reset")
    assert jobs.count() == 2
    assert "@" not in str([job.args for job in jobs])
    answer_waiting()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    "query",
    [
        "email=eve@example.net&email=ada@example.org",
        "email[]=eve@example.net&email=ada@example.org",
    ],
)
def test_two_addresses_in_one_form_make_one_letter_to_the_registered_one(
    client: Client, adas_user: User, mail_on, query: str
):
    client.post(ASK, query, content_type="application/x-www-form-urlencoded")
    answer_waiting()
    assert [letter.to for letter in mail.outbox] == [["ada@example.org"]]


def test_the_disabled_and_those_without_address_get_nothing(
    client: Client, adas_user: User, mail_on
):
    adas_user.is_active = False
    adas_user.save()
    User.objects.create_user("zoe")
    client.post(ASK, {"email": "ada@example.org"})
    answer_waiting()
    assert mail.outbox == []


def test_an_address_gets_five_a_day(client: Client, db, mail_on):
    asked = [
        client.post(ASK, {"email": "ada@example.org"}).status_code for _ in range(6)
    ]
    assert asked == [302] * 5 + [429]
    assert client.post(ASK, {"email": "ADA@example.org"}).status_code == 429


def test_one_place_cannot_ask_for_everybody(client: Client, db, mail_on):
    asked = [
        client.post(ASK, {"email": f"a{n}@example.org"}).status_code for n in range(11)
    ]
    assert asked == [302] * 10 + [429]


def test_the_link_works_once(adas_user: User):
    link = reset_link(adas_user)
    assert use(Client(), link) == 302
    assert use(Client(), link) == 404


def test_the_link_lives_an_hour(adas_user: User, monkeypatch):
    link = reset_link(adas_user)
    later = timezone.now().replace(tzinfo=None) + timedelta(hours=1, minutes=1)
    monkeypatch.setattr(
        "django.contrib.auth.tokens.PasswordResetTokenGenerator._now", lambda _: later
    )
    assert use(Client(), link) == 404


@pytest.mark.parametrize("what", ["password", "email", "sign-in", "disabled"])
def test_the_link_dies_with(adas_user: User, what: str):
    link = reset_link(adas_user)
    match what:
        case "password":
            adas_user.set_password("another one")
        case "email":
            adas_user.email = "ada@elsewhere.example"
        case "sign-in":
            adas_user.last_login = timezone.now()
        case "disabled":
            adas_user.is_active = False
    adas_user.save()
    assert use(Client(), link) == 404


def test_an_opened_form_dies_with_the_password_too(client: Client, adas_user: User):
    form = form_of(client, reset_link(adas_user))
    adas_user.set_password("another one")
    adas_user.save()
    assert client.post(form, {"password": NEW}).status_code == 404


@pytest.mark.parametrize(
    "link",
    [
        "/new-password/",
        "/new-password/?user=1&token=x-y",
        "/new-password/?user=zzzzzzzzzzzzzzzzzzzzz&token=c-1",
        "/new-password/?user=../../x&token=c-1",
        "/new-password/?user=%C2%B2&token=%00",
        "/new-password/1/",
    ],
)
def test_what_is_no_link_is_none(client: Client, adas_user: User, link: str):
    assert client.get(link, follow=True).status_code == 404


@pytest.mark.parametrize(
    "password", ["short", "password123", "12345678", "ada@example.org", ""]
)
def test_common_and_short_passwords_are_refused(
    client: Client, adas_user: User, password: str
):
    form = form_of(client, reset_link(adas_user))
    assert client.post(form, {"password": password}).status_code == 422
    adas_user.refresh_from_db()
    assert adas_user.check_password("span the river")


@pytest.mark.parametrize("length", [64, 100, 4096])
def test_long_passwords_count_to_their_last_sign(
    client: Client, adas_user: User, length: int
):
    password = ("pa55 " * length)[: length - 1]
    form = form_of(client, reset_link(adas_user))
    assert client.post(form, {"password": f"{password}x"}).status_code == 302
    adas_user.refresh_from_db()
    assert adas_user.check_password(f"{password}x")
    assert not adas_user.check_password(f"{password}y")


def test_other_sessions_end(client: Client, adas_user: User):
    client.force_login(adas_user)
    assert client.get("/w/acme/").status_code == 200
    assert use(Client(), reset_link(adas_user)) == 302
    assert client.get("/w/acme/").status_code == 302


def test_without_mail_the_page_sends_to_an_administrator(client: Client, adas_user):
    html = client.get(ASK).content.decode()
    assert "Ask an administrator" in html
    assert "<form" not in html.partition("<main")[2]
    assert client.post(ASK, {"email": "ada@example.org"}).status_code == 422
    assert not ProcrastinateJob.objects.exists()


def make(client: Client, who: Actor, person: Person):
    client.force_login(who.person.user)
    return client.post(f"/w/acme/people/{person.pk}/new-password/")


def test_without_mail_an_administrator_sees_the_link_once(
    client: Client, dee: Actor, adas_user: User
):
    answer = make(client, dee, adas_user.persons.get())

    assert "no-store" in answer.headers["Cache-Control"]
    (link,) = re.findall(r"http[^<\s]+new-password[^<\s]+", answer.content.decode())
    event = Event.objects.get(kind="people.reset_link_made")
    assert event.actor == dee
    link = link.replace("&amp;", "&")
    assert link.rpartition("-")[2] not in str(event.data)
    assert use(Client(), link) == 302


def test_with_mail_it_goes_to_the_person_and_nobody_else_sees_it(
    client: Client, dee: Actor, adas_user: User, mail_on
):
    answer = make(client, dee, adas_user.persons.get())
    send_waiting()

    assert answer.status_code == 302
    assert [letter.to for letter in mail.outbox] == [["ada@example.org"]]


def test_administrators_cannot_become_owners_by_a_link(acme, dee: Actor, ada: Actor):
    ada.role = Role.OWNER
    ada.save()
    with pytest.raises(Refused, match="owns a workspace"):
        make_reset_link(ada.person.pk, by=dee)
    dee.role = Role.OWNER
    dee.save()
    assert make_reset_link(ada.person.pk, by=dee)


def test_nor_get_into_other_workspaces(dee: Actor, ada: Actor, cem: Actor):
    Person.objects.create(
        workspace=cem.workspace,
        user=ada.person.user,
        actor=Actor.objects.create(workspace=cem.workspace, name="Ada"),
    )
    with pytest.raises(Refused, match="that you do not administer"):
        make_reset_link(ada.person.pk, by=dee)
    assert not Event.objects.exists()


def test_who_has_no_sign_in_needs_no_password(dee: Actor, ada: Actor):
    ada.person.user = None
    ada.person.save()
    with pytest.raises(Refused, match="Ada has no sign-in"):
        make_reset_link(ada.person.pk, by=dee)
