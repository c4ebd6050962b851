"""Take decisions back, many at once."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db import transaction

from headway.actors.models import Actor
from headway.plan.decisions.keeping import DATES
from headway.plan.models import Decision, DecisionKind, Override
from headway.plan.overrides.actions import remove_override
from headway.work.actions import ItemChange, change_each


@transaction.atomic
def remove_decisions(ids: Collection[int], *, by: Actor) -> int:
    """Leave to the plan what people decided; return how much that is.

    What holds no more changes nothing.  Records what :func:`change_each` and
    :func:`remove_override` record, all of it one operation.  Raises what those raise.
    """
    rows = list(Decision.objects.get_many_for_change(set(ids), by=by))
    held = Decision.objects.holding().filter(pk__in=[row.pk for row in rows])
    holding = set(held.values_list("pk", flat=True))
    edits: defaultdict[int, dict[str, Any]] = defaultdict(dict)
    unassigned, put = set(), set()
    for row in rows:
        if row.pk not in holding:
            continue
        if row.kind == DecisionKind.ORDER:
            put.add(row.item_id)
        elif row.kind == DecisionKind.PERSON:
            unassigned.add(row.item_id)
        else:
            edits[row.item_id][DATES[row.kind]] = None
    changed = sorted(edits.keys() | unassigned)
    change_each(
        [
            ItemChange(
                item_id=pk, edits=edits[pk], parts=[] if pk in unassigned else None
            )
            for pk in changed
        ],
        by=by,
    )
    live = Override.objects.live().filter(item__in=put).order_by("pk")
    for pk in live.values_list("pk", flat=True):
        remove_override(pk, by=by)
    return len(holding)
