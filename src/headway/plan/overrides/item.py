"""What an item's page says of overrides: its own, and those that make it later."""

from collections.abc import Iterator
from functools import partial

from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.plan.models import Override, OverrideDelay
from headway.plan.overrides.words import price_words, span_words
from headway.ui.words import date_words
from headway.work.lines import ItemLine
from headway.work.models import Item

MOST = 3
"""Of others so many are named, those first for which it is later most."""


def override_lines(item: Item, actor: Actor) -> Iterator[ItemLine]:
    """Say who put it before others and what that costs, and what makes it later.

    One query for what is not closed, none for the rest.
    """
    if item.is_closed or actor.is_guest:
        return
    delays = OverrideDelay.objects.filter(
        workspace_id=item.workspace_id, item_id=item.pk
    )
    mine = delays.filter(override=OuterRef("pk")).values("minutes")
    rows = (
        Override.objects.visible_to(actor)
        .in_force()
        .filter(Q(item=item) | Q(pk__in=delays.values("override")))
        .annotate(later=Subquery(mine[:1]))
        .select_related("item__project", "by")
        .order_by(F("later").desc(nulls_first=True), "-pk")
    )
    page = reverse("plan:overrides", args=[actor.workspace.slug])
    line = partial(ItemLine, url=page)
    for row in rows[: MOST + 1]:
        later: int | None = row.later  # type: ignore[attr-defined]
        if row.item_id == item.pk:
            yield line(
                label=_("Put first"), text=_own(row), note=price_words(row.price)
            )
        elif later:
            values = {"key": row.item.key, "who": row.by.title}
            yield line(
                label=_("Later"),
                text=_("%(who)s put %(key)s before others") % values,
                note=span_words(later),
            )


def _own(row: Override) -> str:
    said = {"who": row.by.title, "day": date_words(timezone.localdate(row.set_at))}
    text = _("by %(who)s on %(day)s") % said
    return f"{text}: {row.why}" if row.why else text
