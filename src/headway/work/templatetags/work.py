"""Values of items in templates: ``{% cell row "title" %}``, ``{% tile_form row %}``."""

from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from headway.work import card_markup, markup
from headway.work.board import Card
from headway.work.calendar.page import Calendar, Day
from headway.work.filters.addresses import of_project
from headway.work.listing import Group, Listing
from headway.work.reading import Row

register = template.Library()

register.simple_tag(markup.cell)
register.filter("project_query", of_project)


@register.simple_tag(takes_context=True)
def row_query(context: dict[str, Any]) -> SafeString:
    """As :func:`markup.row_query`, for the ``row`` of a list with an ``axis``."""
    row = context["row"]
    is_folded = row.key in context["folded"]
    until = context["axis"].last.isoformat()
    query = markup.row_query(until, is_folded=is_folded, is_flat=row.is_flat)
    return SafeString(query)


@register.simple_tag(takes_context=True)
def tile_form(context: dict[str, Any], row: Row, query: str) -> SafeString:
    return markup.tile_form(row, csrf_token=str(context["csrf_token"]), query=query)


@register.simple_tag(takes_context=True)
def fold(context: dict[str, Any], row: Row) -> SafeString:
    """As :func:`markup.fold_of_row`, in a list of which some are ``folded``."""
    return markup.fold_of_row(row, is_folded=row.key in context["folded"])


@register.simple_tag(takes_context=True)
def select_box(context: dict[str, Any], row: Row) -> SafeString:
    """As :func:`markup.select_box`; ``chosen`` are the keys that stay selected."""
    return markup.select_box(row, is_checked=row.key in context.get("chosen", ()))


@register.simple_tag
def select_group(group: Group) -> SafeString:
    if group.project is None or not group.can_select:
        return SafeString("")
    values = {"count": group.shown, "name": group.project.name}
    label = _("Select all %(count)d of %(name)s that match") % values
    return markup.select_many("group", group.project.key, label)


@register.simple_tag
def select_all(listing: Listing) -> SafeString:
    if not listing.can_select:
        return SafeString("")
    return markup.select_many("all", "1", _("Select all %d that match") % listing.shown)


@register.simple_tag
def fold_group(group: Group) -> SafeString:
    """The name of a project, which folds all that is in it."""
    if group.project is None:
        return SafeString("")
    shown = f" <bdi>{escape(group.project.name)}</bdi>"
    key, is_folded = group.project.key, group.is_folded
    return SafeString(markup.fold_button(key, shown, is_folded=is_folded))


@register.simple_tag(takes_context=True)
def card(context: dict[str, Any], shown: Card) -> SafeString:
    """As :func:`card_markup.card`, on an ``axis``; what the board asks is ``asked``."""
    return card_markup.card(shown, context["axis"], context["asked"])


@register.simple_tag
def calendar_week(calendar: Calendar, day: Day) -> str:
    """The query string that shows the week of a day."""
    return calendar.week_of(day)
