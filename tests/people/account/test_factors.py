"""Second factors: set up, used, counted, lost."""

import re
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.cache import cache
from django.test import Client

from headway.actors.models import Actor, Role
from headway.base.errors import Refused
from headway.events.models import Event
from headway.people.account.actions import remove_all_factors
from headway.people.models import User
from headway.people.signing_in.passwords import reset_link
from headway.server.mail import MailOut
from tests.people.account.conftest import PASSWORD, confirm
from tests.people.mail.conftest import send_waiting

WAYS = "/w/acme/me/sign-in/"
STEP = "/sign-in/second-factor/"


NOW = 60_000_000
"""The period of 30 seconds that it is in every test; else codes would run out."""


@pytest.fixture(autouse=True)
def one_period(monkeypatch: pytest.MonkeyPatch) -> None:
    let_periods_pass(0, monkeypatch)


def let_periods_pass(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SimpleNamespace(time=lambda: 30 * (NOW + count) + 15)
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time", clock)


def code_of(secret: str, periods: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, NOW + periods))


def set_up(mine: Client) -> tuple[str, list[str]]:
    """Set an app up; return its secret and the recovery codes."""
    confirm(mine)
    html = mine.get(f"{WAYS}app/").content.decode()
    secret = "".join(re.search(r"<code[^>]*>([A-Z2-7 ]+)<", html).group(1).split())
    answer = mine.post(f"{WAYS}app/", {"code": code_of(secret, -1)})
    assert answer.status_code == 200, answer.content
    return secret, re.findall(r"<li>(\d{8})</li>", answer.content.decode())


@pytest.fixture
def app(mine: Client) -> tuple[str, list[str]]:
    return set_up(mine)


def asked(back: str) -> str:
    """Where one proves who one is, and goes back from."""
    return f"/confirm/?next={quote(back, safe='')}"


