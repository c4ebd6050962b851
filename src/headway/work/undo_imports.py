"""Take back what was told of items from elsewhere: it goes and comes with the item."""

from headway.events.ports import Undos, nothing_to_undo
from headway.work.facts_imports import ItemChangedElsewhere

UNDOS: Undos = {ItemChangedElsewhere.kind: nothing_to_undo}
