"""Answers what the age of an item means: pages and programs are told the same."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from django.db.models import F

from headway.actors.models import Actor
from headway.plan.ageing.history import IN_PROGRESS, items_in_progress
from headway.plan.models import Ageing, CycleTime
from headway.plan.pace.history import start_of_today
from headway.work.models import Item

LEAST: Final = 20
"""Finished items, before anything is said of an age."""

DAY: Final = timedelta(days=1)

Unknown = Literal["idle", "few", "old", "soon"]
"""Why nothing is said of an age: it is not in progress, or in the archive; fewer than
``LEAST`` finished items say how long they took; hardly any of them took longer than it
has lasted; it is learnt next.
"""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What was learnt on ``learned_at`` of an item, from so many ``finished`` ones.

    It is finished by ``p50`` with 50 %, by ``p85`` with 85 %, both None where too few
    took longer than it has lasted.
    """

    ageing: Ageing
    learned_at: datetime
    finished: int

    @property
    def p50(self) -> datetime | None:
        return self._instant(self.ageing.likely_days)

    @property
    def p85(self) -> datetime | None:
        return self._instant(self.ageing.sure_days)

    @property
    def counts(self) -> dict[str, int]:
        """What it rests on, which guests are not told: it speaks of all work."""
        names = ("longer", "alike", "own_percent")
        said = {name: getattr(self.ageing, name) for name in names}
        return {"finished": self.finished, **said}

    def _instant(self, days: float | None) -> datetime | None:
        return None if days is None else self.learned_at + timedelta(days=days)


def ask_ageing(item: Item, *, by: Actor) -> Answer | None:
    """Answer from what was learnt last; a query for what is in progress, else none.

    None where nothing is known, as of what was started today.  What was learnt
    yesterday holds until today's is.  Nothing either where forecasts are hidden.
    """
    if item.state not in IN_PROGRESS or item.started_at is None:
        return None
    found = (
        Ageing.objects.visible_to(by)
        .filter(
            item=item,
            item__in=items_in_progress(item.workspace_id),
            started_at=F("item__started_at"),
            workspace__cycle_time__learned_at__gte=start_of_today() - DAY,
        )
        .select_related("workspace__cycle_time")
        .first()
    )
    if found is None:
        return None
    learned = found.workspace.cycle_time
    return Answer(
        ageing=found, learned_at=learned.learned_at, finished=learned.finished
    )


def why_unknown(item: Item) -> Unknown:
    """Say why there is no answer; two queries at most."""
    if not items_in_progress(item.workspace_id).filter(pk=item.pk).exists():
        return "idle"
    learned = CycleTime.objects.filter(workspace=item.workspace_id).first()
    is_few = learned is not None and learned.finished < LEAST
    return "few" if is_few else "soon"