def after_password(client: Client | None = None) -> Client:
    client = client or Client()
    answer = client.post("/sign-in/", {"login": "ada", "password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, STEP)
    assert "_auth_user_id" not in client.session
    return client


def type_code(client: Client, code: str) -> int:
    return client.post(STEP, {"code": code}).status_code


def test_an_app_is_set_up_after_proving_who_one_is(mine: Client, adas_user: User):
    page = mine.get(f"{WAYS}app/")
    assert (page.status_code, page.url) == (302, asked(f"{WAYS}app/"))

    secret, codes = set_up(mine)

    assert len(codes) == len(set(codes)) == 10
    kept = str(list(Authenticator.objects.values()))
    assert secret not in kept
    assert not [code for code in codes if code in kept]
    html = mine.get(WAYS).content.decode()
    assert "10 codes are left" in html
    assert not [code for code in codes if code in html]
    assert Event.objects.filter(kind="people.second_factor_added").count() == 1


def test_a_wrong_first_code_sets_nothing_up(mine: Client):
    confirm(mine)
    mine.get(f"{WAYS}app/")
    assert mine.post(f"{WAYS}app/", {"code": "000"}).status_code == 422
    assert not Authenticator.objects.exists()


def test_the_password_alone_no_longer_leads_in(app):
    client = after_password()
    assert client.get("/w/acme/").status_code == 302
    assert type_code(client, code_of(app[0])) == 302
    assert client.get("/w/acme/").status_code == 200


def test_one_goes_on_to_where_one_was_going(app):
    client = Client()
    client.post("/sign-in/?next=/w/acme/work/", {"login": "ada", "password": PASSWORD})
    assert client.post(STEP, {"code": code_of(app[0])}).url == "/w/acme/work/"


def test_a_code_of_the_app_works_once_in_all_its_periods(app, monkeypatch):
    secret, __ = app
    code = code_of(secret)
    assert type_code(after_password(), code) == 302
    assert type_code(after_password(), code) == 422
    assert type_code(after_password(), f"{code[:3]} {code[3:]}") == 422
    cache.delete_many([f"allauth.mfa.totp.used?user={u}&code={code}" for u in (1, 2)])
    let_periods_pass(1, monkeypatch)
    assert type_code(after_password(), code) == 422


def test_the_code_that_set_it_up_is_used(mine: Client):
    secret, __ = set_up(mine)
    assert type_code(after_password(), code_of(secret, -1)) == 422


def test_a_recovery_code_works_once(app):
    code = app[1][3]
    assert type_code(after_password(), code) == 302
    assert type_code(after_password(), code) == 422


def test_strangers_have_five_tries_together_even_with_the_password(app):
    for _ in range(5):
        assert type_code(after_password(), "wrong") == 422
    assert type_code(after_password(), code_of(app[0])) == 429


def test_and_cannot_keep_the_owner_out_of_their_browser(mine: Client, app):
    mine.post("/sign-out/")
    for _ in range(6):
        type_code(after_password(), "wrong")
    after_password(mine)
    assert type_code(mine, code_of(app[0])) == 302


def test_the_password_alone_makes_no_browser_known(app):
    stranger = after_password()
    assert "headway_device" not in stranger.cookies
    for _ in range(5):
        type_code(stranger, "wrong")
        after_password(stranger)
    assert type_code(stranger, "wrong") == 429


def test_a_known_browser_has_five_tries_too(mine: Client, app):
    mine.post("/sign-out/")
    for _ in range(5):
        after_password(mine)
        assert type_code(mine, "wrong") == 422
    after_password(mine)
    assert type_code(mine, code_of(app[0])) == 429


def test_the_second_step_alone_is_none(app):
    assert Client().get(STEP).url == "/sign-in/"
    assert Client().post(STEP, {"code": code_of(app[0])}).url == "/sign-in/"


def test_going_back_to_signing_in_begins_again(app):
    client = after_password()
    assert client.get("/sign-in/").status_code == 200
    assert client.get(STEP).url == "/sign-in/"


def test_a_reset_password_asks_for_the_second_factor_too(
    settings, app, adas_user: User
):
    client = Client()
    adas_user.refresh_from_db()
    link = reset_link(adas_user).removeprefix(settings.HEADWAY_URL)
    form = client.get(link).url
    answer = client.post(form, {"password": "a bridge too far"})
    assert (answer.status_code, answer.url) == (302, STEP)
    assert client.get("/w/acme/").status_code == 302


def test_a_code_proves_who_one_is_as_the_password_does(mine: Client, app):
    answer = mine.post("/confirm/code/?next=/", {"code": code_of(app[0])})
    assert (answer.status_code, answer.url) == (302, "/")
    assert mine.post("/confirm/code/", {"code": "wrong"}).status_code == 422


def test_new_recovery_codes_end_the_old_ones(mine: Client, app):
    answer = mine.post(f"{WAYS}recovery-codes/")
    new = re.findall(r"<li>(\d{8})</li>", answer.content.decode())
    assert len(new) == 10
    assert "no-store" in answer.headers["Cache-Control"]
    assert type_code(after_password(), app[1][0]) == 422
    assert type_code(after_password(), new[0]) == 302


def test_removing_the_last_factor_removes_the_codes(settings, mine: Client, app):
    settings.HEADWAY_MAIL = MailOut(kind="smtp", host="x", sender="h@example.org")
    factor = Authenticator.objects.get(type="totp")
    answer = mine.post(f"{WAYS}factors/{factor.pk}/removal/")

    assert answer.url == WAYS
    assert not Authenticator.objects.exists()
    assert Event.objects.filter(kind="people.second_factor_removed").count() == 1
    send_waiting()
    assert "second factor was removed" in mail.outbox[0].body


def test_changes_ask_again_after_a_while(mine: Client, app, settings):
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    factor = Authenticator.objects.get(type="totp")
    for path in (f"factors/{factor.pk}/removal/", "recovery-codes/"):
        answer = mine.post(f"{WAYS}{path}")
        assert answer.url == asked(WAYS)
    assert mine.get(f"{WAYS}passkeys/").url == asked(f"{WAYS}passkeys/")
    assert Authenticator.objects.count() == 2


def test_factors_of_others_are_not_mine_to_remove(mine: Client, app, dee: Actor):
    theirs = Authenticator.objects.create(
        user=dee.person.user, type="totp", data={"secret": "x"}
    )
    answer = mine.post(f"{WAYS}factors/{theirs.pk}/removal/")
    assert answer.status_code == 404


def test_an_administrator_removes_what_is_lost(
    mine: Client, app, dee: Actor, ada: Actor
):
    remove_all_factors(ada.person.pk, by=dee)
    assert not Authenticator.objects.exists()
    assert mine.get("/w/acme/").status_code == 302
    event = Event.objects.get(kind="people.second_factor_removed")
    assert event.actor == dee


def test_but_not_of_an_owner(app, dee: Actor, ada: Actor):
    ada.role = Role.OWNER
    ada.save()
    with pytest.raises(Refused, match="owns a workspace"):
        remove_all_factors(ada.person.pk, by=dee)
    assert Authenticator.objects.count() == 2


def test_a_lost_key_lets_nobody_in_and_breaks_no_page(
    settings, app, adas_user: User, dee: Actor, ada: Actor
):
    settings.SECRET_KEY = "another"
    client = after_password()
    assert type_code(client, code_of(app[0])) == 422
    assert type_code(client, app[1][0]) == 422
    client.force_login(adas_user)
    assert "0 codes are left" in client.get(WAYS).content.decode()
    remove_all_factors(ada.person.pk, by=dee)
    answer = Client().post("/sign-in/", {"login": "ada", "password": PASSWORD})
    assert answer.url == "/"


JUNK = [
    "", "null", "[]", "{}", "1", '"x"', '{"id": 1}', '{"response": []}', "{",
    '{"response": {"userHandle": "MQ"}}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": '
    '{"clientDataJSON": "AA", "authenticatorData": "AA", "signature": "AA", '
    '"userHandle": "MQ"}, "clientExtensionResults": {}}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": '
    '{"clientDataJSON": "AA", "attestationObject": "AA"}}',
]  # fmt: skip


@pytest.mark.parametrize("credential", JUNK)
def test_what_is_no_passkey_is_refused_everywhere(mine: Client, app, credential):
    sent = {"credential": credential}
    stranger = Client()
    assert stranger.get("/sign-in/passkey/").json()["publicKey"]["challenge"]
    assert stranger.post("/sign-in/passkey/", sent).status_code == 422
    step = after_password()
    step.get(STEP)
    assert step.post(STEP, sent).status_code == 422
    mine.get(f"{WAYS}passkeys/")
    assert mine.post(f"{WAYS}passkeys/", sent).status_code == 422
