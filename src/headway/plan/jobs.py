"""Jobs of planning."""

from datetime import UTC, datetime

from django.conf import settings
from procrastinate.contrib.django import app

from headway.actors.models import Workspace
from headway.events.partitions import drop_partitions, ensure_partitions
from headway.plan.pending import mark_for_planning
from headway.plan.remembering import TABLE, remember_forecasts


@app.periodic(cron="*/15 * * * *")
@app.task(name="plan.let_time_pass")
def let_time_pass(timestamp: int) -> None:
    """Have everything planned again: what was not begun meanwhile is later now."""
    mark_for_planning(Workspace.objects.values_list("pk", flat=True))


@app.periodic(cron="50 23 * * *")
@app.task(name="plan.remember_forecasts")
def remember(timestamp: int) -> None:
    """Keep what is forecast today, and drop months that are kept no longer."""
    today = datetime.fromtimestamp(timestamp, UTC).date()
    ensure_partitions(today, TABLE)
    remember_forecasts(today)
    months = settings.HEADWAY_FORECAST_RETENTION_MONTHS
    drop_partitions(today, months=months, table=TABLE)
