"""Letters on their way out."""

import re
from datetime import timedelta

import pytest
from cryptography.fernet import InvalidToken
from django.core import mail
from django.db import transaction
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from headway.actors.models import Actor
from headway.people.mail import post, sending
from headway.people.mail.letters import Letter
from headway.people.mail.sealing import seal, unseal
from headway.people.models import MailFailure
from headway.server.mail import MailOut
from tests.people.mail.conftest import Inbox, send_waiting, use

SECRET = "https://work.example.org/a-link-that-lets-in"


def write(dee: Actor, to: str = "ada@example.org", **changes) -> None:
    said = {
        "name": "test",
        "to": to,
        "context": {"name": "Dee", "workspace": SECRET},
        "workspaces": [dee.workspace_id],
        "lives": timedelta(hours=1),
        "language": "en",
    }
    said |= changes
    post(said.pop("name"), **said)


def test_a_letter_arrives_with_subject_text_and_an_id_of_its_own(
    inbox: Inbox, dee: Actor
):
    write(dee)
    assert send_waiting() == 1

    (message,) = inbox.messages
    assert message["Subject"] == "Mail from Headway arrives"
    assert message["To"] == "ada@example.org"
    assert message["Auto-Submitted"] == "auto-generated"
    assert "@127.0.0.1>" in message["Message-ID"]
    assert SECRET in message.get_content()
    assert not MailFailure.objects.exists()


def test_what_a_letter_says_waits_sealed_and_only_with_the_change(dee: Actor):
    with transaction.atomic():
        write(dee)
        transaction.set_rollback(True)
    assert not ProcrastinateJob.objects.exists()

    write(dee)
    job = ProcrastinateJob.objects.get()
    assert SECRET not in str(job.args)
    assert "ada@" not in str(job.args)
    assert Letter.unsealed(job.args["sealed"]).to == "ada@example.org"


def test_another_key_opens_no_seal_and_a_former_one_does(settings):
    sealed = seal("a secret")
    former, settings.SECRET_KEY = settings.SECRET_KEY, "another"
    with pytest.raises(InvalidToken):
        unseal(sealed)
    settings.SECRET_KEY_FALLBACKS = [former]
    assert unseal(sealed) == "a secret"


def test_a_server_that_is_away_is_tried_again_and_administrators_see_it(
    inbox: Inbox, dee: Actor, ada: Actor
):
    inbox.answer = "451 Later, please"
    write(dee)
    args = ProcrastinateJob.objects.get().args
    args = (args["letter"], args["sealed"])
    for _ in range(2):
        with pytest.raises(sending.Delayed, match="451 Later, please"):
            sending.deliver(*args, is_last=False)
    failure = MailFailure.objects.visible_to(dee).get()
    assert (failure.attempts, failure.given_up_at, failure.sent_at) == (2, None, None)
    assert failure.to == "ada@example.org"
    assert not MailFailure.objects.visible_to(ada).exists()

    inbox.answer = "250 OK"
    sending.deliver(*args, is_last=False)
    assert MailFailure.objects.get().sent_at is not None
    assert len(inbox.messages) == 1


def test_what_is_refused_for_good_is_given_up(inbox: Inbox, dee: Actor):
    inbox.answer = "550 No such person"
    write(dee)
    with pytest.raises(sending.Undeliverable, match="550 No such person"):
        send_waiting()
    assert MailFailure.objects.get().given_up_at is not None


def test_after_the_last_attempt_it_is_given_up(inbox: Inbox, dee: Actor):
    inbox.answer = "451 Later, please"
    write(dee)
    with pytest.raises(sending.Undeliverable):
        send_waiting(is_last=True)
    assert MailFailure.objects.get().given_up_at is not None


def test_a_letter_whose_time_is_over_is_not_sent(inbox: Inbox, dee: Actor):
    write(dee, lives=timedelta(seconds=-1))
    with pytest.raises(sending.Undeliverable, match="delayed"):
        send_waiting()
    assert inbox.messages == []


def test_failures_are_forgotten_after_a_while(inbox: Inbox, dee: Actor):
    inbox.answer = "550 No"
    for _ in range(2):
        write(dee)
        with pytest.raises(sending.Undeliverable):
            send_waiting()
        kept = MailFailure.objects.get()
        MailFailure.objects.update(failed_at=kept.failed_at - timedelta(days=91))


def test_nothing_listens_and_says_so(settings, dee: Actor):
    use(settings, MailOut(kind="smtp", host="127.0.0.1", port=1))
    said = sending.send_test("dee@example.org", by=dee)
    assert said == "Nothing listens at 127.0.0.1, port 1."


def test_a_server_without_encryption_is_refused_with_the_remedy(
    settings, inbox: Inbox, dee: Actor
):
    settings.EMAIL_USE_TLS = True
    said = sending.send_test("dee@example.org", by=dee)
    assert "cannot do what HEADWAY_EMAIL_URL asks" in said
    assert "tls=none" in said
    assert inbox.messages == []


LINES = ("\r\n", "\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x00")


@pytest.mark.parametrize("end", LINES, ids=repr)
def test_no_name_becomes_a_header(end: str):
    attack = f"Eve{end}Bcc: eve@example.net{end}{end}Read this"
    letter = Letter(
        name="test",
        to="ada@example.org",
        context={"name": attack, "workspace": attack},
        workspaces=[],
        expires_at=None,
    )
    message = letter.message("1")
    lines = message.message().as_bytes().partition(b"\n\n")[0].splitlines()

    assert not [line for line in lines if line.lower().startswith(b"bcc")]
    assert message.recipients() == ["ada@example.org"]


@pytest.mark.parametrize(
    "to",
    [
        *(f"ada@example.org{end}Bcc: eve@example.net" for end in LINES),
        "ada@example.org, eve@example.net",
        "ada@example.org;eve@example.net",
        "Eve <eve@example.net>",
        '"eve@example.net" ada@example.org',
    ],
    ids=repr,
)
def test_an_address_is_one_address(settings, dee: Actor, to: str):
    settings.HEADWAY_MAIL = MailOut(kind="smtp", host="127.0.0.1")
    write(dee, to=to)
    with pytest.raises(sending.Undeliverable, match="no address"):
        send_waiting()
    assert mail.outbox == []
    assert MailFailure.objects.get().given_up_at is not None


def test_an_invitation_is_mailed_to_its_address_and_not_shown(
    settings, inbox: Inbox, client: Client, dee: Actor
):
    client.force_login(dee.person.user)
    sent = {"name": "Eve", "role": "member", "is_invited": "on"}
    page = "/w/acme/settings/members/"
    answer = client.post(page, sent | {"email": "eve@example.org"}, follow=True)
    assert "goes to eve@example.org" in answer.content.decode()
    assert "/invitation/?token=" not in answer.content.decode()
    send_waiting()

    (message,) = inbox.messages
    (link,) = re.findall(r"http\S+", message.get_content())
    opened = Client().get(link.removeprefix(settings.HEADWAY_URL))
    assert opened.status_code == 200
    shown = client.post(page, sent | {"name": "Finn"})
    assert "/invitation/?token=" in shown.content.decode()
