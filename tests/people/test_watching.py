"""Who comes in, goes or tries to is in the log, for administrators and themselves."""

import pytest
from django.test import Client

from headway.actors.models import Actor, Workspace
from headway.events.models import Event
from headway.people.signing_in.facts import (
    SignedIn,
    SignedOut,
    SignInFailed,
    StrangerRefused,
)
from tests.work.test_list_page import signed_in, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(ada: Actor) -> Actor:
    ada.person.user.set_password("long enough")
    ada.person.user.save()
    return ada


def sign_in(client: Client, name: str, password: str) -> int:
    return client.post("/sign-in/", {"login": name, "password": password}).status_code


def told(fact) -> Event:
    return Event.objects.get(kind=fact.kind)


def test_coming_and_going_is_logged_with_the_place(client: Client, known: Actor):
    assert sign_in(client, "ada", "long enough") == 302
    client.post("/sign-out/")

    for fact in (SignedIn, SignedOut):
        event = told(fact)
        assert (event.actor, event.subject_id) == (known, known.person.pk)
        assert event.data["ip"] == "127.0.0.1"


def test_a_wrong_password_is_logged_and_never_kept(client: Client, known: Actor):
    assert sign_in(client, "ada", "wrong enough") == 422

    event = told(SignInFailed)
    assert event.subject_id == known.person.pk
    assert "wrong enough" not in str(event.data)
    assert not Event.objects.filter(kind=SignedIn.kind).exists()


def test_a_name_that_is_nobodys_is_logged_where_there_is_one_workspace(
    client: Client, known: Actor
):
    sign_in(client, "my-secret-by-mistake", "x")
    event = told(StrangerRefused)
    assert "my-secret" not in str(event.data)

    Workspace.objects.create(slug="second", name="Second")
    sign_in(client, "my-secret-by-mistake", "x")
    assert told(StrangerRefused) == event


def test_others_do_not_read_it(client: Client, known: Actor, ben: Actor, dee: Actor):
    sign_in(client, "ada", "long enough")
    page = f"/w/acme/people/{known.person.pk}/history/"

    assert "Ada signed in, from 127.0.0.1" in text_of(client, page)
    assert "signed in" not in text_of(signed_in(client, ben), page)
    assert "Ada signed in" in text_of(signed_in(client, dee), page)
