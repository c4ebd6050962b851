"""When plans are made."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from headway.actors.models import Actor
from headway.events.actions import record
from headway.plan.facts import PlanAsked, PlanningChanged
from headway.plan.models import Pending


@transaction.atomic
def ask_for_plan(*, by: Actor) -> None:
    """Have the workspace planned now; records :class:`PlanAsked`.

    Members may, guests may not.
    """
    if by.is_guest:
        raise PermissionDenied
    record(PlanAsked(subject_id=by.workspace_id), by=by)


@transaction.atomic
def change_planning(*, by: Actor, is_by_hand: bool) -> None:
    """Plan when somebody asks, or after every change.

    Only administrators may.  Records :class:`PlanningChanged`, or nothing when it is
    so already; then what changed meanwhile is planned.
    """
    by.check_administers()
    mine, _is_new = Pending.objects.select_for_update().get_or_create(
        workspace_id=by.workspace_id
    )
    if mine.is_by_hand == is_by_hand:
        return
    mine.is_by_hand = is_by_hand
    mine.save(update_fields=["is_by_hand"])
    record(PlanningChanged(subject_id=by.workspace_id, is_by_hand=is_by_hand), by=by)
