"""One's own account over REST: zone, browsers, tokens."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from headway.actors.models import Actor
from headway.people.models import ApiToken
from headway.people.tokens.actions import make_token
from headway.people.tokens.pages import TokenForm
from tests.programs import ROOT, program_of


@pytest.fixture
def ask(ada: Actor):
    return program_of(ada)


def token_of(actor: Actor, *scopes: str) -> str:
    lives = timedelta(days=1)
    return make_token(by=actor, name="CI", scopes=scopes, lives=lives)


def browse(actor: Actor) -> Client:
    """Sign in as a browser does, so that the session is listed."""
    client = Client(headers={"user-agent": "Mozilla/5.0 (X11; Linux) Firefox/140.0"})
    client.force_login(actor.person.user)
    client.get("/w/acme/me/")
    session = client.session
    UserSession.objects.get_or_create(
        session_key=session.session_key,
        defaults={
            "user": actor.person.user,
            "ip": "192.0.2.1",
            "user_agent": "Mozilla/5.0 (X11; Linux) Firefox/140.0",
        },
    )
    return client


def test_one_says_who_one_is_and_moves_to_another_zone(ask, ada: Actor):
    me = ask("GET", "/me")
    moved = ask("PATCH", "/me", {"zone": "Asia/Tokyo"}, If_Match=me.headers["ETag"])

    assert me.json() == {
        "person_id": ada.person.pk,
        "actor_id": ada.pk,
        "name": "Ada",
        "role": "member",
        "email": "ada@example.org",
        "zone": "",
        "language": "",
        "version": 1,
    }
    assert moved.json()["zone"] == "Asia/Tokyo"
    assert moved.headers["ETag"] == '"2"'


def test_two_who_move_at_once_do_not_overwrite_each_other(ask):
    ask("PATCH", "/me", {"zone": "Asia/Tokyo"})
    late = ask("PATCH", "/me", {"zone": "Europe/Paris"}, If_Match='"1"')

    assert late.status_code == 412
    assert late.json()["current"]["zone"] == "Asia/Tokyo"
    assert late.json()["sent"] == {"zone": "Europe/Paris"}


def test_the_browsers_of_others_are_theirs(ask, ada: Actor, ben: Actor):
    browse(ada)
    browse(ben)
    ids = [each["id"] for each in ask("GET", "/me/sessions").json()["sessions"]]
    theirs = UserSession.objects.get(user=ben.person.user)

    assert theirs.pk not in ids
    assert ask("DELETE", f"/me/sessions/{theirs.pk}").status_code == 404


def test_one_browser_is_signed_out(ask, ada: Actor):
    browser = browse(ada)
    (session,) = UserSession.objects.filter(user=ada.person.user)
    listed = ask("GET", "/me/sessions").json()["sessions"]

    assert {"id": session.pk, "program": "Firefox on Linux"}.items() <= listed[
        0
    ].items()
    assert ask("DELETE", f"/me/sessions/{session.pk}").status_code == 204
    assert browser.get("/w/acme/").status_code == 302


def test_all_others_are_and_the_one_that_asks_stays(ada: Actor):
    here, there = browse(ada), browse(ada)
    ended = here.delete(f"{ROOT}/me/sessions")

    assert ended.json() == {"ended": 1}
    assert here.get(f"{ROOT}/me").status_code == 200
    assert there.get(f"{ROOT}/me").status_code == 401


def test_a_token_signs_out_of_every_browser(ada: Actor):
    browser = browse(ada)
    by_token = program_of(token=token_of(ada, "read", "write"))

    assert by_token("DELETE", "/me/sessions").json() == {"ended": 1}
    assert browser.get(f"{ROOT}/me").status_code == 401


def test_tokens_are_listed_without_what_they_are_and_revoked(ask, ada: Actor):
    secret = token_of(ada, "read")
    answer = ask("GET", "/me/tokens")
    (token,) = answer.json()["items"]
    by_token = program_of(token=secret)

    assert secret not in answer.content.decode()
    assert (token["name"], token["scope"]) == ("CI", "read")
    assert by_token("GET", "/me").status_code == 200
    assert ask("DELETE", f"/me/tokens/{token['id']}").status_code == 204
    assert by_token("GET", "/me").status_code == 401


def test_a_token_lists_no_tokens_of_others_and_makes_none(ada: Actor, ben: Actor):
    token_of(ben, "read")
    by_token = program_of(token=token_of(ada, "read", "write"))
    names = [row["id"] for row in by_token("GET", "/me/tokens").json()["items"]]

    assert names == [ApiToken.objects.get(person=ada.person).pk]
    assert by_token("POST", "/me/tokens", {"name": "x"}).status_code == 405


def test_only_administrators_are_offered_the_scope_to_administer(
    ada: Actor, dee: Actor
):
    for actor, is_offered in ((ada, False), (dee, True)):
        form = TokenForm(by=actor)
        offered = [value for value, _label in form.fields["scope"].choices]
        assert ("read write admin" in offered) is is_offered
