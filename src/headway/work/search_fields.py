"""Items found by what they say in fields of the workspace, as far as one may know."""

from collections.abc import Iterable

from django.db.models import F, Q, Value
from django.db.models.lookups import Contains

from headway.actors.models import Actor
from headway.base.text import words_asked
from headway.work.filters.custom import Inside
from headway.work.filters.kinds import TEXT, Folded
from headway.work.models import CustomField, FieldKind, Item
from headway.work.models.items import ItemQuerySet

SEARCHED = (FieldKind.TEXT, FieldKind.ADDRESS)


def saying(rows: ItemQuerySet, text: str, asked: str, by: Actor) -> ItemQuerySet:
    """Return those that say it in a field.

    Whoever knows all fields finds them by an index.  Guests see few items: theirs are
    looked through, in the fields that they see.
    """
    if not by.is_guest:
        return rows.filter(words__in_fields__holds=asked)
    fields = list(_searched(by))
    whole, last = words_asked(text)
    said = Q()
    for word in filter(None, (*whole, last)):
        said &= _in_any(fields, word)
    return rows.filter(said)


def _in_any(fields: Iterable[CustomField], word: str) -> Q:
    found = Q(pk__in=())
    for field in fields:
        inside = Folded(Inside(F("custom"), Value(field.key)))
        found |= Q(Contains(inside, Value(word, TEXT)))
    return found


def told_in_fields(items: Iterable[Item], by: Actor) -> dict[int, str]:
    """Return what is said in fields that the actor sees; a query where anything is."""
    some = [item for item in items if item.custom]
    fields = list(_searched(by)) if some else []
    return {
        item.pk: "\n".join(
            f"{field.name}: {item.custom[field.key]}"
            for field in fields
            if field.key in item.custom
        )
        for item in some
    }


def _searched(by: Actor) -> Iterable[CustomField]:
    return CustomField.objects.visible_to(by).filter(kind__in=SEARCHED).by_name()
