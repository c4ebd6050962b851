"""The parts of the interface as template tags; ``ui/README.md`` shows their use."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from headway.base.durations import format_minutes
from headway.ui import markup, words
from headway.ui.rail import (
    Block,
    Entry,
    Place,
    Rail,
    here_in,
    is_above,
    place_at,
    rail_of,
    settings_of,
)
from headway.ui.strip import Moment
from headway.ui.tabs import tabs_of

if TYPE_CHECKING:
    from django.http import HttpRequest

register = template.Library()

register.filter("duration", format_minutes)
register.filter("range_to", words.range_words)
register.filter("chance", words.chance_words)
register.filter("tone", words.tone_of)
register.filter("initials", words.initials)
register.filter("is_here", is_above)

register.simple_tag(markup.icon)
register.simple_tag(markup.tile)
register.simple_tag(markup.tile_drawing)
register.simple_tag(markup.face)
register.simple_tag(markup.person)
register.simple_tag(markup.reasons)
register.simple_tag(markup.strip_drawing, name="strip")
register.simple_tag(markup.axis_head)

PREFERENCES = {
    "theme": {"light", "dark"},
    "density": {"compact"},
    "rail": {"folded"},
    "keys": {"off"},
}
"""Cookies set by ``preferences.js``, and the values that are not the default.

The ``looks`` of a request, where it has some, win over its cookies.
"""


@register.simple_tag
def date_short(value: Moment | None, *, with_time: bool = False) -> SafeString:
    return markup.time_element(value, with_time=with_time)


@register.simple_tag
def promise(
    due: Moment,
    chance: float | None = None,
    *,
    kind: markup.Target = "deadline",
    boxed: bool = False,
) -> SafeString:
    return markup.promise(due, chance, kind=kind, boxed=boxed)


@register.simple_tag
def faces(names: Iterable[str], me: str = "") -> SafeString:
    """Several faces; whoever is ``me`` is filled."""
    drawn = ((markup.face(name, "me" if name == me else ""),) for name in names)
    return format_html_join("", "{}", drawn)


@register.simple_tag
def key(*keys: str) -> SafeString:
    """``{% key "j" "k" %}``: keys as they stand on the keyboard."""
    return format_html_join(" ", "<kbd>{}</kbd>", ((k,) for k in keys))


@register.simple_tag(takes_context=True)
def preferences(context: dict[str, Any]) -> SafeString:
    """The reader's looks as attributes of ``<html>``, so that nothing flashes."""
    request: HttpRequest | None = context.get("request")
    cookies = request.COOKIES if request else {}
    kept = cookies | getattr(request, "looks", {})
    chosen = (
        (name, kept[name])
        for name, values in PREFERENCES.items()
        if kept.get(name) in values
    )
    return format_html_join("", ' data-{}="{}"', chosen)


@register.simple_tag(takes_context=True)
def navigation(context: dict[str, Any]) -> Rail:
    """The rail of the page's actor: ``{% navigation as nav %}``, once a page.

    A page may bring its own blocks as ``rail``, and what it is about as ``rail_place``.
    """
    request: HttpRequest = context["request"]
    blocks: list[Block] | None = context.get("rail")
    place: Place | None = context.get("rail_place")
    if blocks is None:
        if place is None and request.resolver_match:
            place = place_at(context["actor"], request.resolver_match)
        blocks = rail_of(context["actor"], place)
    return Rail(blocks=blocks, here=here_in(blocks, request.path, place))


@register.simple_tag(takes_context=True)
def settings_navigation(context: dict[str, Any]) -> list[Entry]:
    """The tabs of the settings that the page's actor may open."""
    return settings_of(context["actor"])


@register.simple_tag(takes_context=True)
def tabs(context: dict[str, Any]) -> list[tuple[Entry, bool]]:
    """The ways to look at the work that the page shows, and whether it is that one.

    ``tabs_given`` is the query string that a page stands for which is one itself.
    """
    request: HttpRequest = context["request"]
    entries = tabs_of(context["actor"], context.get("tabs_given") or request.GET)
    return [(e, e.url.partition("?")[0] == request.path) for e in entries]
