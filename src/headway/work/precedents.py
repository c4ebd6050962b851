"""Finished items like one that nobody estimated, as evidence of what it may take."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.actors.models import Actor
from headway.base.durations import format_minutes
from headway.work.models import Item, Precedent

MOST_SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class Like:
    """A finished item, and what it took in words."""

    item: Item
    took: str


def precedents_of(item: Item, *, by: Actor) -> Sequence[Like]:
    """Return those of the items like it that ``by`` sees, the nearest first.

    None to guests: they learn from nobody's work how long theirs may take.
    """
    if by.is_guest:
        return []
    rows = Precedent.objects.visible_to(by).filter(item=item)
    rows = rows.select_related("past__project").order_by("place")[:MOST_SHOWN]
    return [Like(item=row.past, took=_took(row.past)) for row in rows]


def _took(item: Item) -> str:
    """Say ``5 h within 3 days``, as far as it is known."""
    spent = format_minutes(item.spent_minutes) if item.spent_minutes else ""
    if item.started_at is None or item.finished_at is None:
        return spent
    begun, done = map(timezone.localdate, (item.started_at, item.finished_at))
    count = (done - begun).days + 1
    days = ngettext("%d day", "%d days", count) % count
    if not spent:
        return days
    return _("%(spent)s within %(days)s") % {"spent": spent, "days": days}
