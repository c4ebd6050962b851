"""Prove which dates of a workspace cannot all be kept; loads the engine."""

from django.utils import timezone

from headway.actors.models import Actor
from headway.plan.actions.replanning import sole_planner
from headway.plan.conflicts.finding import find_conflicts
from headway.plan.conflicts.keeping import keep_conflicts
from headway.plan.facts import PlanAsked
from headway.plan.forecast import forecast
from headway.plan.models import Pending, Run
from headway.plan.pending import unchanged
from headway.plan.snapshot import take_snapshot
from headway_engine.solvers.exact.apart import Unwanted


def prove_dates(workspace_id: int, *, by: Actor) -> bool:
    """Look for dates that cannot all be kept; whether that came to its end.

    A change that is planned at once ends it, and is looked into after its own plan;
    where plans are made by hand, whoever asks for one does.  The work of a run is
    looked into once.  Records a :class:`ConflictsProven` for each project of whose
    dates others than before cannot all be kept.
    """
    with sole_planner(workspace_id) as is_mine:
        if not is_mine:
            return False
        pending = Pending.objects.filter(workspace_id=workspace_id)
        is_by_hand = pending.values_list("is_by_hand", flat=True).first()
        kinds = frozenset({PlanAsked.kind}) if is_by_hand else None
        is_quiet = unchanged(workspace_id, kinds)
        last = Run.objects.filter(workspace_id=workspace_id).order_by("-pk").first()
        made = forecast(take_snapshot(workspace_id), now=timezone.now(), scenarios=1)
        try:
            found = find_conflicts(made, is_wanted=is_quiet)
        except Unwanted:
            return False
        keep_conflicts(found, by=by)
        pending.update(proven=last.snapshot if last else "")
        return True
