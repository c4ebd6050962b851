"""Take back what was told of items from elsewhere."""

from collections.abc import Sequence

from headway.actors.models import Actor
from headway.events.models import Event
from headway.events.ports import Kept, Undos
from headway.work.facts_imports import ItemChangedElsewhere


def undo_changes_elsewhere(events: Sequence[Event], by: Actor) -> list[Kept]:
    """Nothing here has changed by them: they go and come with the item."""
    return []


UNDOS: Undos = {ItemChangedElsewhere.kind: undo_changes_elsewhere}
