"""What is read of items that pages show as rows, or as cards."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import JSONObject

from headway.work.models import ItemLabel, Link, LinkKind
from headway.work.models.items import ItemQuerySet, has_items
from headway.work.models.links import is_held_up
from headway.work.models.types import CLOSED


def with_standing(items: ItemQuerySet) -> ItemQuerySet:
    """Load with each item how it stands to others."""
    held = (
        Link.objects.filter(
            workspace_id=OuterRef("workspace_id"),
            before_id=OuterRef("pk"),
            kind=LinkKind.FINISH_START,
        )
        .exclude(after__state__in=CLOSED)
        .order_by()
        .values("before_id")
        .annotate(count=Count("pk"))
    )
    return items.annotate(
        is_waiting=is_held_up(),
        is_summary=has_items(),
        holds_back=Subquery(held.values("count")),
    )


def for_rows(items: ItemQuerySet) -> ItemQuerySet:
    """Load with each item what :func:`rows_of` needs of the item itself."""
    labels = ItemLabel.objects.filter(
        workspace_id=OuterRef("workspace_id"),
        item_id=OuterRef("pk"),
        label__removed_at=None,
    ).order_by("label__name")
    shown = JSONObject(pk="label_id", name="label__name", colour="label__colour")
    return (
        with_standing(items)
        .select_related("project", "outlook", "status")
        .defer("description")
        .annotate(label_rows=ArraySubquery(labels.values(shown=shown)))
    )
