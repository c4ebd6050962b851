"""Put an item before others whatever it is worth, and take that back."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.actions import record
from headway.plan.decisions.keeping import keep_order
from headway.plan.models import Override, OverrideDelay
from headway.plan.overrides.facts import OverrideRemoved, OverrideSet
from headway.work.models import Item

if TYPE_CHECKING:
    from headway.plan.overrides.pricing import Price


def price_override(item_id: int, *, by: Actor, before_id: int | None = None) -> "Price":
    """Say what :func:`set_override` would cost, for those who may do it.

    Raises what that raises.
    """
    item = Item.objects.get_for_read(item_id, by=by)
    Item.objects.check_change(item, by=by)
    _check(item, _other(before_id, by), by=by)
    from headway.plan.overrides.pricing import price_of  # loads the engine

    return price_of(item.pk, before_id, workspace_id=item.workspace_id)


def set_override(
    item_id: int, *, by: Actor, before_id: int | None = None, why: str = ""
) -> Override:
    """Let an item go before all others, or before one, whatever it is worth.

    It is kept with what it costs now.  The same again changes nothing; another one of
    the item takes the place of what was.  Records :class:`OverrideSet`, and
    :class:`OverrideRemoved` of what it replaces.  Raises :class:`Refused` for what is
    closed or goes before itself; guests may not.
    """
    price = price_override(item_id, by=by, before_id=before_id)
    return _keep(item_id, before_id, why, price, by=by)


@transaction.atomic
def _keep(
    item_id: int, before_id: int | None, why: str, price: "Price", *, by: Actor
) -> Override:
    item = Item.objects.get_for_change(item_id, by=by)
    _check(item, _other(before_id, by), by=by)
    present = Override.objects.live().filter(item=item).first()
    if present is not None:
        if (present.before_id, present.why) == (before_id, why):
            return present
        remove_override(present.pk, by=by)
    made = Override.objects.create(
        workspace_id=item.workspace_id,
        item=item,
        before_id=before_id,
        why=why,
        by=by,
        price=price.cost,
    )
    here = {"workspace_id": item.workspace_id, "override": made}
    items = Item.objects.in_bulk(price.items)
    OverrideDelay.objects.bulk_create(
        [
            *(
                OverrideDelay(**here, item_id=pk, minutes=minutes)
                for pk, minutes in price.items.items()
                if pk in items
            ),
            *(
                OverrideDelay(**here, project_id=pk, minutes=minutes)
                for pk, minutes in price.projects.items()
            ),
        ]
    )
    keep_order(made, by=by)
    _record(made, item, by=by)
    return made


@transaction.atomic
def remove_override(override_id: int, *, by: Actor) -> Override:
    """Let an item have the place again that it is worth.

    Again changes nothing.  Records :class:`OverrideRemoved`.
    """
    found = Override.objects.get_for_change(override_id, by=by)
    if found.removed_at is not None:
        return found
    found.removed_at = timezone.now()
    found.save(update_fields=["removed_at"])
    fact = OverrideRemoved(
        subject_id=found.item_id, project_id=found.item.project_id, override_id=found.pk
    )
    record(fact, by=by)
    return found


@transaction.atomic
def restore_override(override_id: int, *, by: Actor) -> Override:
    """Bring back what was taken back, with the price that it had.

    Records :class:`OverrideSet`.  Raises :class:`Refused` where another one of the item
    is in force.
    """
    found = Override.objects.get_for_change(override_id, by=by)
    if found.removed_at is None:
        return found
    if Override.objects.live().filter(item=found.item_id).exists():
        raise Refused(_("“%s” was put before others since.") % found.item.title)
    found.removed_at = None
    found.save(update_fields=["removed_at"])
    keep_order(found, by=by)
    _record(found, found.item, by=by)
    return found


@transaction.atomic
def _record(override: Override, item: Item, *, by: Actor) -> None:
    fact = OverrideSet(
        subject_id=item.pk,
        project_id=item.project_id,
        override_id=override.pk,
        ahead_of_id=override.before_id,
    )
    record(fact, by=by)


def _other(before_id: int | None, by: Actor) -> Item | None:
    if before_id is None:
        return None
    return Item.objects.get_for_read(before_id, by=by)


def _check(item: Item, before: Item | None, *, by: Actor) -> None:
    if by.is_guest:
        raise PermissionDenied
    for each in (item, before):
        if each is not None and each.is_closed:
            raise Refused(_("“%s” is closed: it has no place.") % each.title)
    if before is not None and before.pk == item.pk:
        raise Refused(_("“%s” cannot go before itself.") % item.title)
