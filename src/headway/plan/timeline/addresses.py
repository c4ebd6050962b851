"""Where the timeline's rows and bars lead."""

from dataclasses import dataclass
from typing import Self

from django.urls import reverse

from headway.actors.models import Actor


@dataclass(frozen=True, kw_only=True)
class Addresses:
    """Looked up once a page: its rows only put keys and ids between two halves."""

    timeline: str
    rows: str
    people: str
    item_halves: tuple[str, str]
    bar_halves: tuple[str, str]

    @classmethod
    def of(cls, actor: Actor) -> Self:
        slug = actor.workspace.slug
        item, _, item_rest = reverse("work:item", args=[slug, "KEY-1"]).partition(
            "KEY-1"
        )
        bar, _, bar_rest = reverse("plan:timeline_bar", args=[slug, 0]).rpartition("0")
        return cls(
            timeline=reverse("plan:timeline", args=[slug]),
            rows=reverse("plan:timeline_rows", args=[slug]),
            people=reverse("plan:timeline_people", args=[slug]),
            item_halves=(item, item_rest),
            bar_halves=(bar, bar_rest),
        )

    def item(self, key: str) -> str:
        """An item's page."""
        return key.join(self.item_halves)

    def bar(self, item_id: int) -> str:
        """Where the details of an item's bar are shown."""
        return str(item_id).join(self.bar_halves)

    @property
    def panel(self) -> str:
        """An item's page, with ``KEY`` for its key."""
        return self.item("KEY")
