"""Who found a hole learns whom to tell."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from headway.server import environment
from headway.server.data import StartError

PATH = "/.well-known/security.txt"


def test_it_names_the_contact_for_less_than_a_year(client, db, settings):
    settings.HEADWAY_SECURITY_CONTACT = "mailto:safe@example.org"
    settings.HEADWAY_URL = "https://work.example.org"
    answer = client.get(PATH)
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert fields["Contact"] == "mailto:safe@example.org"
    assert fields["Canonical"] == f"https://work.example.org{PATH}"
    expires = datetime.fromisoformat(fields["Expires"]) - timezone.now()
    assert timedelta(days=30) < expires < timedelta(days=365)


def test_without_a_contact_there_is_none(client, db, settings):
    settings.HEADWAY_SECURITY_CONTACT = ""
    assert client.get(PATH).status_code == 404


@pytest.mark.parametrize(
    ("named", "contact"),
    [
        ("", ""),
        ("safe@example.org", "mailto:safe@example.org"),
        ("mailto:safe@example.org", "mailto:safe@example.org"),
        ("https://example.org/safe", "https://example.org/safe"),
    ],
)
def test_a_contact_is_an_address(named, contact, monkeypatch):
    monkeypatch.setenv("HEADWAY_SECURITY_CONTACT", named)
    assert environment.security_contact() == contact


@pytest.mark.parametrize(
    "named", ["me", "http://x.org", "a@b\nExpires: never", "a b@c"]
)
def test_what_is_none_is_refused(named, monkeypatch):
    monkeypatch.setenv("HEADWAY_SECURITY_CONTACT", named)
    with pytest.raises(StartError, match="HEADWAY_SECURITY_CONTACT"):
        environment.security_contact()
