"""What a text names: items by their keys, people by ``@`` and their name."""

import re

from django.urls import reverse

from headway.actors.models import Actor
from headway.base.markdown import Places
from headway.people.models import Person
from headway.work.models import Item
from headway.work.models.items import KEY

MENTION = re.compile(rf"(?<![\w-])(?:{KEY.pattern})(?!\w)", re.ASCII)

MOST = 100
"""So many items and people of one text become links; the others stay words."""


def mentions_in(text: str, *, by: Actor, most: int = MOST) -> Places:
    """Return what the text names and ``by`` may see, and where it leads.

    Four queries at most.  Whatever else looks like a name stays text.
    """
    return (*_items(text, by, most), *_people(text, by, most))


def _items(text: str, by: Actor, most: int) -> Places:
    keys = list(dict.fromkeys(found[0] for found in MENTION.finditer(text)))[:most]
    if not keys:
        return ()
    seen = Item.objects.visible_to(by).by_keys(keys)
    slug = by.workspace.slug
    return tuple(
        (key, reverse("work:item", args=[slug, seen[key].key]))
        for key in keys
        if key in seen
    )


def _people(text: str, by: Actor, most: int) -> Places:
    if "@" not in text:
        return ()
    people = Person.objects.visible_to(by).select_related("actor").order_by("pk")
    slug = by.workspace.slug
    named = {
        f"@{person.actor.name}": reverse("people:person", args=[slug, person.pk])
        for person in people
        if f"@{person.actor.name}" in text
    }
    return tuple(named.items())[:most]
