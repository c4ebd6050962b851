"""What is pressed in a row of the list, as markup.

Built as text and not by templates, as :mod:`headway.work.markup` is.
"""

from collections.abc import Callable
from functools import partial
from html import escape
from typing import cast

from django.utils.safestring import SafeString

from headway.ui.markup import State, icon, tile_drawing
from headway.ui.words import said as _
from headway.work.reading import Row


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
    if not row.can_fold:
        return SafeString("")
    label = _("Rows of %(title)s") % {"title": escape(row.item.title)}
    return SafeString(fold_button(row.key, "", is_folded=is_folded, label=label))


def select_box(row: Row, *, is_checked: bool) -> SafeString:
    """Return what selects a row for the form ``bulk``; nothing where nobody may."""
    if not row.can_change:
        return SafeString("")
    checked = " checked" if is_checked else ""
    return SafeString(
        f'<input type="checkbox" form="bulk" data-select="item" name="item" '
        f'value="{row.key}"{checked} aria-label="{_("Select %s") % row.key}" '
        f'aria-keyshortcuts="x" data-key-name="{_("Select")}">'
    )


def select_many(kind: str, value: str, label: str) -> SafeString:
    """Return what selects all that match, in a group or in the list."""
    return SafeString(
        f'<input type="checkbox" form="bulk" data-select="{kind}" name="{kind}" '
        f'value="{escape(value)}" aria-label="{escape(label)}" title="{escape(label)}">'
    )


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
            f'<span class="{classes}" role="img" aria-label="{escape(row.state)}">'
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
    values = {"state": escape(row.state), "title": escape(row.item.title)}
    label = _("%(state)s. Open again: %(title)s") % values
    return partial(_button, "doing" if row.item.started_at else "todo", label)


def _finish(row: Row) -> Callable[[str, str], str]:
    values = {"state": escape(row.state), "title": escape(row.item.title)}
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
