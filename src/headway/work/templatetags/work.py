"""Values of items in templates: ``{% cell row "title" %}``, ``{% tile_form row %}``."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from headway.ui.words import spoken
from headway.work import card_markup, markup, menus, row_controls
from headway.work.calendar.page import Calendar, Day
from headway.work.cards import Card
from headway.work.columns import Column
from headway.work.filtered import FilteredPage
from headway.work.filters.conditions import Condition
from headway.work.filters.kinds import Offer
from headway.work.forms.bulk import BulkForm
from headway.work.listing import Listing
from headway.work.reading import Row
from headway.work.row_markup import Place, row_of, sum_cells
from headway.work.sections import Group
from headway.work.sums import Sums
from headway.work.widths import widest_cells

register = template.Library()

register.simple_tag(markup.cell)
register.simple_tag(sum_cells)


@register.simple_tag(takes_context=True)
def rows(context: dict[str, Any], shown: Iterable[Row]) -> SafeString:
    """As :func:`row_markup.row_of`, in a list of which some are ``folded``.

    It has an ``axis`` and ``columns``; ``chosen`` are the keys that stay selected.
    """
    place = Place(
        axis=context["axis"],
        columns=context["columns"],
        folded=context["folded"],
        chosen=context.get("chosen", ()),
        csrf_token=str(context["csrf_token"]),
    )
    with spoken():
        return SafeString("".join(row_of(row, place) for row in shown))


@register.simple_tag
def bulk_menus(listing: Listing, wrong: BulkForm | None) -> SafeString:
    """As :func:`menus.bulk_menus`; a page need not say that none is ``wrong``."""
    return SafeString(menus.bulk_menus(listing, wrong or None))


@register.simple_tag
def arrange_menus(listing: Listing, page: str) -> SafeString:
    return SafeString(menus.arrange_menus(listing, page))


@register.simple_tag
def select_group(group: Group) -> SafeString:
    if not group.name or not group.can_select:
        return SafeString("")
    values = {"count": group.sums.number, "name": group.name}
    label = _("Select all %(count)d of %(name)s that match") % values
    return row_controls.select_many("group", group.token, label)


@register.simple_tag
def select_all(listing: Listing) -> SafeString:
    if not listing.can_select:
        return SafeString("")
    return row_controls.select_many(
        "all", "1", _("Select all %d that match") % listing.shown
    )


@register.simple_tag
def widest_in(column: Column, listing: Listing) -> SafeString:
    """What keeps a column as wide as its widest cell, and nobody sees."""
    foot = listing.sums if listing.has_foot else Sums()
    with spoken():
        shown = widest_cells(column, listing.groups, foot, listing.axis)
    return SafeString(
        "".join(f'<span class="widest" aria-hidden="true">{s}</span>' for s in shown)
    )


@register.simple_tag
def fold_group(group: Group) -> SafeString:
    """The name of a group, which folds all that is in it."""
    shown = f" <bdi>{escape(group.name)}</bdi>"
    is_folded = group.is_folded
    return SafeString(row_controls.fold_button(group.token, shown, is_folded=is_folded))


@register.simple_tag(takes_context=True)
def cards(context: dict[str, Any], shown: Iterable[Card]) -> SafeString:
    """As :func:`card_markup.card`, on an ``axis``; what the board asks is ``asked``."""
    axis, query = context["axis"], escape(context["asked"])
    with spoken():
        return SafeString("".join(card_markup.card(c, axis, query) for c in shown))


@register.simple_tag
def calendar_week(calendar: Calendar, day: Day) -> str:
    """The query string that shows the week of a day."""
    return calendar.week_of(day)


@register.simple_tag
def offers(row: Condition, page: FilteredPage) -> list[Offer]:
    """Return values to choose from for a row of a filter."""
    return list(row.offers(page.reader))
