"""What stands to the left of the bars, as markup: text for the reason bars are text.

Whatever people wrote goes through :func:`escape`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString

from headway.plan.timeline.addresses import Addresses
from headway.plan.timeline.reading import Doer
from headway.plan.timeline.rows import Row
from headway.ui.markup import face, icon
from headway.ui.words import said as _


@dataclass(frozen=True, kw_only=True, slots=True)
class Name:
    """A row, who does it, and the query that folds or unfolds it, if it can be."""

    row: Row
    doer: Doer | None
    toggle: str


def draw_names(names: Iterable[Name], to: Addresses) -> SafeString:
    return SafeString("".join(_name(name, to) for name in names))


def _name(name: Name, to: Addresses) -> str:
    row, item = name.row, name.row.item
    classes = "gantt-phase" if row.is_summary else "gantt-task"
    title = escape(row.title)
    fold = _fold(name, title, to) if name.toggle else ""
    if item is None:
        address = f"{to.timeline}?project={row.project.key}"
        link = f'<a class="gantt-name" href="{address}">{title}</a>'
        return f'<li class="{classes}">{fold}{link}</li>'
    return (
        f'<li class="{classes} depth-{item.depth}" data-row data-bar="bar-{item.pk}">'
        f'{fold}<a class="gantt-name" href="{to.item(row.name)}" '
        f'data-panel="{row.name}" '
        f"data-row-link>{title}</a>{_doer(name.doer)}</li>"
    )


def _fold(name: Name, title: str, to: Addresses) -> str:
    label = _("Rows of %(title)s") % {"title": title}
    is_open = "false" if name.row.is_folded else "true"
    return (
        f'<a class="gantt-fold" hx-boost="true" href="{to.timeline}'
        f'{escape(name.toggle)}" aria-expanded="{is_open}" aria-label="{label}">'
        f"{icon('down', 'small')}</a>"
    )


def _doer(doer: Doer | None) -> str:
    if doer is None:
        return ""
    others = f'<span class="faint">+{doer.others}</span>' if doer.others else ""
    return others + face(doer.name, "me" if doer.is_me else "")
