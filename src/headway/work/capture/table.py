"""A pasted text understood as items of an outline, row by row."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from headway.base.characters import is_seen
from headway.base.errors import Malformed
from headway.work.actions import NewRow
from headway.work.capture.cells import (
    LINES,
    MOST_ROWS,
    TAB_WIDTH,
    Line,
    Outlined,
    check_length,
    lines_of,
    outlined,
    separator_of,
)
from headway.work.capture.columns import (
    BY_NAME,
    NOTHING,
    TITLE,
    Manner,
    column_called,
    unit_in,
)
from headway.work.capture.dates import is_day_first
from headway.work.capture.drafts import Draft
from headway.work.capture.following import find_followed
from headway.work.capture.guessing import guess
from headway.work.capture.known import Known
from headway.work.capture.lines import read_line
from headway.work.capture.outlines import Entry, arrange
from headway.work.capture.own_fields import unfit, unfit_words
from headway.work.models import State, WorkflowState
from headway.work.models.types import CLOSED

LONGEST_TITLE = 500
MARKS = frozenset(
    ("assignee", "label", "estimate", "priority", "due", "pin", "start-by",
     "start-on", "chunk", "type", "needs")
)  # fmt: skip
"""What a line of an outline may say besides its title."""

PLACES = frozenset({"number", "level", "wbs", "parent", "after"})
DATES = ("start", "start-by", "due")


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How somebody wants a text to be read; None leaves it to the text."""

    separator: str | None = None
    has_head: bool | None = None
    columns: Sequence[str] | None = None
    day_first: bool | None = None


@dataclass(kw_only=True)
class Row:
    """A row of the table, by its number in the text.

    With an ``error`` it is not taken; ``notes`` say what of it is left out.
    ``follows`` are the titles of those that it waits for.
    """

    number: int
    draft: Draft
    depth: int = 0
    error: str = ""
    notes: list[str] = field(default_factory=list)
    follows: list[str] = field(default_factory=list)

    @property
    def indent(self) -> int:
        """How far in it is shown."""
        return min(self.depth, 5)


@dataclass(frozen=True, kw_only=True)
class Table:
    """A text as it was read: ``rows`` are taken, in their order, ``left_out`` not."""

    separator: str
    has_head: bool
    head: Sequence[str]
    columns: Sequence[str]
    day_first: bool
    has_dates: bool
    rows: Sequence[Row]
    left_out: Sequence[Row]
    new: Sequence[NewRow]


def read_table(text: str, known: Known, wish: Reading | None = None) -> Table:
    """Understand a text as items; nothing of it is created.

    Raises :class:`Malformed` for one that is empty, too long or cannot be kept.
    """
    wish = wish or Reading()
    check_length(text)
    separator = separator_of(text) if wish.separator is None else wish.separator
    lines = lines_of(text, separator)
    if not lines:
        raise Malformed(_("Paste some lines first."))
    head, columns, has_head = _columns(lines, wish, known)
    lines = lines[1:] if has_head else lines
    if len(lines) > MOST_ROWS:
        message = _("At most %(most)d rows are taken at once; there are %(count)d.")
        raise Malformed(message % {"most": MOST_ROWS, "count": len(lines)})
    days = [_cell(line, n) for n in _dates(columns) for line in lines]
    day_first = wish.day_first
    if day_first is None:
        found = is_day_first(days)
        day_first = True if found is None else found
    units = [unit_in(text) for text, name in zip(head, columns, strict=False)
             if name == "estimate"]  # fmt: skip
    manner = Manner(day_first=day_first, unit=units[0] if has_head and units else "h")
    rows, entries = _rows(lines, columns, known, manner, is_lines=separator == LINES)
    taken, new = _placed(rows, entries, known)
    return Table(
        separator=separator,
        has_head=has_head,
        head=head,
        columns=columns,
        day_first=day_first,
        has_dates=any(days),
        rows=taken,
        left_out=[row for row in rows if row.error],
        new=new,
    )


def _columns(
    lines: Sequence[Line], wish: Reading, known: Known
) -> tuple[Sequence[str], Sequence[str], bool]:
    """Return the head of the table, what its columns are, and whether it has one."""
    width = max(len(line.cells) for line in lines)
    first = [*lines[0].cells, *[""] * (width - len(lines[0].cells))]
    called = [column_called(cell) for cell in first]
    named = sum(name != NOTHING for name in called)
    said = sum(cell.strip() != "" for cell in first)
    has_head = wish.has_head
    if has_head is None:
        has_head = named * 2 >= said and TITLE in called and len(lines) > 1
    if wish.columns is not None:
        chosen = [n if n in BY_NAME else NOTHING for n in wish.columns[:width]]
        return first, _once(chosen + [NOTHING] * (width - len(chosen))), has_head
    if has_head:
        found = _once(called)
        if TITLE in found:
            return first, found, True
    rest = lines[1:] if has_head else lines
    return first, guess(rest, width, known), has_head


def _once(called: Sequence[str]) -> list[str]:
    """The first column of a kind is it; a second one is none."""
    return [
        name if name not in called[:n] else NOTHING for n, name in enumerate(called)
    ]


def _dates(columns: Sequence[str]) -> list[int]:
    return [n for n, name in enumerate(columns) if name in DATES]


