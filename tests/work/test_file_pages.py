"""Files on an item's page: sent, shown, fetched as something to keep, removed."""

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from headway.actors.models import Actor
from headway.base.files import received
from headway.comms.models import FileVersion
from headway.work.actions import attach_file
from headway.work.models import Attachment, Item
from tests.conftest import kept
from tests.world import member

pytestmark = pytest.mark.django_db

FILES = "/w/acme/items/BRI-1/files/"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
HTMX = {"HX-Request": "true", "HX-Target": "item-page"}

BOUNDED = "multipart/form-data; boundary=b"
PART = b'--b\r\nContent-Disposition: form-data; name="f"\r\n\r\na\r\n'
FILE_PART = PART.replace(b'name="f"', b'name="f"; filename="a"')


def sent(client: Client, content: bytes, name: str = "plan.txt", **headers: str):
    file = SimpleUploadedFile(name, content, "image/png")  # what it says counts nothing
    return client.post(FILES, {"file": file}, headers=headers)


def attached(item: Item, by: Actor, content: bytes, name: str) -> str:
    """Attach content and return its address."""
    with received([content], name=name) as draft:
        return f"{FILES}{attach_file(item.pk, name, draft, by=by).pk}/"


def body(answer: HttpResponse) -> bytes:
    return b"".join(answer)


def test_a_form_sends_a_file_and_the_page_lists_it(
    store: Path, adas_browser: Client, survey: Item
):
    answer = sent(adas_browser, b"x" * 6200)
    assert answer.headers["Location"] == "/w/acme/items/BRI-1/"
    page = adas_browser.get("/w/acme/items/BRI-1/").content.decode()
    assert "“plan.txt” is with BRI-1." in page
    href = re.search(rf'href="({FILES}\d+/)"><bdi>plan.txt</bdi>', page)[1]
    assert re.search(r"6.KB, <bdi>Ada</bdi>, <time", page)
    found = adas_browser.get(href)
    assert body(found) == b"x" * 6200
    assert found.headers["Content-Length"] == "6200"


def test_older_versions_stay_within_reach(store, adas_browser, survey, ada):
    href = attached(survey, ada, b"one", "a.txt")
    attached(survey, ada, b"two", "a.txt")
    page = adas_browser.get("/w/acme/items/BRI-1/").content.decode()
    assert "version 2 of 2" in page
    assert f'href="{href}?version=1"' in page
    assert body(adas_browser.get(f"{href}?version=1")) == b"one"
    assert body(adas_browser.get(href)) == b"two"
    for number in ("3", "0"):
        assert adas_browser.get(f"{href}?version={number}").status_code == 404
    for nonsense in ("x", "", "-1", "9" * 5000):
        assert adas_browser.get(href, {"version": nonsense}).status_code == 200


def test_htmx_gets_the_region_and_a_toast(store, adas_browser, survey):
    answer = sent(adas_browser, b"a", **HTMX)
    text = answer.content.decode()
    assert text.lstrip().startswith('<live-region id="item-page"')
    assert "plan.txt" in text
    assert "is with BRI-1" in answer.headers["HX-Trigger"]
    assert '"undo": "/w/acme/operations/' in answer.headers["HX-Trigger"]


def test_removing_leads_back_and_can_be_undone(store, adas_browser, survey, ada):
    href = attached(survey, ada, b"one", "a.txt")
    answer = adas_browser.post(f"{href}removal/", headers=HTMX)
    assert "is in the bin" in answer.headers["HX-Trigger"]
    assert adas_browser.get(href).status_code == 404
    assert b"a.txt" in adas_browser.get("/w/acme/bin/").content


def test_viewers_have_no_form_and_nobody_an_empty_block(
    store, client, survey, dig, ada, ben
):
    attached(survey, ada, b"one", "a.txt")
    client.force_login(ben.person.user)
    page = client.get("/w/acme/items/BRI-1/").content.decode()
    assert "a.txt" in page
    assert "file-form" not in page
    assert "removal/" not in page
    assert "file-drop" not in client.get("/w/acme/items/BRI-2/").content.decode()


def test_guests_learn_no_names(store, client, survey, ada, bridge):
    attached(survey, ada, b"one", "a.txt")
    gus = member("gus", bridge.workspace, bridge, "viewer", "guest")
    client.force_login(gus.person.user)
    block = client.get("/w/acme/items/BRI-1/").content.decode().split("file-drop")[1]
    assert "Someone" in block
    assert "Ada" not in block


DANGEROUS = {
    "a.html": b"<script>alert(1)</script>",
    "a.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "a.xhtml": b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>',
    "a.xml": b'<?xml version="1.0"?><?xml-stylesheet href="a"?><a/>',
    "a.pdf": b"%PDF-1.7 /OpenAction",
    "a.png": b"<script>alert(1)</script>",
    "real.png": PNG,
}


