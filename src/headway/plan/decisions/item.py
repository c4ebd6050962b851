"""What an item's page says beside what people decided about it."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.plan.decisions.words import effect_words
from headway.plan.models import Decision, DecisionKind
from headway.work.lines import Beside, ItemLine
from headway.work.models import Item

PLACES: dict[str, Beside] = {
    DecisionKind.PERSON: "people",
    DecisionKind.START: "pin",
    DecisionKind.DEADLINE: "deadline",
}
"""Beside which of its facts a price stands."""


def decision_lines(item: Item, actor: Actor) -> Iterator[ItemLine]:
    """Say what each costs now, and lead to what it cost then.

    One query for what is not closed, none for the rest.
    """
    if item.is_closed or actor.is_guest:
        return
    rows = Decision.objects.visible_to(actor).in_force().filter(item=item)
    rows = rows.exclude(kind=DecisionKind.ORDER)
    page = reverse("plan:item_decisions", args=[actor.workspace.slug, item.key])
    for row in rows.order_by("pk"):
        said = effect_words(row.cost, row.item_minutes, row.project_minutes)
        if not said:
            continue
        text = ", ".join(said)
        yield ItemLine(
            label=str(row.get_kind_display()),
            text=text[:1].upper() + text[1:],
            note=_("others would do it") if row.kind == DecisionKind.PERSON else "",
            url=page,
            beside=PLACES.get(row.kind, ""),
        )
