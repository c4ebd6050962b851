"""Dates of a project that cannot all be kept, for its overview."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from headway.plan.conflicts.reading import SeenConflict
from headway.plan.conflicts.words import date_of, hidden_words, lead_words, ways_words
from headway.plan.models import LIMITS, PartKind
from headway.plan.overview.hanging import Hanging
from headway.work.reading import Row

MOST = 4
"""Conflicts that are shown; the others are counted."""


@dataclass(frozen=True, kw_only=True)
class ShownConflict:
    """``dates`` are the items with what is said of them, those to be kept first."""

    lead: str
    dates: Sequence[Hanging]
    hidden: str
    ways: str


def shown_conflicts(
    seen: Sequence[SeenConflict], rows: Mapping[int, Row]
) -> list[ShownConflict]:
    """Put them into words; ``rows`` are the items that they name."""
    return [
        ShownConflict(
            lead=lead_words(each),
            dates=[
                Hanging(row=rows[part.item_id], reason=date_of(part))
                for part in [*each.limits, *each.pins]
                if part.item_id is not None and part.item_id in rows
            ],
            hidden=hidden_words(each),
            ways=ways_words(each),
        )
        for each in seen[:MOST]
    ]


def named_in(seen: Sequence[SeenConflict]) -> Iterator[int]:
    """Yield the ids of the items that are named."""
    for each in seen[:MOST]:
        for part in each.of(*LIMITS, PartKind.PIN):
            if part.item_id is not None:
                yield part.item_id
