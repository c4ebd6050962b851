"""Take back what happened to plans, or say why nobody does."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy

from headway.actors.models import Actor
from headway.events.models import Event
from headway.events.ports import Kept, NotUndoable, Undos
from headway.plan.actions import change_planning
from headway.plan.baselines.undo import UNDOS as BASELINE_UNDOS
from headway.plan.facts import (
    ConflictsProven,
    OrderFound,
    PlanAsked,
    PlanningChanged,
    ProjectReplanned,
)
from headway.plan.overrides.undo import UNDOS as OVERRIDE_UNDOS


def undo_planning(events: Sequence[Event], by: Actor) -> list[Kept]:
    """Plan as before; where somebody has said so meanwhile, nothing changes."""
    for event in events:
        change_planning(by=by, is_by_hand=not event.data["is_by_hand"])
    return []


MADE_ANEW = NotUndoable(
    reason=gettext_lazy(
        "Forecasts are made anew from the work; nobody takes them back."
    )
)

UNDOS: Undos = {
    **BASELINE_UNDOS,
    **OVERRIDE_UNDOS,
    OrderFound.kind: NotUndoable(
        reason=gettext_lazy("Change the importance of items to order them yourself.")
    ),
    PlanAsked.kind: NotUndoable(
        reason=gettext_lazy("A plan that was asked for is made; it changes no work.")
    ),
    PlanningChanged.kind: undo_planning,
    **dict.fromkeys((ConflictsProven.kind, ProjectReplanned.kind), MADE_ANEW),
}
