"""Keep the words by which items are found."""

from collections.abc import Collection, Iterable

from headway.work.models import Item, ItemWords

FOUND_BY = frozenset({"title", "description", "custom"})
"""The fields of an item that are searched."""

BATCH = 1000


def index_items(items: Iterable[Item], fields: Collection[str] = FOUND_BY) -> None:
    """Write the words of saved items of which ``fields`` were written.

    Whoever writes a title, a description or a text in a field of the workspace calls
    it, in the same transaction.
    """
    if FOUND_BY.isdisjoint(fields):
        return
    ItemWords.objects.bulk_create(
        map(ItemWords.of, items),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["item"],
        update_fields=["start", "in_title", "in_text", "in_fields"],
    )
