"""``HEADWAY_EMAIL_URL``."""

import pytest

from headway.server.data import StartError
from headway.server.mail import MailOut, mail_out

HOST = "mail.example.org"


def out(monkeypatch, url: str) -> MailOut:
    monkeypatch.setenv("HEADWAY_EMAIL_URL", url)
    monkeypatch.setenv("HEADWAY_URL", "https://work.example.org")
    return mail_out()


@pytest.mark.parametrize(
    ("url", "port", "security"),
    [
        (f"smtp://{HOST}", 587, "starttls"),
        (f"smtp://{HOST}:25", 25, "starttls"),
        (f"smtp://{HOST}?tls=none", 587, "none"),
        (f"smtp://{HOST}:2525/?tls=tls", 2525, "tls"),
        (f"smtps://{HOST}", 465, "tls"),
        ("smtp://127.0.0.1:1025", 1025, "none"),
        ("smtp://localhost?tls=starttls", 587, "starttls"),
    ],
)
def test_encryption_is_required_unless_it_is_this_machine(
    monkeypatch, url: str, port: int, security: str
):
    found = out(monkeypatch, url)
    assert (found.kind, found.port, found.security) == ("smtp", port, security)
    assert found.backend.endswith("smtp.EmailBackend")


def test_user_and_password_are_decoded_and_the_sender_follows(monkeypatch):
    found = out(monkeypatch, f"smtp://me%40example.org:p%40ss%3Aword@{HOST}")
    assert (found.user, found.password) == ("me@example.org", "p@ss:word")
    assert found.sender == "Headway <me@example.org>"
    assert "p@ss" not in repr(found)


@pytest.mark.parametrize(
    ("url", "sender"),
    [
        (f"smtp://apikey:x@{HOST}", "Headway <headway@work.example.org>"),
        (f"smtp://{HOST}?from=team%40example.org", "team@example.org"),
        ("console:", "Headway <headway@work.example.org>"),
    ],
)
def test_the_sender(monkeypatch, url: str, sender: str):
    assert out(monkeypatch, url).sender == sender


def test_without_it_nothing_is_sent(monkeypatch):
    found = out(monkeypatch, "")
    assert found.kind == ""
    assert found.backend.endswith("dummy.EmailBackend")


@pytest.mark.parametrize(
    "url",
    [
        "mail.example.org",
        "http://mail.example.org",
        "smtp://",
        f"smtp://{HOST}:port",
        f"smtp://{HOST}:99999",
        f"smtp://{HOST}/path",
        f"smtp://{HOST}?tls=maybe",
        f"smtp://{HOST}?tsl=none",
        f"smtp://{HOST}?from=nobody",
        f"smtp://{HOST}?from=a%40b%0d%0aBcc:%20c%40d",
        f"smtp://user:secret@[{HOST}",
    ],
)
def test_what_cannot_be_read_is_refused_without_repeating_the_password(
    monkeypatch, url: str
):
    with pytest.raises(StartError, match="HEADWAY_EMAIL_URL") as refused:
        out(monkeypatch, url)
    assert "secret" not in str(refused.value)
