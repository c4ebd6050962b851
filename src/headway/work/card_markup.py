"""A card of the board as markup; see :mod:`headway.work.markup`."""

from functools import lru_cache
from html import escape
from typing import cast

from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from headway.ui.markup import State, icon, promise, strip_drawing, tile_drawing
from headway.ui.markup import time_element as date_short
from headway.ui.strip import Axis
from headway.ui.words import said as _
from headway.ui.words import tone_of
from headway.work.cards import OLD_DAYS, Card
from headway.work.markup import faces
from headway.work.reading import Row


def card(shown: Card, axis: Axis, query: SafeString) -> SafeString:
    """Return an item as a card of a board; ``query`` is the board's."""
    row, item = shown.row, shown.row.item
    key, href = row.key, row.href
    tile = cast("State", row.tile)
    classes = "card is-done" if item.is_closed else "card"
    move = ""
    if row.can_change:
        label, name = _move_words(axis.language)
        move = (
            f'<a class="card-move button is-quiet is-small is-icon" '
            f'href="{href}place/{query}" aria-label="{label % {"key": key}}" '
            f'aria-keyshortcuts="m" data-key-name="{name}" data-move>'
            f"{icon('more', 'small')}</a>"
        )
    movable = " data-movable" if row.can_change else ""
    return SafeString(
        f'<li class="{classes}" id="card-{key}" data-row data-card="{key}" '
        f'data-column="{shown.column}" data-rank="{shown.rank}"{movable} '
        f'data-subject="work.item:{item.pk}" data-src="{href}card/{query}">'
        f'<div class="row"><span class="tile is-{tile}" role="img" '
        f'aria-label="{escape(row.state)}">{tile_drawing(tile)}</span>'
        f'<span class="key">{key}</span>'
        f'<span class="grow"></span>{_age(shown, axis.language)}</div>'
        f'<a class="card-title" href="{href}" data-panel="{key}" data-row-link '
        f'draggable="false"><bdi>{escape(item.title)}</bdi></a>'
        f"{_notes(shown)}{_due(row)}{_foot(row, axis)}{move}</li>"
    )


@lru_cache(maxsize=32)
def _move_words(_language: str | None) -> tuple[str, str]:
    """Look the words up once for each language: a board has hundreds."""
    return _("Move %(key)s"), _("Move")


def _age(shown: Card, language: str | None) -> str:
    if shown.days is None:
        return ""
    is_old = shown.is_long or (not shown.has_pace and shown.days >= OLD_DAYS)
    tone = "is-risk" if is_old else "faint"
    return f'<span class="small {tone}">{_days_here(language, shown.days)}</span>'


@lru_cache(maxsize=1024)
def _days_here(_language: str | None, days: int) -> str:
    if days == 0:
        return _("today")
    return ngettext("%d day here", "%d days here", days) % days


def _notes(shown: Card) -> str:
    row = shown.row
    long = _("Longer here than 85 of 100 finished cards") if shown.is_long else ""
    notes = [note for note in (long, row.unplaced, *row.holding) if note]
    if not notes:
        return ""
    return f'<p class="card-note">{escape(", ".join(notes))}</p>'


def _due(row: Row) -> str:
    """The deadline, unless the strip shows it and it is safe."""
    due = row.item.deadline
    is_drawn = row.has_forecast and tone_of(row.chance) not in ("risk", "late")
    if due is None or row.item.is_closed or is_drawn:
        return ""
    said = promise(due, row.chance, kind="deadline", boxed=False)
    return f'<p class="card-note">{said}</p>'


def _foot(row: Row, axis: Axis) -> str:
    shown = _dates(row, axis)
    if row.people:
        shown = f'<span class="faces">{faces(row)}</span>{shown}'
    return f'<div class="card-foot">{shown}</div>' if shown else ""


def _dates(row: Row, axis: Axis) -> str:
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
    sure = date_short(
        held.p85, today=axis.first, zone=axis.zone, language=axis.language
    )
    return f'{drawn}<span class="small muted">{sure}</span>'
