"""The plan as it stands now, kept from one question about it to the next."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Final

from django.utils import timezone

from headway.events.unchanged import LogState, has_changed, log_state
from headway.plan.forecast import Forecast, forecast
from headway.plan.snapshot import next_quarter, take_snapshot

MOST_KEPT: Final = 4
"""Workspaces: of 10,000 items one takes some 30 MB."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Kept:
    made: Forecast
    state: LogState
    scenarios: int

    def holds(self, workspace_id: int, *, at: datetime, scenarios: int) -> bool:
        """Whether a forecast made now would be the same."""
        is_asked = self.made.at == at and self.scenarios == scenarios
        return is_asked and not has_changed(workspace_id, since=self.state)


_kept: OrderedDict[int, _Kept] = OrderedDict()

_changing = Lock()
"""Held while what is kept changes, never while something is planned."""


def current_forecast(workspace_id: int, *, scenarios: int) -> Forecast:
    """Plan a workspace as it is now, or return what was planned if nothing changed.

    Plans begin at a quarter of an hour, so that two within one are the same where the
    log has nothing new: while a bar is dragged, only the other plan has to be made.
    """
    now = timezone.now()
    kept = _kept.get(workspace_id)
    if kept and kept.holds(workspace_id, at=next_quarter(now), scenarios=scenarios):
        return kept.made
    state = log_state()  # before the rows are read: what comes between counts as new
    made = forecast(take_snapshot(workspace_id), now=now, scenarios=scenarios)
    with _changing:
        _kept[workspace_id] = _Kept(made=made, state=state, scenarios=scenarios)
        _kept.move_to_end(workspace_id)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return made


def forget() -> None:
    """Forget what was kept: the database is another one."""
    with _changing:
        _kept.clear()
