"""Programs send, list, fetch and remove files of items."""

from pathlib import Path

import pytest
from django.test import Client

from headway.comms.models import FileVersion
from headway.events.rest import OPERATION
from headway.work.models import Attachment, Item
from tests.conftest import kept

pytestmark = pytest.mark.django_db

FILES = "/api/v1/w/acme/items/BRI-1/files"
OCTETS = "application/octet-stream"


def send(client: Client, content: bytes, name: str = "a.bin", **headers: str):
    named = {key.replace("_", "-"): value for key, value in headers.items()}
    return client.post(
        f"{FILES}?name={name}", content, content_type=OCTETS, headers=named
    )


def test_a_program_sends_lists_fetches_and_removes(
    store: Path, adas_browser: Client, survey: Item
):
    content = bytes(range(256)) * 20_000  # more than Django keeps in memory
    made = send(adas_browser, content, "Br%C3%BCcke%20%22x%22.bin")
    assert made.status_code == 201
    assert OPERATION in made.headers
    file = made.json()
    assert file["name"] == 'Brücke "x".bin'
    [version] = file["versions"]
    assert (version["size"], version["by"]) == (len(content), "Ada")

    assert adas_browser.get(FILES).json() == {"items": [file], "next_cursor": None}
    fetched = adas_browser.get(f"{FILES}/{file['id']}")
    assert b"".join(fetched) == content
    assert fetched.headers["Content-Type"] == OCTETS
    assert fetched.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"

    gone = adas_browser.delete(f"{FILES}/{file['id']}")
    assert gone.status_code == 204
    assert OPERATION in gone.headers
    assert adas_browser.get(f"{FILES}/{file['id']}").status_code == 404
    [binned] = adas_browser.get("/api/v1/w/acme/bin").json()["items"]
    assert (binned["title"], binned["is_file"]) == ('Brücke "x".bin', True)


def test_versions_have_numbers(store: Path, adas_browser: Client, survey: Item):
    send(adas_browser, b"one")
    file = send(adas_browser, b"two").json()
    assert [version["number"] for version in file["versions"]] == [2, 1]
    address = f"{FILES}/{file['id']}"
    assert b"".join(adas_browser.get(address)) == b"two"
    assert b"".join(adas_browser.get(f"{address}?version=1")) == b"one"
    assert adas_browser.get(f"{address}?version=3").status_code == 404
    again = send(adas_browser, b"two")
    assert (again.status_code, again.json()) == (201, file)


def test_pages_follow_each_other(store: Path, adas_browser: Client, survey: Item):
    for name in ("a", "b", "c"):
        send(adas_browser, b"x", name)
    first = adas_browser.get(f"{FILES}?limit=2").json()
    second = adas_browser.get(f"{FILES}?limit=2&cursor={first['next_cursor']}").json()
    assert [f["name"] for f in first["items"] + second["items"]] == ["a", "b", "c"]
    assert second["next_cursor"] is None


def test_with_a_key_it_happens_once(store: Path, adas_browser: Client, survey: Item):
    one = send(adas_browser, b"one", Idempotency_Key="k")
    send(adas_browser, b"two")
    again = send(adas_browser, b"one", Idempotency_Key="k")
    assert (again.status_code, again.content) == (201, one.content)
    other = send(adas_browser, b"six", Idempotency_Key="k")
    assert other.status_code == 422
    assert "“k”" in other.json()["detail"]
    assert FileVersion.objects.count() == len(kept(store)) == 2


@pytest.mark.parametrize(
    ("content", "name", "status", "text"),
    [
        (b"", "a.bin", 422, "“a.bin” is empty"),
        (b"x" * 1_048_577, "a.bin", 413, "“a.bin” has more than 1 MB"),
        (b"x", "", 422, "name"),
        (b"x", "a%00b", 400, "U+0000"),
        (b"x", "x" * 1001, 422, "name"),
    ],
)
def test_what_is_refused_is_said(
    store, settings, adas_browser, survey, content, name, status, text
):
    settings.HEADWAY_FILE_MEGABYTES = 1
    answer = send(adas_browser, content, name)
    assert answer.status_code == status
    assert text in answer.json()["detail"]
    assert kept(store) == []


def test_who_may_not_is_told_before_anything_is_read(
    store, client, survey, ben, dan, monkeypatch
):
    def read(*_: object) -> None:
        raise AssertionError("it was read")

    monkeypatch.setattr("headway.base.uploads.received", read)
    for who, status in ((ben, 403), (dan, 404)):
        client.force_login(who.person.user)
        assert send(client, b"x").status_code == status
    assert not Attachment.objects.exists()


def test_a_full_workspace_is_told_before_anything_is_read(
    store, settings, adas_browser, survey
):
    settings.HEADWAY_FILES_GIGABYTES = 0
    answer = send(adas_browser, b"x")
    assert answer.status_code == 413
    assert "HEADWAY_FILES_GIGABYTES" in answer.json()["detail"]
    assert not store.exists()


@pytest.mark.parametrize("kind", ["application/json", "image/png", "text/plain"])
def test_the_body_is_a_file_and_nothing_else(store, adas_browser, survey, kind):
    answer = adas_browser.post(f"{FILES}?name=a", b"x", content_type=kind)
    assert answer.status_code == 415
    assert OCTETS in answer.json()["detail"]
