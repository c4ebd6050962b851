"""A row of the list as markup, in the columns of its list; see :mod:`.markup`."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from html import escape

from django.utils.safestring import SafeString

from headway.base.durations import format_minutes
from headway.ui.markup import strip_drawing
from headway.ui.markup import time_element as date_short
from headway.ui.strip import Axis
from headway.ui.words import chance_words
from headway.ui.words import said as _
from headway.work import markup, row_controls
from headway.work.columns import USUAL, Column
from headway.work.estimates import estimate_words
from headway.work.models import Hidden, Project
from headway.work.models.importance import importance_words
from headway.work.reading import Row
from headway.work.standing import score_of
from headway.work.sums import Sums
from headway.work.widths import MOMENTS, promised

DASH = '<span class="faint">\N{EN DASH}</span>'


@dataclass(frozen=True, kw_only=True)
class Place:
    """In which list a row stands: its columns, and what of it is folded or chosen."""

    axis: Axis
    columns: Sequence[str]
    folded: Collection[str]
    chosen: Collection[str]
    csrf_token: str

    def query_of(self, row: Row) -> str:
        """Return the query string by which the row alone is asked for."""
        folded = "&amp;folded=1" if row.key in self.folded else ""
        flat = "&amp;flat=1" if row.is_flat else ""
        until, named = self._said
        return f"?until={until}{folded}{flat}{named}"

    @cached_property
    def _said(self) -> tuple[str, str]:
        """The end of its axis and its columns, as each of its rows says them."""
        columns = ",".join(self.columns)
        named = "" if self.columns == USUAL else f"&amp;columns={columns}"
        return self.axis.last.isoformat(), named

    @cached_property
    def cells(self) -> "list[Cell]":
        """What writes the cells of a row, column by column."""
        return [_cell_of(name) for name in self.columns]

    @property
    def has_date_behind_forecast(self) -> bool:
        """Whether a forecast without dates may take the room of two columns."""
        at = self.columns.index("forecast")
        return self.columns[at + 1 : at + 2] == ("by",)


def row_of(row: Row, place: Place) -> SafeString:
    """Return an item as a row of a list."""
    item, query = row.item, place.query_of(row)
    classes = "is-summary" * row.can_fold + " is-closed" * item.is_closed
    depth = 0 if row.is_flat else item.depth
    box = row_controls.select_box(row, is_checked=row.key in place.chosen)
    cells = "".join([cell(row, place) for cell in place.cells])
    return SafeString(
        f'<tr id="row-{row.key}" class="{classes}" data-row data-depth="{depth}" '
        f'data-subject="work.item:{item.pk}" data-src="{row.href}row/{query}">'
        f'<td class="select-cell">{box}</td>{cells}</tr>'
    )


def _edited(name: str, *, classes: str = "") -> "Cell":
    """Return a cell whose value opens its form for those who may change it."""
    said = f' class="{classes}"' if classes else ""

    def cell(row: Row, _place: Place) -> str:
        opens = f' data-edit="{row.href}cells/{name}/"' if row.can_change else ""
        return f"<td{said}{opens}>{markup.cell(row, name)}</td>"

    return cell


def _rank(row: Row, _place: Place) -> str:
    rank = row.outlook.rank if row.outlook else None
    return f'<td class="num faint rank-cell">{"" if rank is None else rank}</td>'


def _state(row: Row, place: Place) -> str:
    query, token = place.query_of(row), place.csrf_token
    return f"<td>{row_controls.tile_form(row, csrf_token=token, query=query)}</td>"


def _key(row: Row, _place: Place) -> str:
    return f'<td class="key">{row.key}</td>'


def _title(row: Row, place: Place) -> str:
    fold = row_controls.fold_of_row(row, is_folded=row.key in place.folded)
    opens = f' data-edit="{row.href}cells/title/"' if row.can_change else ""
    shown = markup.cell(row, "title")
    return f'<td class="clip depth-{row.depth}">{fold}<span{opens}>{shown}</span></td>'


def _left(row: Row, _place: Place) -> str:
    can_change = row.can_change and row.has_left
    opens = f' data-edit="{row.href}cells/left/"' if can_change else ""
    return f'<td class="num"{opens}>{markup.cell(row, "left")}</td>'


def _forecast(row: Row, place: Place) -> str:
    held = row.outlook
    if held and row.has_forecast and held.p50 and held.p85 and held.p95:
        drawn = strip_drawing(
            place.axis,
            held.starts_at or held.p50,
            held.p50,
            held.p85,
            held.p95,
            due=row.item.deadline,
            chance=row.chance,
        )
        return f'<td class="strip-cell">{drawn}</td>'
    if row.unplaced:
        span = ' colspan="2"' if place.has_date_behind_forecast else ""
        return f'<td class="strip-cell small is-late"{span}>{escape(row.unplaced)}</td>'
    shown = escape(row.state if row.item.is_closed else row.undated)
    return f'<td class="strip-cell small faint">{shown}</td>'


def _by(row: Row, place: Place) -> str:
    held = row.outlook
    if held and row.has_forecast:
        shown = _on(place.axis, held.p85)
        return f'<td class="num">{shown}</td>'
    if row.unplaced and "forecast" in place.columns and place.has_date_behind_forecast:
        return ""
    shown = date_short(row.item.finished_at)
    return f'<td class="num faint">{shown}</td>'


def _on(axis: Axis, moment: datetime | None) -> str:
    """Say a date to the reader of an axis, which begins today."""
    return date_short(moment, today=axis.first, zone=axis.zone, language=axis.language)


def _deadline(row: Row, place: Place) -> str:
    due = row.item.deadline
    label = _("No deadline")
    shown = f'<span class="faint" aria-label="{label}" role="img">\N{EN DASH}</span>'
    if due is not None:
        shown = promised(due, row.chance, "deadline", place.axis)
    return _opened(row, "deadline", shown, _("Edit the deadline"))


def _start_by(row: Row, place: Place) -> str:
    by = row.item.starts_no_later
    shown = DASH if by is None else promised(by, row.start_chance, "start", place.axis)
    return _opened(row, "start-by", shown, _("Edit the latest start"))


def _pin(row: Row, place: Place) -> str:
    pin = row.item.starts_no_earlier
    shown = DASH if pin is None else _on(place.axis, pin)
    return _opened(row, "pin", shown, _("Edit the earliest start"), classes="num")


def _chunk(row: Row, _place: Place) -> str:
    if not row.has_chunk:
        return f'<td class="num">{DASH}</td>'
    minutes = row.item.chunk_minutes
    shown = format_minutes(minutes) if minutes else DASH
    return _opened(row, "chunk", shown, _("Edit the least at a time"), classes="num")


def _opened(row: Row, name: str, shown: str, title: str, *, classes: str = "") -> str:
    """Return a cell whose value opens its form for those who may change it."""
    said = f' class="{classes}"' if classes else ""
    opens = f' data-edit="{row.href}cells/{name}/"' if row.can_change else ""
    return f"<td{said}{opens}>{markup.opening(row, name, shown, title=title)}</td>"


def _text(shown: str, *, classes: str = "") -> str:
    said = f' class="{classes}"' if classes else ""
    return f"<td{said}>{f'<bdi>{escape(shown)}</bdi>' if shown else DASH}</td>"


def _parent(row: Row, _place: Place) -> str:
    if row.parent is None:
        return f"<td>{DASH}</td>"
    key, title = row.parent_key, escape(row.parent.title)
    href = f"{row.href.removesuffix(f'{row.key}/')}{key}/"
    return (
        f'<td class="parent-cell"><a href="{href}" data-panel="{key}" '
        f'title="{title}"><bdi>{title}</bdi></a></td>'
    )


def _labels(row: Row, _place: Place) -> str:
    return f"<td>{markup.chips(row) or DASH}</td>"


def _worth(row: Row, _place: Place) -> str:
    """What a day of it saves, and as a bar how that adds up."""
    score = score_of(row.item, row.outlook) if row.has_forecast else None
    if score is None:
        return f'<td class="num">{DASH}</td>'
    said = escape(score.words)
    return (
        f'<td class="num" title="{said}"><span class="visually-hidden">{said}</span>'
        f'<span aria-hidden="true">{score.total}</span></td>'
    )


def _judgement(row: Row, place: Place) -> str:
    """As its project judges work; its cost of delay only its own page has."""
    if row.is_by_importance:
        return _text(importance_words(row.item.priority))
    return _edited("judgement")(row, place) if row.is_by_scale else _text("")


def _estimate(row: Row, _place: Place) -> str:
    estimate = row.item.estimate
    is_said = estimate is not None and not row.is_summary and not row.item.is_milestone
    shown = estimate_words(estimate) if estimate and is_said else DASH
    return f'<td class="num">{shown}</td>'


def _spent(row: Row, _place: Place) -> str:
    minutes = row.item.spent_minutes
    is_hidden = Hidden.EFFORT in row.hides
    shown = format_minutes(minutes) if minutes and not is_hidden else DASH
    return f'<td class="num">{shown}</td>'


def _date(name: str) -> "Cell":
    when = MOMENTS[name]

    def cell(row: Row, place: Place) -> str:
        moment = when(row)
        if moment is None:
            return f'<td class="num">{DASH}</td>'
        shown = _on(place.axis, moment)
        return f'<td class="num">{shown}</td>'

    return cell


def _criticality(row: Row, _place: Place) -> str:
    percent = row.outlook.critical_percent if row.outlook else None
    if percent is None or not row.has_forecast:
        return f'<td class="num">{DASH}</td>'
    return f'<td class="num">{chance_words(percent / 100)}</td>'


def _cell_of(name: str) -> "Cell":
    return CELLS[name] if name in CELLS else _custom(name)


def _custom(name: str) -> "Cell":
    """Return the cell of a field of the workspace."""

    def cell(row: Row, _place: Place) -> str:
        shown = row.in_field(name)
        if shown is None:
            return f"<td>{DASH}</td>"
        can_edit = row.can_change and shown.takes
        opens = f' data-edit="{row.href}cells/{name}/"' if can_edit else ""
        classes = ' class="num"' if shown.is_number else ""
        return f"<td{classes}{opens}>{markup.cell(row, name)}</td>"

    return cell


Cell = Callable[[Row, Place], str]

CELLS: Mapping[str, Cell] = {
    "rank": _rank,
    "state": _state,
    "key": _key,
    "title": _title,
    "people": _edited("people"),
    "left": _left,
    "forecast": _forecast,
    "by": _by,
    "deadline": _deadline,
    "status": lambda row, _place: _text(row.item.status.name),
    "type": lambda row, _place: _text(row.type_name),
    "project": lambda row, _place: _text(row.item.project.name),
    "parent": _parent,
    "labels": _labels,
    "worth": _worth,
    "importance": lambda row, _place: _text(importance_words(row.item.priority)),
    "judgement": _judgement,
    "estimate": _estimate,
    "spent": _spent,
    "start": _date("start"),
    "likely": _date("likely"),
    "latest": _date("latest"),
    "criticality": _criticality,
    "pin": _pin,
    "start-by": _start_by,
    "chunk": _chunk,
    "created": _date("created"),
    "started": _date("started"),
    "finished": _date("finished"),
}


def sum_cells(
    columns: Sequence[Column], sums: Sums, project: Project | None = None
) -> SafeString:
    """Return what stands in these columns for a group: sums, and a project's date."""
    return SafeString("".join(_sum_cell(each, sums, project) for each in columns))


def _sum_cell(column: Column, sums: Sums, project: Project | None) -> str:
    shown = ""
    outlook = getattr(project, "outlook", None)
    if column.sums and (minutes := sums.of(column.sums)):
        shown = format_minutes(minutes)
    elif column.name == "by" and outlook and outlook.p85:
        shown = date_short(outlook.p85)
    return f'<td class="num sum-cell">{shown}</td>'
