"""What a baseline said, drawn as a thin bar below each bar of the plan."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from headway.actors.models import Actor
from headway.plan.models import BaselineItem
from headway.plan.timeline.rows import ROW, Row
from headway.plan.timeline.scale import Scale

BASE = 23
"""Pixels from the top of a row to the middle of the thin bar."""


@dataclass(frozen=True, kw_only=True)
class Then:
    """When items were to be begun and done, by their ids."""

    name: str
    spans: Mapping[int, tuple[datetime, datetime]]

    @classmethod
    def of(cls, baseline_id: int, *, by: Actor) -> Self | None:
        """Read a baseline that the actor sees; one query."""
        rows = BaselineItem.objects.visible_to(by).filter(baseline_id=baseline_id)
        columns = ("item_id", "starts_at", "finishes_at", "baseline__name")
        found = list(rows.exclude(finishes_at=None).values_list(*columns))
        if not found:
            return None
        spans = {pk: (start or end, end) for pk, start, end, _name in found}
        return cls(name=found[0][-1], spans=spans)

    def end_of(self, row: Row) -> datetime | None:
        span = self._span(row)
        return None if span is None else span[1]

    def _span(self, row: Row) -> tuple[datetime, datetime] | None:
        return None if row.item is None else self.spans.get(row.item.pk)

    def drawing(self, rows: Sequence[Row], scale: Scale) -> str:
        """Return the path of the bars of some rows, one below the other."""
        return "".join(self._pieces(rows, scale))

    def _pieces(self, rows: Sequence[Row], scale: Scale) -> Iterator[str]:
        for place, row in enumerate(rows):
            span = self._span(row)
            if span is None:
                continue
            begin, end = scale.at(min(span)), scale.at(span[1])
            if end < 0 or begin > scale.width:
                continue
            begin, end = round(scale.clip(begin)), round(scale.clip(end))
            yield f"M{begin} {place * ROW + BASE}H{max(end, begin)}"
