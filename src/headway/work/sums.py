"""Amounts of many items at once: computed where the items are, not here.

Nothing counts twice: what others in an item say the item does not say again.  Time that
passes by the clock is nobody's work, and in no sum.
"""

from dataclasses import dataclass
from typing import Literal

from django.db.models import BigIntegerField, Case, F, Q, When
from django.db.models.expressions import Combinable

from headway.work.models import Drive, Hidden, Item, Masks
from headway.work.models.amounts import NOTHING, estimate_minutes
from headway.work.models.items import ItemQuerySet

Amount = Literal["estimate", "left", "spent"]


@dataclass(frozen=True, kw_only=True)
class Sums:
    """How many items, and their working minutes; ``unestimated`` of them say none."""

    number: int = 0
    estimate: int = 0
    left: int = 0
    spent: int = 0
    unestimated: int = 0

    def of(self, amount: Amount) -> int:
        """Return the minutes of an amount."""
        minutes: int = getattr(self, amount)
        return minutes

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            number=self.number + other.number,
            estimate=self.estimate + other.estimate,
            left=self.left + other.left,
            spent=self.spent + other.spent,
            unestimated=self.unestimated + other.unestimated,
        )


def minutes_of(masks: Masks) -> dict[Amount, Combinable]:
    """Return what each item that others are not in adds to the amounts.

    What is left is None where nobody said it and somebody should.  Efforts that are
    hidden are in no sum.
    """
    unseen = masks.projects_hiding(Hidden.EFFORT)
    is_unseen = Q(project_id__in=unseen)
    is_no_work = (
        Q(drive=Drive.ELAPSED) | is_unseen if unseen else Q(drive=Drive.ELAPSED)
    )
    seen = [When(is_unseen, then=NOTHING)] if unseen else []
    return {
        "estimate": Case(
            When(is_no_work, then=NOTHING),
            default=estimate_minutes(),
            output_field=BigIntegerField(),
        ),
        "left": Case(*seen, default=F("left_in_sums"), output_field=BigIntegerField()),
        "spent": Case(
            *seen, default=F("spent_minutes"), output_field=BigIntegerField()
        ),
    }


def summaries() -> ItemQuerySet:
    """The ids of all that others are in, once each and in their order.

    As :func:`has_items`, of very many at once: an index has them, without the items.
    """
    inside = Item.objects.filter(parent_id__isnull=False).order_by()
    return inside.values_list("parent_id").distinct()  # type: ignore[return-value]
