"""The store keeps what was received whole and is named by a row, and nothing else."""

import errno
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import OperationalError, transaction

from headway.base import files
from headway.base.errors import Malformed, NoRoom, Refused, TooLarge
from headway.base.file_names import MOST_NAME, file_name
from headway.base.media import OCTETS, media_type
from tests.conftest import kept

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


def send(*blocks: bytes, fails: BaseException | None = None) -> files.Draft:
    with files.received(blocks, name="x") as draft:
        files.keep(draft)
        if fails:
            raise fails
    return draft


@pytest.mark.django_db
def test_content_is_kept_under_a_name_of_its_own_for_its_owner_alone(store: Path):
    draft = send(PNG, b"more")

    (path,) = kept(store)
    assert path == files.place_of(draft.content)
    assert path.read_bytes() == PNG + b"more"
    assert (draft.size, draft.type) == (len(PNG) + 4, "image/png")
    assert draft.sha256 == hashlib.sha256(PNG + b"more").hexdigest()
    assert path.stat().st_mode & 0o777 == 0o600
    for folder in (store, path.parent, files.incoming()):
        assert folder.stat().st_mode & 0o777 == 0o700
    with files.open_content(draft.content) as content:
        assert b"".join(files.blocks_of(content)) == PNG + b"more"


@pytest.mark.django_db
def test_the_disk_has_it_before_the_row_is_written(store: Path, monkeypatch):
    synced: list[Path] = []

    def note(descriptor: int) -> None:
        synced.append(Path(f"/proc/self/fd/{descriptor}").readlink())

    monkeypatch.setattr(files.os, "fsync", note)
    draft = send(b"a")
    place = files.place_of(draft.content)
    assert [synced[0].parent.name, synced[1]] == [".incoming", place.parent]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "error", [Refused("no"), ValueError("a bug"), KeyboardInterrupt()], ids=repr
)
def test_nothing_is_left_when_the_action_fails(store: Path, error: BaseException):
    with pytest.raises(type(error)):
        send(b"a", fails=error)
    assert kept(store) == []


@pytest.mark.django_db(transaction=True)
def test_what_is_committed_stays_whatever_happens_then(store: Path):
    def commit_then_fail(draft: files.Draft) -> None:
        with transaction.atomic():
            files.keep(draft)
        raise ValueError("late")

    with pytest.raises(ValueError, match="late"), files.received([b"a"], name="") as d:
        commit_then_fail(d)
    assert kept(store) == [files.place_of(d.content)]


@pytest.mark.django_db
def test_where_the_database_does_not_say_the_content_stays_for_the_job(store: Path):
    with pytest.raises(OperationalError):
        send(b"a", fails=OperationalError("gone while committing"))
    assert len(kept(store)) == 1


@pytest.mark.parametrize("blocks", [(), (b"",), (b"", b"")])
def test_nothing_is_no_file(store: Path, blocks: tuple[bytes, ...]):
    with pytest.raises(Malformed, match="“x” is empty; choose"):
        send(*blocks)
    assert kept(store) == []


def test_what_is_too_large_is_not_read_to_its_end(store: Path, settings):
    settings.HEADWAY_FILE_MEGABYTES = 1
    taken = []

    def endless() -> Iterator[bytes]:
        while True:
            taken.append(1)
            yield bytes(files.BLOCK)

    with pytest.raises(TooLarge, match="more than 1 MB; make it smaller"):
        files.received(endless(), name="x").__enter__()
    assert len(taken) == files.MEGABYTE // files.BLOCK + 1
    assert kept(store) == []


@pytest.mark.django_db
@pytest.mark.parametrize("call", ["os.fsync", "os.link", "tempfile.mkstemp"])
def test_a_full_disk_is_said_and_leaves_nothing(store: Path, monkeypatch, call: str):
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(f"headway.base.files.{call}", full)
    with pytest.raises(NoRoom, match="no room on the server for “x”"):
        send(b"a")
    assert kept(store) == []


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "image/webp"),
        (b"RIFF\x10\0\0\0WAVEfmt ", OCTETS),
        (b"%PDF-1.7", "application/pdf"),
        (b"<svg xmlns=", OCTETS),
        (b"<html>", OCTETS),
        (b"", OCTETS),
    ],
)
def test_what_it_is_is_told_by_how_it_begins(head: bytes, kind: str):
    assert media_type(head) == kind


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("plan.pdf", "plan.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ada\\plan.pdf", "plan.pdf"),
        ("a\r\nSet-Cookie: x=1.txt", "a Set-Cookie: x=1.txt"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("Bru\u0308cke.pdf", "Br\u00fccke.pdf"),
        ('"><img src=x>.txt', '"><img src=x>.txt'),
        ("\u0646\u0627\u0645\u0647\u200c\u0647\u0627.txt",) * 2,
        ("..", "file"),
        ("", "file"),
        ("a/", "file"),
        ("x" * 300 + ".pdf", "x" * (MOST_NAME - 4) + ".pdf"),
        ("x" * 300, "x" * MOST_NAME),
        ("a." + "x" * 300, "a." + "x" * (MOST_NAME - 2)),
    ],
)
def test_names_are_made_safe_and_stay_readable(said: str, name: str):
    assert file_name(said) == name
    assert file_name(name) == name


def test_a_name_that_cannot_be_kept_is_refused():
    with pytest.raises(Malformed, match=r"U\+0000"):
        file_name("a\0.txt")
