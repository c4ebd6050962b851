"""Why an item is not done earlier, and that not either: the chain of causes to now."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from headway.actors.models import Actor
from headway.people.models import Person
from headway.work.hiding import masks_of
from headway.work.models import Demand, Hidden, Item, Masks, Outlook

MOST_HOLDS: Final = 100
"""A chain is followed so far: each step is a query."""


@dataclass(frozen=True, kw_only=True)
class Hold:
    """What holds ``item``; ``culprit`` is None where it is no item, or is hidden."""

    item: Item
    outlook: Outlook
    culprit: Item | None


@dataclass(frozen=True, kw_only=True)
class Holds:
    """What holds an item, what holds that, and so on: the item itself first.

    ``is_whole`` is False where the chain goes on to what is hidden, or is longer than
    ``MOST_HOLDS``.
    """

    chain: Sequence[Hold]
    is_whole: bool

    def witnesses(self, *, by: Actor) -> dict[int, int]:
        """Return whom each of the items waits for, where that may be said.

        It may where neither the item's project nor the culprit's hides people.
        """
        masks = masks_of(by)
        asked: dict[int, int] = {}
        for hold in self.chain:
            projects = {item.project_id for item in (hold.item, hold.culprit) if item}
            person = hold.outlook.witness_id
            if person and not any(masks.hides(Hidden.PEOPLE, p) for p in projects):
                asked[hold.item.pk] = person
        seen = Person.objects.visible_to(by).filter(pk__in=asked.values())
        named = set(seen.values_list("pk", flat=True))
        return {item: person for item, person in asked.items() if person in named}

    def demands(self, *, by: Actor) -> frozenset[int]:
        """Return the expected work in the chain of which ``by`` may know."""
        asked = {h.outlook.demand_id for h in self.chain if h.outlook.demand_id}
        seen = Demand.objects.visible_to(by).filter(pk__in=asked)
        return frozenset(seen.values_list("pk", flat=True))


def holds_of(item: Item, *, by: Actor) -> Holds:
    """Follow the causes of an item back to where nothing holds any more.

    Where a summary holds, the chain goes on with what is done last of it.  Whether the
    forecast of ``item`` may be seen the caller has made sure of.  Three queries a step.
    """
    masks = masks_of(by)
    chain: list[Hold] = []
    met: set[int] = set()
    at: Item | None = item
    while at is not None and at.pk not in met and len(chain) < MOST_HOLDS:
        met.add(at.pk)
        held = Outlook.objects.filter(item=at).first()
        if held is None:
            break
        culprit = _seen(held.culprit_id, masks, by=by)
        chain.append(Hold(item=at, outlook=held, culprit=culprit))
        at = culprit and _last_of(culprit, by=by)
    is_cut = len(chain) == MOST_HOLDS and at is not None and at.pk not in met
    last = chain[-1] if chain else None
    hides_next = last is not None and last.outlook.culprit_id and last.culprit is None
    return Holds(chain=chain, is_whole=not is_cut and not hides_next)


def _seen(pk: int | None, masks: Masks, *, by: Actor) -> Item | None:
    """Return an item of which ``by`` may see the forecast."""
    if pk is None:
        return None
    items = Item.objects.visible_to(by).select_related("project")
    item = items.filter(pk=pk).first()
    if item is None or masks.hides(Hidden.FORECAST, item.project_id):
        return None
    return item


def _last_of(item: Item, *, by: Actor) -> Item:
    """Return what is done last of a summary, or the item itself if it is none."""
    seen = Item.objects.visible_to(by).select_related("project")
    while True:
        inside = seen.filter(parent=item, project=item.project_id)
        dated = inside.exclude(outlook__p50=None).order_by("-outlook__p50", "-pk")
        last = dated.first()
        if last is None:
            return item
        item = last
