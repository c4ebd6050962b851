"""What an item says in a field of the workspace, as markup."""

from urllib.parse import urlsplit

from django.utils.html import escape

from headway.ui.markup import person
from headway.work.shown_fields import ShownField


def said_markup(said: ShownField) -> str:
    """Return a value as it is shown anywhere; empty for nothing."""
    if said.value is None:
        return ""
    if said.who:
        return person(said.who)
    if said.options:
        chips = [_option(name, colour) for name, colour in said.options]
        return f'<span class="chips">{" ".join(chips)}</span>'
    if said.href:
        name = escape(urlsplit(said.href).netloc)
        href = escape(said.href)
        return f'<a href="{href}" rel="noopener noreferrer nofollow">{name}</a>'
    return f"<bdi>{escape(said.words)}</bdi>"


def _option(name: str, colour: str) -> str:
    classes = f"tag label is-{colour}" if colour else "tag"
    return f'<span class="{classes}"><bdi>{escape(name)}</bdi></span>'
