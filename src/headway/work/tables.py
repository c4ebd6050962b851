"""A list as a table to take away: its rows as plain values, in its columns.

All that matches is in it, in the order of the list, folded or not; what grants hide
from the reader is as empty as on the screen.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, tzinfo

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from headway.base.errors import Refused
from headway.work.columns import TITLE, Column
from headway.work.columns_filled import with_more
from headway.work.judgements import typed_judgement
from headway.work.listing import Listing
from headway.work.models import Hidden
from headway.work.models.importance import importance_words
from headway.work.reading import Row, rows_in_order
from headway.work.standing import score_of

MOST_ROWS = 50_000
AT_ONCE = 500
MINUTES = 60
INDENT = "  "

Cell = str | float | int | date | None
Value = Callable[[Row], Cell]


def head_of(listing: Listing) -> list[str]:
    """Return the heads of the columns."""
    return [head_words(column) for column in listing.columns]


def rows_of(listing: Listing) -> Iterator[list[Cell]]:
    """Yield a row for each item; titles are indented where the list is an outline.

    Raises :class:`Refused` for more than 50,000 before the first of them.
    """
    ids = listing.ids(MOST_ROWS + 1)
    if len(ids) > MOST_ROWS:
        message = _("More than %d items match: filter the list, and take it in parts.")
        raise Refused(message % MOST_ROWS)
    # a file that is written while it is sent is written when the request is over
    zone, language = timezone.get_current_timezone(), translation.get_language()
    return _rows(listing, ids, zone, language)


def _rows(
    listing: Listing, ids: Sequence[int], zone: tzinfo, language: str
) -> Iterator[list[Cell]]:
    names = listing.names
    values = [_value_of(column) for column in listing.columns]
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        with timezone.override(zone), translation.override(language):
            rows = rows_in_order(some, by=listing.by, is_flat=not listing.is_outline)
            rows = with_more(rows, names, by=listing.by)
            cells = [[value(row) for value in values] for row in rows]
        yield from cells


def _value_of(column: Column) -> Value:
    """Return what is in a column; of a field of the workspace what is said in it."""
    if column.field is None:
        return VALUES[column.name]
    return lambda row: said.written if (said := row.in_field(column.name)) else None


def head_words(column: Column) -> str:
    """Return the head of a column: amounts of work are in hours."""
    if column.name in HOURS:
        return _("%(column)s (h)") % {"column": column.words}
    return str(column.words)


def _hours(minutes: int | None) -> float | None:
    return None if minutes is None else round(minutes / MINUTES, 2)


def _day(moment: datetime | None) -> date | None:
    """The day of an instant where the reader is."""
    return None if moment is None else timezone.localdate(moment)


def _title(row: Row) -> str:
    return INDENT * row.depth + row.item.title


def _estimate(row: Row) -> float | None:
    if row.is_summary or row.item.is_milestone:
        return None
    return _hours(row.item.estimate_minutes)


def _spent(row: Row) -> float | None:
    minutes = row.item.spent_minutes
    return _hours(minutes) if minutes and Hidden.EFFORT not in row.hides else None


def _chunk(row: Row) -> float | None:
    """The least of it that is begun for, in hours."""
    return _hours(row.item.chunk_minutes) if row.has_chunk else None


def _planned(name: str) -> Value:
    def value(row: Row) -> Cell:
        return _day(getattr(row.outlook, name)) if row.has_forecast else None

    return value


def _by(row: Row) -> date | None:
    if row.outlook is not None and row.has_forecast:
        return _day(row.outlook.p85)
    return _day(row.item.finished_at)


def _forecast(row: Row) -> str:
    """The days between which it goes on, most likely, or why there are none."""
    held = row.outlook
    if held is None or not row.has_forecast:
        return row.unplaced
    days = [_day(held.starts_at or held.p50), _day(held.p95)]
    return " \N{EN DASH} ".join(day.isoformat() for day in days if day)


def _worth(row: Row) -> int | None:
    score = score_of(row.item, row.outlook) if row.has_forecast else None
    return None if score is None else score.total


def _criticality(row: Row) -> int | None:
    """In how many of a hundred scenarios it decides when its project ends."""
    return row.outlook.critical_percent if row.outlook and row.has_forecast else None


HOURS = frozenset({"left", "estimate", "spent"})

VALUES: Mapping[str, Value] = {
    "rank": lambda row: row.outlook.rank if row.outlook else None,
    "state": lambda row: row.state,
    "key": lambda row: row.key,
    TITLE: _title,
    "people": lambda row: "; ".join(row.names),
    "left": lambda row: _hours(row.left),
    "forecast": _forecast,
    "by": _by,
    "deadline": lambda row: _day(row.item.deadline),
    "status": lambda row: row.item.status.name,
    "type": lambda row: row.type_name,
    "project": lambda row: row.item.project.name,
    "parent": lambda row: row.parent.title if row.parent else "",
    "labels": lambda row: "; ".join(label.name for label in row.labels),
    "worth": _worth,
    "importance": lambda row: importance_words(row.item.priority),
    "judgement": lambda row: typed_judgement(row.item),
    "estimate": _estimate,
    "spent": _spent,
    "start": _planned("starts_at"),
    "likely": _planned("p50"),
    "latest": _planned("p95"),
    "criticality": _criticality,
    "pin": lambda row: _day(row.item.starts_no_earlier),
    "start-by": lambda row: _day(row.item.starts_no_later),
    "chunk": _chunk,
    "created": lambda row: _day(row.item.created_at),
    "started": lambda row: _day(row.item.started_at),
    "finished": lambda row: _day(row.item.finished_at),
}
"""What is in each column; a column of the list without one fails a test."""
