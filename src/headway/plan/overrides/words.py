"""Overrides in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.actors.models import Actor
from headway.plan.models import OverrideDelay
from headway.work.models import Item, Project

if TYPE_CHECKING:
    from headway.plan.overrides.pricing import Price

HOUR, DAY = 60, 1440
MOST_NAMED = 8


def span_words(minutes: int) -> str:
    """Say minutes on the wall as days, or as hours where they are less than one."""
    if minutes >= DAY:
        days = round(minutes / DAY)
        return ngettext("%d day", "%d days", days) % days
    hours = max(1, round(minutes / HOUR))
    return ngettext("%d hour", "%d hours", hours) % hours


def price_words(price: int) -> str:
    """Say by how much the expected cost of delay grows."""
    amount = number_format(abs(price), force_grouping=True)
    if price > 0:
        return _("costs %s more delay") % amount
    if price < 0:
        return _("saves %s of delay") % amount
    return _("costs no delay")


@dataclass(frozen=True, kw_only=True)
class Later:
    """An item or a project that gets later, and by how much."""

    by: str
    item: Item | None = None
    project: Project | None = None


@dataclass(frozen=True, kw_only=True)
class ShownPrice:
    """What an override costs; ``hidden`` counts what is later and not seen."""

    words: str
    sooner: str
    projects: Sequence[Later]
    items: Sequence[Later]
    hidden: int
    scenarios: int


def shown_price(price: "Price", *, by: Actor) -> ShownPrice:
    """Put it into words; two queries."""
    items = Item.objects.visible_to(by).select_related("project").in_bulk(price.items)
    projects = Project.objects.visible_to(by).in_bulk(price.projects)
    return ShownPrice(
        words=price_words(price.cost),
        sooner=span_words(price.sooner) if price.sooner >= HOUR else "",
        projects=_named(price.projects, projects, "project"),
        items=_named(price.items, items, "item")[:MOST_NAMED],
        hidden=len(price.items) - min(len(items), MOST_NAMED),
        scenarios=price.scenarios,
    )


def _named(
    minutes: Mapping[int, int], rows: Mapping[int, Any], kind: str
) -> list[Later]:
    return [
        Later(by=span_words(by), **{kind: rows[pk]})
        for pk, by in minutes.items()
        if pk in rows
    ]


def shown_delays(ids: Sequence[int], *, by: Actor) -> Mapping[int, Sequence[Later]]:
    """Return what each override was to make later, the most first; one query."""
    found: dict[int, list[Later]] = {pk: [] for pk in ids}
    rows = OverrideDelay.objects.visible_to(by).filter(override__in=ids)
    rows = rows.select_related("item__project", "project").order_by("-minutes", "pk")
    for row in rows:
        if len(found[row.override_id]) < MOST_NAMED:
            later = Later(
                by=span_words(row.minutes), item=row.item, project=row.project
            )
            found[row.override_id].append(later)
    return found
