"""The one file store: what people send, on disk, under names that nobody chose.

Content lies in ``files`` of the data folder, named by a random id, for its owner only.
A row names it; what no row names is removed by a job.  Nothing else writes what people
send: a test says so.
"""

import errno
import hashlib
import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import (
    FileUploadHandler,
    TemporaryFileUploadHandler,
)
from django.db import DatabaseError, InterfaceError, transaction
from django.utils.translation import gettext as _

from headway.base.errors import Malformed, NoRoom, TooLarge
from headway.base.media import HEAD_BYTES, media_type

BLOCK = 1 << 16
MEGABYTE = 1 << 20
INCOMING = ".incoming"
"""The folder of what is still being received; nothing in it is kept."""

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@dataclass(kw_only=True)
class Draft:
    """Content that was received whole; it is gone with its context unless kept.

    ``is_settled`` when the rows that name it are committed.
    """

    content: UUID
    size: int
    type: str
    sha256: str
    path: Path
    is_settled: bool = False

    def settle(self) -> None:
        self.is_settled = True


@contextmanager
def laid_out(blocks: Iterable[bytes], *, name: str) -> Iterator[Path]:
    """Lay content out in a folder of its own, for a program that wants it by name.

    The folder is gone with the context, whatever that program left in it.
    """
    with tempfile.TemporaryDirectory(prefix="headway-") as folder:
        path = Path(folder) / name
        with _explained(name), path.open("wb") as file:
            file.writelines(blocks)
        yield path


@contextmanager
def scratch(*, name: str) -> Iterator[BinaryIO]:
    """Lend a file without a name, which is gone with the context or the process.

    Raises :class:`NoRoom`; messages call what it is for ``name``.
    """
    with _explained(name):
        file = tempfile.TemporaryFile(dir=incoming())  # noqa: SIM115 - closed below
    with file:
        yield file


def most_bytes() -> int:
    """Return how large a file may be."""
    return int(settings.HEADWAY_FILE_MEGABYTES) * MEGABYTE


def check_size(size: int, *, name: str) -> None:
    """Raise :class:`TooLarge` where a file is larger than any may be."""
    if size > most_bytes():
        raise TooLarge(
            _(
                "“%(name)s” has more than %(most)d MB; make it smaller, or ask who "
                "runs Headway to raise HEADWAY_FILE_MEGABYTES."
            )
            % {"name": name, "most": settings.HEADWAY_FILE_MEGABYTES}
        )


@contextmanager
def received(blocks: Iterable[bytes], *, name: str) -> Iterator[Draft]:
    """Write what comes in to the disk, and hold it while an action may keep it.

    Raises :class:`TooLarge`, :class:`NoRoom`, and :class:`Malformed` for no content;
    messages call it ``name``.  When the context fails nothing is left, except where
    the database does not say whether the rows are there: then the job finds out.
    """
    draft = _written(blocks, name=name)
    try:
        with _explained(name):
            yield draft
    except (DatabaseError, InterfaceError):
        raise
    except BaseException:
        if not draft.is_settled:
            place_of(draft.content).unlink(missing_ok=True)
        raise
    finally:
        draft.path.unlink(missing_ok=True)


def _written(blocks: Iterable[bytes], *, name: str) -> Draft:
    digest, size, head = hashlib.sha256(), 0, b""
    with _explained(name):
        descriptor, path = tempfile.mkstemp(dir=incoming())
    try:
        with _explained(name), os.fdopen(descriptor, "wb") as out:
            for block in blocks:
                size += len(block)
                check_size(size, name=name)
                head += block[: HEAD_BYTES - len(head)]
                digest.update(block)
                out.write(block)
            out.flush()
            os.fsync(out.fileno())
        if not size:
            raise Malformed(_("“%s” is empty; choose a file with content.") % name)
    except BaseException:
        Path(path).unlink()
        raise
    return Draft(
        content=uuid4(),
        size=size,
        type=media_type(head),
        sha256=digest.hexdigest(),
        path=Path(path),
    )


@contextmanager
def _explained(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise no_room(name) from error


def no_room(name: str) -> NoRoom:
    """Say that the disk is full, and who can mend that."""
    said = _("There is no room on the server for “%s”; whoever runs it can make some.")
    return NoRoom(said % name)


def keep(draft: Draft) -> None:
    """Give the content its place, in the transaction that writes the row naming it."""
    place = place_of(draft.content)
    private_folder(place.parent)
    os.link(draft.path, place)
    sync_folder(place.parent)
    transaction.on_commit(draft.settle)


def open_content(content: UUID) -> BinaryIO:
    return place_of(content).open("rb")


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


def blocks_of(file: Readable) -> Iterator[bytes]:
    while block := file.read(BLOCK):
        yield block


def place_of(content: UUID) -> Path:
    """Return where content lies; a folder has one of 256 parts of them."""
    name = content.hex
    return folder() / name[:2] / name


def folder() -> Path:
    return Path(settings.HEADWAY_FILES)


def incoming() -> Path:
    return private_folder(folder() / INCOMING)


def private_folder(path: Path) -> Path:
    """Return the folder, made with those above it for their owner only."""
    if not path.is_dir():
        private_folder(path.parent)
        path.mkdir(mode=0o700, exist_ok=True)
    return path


def sync_folder(path: Path) -> None:
    """See to it that what was added to a folder, or renamed in it, stays so."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def contents() -> Iterator[UUID]:
    """Yield what is on the disk; files of other names are nobody's and left alone."""
    for path in sorted(folder().glob("[0-9a-f][0-9a-f]/*")):
        try:
            content = UUID(hex=path.name)
        except ValueError:
            continue
        if place_of(content) == path:
            yield content


def is_older(path: Path, *, seconds: int) -> bool:
    """Whether a file is there and was written longer ago than that."""
    try:
        return path.stat().st_mtime < time.time() - seconds
    except FileNotFoundError:
        return False


class IncomingFile(TemporaryUploadedFile):
    """What a form sends, in the store's own folder until the request is done."""

    def __init__(
        self,
        name: str,
        content_type: str | None,
        size: int,
        charset: str | None,
        content_type_extra: dict[str, Any] | None = None,
    ) -> None:
        UploadedFile.__init__(
            self,
            tempfile.NamedTemporaryFile(dir=incoming()),  # noqa: SIM115 - theirs to close
            name,
            content_type,
            size,
            charset,
            content_type_extra,
        )


class IncomingHandler(TemporaryFileUploadHandler):
    """Lets forms put what is too large for memory into :class:`IncomingFile`."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        FileUploadHandler.new_file(self, *args, **kwargs)
        self.file = IncomingFile(
            self.file_name or "",
            self.content_type,
            0,
            self.charset,
            self.content_type_extra,
        )

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write it; what cannot be written whole is gone at once."""
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError:
            with suppress(OSError):  # it would write the rest
                self.file.close()
            raise
