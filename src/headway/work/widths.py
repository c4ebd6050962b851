"""How wide the cells of a list are, so that its columns have their width at once.

A page is shown while the rest of it arrives: a column that grew with a later row would
move what is read already.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from django.utils.html import escape

from headway.base.durations import format_minutes
from headway.ui.markup import Target, promise
from headway.ui.strip import Axis, Moment
from headway.ui.words import chance_words, date_words
from headway.work import markup
from headway.work.columns import Column
from headway.work.models import CustomField, FieldKind, Hidden
from headway.work.reading import Row
from headway.work.sections import Group
from headway.work.sums import Sums

When = Callable[[Row], datetime | None]
NEARLY = 0.75
"""Words of this part of the longest one's letters may still be wider."""
FACE = "face"
"""As many letters as a face takes."""
ASSUMED = "assumed: half a day"
"""As many letters as what is assumed to be left takes, at least."""
HIDDEN = "not shown to you"
"""As many letters as what is said of what somebody does not see."""
DIGITS = str.maketrans("123456789", "000000000")


def _planned(name: str) -> When:
    """Return what says a date of the plan; of what is closed there is none."""
    return lambda row: getattr(row.outlook, name) if row.has_forecast else None


MOMENTS: Mapping[str, When] = {
    "start": _planned("starts_at"),
    "likely": _planned("p50"),
    "latest": _planned("p95"),
    "created": lambda row: row.item.created_at,
    "started": lambda row: row.item.started_at,
    "finished": lambda row: row.item.finished_at,
    "pin": lambda row: row.item.starts_no_earlier,
    "by": lambda row: _by(row),
}
"""The columns in which a date stands alone."""

PROMISES: Mapping[str, tuple[Target, When, Callable[[Row], float | None]]] = {
    "deadline": ("deadline", lambda row: row.item.deadline, lambda row: row.chance),
    "start-by": (
        "start",
        lambda row: row.item.starts_no_later,
        lambda row: row.start_chance,
    ),
}
"""The columns in which a date stands with its chance."""


def _people(row: Row) -> str:
    names = row.names
    if not names and Hidden.PEOPLE in row.hides:
        return HIDDEN
    return names[0] if len(names) == 1 else FACE * min(len(names), markup.MOST_FACES)


def _left(row: Row) -> str:
    if row.has_left and row.left is None:
        return ASSUMED
    return row.left_words


LENGTHS: Mapping[str, Callable[[Row], str]] = {"people": _people, "left": _left}
"""Texts about as long as what other columns show."""


def _by(row: Row) -> datetime | None:
    if row.outlook and row.has_forecast:
        return row.outlook.p85
    return row.item.finished_at


def promised(due: datetime, chance: float | None, kind: Target, axis: Axis) -> str:
    """Return a date with its chance as a list shows it."""
    return promise(
        due,
        chance,
        kind=kind,
        boxed=False,
        today=axis.first,
        zone=axis.zone,
        is_named=False,  # the head of its column says what it is
    )


def widest_cells(
    column: Column, groups: Sequence[Group], foot: Sums, axis: Axis
) -> list[str]:
    """Return what is as wide as the widest cells of a column, as markup.

    Of dates, people, what is left and sums, of groups and in the foot; other columns
    have none.  Digits are of one width in a list, but letters are not: of the texts
    that are about as long as the longest there is one for each way in which they are
    written.
    """
    if column.name in PROMISES:
        return _longest(_promises(column.name, groups, axis))
    if column.name in LENGTHS:
        shown = _values(column.name, groups)
    else:
        shown = _dates(column, groups, axis)
    return _longest(shown | _sums(column, groups, foot))


def _longest(shown: Mapping[str, Callable[[], str]]) -> list[str]:
    most = max(map(len, shown), default=0)
    least = NEARLY * most
    return [write() for words, write in shown.items() if len(words) >= least]


def _values(name: str, groups: Sequence[Group]) -> dict[str, Callable[[], str]]:
    shown: dict[str, Callable[[], str]] = {}
    for group in groups:
        for row in group.rows:
            shape = LENGTHS[name](row).translate(DIGITS)
            if shape and shape not in shown:
                shown[shape] = partial(_unopened, row, name)
    return shown


def _sums(
    column: Column, groups: Sequence[Group], foot: Sums
) -> dict[str, Callable[[], str]]:
    if column.sums is None:
        return {}
    minutes = {sums.of(column.sums) for sums in (foot, *(g.sums for g in groups))}
    shapes = {format_minutes(each).translate(DIGITS) for each in minutes if each}
    return {shape: partial(escape, shape) for shape in shapes}


def _unopened(row: Row, name: str) -> str:
    """What a cell shows, without the link that opens its form."""
    return markup.cell(replace(row, can_change=False), name)


def _promises(
    name: str, groups: Sequence[Group], axis: Axis
) -> dict[str, Callable[[], str]]:
    kind, when, chance_of = PROMISES[name]
    said = {(when(row), chance_of(row)) for group in groups for row in group.rows}
    shown: dict[str, Callable[[], str]] = {}
    for due, chance in said:
        if due is not None:
            percent = "" if chance is None else chance_words(chance)
            shape = (_words(due, axis) + percent).translate(DIGITS)
            shown[shape] = partial(promised, due, chance, kind, axis)
    return shown


def _dates(
    column: Column, groups: Sequence[Group], axis: Axis
) -> dict[str, Callable[[], str]]:
    if column.field is not None:
        said = set(_said(column.field, groups))
    else:
        said = {_words(moment, axis) for moment in set(_moments(column.name, groups))}
    shapes = {words.translate(DIGITS) for words in said}
    return {shape: partial(escape, shape) for shape in shapes}


def _moments(name: str, groups: Sequence[Group]) -> Iterator[Moment]:
    when = MOMENTS.get(name)
    if when is None:
        return
    for group in groups:
        for row in group.rows:
            if moment := when(row):
                yield moment
        outlook = getattr(group.project, "outlook", None)
        if name == "by" and outlook and outlook.p85:
            yield outlook.p85


def _said(field: CustomField, groups: Sequence[Group]) -> Iterator[str]:
    """What the rows say in a field of the workspace that is a date."""
    if field.kind != FieldKind.DATE:
        return
    for group in groups:
        for row in group.rows:
            if (said := row.in_field(field.column)) and said.words:
                yield said.words


def _words(moment: Moment, axis: Axis) -> str:
    return date_words(moment, today=axis.first, zone=axis.zone, language=axis.language)
