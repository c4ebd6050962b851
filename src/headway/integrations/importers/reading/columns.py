"""Cards in their columns: what boards of Trello and Wekan have alike."""

from collections.abc import Iterable
from typing import Final

from headway.integrations.importers.reading.reading import BoardDraft
from headway.integrations.importers.reading.record import Record
from headway.plan.files.saying import say as _

ORDER: Final = ("pos", "sort")
NAMES: Final = ("name", "title")
IDS: Final = ("id", "_id")
ARCHIVED: Final = ("closed", "archived")


def first(record: Record, keys: Iterable[str]) -> str:
    """Return which of these names a record has."""
    return next((key for key in keys if key in record), "")


def read_columns(board: BoardDraft, lists: Iterable[Record]) -> set[str]:
    """Note the columns in their order; returns those that are archived."""
    archived = set()
    for each in sorted(lists, key=lambda one: one.position(first(one, ORDER))):
        uid = board.stage(each.id(first(each, IDS)), each.line(first(each, NAMES)))
        if each.flag(first(each, ARCHIVED)):
            archived.add(uid)
        each.close()
    return archived


def column_of(board: BoardDraft, card: Record, key: str) -> str | None:
    """Return the column that a card names, if the file has it."""
    uid = card.id(key)
    if uid in board.stages:
        return uid
    card.note(_("its column is not in the file"), value=uid)
    return None
