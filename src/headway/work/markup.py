"""An item's values as markup, wherever one stands until it is edited in place.

Built as text and not by templates: a list has hundreds.  Whatever people wrote goes
through :func:`escape`, or :func:`to_html` where it may be long.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import cast

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.base.durations import format_minutes
from headway.base.markdown import to_html
from headway.ui.markup import (
    State,
    face,
    icon,
    person,
    promise,
    strip_drawing,
    tile_drawing,
)
from headway.ui.markup import time_element as date_short
from headway.ui.strip import Axis
from headway.ui.words import tone_of
from headway.work.board import OLD_DAYS, Card
from headway.work.models import Hidden
from headway.work.reading import Row

MOST_FACES = 4

Place = str
"""Where a value stands: ``h1`` or ``h2``, ``item`` (a page or panel), else a list."""


def cell(row: Row, name: str, place: Place = "") -> SafeString:
    """Return the value ``name``, as :data:`headway.work.forms.CELLS` names them."""
    return SafeString(VALUES[name](row, place))


def _title(row: Row, place: Place) -> str:
    title = escape(row.item.title)
    if place in ("h1", "h2"):
        shown = f'<{place} id="item-title"><bdi>{title}</bdi></{place}>'
    else:
        shown = (
            f'<a class="row-title" href="{row.href}" data-panel="{row.key}" '
            f"data-row-link><bdi>{title}</bdi></a>{_why_unplaced(row)}{_notes(row)}"
        )
    if not row.can_change:
        return shown
    label = _("Edit the title: %(title)s") % {"title": title}
    return (
        f'{shown}<span class="row-tools"><a class="button is-quiet is-small is-icon" '
        f'href="{row.href}cells/title/" data-edit-open aria-label="{label}" '
        f'title="{_("Edit the title")}">{icon("edit")}</a></span>'
    )


def _why_unplaced(row: Row) -> str:
    if not (row.unplaced and row.has_forecast):
        return ""
    return f' <span class="small is-late">{escape(row.unplaced)}</span>'


def _notes(row: Row) -> str:
    notes = ", ".join(row.notes)
    return f' <span class="small faint">{notes}</span>' if notes else ""


def _people(row: Row, place: Place) -> str:
    names = row.names
    if len(names) == 1 or (place and names):
        shown = "".join(person(d.name, "me" if d.is_me else "") for d in row.people)
        if len(names) > 1:
            shown = f'<span class="row is-wrapping">{shown}</span>'
    elif names:
        shown = f'<span class="faces">{_faces(row)}</span>'
    elif Hidden.PEOPLE in row.hides:
        shown = _faint(_("not shown to you"))
    elif row.outlook and row.outlook.has_assumed_people and not row.is_summary:
        shown = _faint(_("anyone"))
    else:
        shown = _faint("\N{EN DASH}")
    hidden = '<span class="visually-hidden">{}</span>'.format
    whose, edit = hidden(_("People") + ":"), hidden(_("Edit"))
    return _opening(row, "people", f"{whose} {shown} {edit}", otherwise=shown)


def _faces(row: Row) -> str:
    shown = row.people[:MOST_FACES]
    faces = "".join(face(doer.name, "me" if doer.is_me else "") for doer in shown)
    more = len(row.people) - len(shown)
    return faces + (f'<span class="small faint">+{more}</span>' if more else "")


def _left(row: Row, _place: Place) -> str:
    if not row.has_left:
        is_open = row.item.is_milestone and not row.item.is_closed
        return _faint(_("milestone")) if is_open else ""
    if row.left is None:
        label = _("Left: not estimated. Edit")
        shown = _faint(_("not estimated"))
        if assumed := row.assumed_minutes:
            text = _("not estimated; assumed %(assumed)s")
            said = text % {"assumed": format_minutes(assumed)}
            shown = f'<span class="assumed">{said}</span>'
    else:
        shown = format_minutes(row.left)
        label = _("Left: %(left)s. Edit") % {"left": shown}
    return _opening(row, "left", shown, label=label)


def _estimate(row: Row, _place: Place) -> str:
    minutes = row.item.estimate_minutes
    if minutes is None:
        text = _("no estimate")
    else:
        text = _("of %(estimate)s estimated") % {"estimate": format_minutes(minutes)}
    return _opening(row, "estimate", _faint(text), hidden=_("Edit the estimate"))


def _deadline(row: Row, _place: Place) -> str:
    due = row.item.deadline
    shown = (
        _faint(_("none"))
        if due is None
        else promise(due, row.chance, kind="deadline", boxed=False)
    )
    return _opening(row, "deadline", shown, hidden=_("Edit the deadline"))


def _pin(row: Row, _place: Place) -> str:
    pin = row.item.starts_no_earlier
    shown = (
        _faint(_("any time"))
        if pin is None
        else f"{icon('pin', 'small')} {date_short(pin)}"
    )
    return _opening(row, "pin", shown, hidden=_("Edit the earliest start"))


def _description(row: Row, _place: Place) -> str:
    shown: str = to_html(row.item.description)
    edit = _("Edit the description") if shown else _("Describe it")
    if not row.can_change:
        return shown
    return (
        f'{shown}<a class="button is-quiet is-small" '
        f'href="{row.href}cells/description/" data-edit-open>{icon("edit")} {edit}</a>'
    )


def _faint(text: str) -> str:
    return f'<span class="faint">{text}</span>'


def _opening(
    row: Row,
    name: str,
    shown: str,
    *,
    otherwise: str | None = None,
    label: str = "",
    hidden: str = "",
) -> str:
    """Make a value open its form, for those who may change it."""
    if not row.can_change:
        return shown if otherwise is None else otherwise
    said = f' aria-label="{label}"' if label else ""
    if hidden:
        shown = f'{shown} <span class="visually-hidden">{hidden}</span>'
    return (
        f'<a class="edit-button" href="{row.href}cells/{name}/" data-edit-open{said}>'
        f"{shown}</a>"
    )


VALUES: Mapping[str, Callable[[Row, Place], str]] = {
    "title": _title,
    "people": _people,
    "left": _left,
    "estimate": _estimate,
    "deadline": _deadline,
    "pin": _pin,
    "description": _description,
}


def fold_button(name: str, shown: str, *, is_folded: bool, label: str = "") -> str:
    """Return what folds or unfolds a row of the list, by its form ``list-state``."""
    said = f' aria-label="{label}"' if label else ""
    return (
        f'<button class="fold" type="submit" form="list-state" name="toggle" '
        f'value="{name}" aria-expanded="{str(not is_folded).lower()}"{said}>'
        f"{icon('down', 'small')}{shown}</button>"
    )


def fold_of_row(row: Row, *, is_folded: bool) -> SafeString:
    """Return the button that folds what is in an item; nothing where nothing is."""
    if not row.is_summary:
        return SafeString("")
    label = _("Rows of %(title)s") % {"title": escape(row.item.title)}
    return SafeString(fold_button(row.key, "", is_folded=is_folded, label=label))


def row_query(until: str, *, is_folded: bool) -> str:
    """Ask for a row as it stands in a list whose axis ends ``until`` that day."""
    return f"?until={until}{'&amp;folded=1' if is_folded else ''}"


def tile_form(row: Row, *, csrf_token: str, query: str) -> SafeString:
    """Return the state as a picture that changes it, for those who may.

    ``query`` is that of the row: it is drawn again.
    """
    state = cast("State", row.tile)
    classes = f"tile is-{state}"
    if row.item.state == "cancelled":
        classes += " is-cancelled"
    drawing = tile_drawing(state)
    if not row.can_change:
        return SafeString(
            f'<span class="{classes}" role="img" aria-label="{row.state}">'
            f"{drawing}</span>"
        )
    buttons = _reopen(row) if row.item.is_closed else _finish(row)
    return SafeString(
        f'<form class="tile-form" method="post" action="{row.href}state/" '
        f'hx-post="{row.href}state/{query}" hx-target="closest tr" '
        'hx-swap="morph">'
        f'<input type="hidden" name="csrfmiddlewaretoken" value="{csrf_token}">'
        f"{buttons(classes, drawing)}</form>"
    )


def _reopen(row: Row) -> Callable[[str, str], str]:
    values = {"state": row.state, "title": escape(row.item.title)}
    label = _("%(state)s. Open again: %(title)s") % values
    return partial(_button, "doing" if row.item.started_at else "todo", label)


def _finish(row: Row) -> Callable[[str, str], str]:
    values = {"state": row.state, "title": escape(row.item.title)}
    label = _("%(state)s. Mark done: %(title)s") % values
    key = f' aria-keyshortcuts="d" data-key-name="{_("Done")}"'
    done = partial(_button, "done", label, more=key)
    if row.item.state != "todo":
        return done
    start = _("Start")
    label = _("Start: %(title)s") % values
    more = f' aria-keyshortcuts="s" data-key-name="{start}" title="{start}"'
    quiet = "row-start button is-quiet is-small is-icon"
    second = _button("doing", label, quiet, icon("play"), more=more)
    return lambda classes, drawing: done(classes, drawing) + second


def _button(to: str, label: str, classes: str, drawing: str, *, more: str = "") -> str:
    return (
        f'<button class="{classes}" name="to" value="{to}"{more} '
        f'aria-label="{label}">{drawing}</button>'
    )


def card(shown: Card, axis: Axis, query: str) -> SafeString:
    """Return an item as a card of a board; ``query`` is the board's."""
    query = escape(query)
    row, item = shown.row, shown.row.item
    tile = cast("State", row.tile)
    classes = "card is-done" if item.is_closed else "card"
    move = ""
    if row.can_change:
        label = _("Move %(key)s") % {"key": row.key}
        move = (
            f'<a class="card-move button is-quiet is-small is-icon" '
            f'href="{row.href}place/{query}" aria-label="{label}" '
            f'aria-keyshortcuts="m" data-key-name="{_("Move")}" data-move>'
            f"{icon('more', 'small')}</a>"
        )
    movable = " data-movable" if row.can_change else ""
    return SafeString(
        f'<li class="{classes}" id="card-{row.key}" data-row data-card="{row.key}" '
        f'data-column="{shown.column}" data-rank="{shown.rank}"{movable} '
        f'data-subject="work.item:{item.pk}" data-src="{row.href}card/{query}">'
        f'<div class="row"><span class="tile is-{tile}" role="img" '
        f'aria-label="{escape(row.state)}">{tile_drawing(tile)}</span>'
        f'<span class="key">{row.key}</span>'
        f'<span class="grow"></span>{_age(shown)}</div>'
        f'<a class="card-title" href="{row.href}" data-panel="{row.key}" data-row-link '
        f'draggable="false"><bdi>{escape(item.title)}</bdi></a>'
        f"{_card_notes(row)}{_card_due(row)}{_card_foot(row, axis)}{move}</li>"
    )


