"""Choose how new projects judge work."""

from django.db import transaction

from headway.actors.models import Actor
from headway.events.actions import record
from headway.work.facts_judging import FrontChosen
from headway.work.models import Front, FrontDefault


@transaction.atomic
def choose_front(front: str, *, by: Actor) -> None:
    """Let new projects of the workspace judge work so.  Only administrators may.

    Projects that there are stay as they are.  Records :class:`FrontChosen`, or nothing
    when it is so already.
    """
    by.check_administers()
    before, after = front_of_new(by.workspace_id), Front(front).value
    if before == after:
        return
    FrontDefault.objects.update_or_create(
        workspace_id=by.workspace_id, defaults={"front": after, "set_by": by}
    )
    record(FrontChosen(subject_id=by.workspace_id, before=before, after=after), by=by)


def front_of_new(workspace_id: int) -> str:
    """Return how new projects judge work; a query."""
    rows = FrontDefault.objects.filter(workspace_id=workspace_id)
    said = rows.values_list("front", flat=True).first()
    return said or Front.IMPORTANCE.value
