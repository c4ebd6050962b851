"""What an export says of items in other places than in the items themselves."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final, TypeVar

from headway.integrations.importers.content import (
    Change,
    Check,
    FileAttachment,
    FileComment,
)
from headway.integrations.importers.reading import kinds
from headway.integrations.importers.reading.reading import Reading
from headway.plan.files.saying import say as _

UNDATED: Final = datetime(9999, 12, 31, tzinfo=UTC)
Dated = TypeVar("Dated", FileComment, Change, FileAttachment)


class Attached:
    """Comments, changes, lines of checklists and files, by the id of their item."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.comments: defaultdict[str, list[FileComment]] = defaultdict(list)
        self.changes: defaultdict[str, list[Change]] = defaultdict(list)
        self.files: defaultdict[str, list[FileAttachment]] = defaultdict(list)
        self.checks: defaultdict[str, list[tuple[float, Check]]] = defaultdict(list)

    def settle(self) -> None:
        """Give each item its own, the oldest first; report what has no item."""
        for uid, item in self._reading.items.items():
            checks = sorted(self.checks.pop(uid, []), key=lambda pair: pair[0])
            self._reading.items[uid] = replace(
                item,
                comments=(*item.comments, *_in_order(self.comments.pop(uid, []))),
                changes=(*item.changes, *_in_order(self.changes.pop(uid, []))),
                attachments=(*item.attachments, *_in_order(self.files.pop(uid, []))),
                checks=(*item.checks, *(check for __, check in checks)),
            )
        self._orphans("comment", self.comments)
        self._orphans("change", self.changes)
        self._orphans("attachment", self.files)
        self._orphans("checklist", self.checks)

    def _orphans(self, kind: str, left: dict[str, list[Any]]) -> None:
        for uid, found in left.items():
            for __ in found:
                why = _(kinds.IN_NOTHING)
                self._reading.note(kind, uid, why)


def _in_order(found: Iterable[Dated]) -> list[Dated]:
    return sorted(found, key=lambda each: each.at or UNDATED)
