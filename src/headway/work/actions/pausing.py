"""Say when an item rests."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.days import check_instant
from headway.base.errors import Refused
from headway.events.actions import record
from headway.events.facts import Fact
from headway.work.facts_pauses import ItemPaused
from headway.work.models import Item, Pause
from headway.work.pauses import Span, pauses_of

MOST_PAUSES = 100


@transaction.atomic
def pause_item(
    item_id: int, spans: Sequence[Span], *, by: Actor, if_version: int | None = None
) -> Item:
    """Let the item rest in just these spans; the same ones again change nothing.

    Spans that touch are one pause.  Records :class:`ItemPaused`.  Raises
    :class:`Malformed` for one that ends before it starts or is out of bounds, and
    :class:`Refused` for too many.
    """
    item = Item.objects.get_for_change(item_id, by=by)
    item.check_version(if_version)
    pauses = pauses_of(
        (check_instant(first), check_instant(last)) for first, last in spans
    )
    if len(pauses) > MOST_PAUSES:
        raise Refused(_("An item has %d pauses at most.") % MOST_PAUSES)
    facts = put_pauses({item: pauses})
    if facts:
        item.version += 1
        item.save(update_fields=["version"])
        record(*facts, by=by)
    return item


def put_pauses(wanted: Mapping[Item, Sequence[Span]]) -> list[Fact]:
    """Give locked items just these pauses, in order and apart; return what changed.

    Three queries, however many items.
    """
    rows = Pause.objects.filter(item__in=wanted).order_by("item", "starts_at")
    held: dict[int, list[Span]] = {}
    for pk, first, last in rows.values_list("item_id", "starts_at", "ends_at"):
        held.setdefault(pk, []).append((first, last))
    changed = {
        item: pauses
        for item, pauses in wanted.items()
        if held.get(item.pk, []) != list(pauses)
    }
    if not changed:
        return []
    Pause.objects.filter(item__in=changed).delete()
    Pause.objects.bulk_create(
        Pause(
            workspace_id=item.workspace_id, item=item, starts_at=first, ends_at=last
        )
        for item, pauses in changed.items()
        for first, last in pauses
    )  # fmt: skip
    return [
        ItemPaused(
            subject_id=item.pk,
            project_id=item.project_id,
            before=logged(held.get(item.pk, [])),
            after=logged(pauses),
        )
        for item, pauses in changed.items()
    ]


def logged(spans: Iterable[Span]) -> list[list[str]]:
    """Write pauses as facts log them."""
    return [
        [each.astimezone(UTC).isoformat(timespec="minutes") for each in span]
        for span in spans
    ]


def spans_of(rows: Iterable[Sequence[str]]) -> list[Span]:
    """Read what :func:`logged` writes."""
    return [
        (datetime.fromisoformat(first), datetime.fromisoformat(last))
        for first, last in rows
    ]


def paused(item: Item) -> list[Span]:
    """Return the item's pauses, in order."""
    return list(item.pauses.order_by("starts_at").values_list("starts_at", "ends_at"))
