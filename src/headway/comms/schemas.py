"""Files as programs see them."""

from datetime import datetime

from ninja import Schema

from headway.actors.models import Actor
from headway.comms.models import File, FileVersion


class FileVersionOut(Schema):
    """``type`` is told by the content; ``by`` is a name."""

    number: int
    size: int
    type: str
    sha256: str
    by: str
    at: datetime

    @classmethod
    def of(cls, version: FileVersion, *, by: Actor) -> "FileVersionOut":
        return cls(
            number=version.number,
            size=version.size,
            type=version.type,
            sha256=version.sha256,
            by=version.author_for(by),
            at=version.at,
        )


class FileOut(Schema):
    """Its versions newest first: the first is the file as it is now."""

    id: int
    name: str
    versions: list[FileVersionOut]

    @classmethod
    def of(cls, pk: int, file: File, *, by: Actor) -> "FileOut":
        versions = [FileVersionOut.of(version, by=by) for version in file.newest_first]
        return cls(id=pk, name=file.name, versions=versions)


class FilePage(Schema):
    """``next_cursor`` is null on the last page."""

    items: list[FileOut]
    next_cursor: int | None
