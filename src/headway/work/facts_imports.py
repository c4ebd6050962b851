"""What happened to items before they came here."""

from dataclasses import dataclass
from typing import ClassVar, Final

from headway.work.facts import ItemFact

CREATED: Final = "created"
TOLD: Final = "told"


@dataclass(frozen=True, kw_only=True)
class ItemChangedElsewhere(ItemFact):
    """Somebody changed the item in another program, before it was taken over.

    ``field`` is ours where there is one, else the name that it has there; its values
    are words.  That it was ``CREATED`` has none; what is ``TOLD`` is a sentence.
    ``person_id`` is who did it, if that is known, ``author`` what they are called
    there, and ``happened_at`` when, in ISO.  ``external`` tells changes of one
    ``source`` apart.  Who imported it acts: nobody speaks for others.
    """

    kind: ClassVar[str] = "work.item_changed_elsewhere"
    source: str
    external: str
    field: str
    before: str
    after: str
    author: str
    person_id: int | None
    happened_at: str | None
