"""A workspace between two snapshots, with some of the changes made."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any, Final, NamedTuple

from headway.plan.rows import ItemRow
from headway.plan.snapshot import Snapshot

GONE: Final = object()

WHOLE: Final = ""
"""The table of all that is said once: its keys are fields of the snapshot."""

NOW: Final = "now"
"""The key of when it is planned, beside those fields."""


class Thing(NamedTuple):
    """What a change happened to, by the names that events have for it."""

    kind: str
    pk: int


class Patch(NamedTuple):
    """One row that is another, or ``GONE``; with ``columns`` only their values."""

    table: str
    key: Any
    value: Any
    columns: tuple[str, ...] = ()


class Change(NamedTuple):
    """What is one cause at most: ``aspect`` of ``thing`` changed.

    ``about`` are the things whose events tell of it, none where those of any do.
    ``is_work``: it tells what was done, and so counts behind the time that passed.
    """

    aspect: str
    thing: Thing | None
    patches: tuple[Patch, ...]
    about: tuple[Thing, ...] = ()
    is_work: bool = False
    event_id: int | None = None
    at: datetime | None = None
    operation: Any = None
    events: int = 0


KEYED: Final[Mapping[str, Any]] = {
    "items": lambda row: row.pk,
    "people": lambda row: row.pk,
    "demands": lambda row: row.pk,
    "links": lambda row: (row.before_id, row.after_id),
}
"""Fields of a snapshot that are rows in order, and what those are known by."""


Tables = Mapping[str, Mapping[Any, Any]]


def tables_of(snapshot: Snapshot) -> dict[str, dict[Any, Any]]:
    """Return all that the snapshot says, by table and key; see :class:`Patch`."""
    tables: dict[str, dict[Any, Any]] = {WHOLE: {}}
    for name in (each.name for each in fields(Snapshot)):
        value = getattr(snapshot, name)
        if name in KEYED:
            tables[name] = {KEYED[name](row): row for row in value}
        elif isinstance(value, Mapping):
            tables[name] = dict(value)
        else:
            tables[WHOLE][name] = value
    return tables


class State:
    """What is known at a moment, as tables that patches change."""

    def __init__(self, tables: Tables) -> None:
        self._tables = {name: dict(rows) for name, rows in tables.items()}

    @classmethod
    def of(cls, snapshot: Snapshot, *, now: datetime) -> "State":
        state = cls(tables_of(snapshot))
        state._tables[WHOLE] |= {NOW: now, "learnt_at": now}
        return state

    @property
    def now(self) -> datetime:
        now: datetime = self._tables[WHOLE][NOW]
        return now

    def after(self, changes: Iterable[Change]) -> "State":
        """Return the state when these are made as well."""
        state = State(self._tables)
        for change in changes:
            for patch in change.patches:
                state._make(patch)
        return state

    def _make(self, patch: Patch) -> None:
        rows = self._tables[patch.table]
        if patch.value is GONE:
            rows.pop(patch.key, None)
        elif not patch.columns:
            rows[patch.key] = patch.value
        elif patch.key in rows:
            rows[patch.key] = _with(rows[patch.key], patch.columns, patch.value)

    def snapshot(self) -> Snapshot:
        """Return what can be planned of it.

        In between something may be missing that is still referred to: that reference
        does not count until it is there.
        """
        said: dict[str, Any] = {**self._tables}
        whole = {name: v for name, v in said.pop(WHOLE).items() if name != NOW}
        there = said["people"].keys() & said["timetables"].keys()
        items = self._items()
        said["items"] = tuple(sorted(items.values(), key=_outline))
        said["people"] = tuple(
            row for pk, row in sorted(said["people"].items()) if pk in there
        )
        said["demands"] = tuple(
            row
            for __, row in sorted(said["demands"].items())
            if row.project_id in said["projects"]
        )
        said["parts"] = {
            pk: tuple(part for part in parts if part.person_id in there)
            for pk, parts in said["parts"].items()
        }
        said["links"] = tuple(
            row for ends, row in said["links"].items() if items.keys() >= set(ends)
        )
        return Snapshot(**whole, **said)

    def _items(self) -> dict[int, ItemRow]:
        """Return those whose project is there, in and on what is there."""
        projects, calendars = self._tables["projects"], self._tables["calendars"]
        rows = self._tables["items"]
        items: dict[int, ItemRow] = {
            pk: row for pk, row in rows.items() if row.project_id in projects
        }
        for pk, row in items.items():
            if row.parent_id is not None and row.parent_id not in items:
                items[pk] = row = row._replace(parent_id=None)
            if row.calendar_id is not None and row.calendar_id not in calendars:
                items[pk] = row._replace(calendar_id=None)
        return items


def _outline(row: ItemRow) -> tuple[int, int, int]:
    return row.project_id, row.position, row.pk


def _with(row: Any, columns: tuple[str, ...], values: Any) -> Any:
    """Return a row, of whichever kind, with other values in some columns."""
    said = dict(zip(columns, values, strict=True))
    if isinstance(row, tuple):
        return row._replace(**said)  # type: ignore[attr-defined]
    return type(row)(**{f.name: getattr(row, f.name) for f in fields(row)} | said)
