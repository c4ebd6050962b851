"""Jobs of planning."""

from procrastinate.contrib.django import app

from headway.actors.models import Workspace
from headway.plan.pending import mark_for_planning


@app.periodic(cron="*/15 * * * *")
@app.task(name="plan.let_time_pass")
def let_time_pass(timestamp: int) -> None:
    """Have everything planned again: what was not begun meanwhile is later now."""
    mark_for_planning(Workspace.objects.values_list("pk", flat=True))
