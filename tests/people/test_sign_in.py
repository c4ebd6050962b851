"""Signing in and out."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from headway.actors.models import Actor
from headway.people.models import User

SIGN_IN = "/sign-in/"
PASSWORD = "span the river"


@pytest.fixture
def adas_user(ada: Actor) -> User:
    user = ada.person.user
    user.set_password(PASSWORD)
    user.save()
    return user


def attempt(client: Client, login: str = "ada", password: str = PASSWORD, **more):
    return client.post(SIGN_IN, {"login": login, "password": password}, **more)


@pytest.mark.parametrize("login", ["ada", "ADA", " ada ", "ada@example.org"])
def test_a_name_or_an_address_and_the_password_lead_in(
    client: Client, adas_user: User, login: str
):
    answer = attempt(client, login)

    assert (answer.status_code, answer.url) == (302, "/")
    assert client.session["_auth_user_id"] == str(adas_user.pk)
    assert client.get("/").url == "/w/acme/"


def test_the_form_stands_on_its_own_and_offers_only_what_works(client: Client, db):
    html = client.get(SIGN_IN).content.decode()

    assert 'autocomplete="username"' in html
    assert 'autocomplete="current-password"' in html
    assert "sign-up" not in html
    assert "reset" not in html
    assert "<script" not in html.partition("<main")[2]


def test_a_wrong_password_and_an_unknown_name_are_told_the_same(
    client: Client, adas_user: User
):
    wrong = attempt(client, "ada", "guess")
    unknown = attempt(client, "zoe", "guess")
    adas_user.is_active = False
    adas_user.save()
    inactive = attempt(client)

    texts = {
        a.context["form"].non_field_errors()[0] for a in (wrong, unknown, inactive)
    }
    assert texts == {"This name and this password do not belong together."}
    assert {a.status_code for a in (wrong, unknown, inactive)} == {422}
    assert "_auth_user_id" not in client.session


def test_the_session_gets_a_new_key(client: Client, adas_user: User):
    session = client.session
    session["known"] = "to somebody else"
    session.save()
    before = client.cookies[settings.SESSION_COOKIE_NAME].value

    attempt(client)

    assert client.session.session_key != before


def test_a_form_from_elsewhere_is_refused(adas_user: User):
    assert attempt(Client(enforce_csrf_checks=True)).status_code == 403


@pytest.mark.parametrize(
    ("onward", "to"),
    [
        ("/w/acme/work/?q=a", "/w/acme/work/?q=a"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("http://localhost/", "/"),
        ("javascript:alert(1)", "/"),
        ("/\\evil.example", "/"),
    ],
)
def test_one_goes_on_to_pages_of_this_host_alone(client, adas_user, onward, to):
    answer = client.post(
        f"{SIGN_IN}?next=" + onward, {"login": "ada", "password": PASSWORD}
    )
    assert answer.url == to


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_not_allowed(client: Client, method: str):
    assert getattr(client, method)(SIGN_IN).status_code == 405
    assert getattr(client, method)("/sign-out/").status_code == 405


def test_signing_out_ends_the_session(adas_browser: Client):
    assert adas_browser.get("/sign-out/").status_code == 405
    answer = adas_browser.post("/sign-out/")

    assert (answer.status_code, answer.url) == (302, SIGN_IN)
    assert "_auth_user_id" not in adas_browser.session
    assert adas_browser.get("/").url == f"{SIGN_IN}?next=/"


def test_who_is_signed_in_need_not_sign_in(adas_browser: Client):
    assert adas_browser.get(SIGN_IN).url == "/"


def fail(client: Client, times: int, **more) -> int:
    statuses = [
        attempt(client, "ada", "guess", **more).status_code for _ in range(times)
    ]
    return statuses[-1]


def test_after_ten_failures_a_name_is_closed_to_strangers(
    client: Client, adas_user: User
):
    assert fail(client, 10) == 422
    answer = attempt(client)

    assert answer.status_code == 429
    assert "Try again in 15 minutes" in answer.content.decode()
    assert fail(Client(), 1, REMOTE_ADDR="10.9.8.7") == 429
    cache.clear()
    assert attempt(client).status_code == 302


def test_strangers_cannot_lock_anyone_out_of_the_browser_they_use(
    client: Client, adas_user: User
):
    attempt(client)
    client.post("/sign-out/")
    assert fail(Client(), 11) == 429

    assert attempt(client).status_code == 302


def test_a_known_browser_has_its_limit_too(client: Client, adas_user: User):
    attempt(client)
    client.post("/sign-out/")

    assert fail(client, 11) == 429


def test_a_forged_proof_of_a_known_browser_counts_for_nothing(
    client: Client, adas_user: User
):
    attempt(client)
    known = client.cookies["headway_device"].value
    stranger = Client()
    stranger.cookies["headway_device"] = known.partition(".")[0] + "." + "0" * 64
    fail(stranger, 10)

    assert fail(stranger, 1) == 429
    client.post("/sign-out/")
    assert attempt(client).status_code == 302


def test_one_place_cannot_try_all_names(client: Client, db):
    for n in range(30):
        assert attempt(client, f"name{n}", "guess").status_code == 422

    assert attempt(client, "another", "guess").status_code == 429
    elsewhere = attempt(client, "another", "guess", REMOTE_ADDR="10.9.8.7")
    assert elsewhere.status_code == 422


def test_success_does_not_count_as_an_attempt(client: Client, adas_user: User):
    for _ in range(12):
        assert attempt(client).status_code == 302
        client.post("/sign-out/")


def test_without_a_workspace_a_page_says_so(client: Client, db):
    client.force_login(User.objects.create_user("<b>zoe</b>"))
    answer = client.get("/")

    assert answer.status_code == 200
    assert "&lt;b&gt;zoe&lt;/b&gt;" in answer.content.decode()
    assert "Sign out" in answer.content.decode()
