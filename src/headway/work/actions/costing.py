"""Say in numbers what the delay of an item costs."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.actions import record
from headway.work.facts_costs import DelayCosted
from headway.work.models import CostOfDelay, Item

MOST_COST = 1_000_000_000


@transaction.atomic
def cost_delay(
    item_id: int,
    *,
    by: Actor,
    per_week: int = 0,
    once: int = 0,
    if_version: int | None = None,
) -> Item:
    """Let a week's delay cost ``per_week``, and a missed deadline ``once`` on top.

    With neither its importance counts again.  The same again changes nothing.  Records
    :class:`DelayCosted`.  Raises :class:`Refused` for numbers out of bounds; guests may
    not.
    """
    item = Item.objects.get_for_change(item_id, by=by)
    if by.is_guest:
        raise PermissionDenied
    item.check_version(if_version)
    for amount in (per_week, once):
        if not 0 <= amount <= MOST_COST:
            raise Refused(
                _("%d is no cost of delay; write 0 to 1,000,000,000.") % amount
            )
    said = {"per_week": per_week, "once": once}
    before, after = costed(item), said if per_week or once else None
    if before == after:
        return item
    if after is None:
        CostOfDelay.objects.filter(item=item).delete()
    else:
        CostOfDelay.objects.update_or_create(
            item=item, defaults={"workspace_id": item.workspace_id, **after}
        )
    item.version += 1
    item.save(update_fields=["version"])
    fact = DelayCosted(
        subject_id=item.pk, project_id=item.project_id, before=before, after=after
    )
    record(fact, by=by)
    return item


def costed(item: Item) -> dict[str, int] | None:
    """Return what its delay costs, as facts log it."""
    found = CostOfDelay.objects.filter(item=item).first()
    return {"per_week": found.per_week, "once": found.once} if found else None
