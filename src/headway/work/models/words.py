"""The words by which items are found."""

import re
from collections.abc import Mapping
from typing import Any, Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from headway.actors.models import Workspace
from headway.base.fields import WordsField
from headway.base.querysets import Acting, PermittedQuerySet
from headway.base.text import fold, words_asked, words_of
from headway.work.models.items import Item

STARTS = 100
"""Characters of a title that are kept to find it by its beginning."""

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

MOST_BYTES = 600_000
"""Of the words of one text: a ``tsvector`` is a megabyte at most."""


class ItemWordsQuerySet(PermittedQuerySet["ItemWords"]):
    def visible_to(self, actor: Acting) -> Self:
        """Words of items that the actor sees; masks are the caller's."""
        seen = Item.objects.visible_to(actor)
        return super().visible_to(actor).filter(item__in=seen)


class ItemWords(models.Model):
    """What an item's title, and its title and description together, are found by.

    ``in_fields`` are the words of the title and of all texts in fields of the
    workspace, none where there are no texts: guests may not know what all say.
    Derived, and written by whoever writes any (``actions.index_items``).  A table of
    its own, so that items stay narrow.  Each word begins with the number of its
    workspace: an index over all workspaces is then one for each of them.  ``start`` is
    sorted by code, so that its index finds beginnings, in order.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    item = models.OneToOneField(Item, models.CASCADE, related_name="words")
    start = models.CharField(max_length=STARTS, db_collation="C")
    in_title = WordsField()
    in_text = WordsField()
    in_fields = WordsField()

    objects = ItemWordsQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["workspace", "start"], name="item_words_by_start"),
            GinIndex(fields=["in_title"], name="item_words_in_title"),
            GinIndex(fields=["in_text"], name="item_words_in_text"),
            GinIndex(fields=["in_fields"], name="item_words_in_fields"),
        ]

    def __str__(self) -> str:
        return self.start

    @classmethod
    def of(cls, item: Item) -> "ItemWords":
        """Return the unsaved words of a saved item."""
        columns = columns_of(item.workspace_id, item.title, item.description)
        said = said_in_fields(item.workspace_id, item.title, item.custom)
        columns["in_fields"] = said
        return cls(workspace_id=item.workspace_id, item_id=item.pk, **columns)


def columns_of(workspace_id: int, title: str, description: str) -> dict[str, Any]:
    """Return what is kept of an item's words."""
    words = words_of(title)
    return {
        "start": fold(title)[:STARTS],
        "in_title": _within(workspace_id, words),
        "in_text": _within(workspace_id, words | words_of(description)),
    }


def said_in_fields(
    workspace_id: int, title: str, custom: Mapping[str, Any]
) -> list[str]:
    """Return what is kept of the words in fields; a day alone is none."""
    values = (value for value in custom.values() if isinstance(value, str))
    texts = [value for value in values if not DAY.fullmatch(value)]
    if not texts:
        return []
    return _within(workspace_id, words_of(title) | words_of("\n".join(texts)))


def _within(workspace_id: int, words: dict[str, None]) -> list[str]:
    """Return the words of a workspace, as far as PostgreSQL holds them."""
    room, kept = MOST_BYTES, []
    for word in words:
        room -= len(word.encode()) + 1
        if room < 0:
            break
        kept.append(f"{workspace_id} {word}")
    return kept


def asking(text: str, workspace_id: int) -> str:
    """Return the ``tsquery`` for all words of a text, the last as a beginning.

    "" where there is none to look for.
    """
    whole, last = words_asked(text)
    terms = [f"'{workspace_id} {word}'" for word in whole]
    if last:
        terms.append(f"'{workspace_id} {last}':*")
    return " & ".join(terms)
