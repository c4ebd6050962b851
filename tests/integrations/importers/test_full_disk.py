"""No room on the disk while a file is sent, read and taken over: said, and made up."""

import errno
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from headway.actors.models import Actor
from headway.base.files import MEGABYTE, no_room, open_content, received
from headway.integrations.importers.actions import add_import, start_import
from headway.integrations.importers.models import Import
from headway.integrations.importers.running import run_import
from headway.work.models import Attachment, Item
from tests.conftest import kept
from tests.integrations.importers import boards
from tests.integrations.importers.boards import BOAT, offer_boats
from tests.integrations.importers.jobs import work

ROOM = MEGABYTE
WORDS = "There is no room on the server for “boat”; whoever runs it can make some."


@contextmanager
def little_room() -> Iterator[None]:
    """Let no file become larger than some, as a full disk does not."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.django_db
@pytest.mark.parametrize("size", [2 * MEGABYTE, 3 * MEGABYTE], ids=["held", "laid"])
def test_a_file_that_is_sent_is_refused_and_leaves_nothing(
    client: Client, dee: Actor, store: Path, size: int
):
    """What comes in is held in memory up to some size, and laid aside above."""
    client.force_login(dee.person.user)
    client.raise_request_exception = False
    sent = {"file": SimpleUploadedFile("a.csv", b"x" * size)}
    with little_room():
        answer = client.post("/w/acme/import/", sent)
    assert answer.status_code == 507
    assert "make" in answer.content.decode()
    assert "room" in answer.content.decode()
    assert (kept(store), Import.objects.count()) == ([], 0)


@pytest.mark.django_db(transaction=True)
def test_a_file_that_is_read_says_so_and_is_looked_through_again(
    client: Client, dee: Actor, store: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(*_said: Any, **_more: Any) -> None:
        raise no_room("boat")

    offer_boats(monkeypatch)
    run = sent_boat(dee)
    with monkeypatch.context() as patched:
        patched.setattr(boards, "read", full)
        work()
    run.refresh_from_db()
    assert (run.state, run.problem, Item.objects.count()) == ("failed", WORDS, 0)
    client.force_login(dee.person.user)
    assert WORDS in client.get(f"/w/acme/import/{run.pk}/").content.decode()

    start_import(run.pk, by=dee)
    work()
    run.refresh_from_db()
    assert (run.state, run.problem, run.found["counts"]["items"]) == ("checked", "", 3)


@pytest.mark.django_db(transaction=True)
def test_what_belongs_to_items_is_taken_over_whole_or_not_at_all(
    dee: Actor, store: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(*_said: Any, **_more: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    offer_boats(monkeypatch)
    run = sent_boat(dee)
    work()
    start_import(run.pk, by=dee)
    with monkeypatch.context() as patched:
        patched.setattr("headway.base.files.os.link", full)
        run_import(run.pk)
    run.refresh_from_db()
    assert (run.state, Item.objects.count()) == ("failed", 0)
    assert "whoever runs it can make some" in run.problem

    start_import(run.pk, by=dee)
    run_import(run.pk)
    run.refresh_from_db()
    assert (run.state, Item.objects.count()) == ("done", len(BOAT.items))
    [attachment] = Attachment.objects.all()
    with open_content(attachment.file.current.content) as file:
        assert file.read() == b"a plan"


def sent_boat(by: Actor) -> Import:
    with received([b'"boat"'], name="x.boat") as draft:
        return add_import("x.boat", draft, by=by)
