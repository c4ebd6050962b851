"""The archive of a backup: a ZIP file with a manifest and one part for each table.

``manifest.json`` is its last part; ``tables/NAME.copy`` is PostgreSQL's COPY text and
``files/PATH`` a file of the data folder.  Every part's SHA-256 is in the manifest.
"""

import hashlib
import shutil
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO, Self

import msgspec
from packaging.version import InvalidVersion, Version

from headway.base.errors import Refused
from headway.base.files import private_folder
from headway.keeping.own_files import is_own

FORMAT = "headway-backup"
FORMAT_VERSION = 1
MANIFEST = "manifest.json"
LARGEST_MANIFEST = 64 * 1024 * 1024
COMPRESSION_LEVEL = 3
BLOCK = 1 << 20
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)
"""What reading a damaged ZIP file raises; the last for an unknown compression."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    sha256: str

    @property
    def path(self) -> str:
        """Where it is in the archive."""
        raise NotImplementedError


class TablePart(Part, frozen=True, kw_only=True):
    """The rows of a table; ``partitions`` are pairs of a name and its bounds."""

    columns: list[str]
    rows: int
    partitions: list[tuple[str, str]] = []

    @property
    def path(self) -> str:
        return f"tables/{self.name}.copy"


class FilePart(Part, frozen=True, kw_only=True):
    @property
    def path(self) -> str:
        return f"files/{self.name}"


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What an archive holds; ``migrations`` are pairs of an app and a name."""

    format: str = FORMAT
    format_version: int = FORMAT_VERSION
    headway: str
    postgresql: str
    at: datetime
    migrations: list[tuple[str, str]]
    tables: list[TablePart]
    sequences: dict[str, int]
    files: list[FilePart]

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)


class _Head(msgspec.Struct):
    """What tells archives apart whose manifest may look different otherwise."""

    format: str = ""
    format_version: int = 0
    headway: str = ""


class Writer:
    """Adds parts to an archive, each streamed; a context that ends the archive."""

    def __init__(self, out: BinaryIO) -> None:
        self._zip = zipfile.ZipFile(
            out, "w", zipfile.ZIP_DEFLATED, compresslevel=COMPRESSION_LEVEL
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def add(self, name: str, blocks: Iterable[bytes | bytearray | memoryview]) -> str:
        """Write a part and return its SHA-256."""
        digest = hashlib.sha256()
        with self._zip.open(name, "w", force_zip64=True) as part:
            for block in blocks:
                digest.update(block)
                part.write(block)
        return digest.hexdigest()

    def finish(self, manifest: Manifest) -> None:
        body = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
        self.add(MANIFEST, [body])


class Archive:
    """An archive to be read; :meth:`verify` it before anything else is done."""

    def __init__(self, path: Path, file: zipfile.ZipFile) -> None:
        self.path = path
        self._zip = file
        self.manifest = self._read_manifest()

    @classmethod
    @contextmanager
    def opened(cls, path: Path) -> Iterator[Self]:
        """Open an archive; raise :class:`Refused` when it is none or a newer one's."""
        try:
            file = zipfile.ZipFile(path)
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            raise Refused(f"{path} cannot be read ({why}).") from error
        except zipfile.BadZipFile as error:
            raise _damaged(path) from error
        with file:
            yield cls(path, file)

    def _read_manifest(self) -> Manifest:
        try:
            if self._zip.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
                raise _damaged(self.path)
            body = self._zip.read(MANIFEST)
            head = msgspec.json.decode(body, type=_Head)
            _check_head(self.path, head)
            manifest = msgspec.json.decode(body, type=Manifest)
        except (
            KeyError,
            zipfile.BadZipFile,
            zlib.error,
            msgspec.MsgspecError,
        ) as error:
            raise _damaged(self.path) from error
        return manifest

    def verify(self) -> None:
        """Compare every part with its checksum, and the parts with the manifest."""
        parts: list[Part] = [*self.manifest.tables, *self.manifest.files]
        if {part.path for part in parts} | {MANIFEST} != set(self._zip.namelist()):
            raise _damaged(self.path)
        if not all(is_own(Path(file.name)) for file in self.manifest.files):
            raise _damaged(self.path)
        for part in parts:
            digest = hashlib.sha256()
            for block in self.blocks(part.path):
                digest.update(block)
            if digest.hexdigest() != part.sha256:
                raise _damaged(self.path)

    def blocks(self, name: str) -> Iterator[bytes]:
        try:
            with self._zip.open(name) as part:
                while block := part.read(BLOCK):
                    yield block
        except BROKEN as error:
            raise _damaged(self.path) from error

    def extract(self, part: FilePart, target: Path) -> None:
        """Write a file, for its owner only, in the place of an older one."""
        private_folder(target.parent)
        draft = target.with_name(f".draft-{target.name}")
        draft.touch(mode=0o600)
        try:
            with self._zip.open(part.path) as source, draft.open("wb") as out:
                shutil.copyfileobj(source, out, BLOCK)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)


def _check_head(path: Path, head: _Head) -> None:
    if head.format != FORMAT:
        raise Refused(f"{path} is no backup of Headway.")
    own = version("headway")
    try:
        is_newer = Version(head.headway) > Version(own)
    except InvalidVersion as error:
        raise _damaged(path) from error
    if head.format_version > FORMAT_VERSION or is_newer:
        raise Refused(
            f"{path} was made by Headway {head.headway}, and this is {own}: install "
            f"Headway {head.headway} or later, then restore it."
        )


def _damaged(path: Path) -> Refused:
    return Refused(
        f"{path} is damaged: it is not what Headway wrote; restore another backup."
    )
