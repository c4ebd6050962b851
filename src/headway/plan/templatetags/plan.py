"""Parts of the plan's pages: ``{% heat workload cell page %}``."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from headway.plan.workload.cells import Cell
from headway.plan.workload.page import Workload

register = template.Library()


@register.simple_tag
def heat(workload: Workload, cell: Cell, page: str) -> SafeString:
    """A cell: the number is always readable, the tint comes second."""
    if not cell.is_known:
        return SafeString('<td class="heat is-unknown"></td>')
    if cell.is_off:
        return format_html(
            '<td class="heat is-away"><span>{}</span></td>', cell.away_words
        )
    is_open = workload.open is not None and workload.open == cell
    return format_html(
        '<td class="heat is-{}"><a href="{}{}#open-cell"{}>'
        '<small aria-hidden="true">{}</small><b aria-hidden="true">{}</b>'
        '<span class="visually-hidden">{}</span></a></td>',
        cell.tone,
        page,
        workload.query_of(cell),
        SafeString(' aria-current="true"') if is_open else "",
        cell.over_words if cell.over else cell.away_words,
        cell.free_hours if workload.shows_free else cell.hours,
        cell.sentence,
    )
