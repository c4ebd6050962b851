"""The overrides in force, with what they cost then and now."""

from collections.abc import Sequence

from headway.actors.models import Actor
from headway.plan.models import Override, OverrideQuerySet
from headway.plan.overrides.words import ShownOverride, price_words, shown_delays
from headway.work.models import Item


def shown_overrides(
    rows: Sequence[Override], *, by: Actor, is_priced: bool
) -> list[ShownOverride]:
    """Put them into words; three queries, and two plans for each that is priced."""
    ids = [row.pk for row in rows]
    delays = shown_delays(ids, by=by)
    others = Item.objects.visible_to(by).select_related("project")
    seen = others.in_bulk({row.before_id for row in rows if row.before_id})
    mine = set(
        Override.objects.editable_by(by).filter(pk__in=ids).values_list("pk", flat=True)
    )
    return [
        ShownOverride(
            override=row,
            other=seen.get(row.before_id or 0),
            price=price_words(row.price),
            now=_now(row) if is_priced else "",
            later=delays[row.pk],
            can_change=row.pk in mine,
        )
        for row in rows
    ]


def _now(row: Override) -> str:
    from headway.plan.overrides.pricing import price_of  # loads the engine

    price = price_of(row.item_id, row.before_id, workspace_id=row.workspace_id)
    return price_words(price.cost)


def in_force(*, by: Actor, key: str = "") -> OverrideQuerySet:
    """Return those of a project, or of all that are seen, the last ones first."""
    rows = Override.objects.visible_to(by).in_force()
    if key:
        rows = rows.filter(item__project__key=key.upper())
    return rows.select_related("item__project", "by").order_by("-pk")
