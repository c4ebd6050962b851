"""People, found by their names."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.people.models import Person
from headway.ui.search import Hit, rank_of


def find_people(text: str, by: Actor, most: int) -> Sequence[Hit]:
    """Look through the names of all whom the actor sees; one query."""
    rows = Person.objects.visible_to(by).order_by("actor__name", "pk")
    found = [
        (rank, pk, name)
        for pk, name in rows.values_list("pk", "actor__name")
        if (rank := rank_of(name, text)) is not None
    ]
    return [
        Hit(
            kind="person",
            key=str(pk),
            label=name,
            url=reverse("people:person", args=[by.workspace.slug, pk]),
            icon="people",
            rank=rank,
            note=_("Person"),
        )
        for rank, pk, name in sorted(found, key=lambda each: each[0])[:most]
    ]
