"""Where one is signed in, and how that ends."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from headway.actors.models import Actor
from headway.events.models import Event
from headway.people.account import seen
from headway.people.account.actions import end_all_sessions
from headway.people.account.programs import program_words
from headway.people.models import User
from tests.people.account.conftest import PASSWORD, signed_in

PAGE = "/w/acme/me/sessions/"
PHONE = "Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36"


def is_in(client: Client) -> bool:
    return client.get("/w/acme/").status_code == 200


def session_of(client: Client) -> UserSession:
    return UserSession.objects.get(session_key=client.session.session_key)


def test_each_browser_is_listed_with_device_and_address(mine: Client):
    signed_in(PHONE)
    html = mine.get(PAGE).content.decode()

    assert "Firefox on Linux" in html
    assert "Chrome on Android" in html
    assert "127.0.0.1" in html
    assert html.index("this browser") < html.index("Chrome on Android")
    for client_key in UserSession.objects.values_list("session_key", flat=True):
        assert client_key not in html


def test_one_is_ended_and_the_others_stay(mine: Client):
    phone = signed_in(PHONE)
    answer = mine.post(f"{PAGE}{session_of(phone).pk}/end/", follow=True)

    assert "Chrome on Android is signed out." in answer.content.decode()
    assert not is_in(phone)
    assert is_in(mine)
    assert Event.objects.get(kind="people.sessions_ended").data["count"] == 1


def test_ending_this_one_leads_to_signing_in(mine: Client):
    answer = mine.post(f"{PAGE}{session_of(mine).pk}/end/")
    assert (answer.status_code, answer.url) == (302, "/sign-in/")
    assert not is_in(mine)


def test_all_others_end(mine: Client):
    others = [signed_in(PHONE), signed_in()]
    mine.post(f"{PAGE}end/")
    assert [is_in(client) for client in (mine, *others)] == [True, False, False]


def test_everywhere_means_here_too(mine: Client):
    phone = signed_in(PHONE)
    assert mine.post(f"{PAGE}end/", {"all": "1"}).url == "/sign-in/"
    assert not is_in(mine)
    assert not is_in(phone)
    assert not UserSession.objects.exists()


def test_sessions_of_others_are_not_mine_to_end(mine: Client, dee: Actor):
    dee.person.user.set_password(PASSWORD)
    dee.person.user.save()
    client = signed_in(login="dee")
    foreign = session_of(client)

    assert mine.post(f"{PAGE}{foreign.pk}/end/").status_code == 404
    assert mine.post(f"{PAGE}end/", {"all": "1"}).status_code == 302
    assert is_in(client)


def test_the_disabled_are_out_at_once(mine: Client, adas_user: User):
    adas_user.is_active = False
    adas_user.save()
    assert not is_in(mine)


def test_an_administrator_ends_all_of_them(mine: Client, adas_user: User):
    phone = signed_in(PHONE)
    end_all_sessions(adas_user)
    assert not is_in(mine)
    assert not is_in(phone)


def test_signing_out_takes_it_off_the_list(mine: Client, adas_user: User):
    phone = signed_in(PHONE)
    phone.post("/sign-out/")
    html = mine.get(PAGE).content.decode()
    assert "Chrome on Android" not in html


def test_last_seen_is_written_once_a_minute(mine: Client, monkeypatch):
    before = session_of(mine).last_seen_at
    mine.get("/w/acme/")
    assert session_of(mine).last_seen_at == before
    monkeypatch.setattr(seen, "EVERY_SECONDS", 0.0)
    mine.get("/w/acme/", REMOTE_ADDR="10.9.8.7")
    assert session_of(mine).last_seen_at > before
    assert session_of(mine).ip == "10.9.8.7"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        ("", "Another program"),
        ("curl/8.5", "Another program"),
        (
            "Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537 Edg/140",
            "Edge on Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; like Mac OS X) Version/18 Safari/604",
            "Safari on iPhone",
        ),
        ("<script>Firefox/1", "Firefox"),
    ],
)
def test_programs_have_names(user_agent: str, words: str):
    assert program_words(user_agent) == words
