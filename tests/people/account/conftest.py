"""Ada, with a password, in her browser."""

import pytest
from django.test import Client

from headway.actors.models import Actor
from headway.people.models import User

PASSWORD = "span the river"


@pytest.fixture
def adas_user(ada: Actor) -> User:
    ada.person.user.set_password(PASSWORD)
    ada.person.user.save()
    return ada.person.user


@pytest.fixture
def mine(adas_user: User) -> Client:
    return signed_in("Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0")


def signed_in(user_agent: str = "", login: str = "ada") -> Client:
    """A browser in which somebody signed in by name and password."""
    client = Client(headers={"user-agent": user_agent})
    answer = client.post("/sign-in/", {"login": login, "password": PASSWORD})
    assert answer.status_code == 302
    return client


def confirm(client: Client) -> None:
    """Prove once more who it is."""
    answer = client.post("/confirm/?next=/", {"password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, "/")