@pytest.mark.parametrize("name", DANGEROUS)
@pytest.mark.parametrize("query", ["", "?show=yes"])
def test_nothing_is_rendered(store, adas_browser, survey, ada, name: str, query: str):
    answer = adas_browser.get(attached(survey, ada, DANGEROUS[name], name) + query)
    is_shown = name == "real.png" and bool(query)
    kind = "image/png" if is_shown else "application/octet-stream"
    how = "inline" if is_shown else "attachment"
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Content-Disposition"] == f'{how}; filename="{name}"'
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert body(answer) == DANGEROUS[name]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ('a"b.txt', 'attachment; filename="a\\"b.txt"'),
        ("<img src=x>.txt", 'attachment; filename="<img src=x>.txt"'),
        ("../../a.txt", 'attachment; filename="a.txt"'),
        ("a\r\nX: y.txt", 'attachment; filename="aX: y.txt"'),
        ("Brücke.txt", "attachment; filename*=utf-8''Br%C3%BCcke.txt"),
        ("x\u202egpj.exe", 'attachment; filename="xgpj.exe"'),
        ("x" * 300 + ".txt", f'attachment; filename="{"x" * 196}.txt"'),
    ],
)
def test_names_are_served_as_one_header(store, adas_browser, survey, name, said):
    quoted = "".join(f"%{byte:02x}" for byte in name.encode())
    line = f"Content-Disposition: form-data; name=file; filename*=utf-8''{quoted}"
    answer = adas_browser.post(
        FILES,
        f"--b\r\n{line}\r\n\r\ncontent\r\n--b--\r\n",
        content_type="multipart/form-data; boundary=b",
    )
    assert answer.status_code == 302
    answer = adas_browser.get(f"{FILES}{Attachment.objects.get().pk}/")
    assert answer.headers["Content-Disposition"] == said
    page = adas_browser.get("/w/acme/items/BRI-1/").content.decode()
    assert "<img src=x>" not in page


@pytest.mark.parametrize(
    ("content", "headers", "status", "text"),
    [
        (b"", {}, 422, "“plan.txt” is empty; choose a file with content."),
        (b"x" * 2_000_000, {}, 413, "“plan.txt” has more than 1 MB; make it smaller"),
        (b"", HTMX, 422, 'id="notice"'),
    ],
)
def test_what_is_refused_is_said_and_leaves_nothing(
    store, settings, adas_browser, survey, content, headers, status, text
):
    settings.HEADWAY_FILE_MEGABYTES = 1
    answer = sent(adas_browser, content, **headers)
    assert answer.status_code == status
    assert text in answer.content.decode()
    assert kept(store) == []
    assert not FileVersion.objects.exists()


def test_a_large_file_passes_through_the_folder_of_the_store(
    store, adas_browser, survey
):
    content = bytes(range(256)) * 20_000  # more than Django keeps in memory
    sent(adas_browser, content)
    assert len(kept(store)) == 1
    assert body(adas_browser.get(f"{FILES}{Attachment.objects.get().pk}/")) == content


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("multipart/form-data", b"--b\r\n\r\n--b--\r\n"),
        (BOUNDED, b'--b\r\nContent-Disposition: x; name="file'),
        (BOUNDED, FILE_PART * 10_000 + b"--b--\r\n"),
        (BOUNDED, PART * 10_000 + b"--b--\r\n"),
        ("application/x-www-form-urlencoded", b"file=a"),
    ],
    ids=["no boundary", "half a head", "10,000 files", "10,000 fields", "no file"],
)  # fmt: skip
def test_forms_that_are_none_are_refused(store, adas_browser, survey, kind, content):
    answer = adas_browser.generic("POST", FILES, content, content_type=kind)
    assert 400 <= answer.status_code < 500
    assert kept(store) == []


def test_a_file_is_had_by_its_own_item_alone(store, client, survey, dig, ada, dan, cem):
    href = attached(survey, ada, b"one", "a.txt")
    client.force_login(ada.person.user)
    other = href.replace("BRI-1", "BRI-2")
    assert client.get(other).status_code == 404
    assert client.post(f"{other}removal/").status_code == 404
    for who in (dan, cem):
        client.force_login(who.person.user)
        assert client.get(href).status_code == 404
    assert Attachment.objects.count() == 1


def test_content_that_is_lost_is_not_found(store, adas_browser, survey, ada):
    href = attached(survey, ada, b"one", "a.txt")
    kept(store)[0].unlink()
    assert adas_browser.get(href).status_code == 404


def test_many_files_take_as_many_queries_as_one(store, adas_browser, survey, ada):
    counts = []
    for name in "abcd":
        attached(survey, ada, b"one", name)
        attached(survey, ada, b"two", name)
        with CaptureQueriesContext(connection) as found:
            adas_browser.get("/w/acme/items/BRI-1/")
        counts.append(sum("comms_file" in query["sql"] for query in found))
    assert counts == [2, 2, 2, 2]