def _cell(line: Line, n: int) -> str:
    return " ".join(line.cells[n].split()) if n < len(line.cells) else ""


def _rows(
    lines: Sequence[Line],
    columns: Sequence[str],
    known: Known,
    manner: Manner,
    *,
    is_lines: bool,
) -> tuple[list[Row], list[Entry]]:
    """Return the rows, and what those that are taken say of their place."""
    rows, entries = [], []
    below = 0
    at = columns.index(TITLE) if TITLE in columns else None
    for line in lines:
        where = outlined(_raw(line, at), below)
        if where.is_heading:
            below = where.level + TAB_WIDTH
        row = Row(number=line.number, draft=Draft())
        _read_title(row, where, known, is_lines=is_lines)
        if not row.error:
            _read_cells(row, line, columns, known, manner)
            _leave_unfit(row, known)
            entries.append(_entry(row, line, where, columns))
        rows.append(row)
    if is_lines:
        find_followed(entries)
        taken = (row for row in rows if not row.error)
        for row, entry in zip(taken, entries, strict=True):
            row.draft.title = entry.title
    return rows, entries


def _raw(line: Line, n: int | None) -> str:
    return line.cells[n] if n is not None and n < len(line.cells) else ""


def _read_title(row: Row, where: Outlined, known: Known, *, is_lines: bool) -> None:
    draft = row.draft
    if is_lines:
        try:
            row.draft = draft = read_line(where.text, known, marks=MARKS)
        except Malformed as error:
            row.error = str(error)
            return
        row.notes += [doubt.message for doubt in draft.doubts]
    else:
        draft.title = where.text
    if where.is_ticked:
        draft.category = State.DONE
    if not is_seen(draft.title):
        row.error = _("It has no title.")
    elif len(draft.title) > LONGEST_TITLE:
        row.error = _("A title has at most %d characters.") % LONGEST_TITLE


def _read_cells(
    row: Row, line: Line, columns: Sequence[str], known: Known, manner: Manner
) -> None:
    for n, name in enumerate(columns):
        text = line.cells[n].strip() if n < len(line.cells) else ""
        if not text or name in (NOTHING, TITLE) or name in PLACES:
            continue
        text = text if name == "description" else " ".join(text.split())
        try:
            BY_NAME[name].read(text, row.draft, known, manner)
        except Malformed as error:
            row.notes.append(f"{BY_NAME[name].label}: {error}".strip())


def _leave_unfit(row: Row, known: Known) -> None:
    for each in [*unfit(row.draft, known)]:
        del row.draft.custom[each.pk]
        row.notes.append(unfit_words(each, row.draft))


def _entry(row: Row, line: Line, where: Outlined, columns: Sequence[str]) -> Entry:
    said = {name: _cell(line, n) for n, name in enumerate(columns) if name in PLACES}
    entry = Entry(
        title=row.draft.title,
        level=where.level,
        number=said.get("number", "") or said.get("wbs", ""),
        parent=said.get("parent", ""),
        after=said.get("after", ""),
    )
    level, wbs = said.get("level", ""), said.get("wbs", "")
    if level.isdecimal() and level.isascii():
        entry.level = min(int(level), 1000)
    elif wbs:
        entry.level = wbs.strip(".").count(".")
    return entry


def _placed(
    rows: Sequence[Row], entries: Sequence[Entry], known: Known
) -> tuple[list[Row], list[NewRow]]:
    """Put the rows that are taken in order, and say all of each as an item to be."""
    taken = [row for row in rows if not row.error]
    order = arrange(entries)
    places = {n: place for place, n in enumerate(order)}
    _settle_states(taken, entries, order, known)
    new = []
    for n in order:
        entry, row = entries[n], taken[n]
        above = None if entry.above is None else places[entry.above]
        row.depth = 0 if entry.above is None else taken[entry.above].depth + 1
        row.notes += entry.notes
        waits = [places[before] for before in entry.waits_for]
        row.follows = [entries[before].title for before in entry.waits_for]
        made = row.draft.row(above=above, waits_for=waits)
        new.append(replace(made, status_id=_status(row.draft, known)))
    return [taken[n] for n in order], new


def _settle_states(
    taken: Sequence[Row], entries: Sequence[Entry], order: Sequence[int], known: Known
) -> None:
    """Leave what has open items in it unfinished, and say so."""
    is_open: set[int] = set()
    for n in reversed(order):
        draft, above = taken[n].draft, entries[n].above
        status = _state_of(draft, known)
        if draft.state and status is None:
            taken[n].notes.append(_("Its type has no such state."))
            draft.state = ""
        if n in is_open and status is not None and status.category in CLOSED:
            draft.state = draft.category = ""
            taken[n].notes.append(_("It stays open: something in it is."))
            status = None
        if above is not None and (status is None or status.category not in CLOSED):
            is_open.add(above)


def _state_of(draft: Draft, known: Known) -> WorkflowState | None:
    kind = draft.type_id or known.default_type
    if kind is None:  # the first project brings it
        return None
    if draft.state:
        return known.state_called(kind, draft.state)
    return known.usual_state(kind, draft.category) if draft.category else None


def _status(draft: Draft, known: Known) -> int | None:
    found = _state_of(draft, known)
    return found.pk if found else None
