"""Take back what happened to baselines."""

from collections.abc import Sequence

from headway.actors.models import Actor
from headway.events.models import Event
from headway.events.ports import Kept, Undos
from headway.plan.baselines.actions import (
    remove_baseline,
    rename_baseline,
    restore_baseline,
)
from headway.plan.baselines.facts import (
    BaselineRemoved,
    BaselineRenamed,
    BaselineRestored,
    BaselineTaken,
)
from headway.plan.models import Baseline
from headway.work.undoable import opposite, put_back


def undo_names(events: Sequence[Event], by: Actor) -> list[Kept]:
    rows = Baseline.objects.live()
    return [
        kept
        for event in events
        for kept in put_back(
            event, rows.get_for_read(event.subject_id, by=by), rename_baseline, by=by
        )
    ]


UNDOS: Undos = {
    BaselineTaken.kind: opposite(remove_baseline),
    BaselineRenamed.kind: undo_names,
    BaselineRemoved.kind: opposite(restore_baseline),
    BaselineRestored.kind: opposite(remove_baseline),
}
