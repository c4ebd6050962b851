"""What the environment says, and what follows from it."""

import json
import os
import subprocess
import sys

import pytest

from headway.server import connections, environment
from headway.server.data import StartError

SHOW = """
import json
from headway import settings as s
names = ("ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "SESSION_COOKIE_NAME", "DEBUG",
         "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS")
print(json.dumps({n: getattr(s, n) for n in names} | s.DATABASES["default"]))
"""


def settings_with(**variables: str) -> dict:
    done = subprocess.run(
        [sys.executable, "-c", SHOW],
        env=os.environ | variables,
        capture_output=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_by_default_it_is_for_this_machine_and_without_debugging():
    found = settings_with(HEADWAY_URL="", HEADWAY_HOST="", HEADWAY_PORT="")
    assert found["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert found["DEBUG"] is False
    assert found["SESSION_COOKIE_SECURE"] is False


def test_behind_tls_cookies_are_bound_to_the_host_and_hsts_is_on():
    found = settings_with(HEADWAY_URL="https://work.example.org")
    assert "work.example.org" in found["ALLOWED_HOSTS"]
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://work.example.org"]
    assert found["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert found["SESSION_COOKIE_SECURE"] is found["CSRF_COOKIE_SECURE"] is True
    assert found["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600


def test_a_database_url_keeps_its_options_and_pages_get_limits():
    url = "postgresql://u:p@db.example/x?sslmode=require&options=-c%20search_path%3Dme"
    found = settings_with(DATABASE_URL=url, HEADWAY_PROCESS="web")
    assert (found["HOST"], found["NAME"], found["USER"]) == ("db.example", "x", "u")
    assert found["OPTIONS"]["sslmode"] == "require"
    for word in ("search_path", "lock_timeout", "statement_timeout"):
        assert word in found["OPTIONS"]["options"]


@pytest.mark.parametrize(
    "url", ["work.example.org", "ftp://x", "https://", "https://x/path", "http://[::1"]
)
def test_an_address_people_cannot_type_is_refused(url: str, monkeypatch):
    monkeypatch.setenv("HEADWAY_URL", url)
    with pytest.raises(StartError, match="HEADWAY_URL"):
        environment.url()


@pytest.mark.parametrize("port", ["http", "-1", "65536", "٨٠"])
def test_a_port_that_is_none_is_refused(port: str, monkeypatch):
    monkeypatch.setenv("HEADWAY_PORT", port)
    with pytest.raises(StartError, match="HEADWAY_PORT"):
        environment.port()


@pytest.mark.parametrize(
    "host", ["0.0.0.0", "::", "", "10.0.0.1", "work.example", "127.0.0.1.example"]
)
def test_what_others_can_reach_is_no_loopback(host: str):
    assert not environment.is_loopback(host)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "localhost"])
def test_loopback_is_known(host: str):
    assert environment.is_loopback(host)


def test_the_embedded_database_has_room_for_all_connections():
    from headway.server.database import READERS
    from headway.server.postgres.server import SETTINGS
    from headway.wiring import READERS as WIRED

    assert len(WIRED) <= READERS
    assert connections.needed(READERS) + 3 <= int(SETTINGS["max_connections"])
