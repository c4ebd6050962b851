"""Take over which finished work is like what nobody estimated."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from headway.actors.models import Actor
from headway.work.models import Precedent


@transaction.atomic
def publish_precedents(found: Mapping[int, Sequence[int]], *, by: Actor) -> None:
    """Write, by id of open item, those of the finished ones like it, the nearest first.

    In place of all of the workspace's; no event is recorded, for it follows from what
    is told already.
    """
    mine = Precedent.objects.filter(workspace_id=by.workspace_id)
    known = {row[1:]: row[0] for row in mine.values_list("pk", "item", "past", "place")}
    wanted = {
        (item_id, past_id, place)
        for item_id, past in found.items()
        for place, past_id in enumerate(past)
    }
    gone = [pk for row, pk in known.items() if row not in wanted]
    mine.filter(pk__in=gone).delete()
    Precedent.objects.bulk_create(
        [
            Precedent(
                workspace_id=by.workspace_id,
                item_id=item_id,
                past_id=past_id,
                place=place,
            )
            for item_id, past_id, place in sorted(wanted - known.keys())
        ]
    )
