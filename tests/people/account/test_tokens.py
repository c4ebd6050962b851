"""API tokens: made, shown once, used, revoked."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused
from headway.events.models import Event
from headway.people.models import ApiToken, User
from headway.people.tokens import actions
from headway.work.models import Item
from tests.people.account.conftest import confirm

PAGE = "/w/acme/me/tokens/"
API = "/api/v1/w/acme/"
READ, WRITE = ["read"], ["read", "write"]


def make(actor: Actor, name: str = "CI", scopes: list[str] = WRITE, days: int = 30):
    lives = timedelta(days=days)
    return actions.make_token(by=actor, name=name, scopes=scopes, lives=lives)


def holding(token: str, scheme: str = "Bearer") -> Client:
    return Client(headers={"authorization": f"{scheme} {token}"})


def rename(client: Client, item: Item) -> int:
    return client.patch(
        f"{API}items/{item.key}", {"title": "New"}, content_type="application/json"
    ).status_code


def test_a_token_is_shown_once_and_kept_as_a_digest(mine: Client):
    assert mine.get(f"{PAGE}new/").url.startswith("/confirm/")
    confirm(mine)
    form = {"name": "CI <b>", "scope": "read write", "days": "90"}
    answer = mine.post(f"{PAGE}new/", form)

    assert "no-store" in answer.headers["Cache-Control"]
    (token,) = re.findall(r"hw_[\w-]{43}", answer.content.decode())
    row = ApiToken.objects.values().get()
    assert token not in str(row)
    assert row["prefix"] == token[:9]
    assert timedelta(days=89) < row["expires_at"] - timezone.now()
    html = mine.get(PAGE).content.decode()
    assert "CI &lt;b&gt;" in html
    assert token not in html
    assert token not in str(list(Event.objects.values()))
    assert holding(token).get(f"{API}items").status_code == 200


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"scope": "admin"}, {"days": "9999"}, {"days": "-1"}]
)
def test_what_cannot_be_made_is_said(mine: Client, wrong: dict[str, str]):
    confirm(mine)
    form = {"name": "CI", "scope": "read", "days": "90"} | wrong
    assert mine.post(f"{PAGE}new/", form).status_code == 422
    assert not ApiToken.objects.exists()


def test_it_acts_as_its_person_and_the_history_says_by_what(
    ada: Actor, survey: Item, adas_browser: Client
):
    assert rename(holding(make(ada, "Night build")), survey) == 200

    event = Event.objects.get(kind="work.item_edited")
    assert event.actor == ada
    assert event.token_name == "Night build"
    html = adas_browser.get(f"/w/acme/items/{survey.key}/history/").content.decode()
    assert "Ada (by token “Night build”) changed the title" in html


def test_a_session_leaves_no_token_in_the_history(adas_browser: Client, survey: Item):
    assert rename(adas_browser, survey) == 200
    assert Event.objects.get(kind="work.item_edited").author == "Ada"


def test_reading_does_not_change(ada: Actor, survey: Item):
    reader = holding(make(ada, scopes=READ))
    assert reader.get(f"{API}items").status_code == 200
    answer = reader.post(f"{API}items", {}, content_type="application/json")
    assert answer.status_code == 403
    assert "scope “write”" in answer.json()["detail"]
    assert rename(reader, survey) == 403


def test_a_token_to_write_alone_reads_nothing(ada: Actor):
    writer = holding(make(ada, scopes=["write"]))
    assert writer.get(f"{API}items").status_code == 403


def test_a_viewers_token_changes_nothing(ben: Actor, survey: Item):
    assert rename(holding(make(ben)), survey) == 403


def test_revoked_is_revoked_at_the_next_request(mine: Client, ada: Actor):
    client = holding(make(ada))
    assert client.get(f"{API}items").status_code == 200
    mine.post(f"{PAGE}{ApiToken.objects.get().pk}/revocation/")

    assert client.get(f"{API}items").status_code == 401
    assert "Those that work no more" in mine.get(PAGE).content.decode()
    mine.post(f"{PAGE}{ApiToken.objects.get().pk}/revocation/")
    assert Event.objects.filter(kind="people.api_token_revoked").count() == 1


@pytest.mark.parametrize("what", ["expired", "disabled", "suspended", "left"])
def test_a_token_ends_with(ada: Actor, what: str):
    client = holding(make(ada))
    match what:
        case "expired":
            ApiToken.objects.update(expires_at=timezone.now())
        case "disabled":
            User.objects.update(is_active=False)
        case "suspended":
            ada.person.suspended_at = timezone.now()
            ada.person.save()
        case "left":
            ada.person.user = None
            ada.person.save()
    assert client.get(f"{API}items").status_code == 401


def test_it_is_good_for_one_workspace(ada: Actor, cem: Actor):
    foreign = holding(make(cem))
    assert foreign.get(f"{API}items").status_code == 404
    assert foreign.get("/api/v1/w/elsewhere/items").status_code == 200
    assert foreign.get("/api/v1/w/nowhere/items").status_code == 404


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer ", "Bearer hw_", "Basic YWRhOnB3", "Bearer hw_\x00", "é é"],
    ids=repr,
)
def test_what_is_no_token_is_401_even_with_a_session(adas_browser: Client, header):
    answer = adas_browser.get(f"{API}items", headers={"authorization": header})
    assert answer.status_code == 401


def test_the_scheme_is_read_as_standards_say(ada: Actor):
    assert holding(make(ada), "bearer").get(f"{API}items").status_code == 200


def test_a_token_opens_no_page_and_makes_no_token(ada: Actor):
    client = holding(make(ada))
    for path in ("/w/acme/", PAGE, f"{PAGE}new/"):
        assert client.get(path).url.startswith("/sign-in/")
    ada.token_name = "CI"
    with pytest.raises(PermissionDenied):
        make(ada, "another")


def test_a_token_needs_no_csrf_proof_and_a_session_does(ada: Actor, survey: Item):
    program = Client(
        enforce_csrf_checks=True, headers={"authorization": f"Bearer {make(ada)}"}
    )
    assert rename(program, survey) == 200
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ada.person.user)
    assert rename(browser, survey) == 403


def test_last_use_is_written_once_a_minute(ada: Actor):
    client = holding(make(ada))
    client.get(f"{API}items")
    first = ApiToken.objects.get().last_used_at
    client.get(f"{API}items")
    assert ApiToken.objects.get().last_used_at == first
    ApiToken.objects.update(last_used_at=first - timedelta(minutes=2))
    client.get(f"{API}items")
    assert ApiToken.objects.get().last_used_at > first - timedelta(minutes=2)


def test_tokens_of_others_are_neither_seen_nor_revoked(
    mine: Client, ada: Actor, dee: Actor
):
    make(dee, "Canary")
    token = ApiToken.objects.get()
    assert "Canary" not in mine.get(PAGE).content.decode()
    assert mine.post(f"{PAGE}{token.pk}/revocation/").status_code == 404
    with pytest.raises(NotFound):
        actions.revoke_token(token.pk, by=ada)


@pytest.mark.parametrize(
    ("scopes", "days"), [([], 30), (["admin"], 30), (READ, 0), (READ, 400)]
)
def test_no_token_without_scope_and_end(ada: Actor, scopes: list[str], days: int):
    with pytest.raises(Refused):
        make(ada, scopes=scopes, days=days)


def test_not_endlessly_many(ada: Actor, monkeypatch):
    monkeypatch.setattr(actions, "MOST_LIVE", 2)
    make(ada)
    make(ada)
    with pytest.raises(Refused, match="2 tokens"):
        make(ada)
