"""What is found by words."""

from typing import Literal

from ninja import Schema

from headway.ui.search import Hit

FoundKind = Literal["project", "item", "person", "view"]


class HitOut(Schema):
    """Something that you may see; ``key`` is the id of a person or view.

    ``url`` is its page.  ``snippet`` shows the words in the description, where the
    title does not have them.
    """

    kind: FoundKind
    key: str
    label: str
    url: str
    note: str
    snippet: str
    is_closed: bool

    @classmethod
    def of(cls, hit: Hit) -> "HitOut":
        return cls(**{name: getattr(hit, name) for name in cls.model_fields})


class Hits(Schema):
    """The best first, at most ``limit`` of each kind."""

    items: list[HitOut]
