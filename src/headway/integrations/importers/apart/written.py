"""What a file says, as the process that reads it leaves it on the disk for a worker.

MessagePack, each piece behind its length: the head, then the tasks of a schedule, or
the index of a tracker's items and the items themselves.  A worker holds the index, and
fetches items as it takes them over.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, BinaryIO, Final

import msgspec

from headway.integrations.importers.content import FileItem, TrackerFile
from headway.integrations.importers.reading.shelf import DECODER, ENCODER
from headway.plan.files.content import ScheduleFile, Task

LONGEST_TITLE: Final = 100
"""So much of a title is in the index, for reports."""


class Head(msgspec.Struct, kw_only=True, array_like=True):
    """All but the items of a tracker, or the tasks of a schedule: ``pieces`` follow.

    ``columns`` are those of a table, as imports keep them; ``counts`` are numbers of
    what belongs to items.
    """

    tracker: TrackerFile | None = None
    schedule: ScheduleFile | None = None
    columns: list[dict[str, Any]] = []
    pieces: int = 0
    counts: dict[str, int] = {}


HEADS: Final = msgspec.msgpack.Decoder(Head)
TASKS: Final = msgspec.msgpack.Decoder(Task)
LENGTH: Final = 8


def write(
    out: BinaryIO,
    content: TrackerFile | ScheduleFile,
    columns: Sequence[dict[str, Any]],
) -> None:
    for piece in _pieces(content, [*columns]):
        data = ENCODER.encode(piece)
        out.write(len(data).to_bytes(LENGTH))
        out.write(data)


def _piece(file: BinaryIO) -> bytes:
    return file.read(int.from_bytes(file.read(LENGTH)))


def _pieces(
    content: TrackerFile | ScheduleFile, columns: list[dict[str, Any]]
) -> Iterator[Head | FileItem | Task]:
    if isinstance(content, ScheduleFile):
        yield Head(schedule=replace(content, tasks=()), pieces=len(content.tasks))
        yield from content.tasks
        return
    yield Head(
        tracker=replace(content, items=()),
        columns=columns,
        pieces=len(content.items),
        counts=belongings(content.items),
    )
    yield from _index(content.items)
    yield from content.items


def belongings(items: Sequence[FileItem]) -> dict[str, int]:
    """Count what belongs to items."""
    return {
        "changes": sum(len(item.changes) for item in items),
        "comments": sum(len(item.comments) for item in items),
        "files": sum(len(item.attachments) for item in items),
    }


def _index(items: Sequence[FileItem]) -> Iterator[FileItem]:
    """Of each item what tells it from others, and what it says in fields, which are
    made of all of that; the first address says whence they are.

    What is in fields of people's own says which there are.  Texts, and all that belongs
    to an item, are left to :meth:`Texts.whole`.
    """
    address = next((item.address for item in items if item.address), "")
    for item in items:
        yield FileItem(
            id=item.id,
            title=item.title[:LONGEST_TITLE],
            board=item.board,
            parent=item.parent,
            key=item.key,
            address=address,
            custom=item.custom,
        )
        address = ""


class Texts:
    """Whole items, as they lie in a file that :func:`write` has written."""

    def __init__(self, file: BinaryIO, head: Head) -> None:
        self.counts = head.counts
        self._file = file
        self.index = tuple(DECODER.decode(_piece(file)) for _n in range(head.pieces))
        self._places: dict[str, int] = {}
        for item in self.index:
            self._places.setdefault(item.id, file.tell())
            file.seek(int.from_bytes(file.read(LENGTH)), os.SEEK_CUR)

    def whole(self, items: Sequence[FileItem]) -> Iterator[FileItem]:
        """Yield items of the index with all that is said of them.

        What they are in is as the index says, which may have been put in order.
        """
        for item in items:
            self._file.seek(self._places[item.id])
            found = DECODER.decode(_piece(self._file))
            yield replace(found, parent=item.parent)


@dataclass(kw_only=True)
class Read:
    """What a file says; of what was read apart whole items are in ``texts``.

    ``columns`` are those of a table, as imports keep them.
    """

    content: TrackerFile | ScheduleFile
    columns: Sequence[dict[str, Any]] = ()
    texts: Texts | None = None


def read(file: BinaryIO) -> Read:
    """Read what was written; the items of a tracker stay on the disk."""
    file.seek(0)
    head = HEADS.decode(_piece(file))
    if head.tracker is not None:
        texts = Texts(file, head)
        content = replace(head.tracker, items=texts.index)
        return Read(content=content, columns=head.columns, texts=texts)
    if head.schedule is None:
        raise EOFError
    tasks = tuple(TASKS.decode(_piece(file)) for _n in range(head.pieces))
    return Read(content=replace(head.schedule, tasks=tasks))
