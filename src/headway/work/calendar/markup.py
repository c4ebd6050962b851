"""An entry of the calendar as markup: pages have hundreds of them."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from headway.ui.markup import icon
from headway.ui.words import chance_words, tone_of
from headway.work.calendar.page import Entry


def entry_markup(entry: Entry, query: str, *, slug: str) -> SafeString:
    """A line of a day; what may be moved has a way to say to which day."""
    row = entry.row
    return format_html(
        '<li class="calendar-entry is-{}" data-row{}>{}'
        '<a href="{}" data-panel="{}" data-row-link title="{}">{}<bdi>{}</bdi></a>'
        "{}</li>",
        " is-".join(_classes(entry)),
        _movable(entry, query, slug),
        _mark(entry),
        row.href,
        row.key,
        f"{row.key} {row.item.title}",
        format_html('<span class="visually-hidden">{}: </span>', entry.words),
        row.item.title,
        _chance(entry),
    )


def _classes(entry: Entry) -> list[str]:
    found = [entry.kind]
    if entry.is_milestone:
        found.append("milestone")
    if entry.kind == "due" and (tone := tone_of(entry.row.chance)):
        found.append(tone)
    return found


def _movable(entry: Entry, query: str, slug: str) -> SafeString:
    if not entry.can_move:
        return SafeString("")
    address = reverse("work:day", args=[slug, entry.row.key])
    return format_html(' data-move="{}{}" data-key="{}"', address, query, entry.row.key)


def _mark(entry: Entry) -> SafeString:
    if entry.kind == "due" or entry.is_milestone:
        return icon("flag", "small")
    return format_html('<span class="calendar-mark is-{}"></span>', entry.kind)


def _chance(entry: Entry) -> SafeString:
    chance = entry.row.chance
    if entry.kind != "due" or chance is None:
        return SafeString("")
    return format_html(
        ' <b class="calendar-chance"><span class="visually-hidden">{}</span>{}</b>',
        _("chance of the deadline: "),
        chance_words(chance),
    )
