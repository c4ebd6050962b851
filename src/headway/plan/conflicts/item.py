"""What an item's page says beside dates that cannot be kept."""

from collections.abc import Iterator

from django.urls import reverse

from headway.actors.models import Actor
from headway.plan.conflicts.reading import conflicts_of_item
from headway.plan.conflicts.words import line_words, note_words
from headway.plan.models import PartKind
from headway.work.lines import Beside, ItemLine
from headway.work.models import Item

PLACES: dict[str, tuple[Beside, str]] = {
    PartKind.DEADLINE: ("deadline", "is-late"),
    PartKind.START_BY: ("start-by", "is-late"),
    PartKind.PIN: ("pin", ""),
}
"""Beside which of its facts it stands, and in which tone."""

MOST = 2
"""Conflicts that are told beside one date."""


def conflict_lines(item: Item, actor: Actor) -> Iterator[ItemLine]:
    """Say with what its dates stand in conflict, and lead to what could give way.

    One query for what is not closed and in none, none for the rest.
    """
    if item.is_closed:
        return
    overview = reverse("plan:project", args=[actor.workspace.slug, item.project.key])
    for seen in conflicts_of_item(item, by=actor)[:MOST]:
        for part in seen.parts:
            if part.item_id != item.pk or part.kind not in PLACES:
                continue
            beside, tone = PLACES[part.kind]
            yield ItemLine(
                label="",
                text=line_words(seen, part),
                note=note_words(seen, part),
                tone=tone,
                url=f"{overview}#conflicts",
                beside=beside,
            )