def _age(shown: Card) -> str:
    if shown.days is None:
        return ""
    tone = "is-risk" if shown.days >= OLD_DAYS else "faint"
    text = ngettext("%d day here", "%d days here", shown.days) % shown.days
    return f'<span class="small {tone}">{text if shown.days else _("today")}</span>'


def _card_notes(row: Row) -> str:
    notes = [note for note in (row.unplaced, *row.holding) if note]
    if not notes:
        return ""
    return f'<p class="card-note">{escape(", ".join(notes))}</p>'


def _card_due(row: Row) -> str:
    """The deadline, unless the strip shows it and it is safe."""
    due = row.item.deadline
    is_drawn = row.has_forecast and tone_of(row.chance) not in ("risk", "late")
    if due is None or row.item.is_closed or is_drawn:
        return ""
    said = promise(due, row.chance, kind="deadline", boxed=False)
    return f'<p class="card-note">{said}</p>'


def _card_foot(row: Row, axis: Axis) -> str:
    shown = _card_dates(row, axis)
    if row.people:
        shown = f'<span class="faces">{_faces(row)}</span>{shown}'
    return f'<div class="card-foot">{shown}</div>' if shown else ""


def _card_dates(row: Row, axis: Axis) -> str:
    item, held = row.item, row.outlook
    if item.is_closed:
        return f'<span class="small faint">{date_short(item.finished_at)}</span>'
    if not (held and row.has_forecast and held.p50 and held.p85 and held.p95):
        return ""
    drawn = strip_drawing(
        axis,
        held.starts_at or held.p50,
        held.p50,
        held.p85,
        held.p95,
        due=item.deadline,
        chance=row.chance,
    )
    return f'{drawn}<span class="small muted">{date_short(held.p85)}</span>'
