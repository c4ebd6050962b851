"""Jobs of work."""

import logging
from datetime import UTC, datetime, timedelta

from django.conf import settings
from procrastinate.contrib.django import app

from headway.actors.models import Actor
from headway.base.errors import NotFound
from headway.work import actions
from headway.work.models import Deletion

logger = logging.getLogger(__name__)

BIN = "bin"


@app.periodic(cron="7 4 * * *")
@app.task(name="work.empty_bins")
def empty_bins(timestamp: int) -> None:
    """Purge what has been in the bin for longer than ``HEADWAY_BIN_DAYS``."""
    now = datetime.fromtimestamp(timestamp, UTC)
    before = now - timedelta(days=settings.HEADWAY_BIN_DAYS)
    due = Deletion.objects.filter(at__lt=before).order_by("pk")
    for pk, workspace_id in list(due.values_list("pk", "workspace_id")):
        by = Actor.objects.system(BIN, workspace_id=workspace_id)
        try:
            actions.purge(pk, before=before, by=by)
        except NotFound:
            logger.info("Deletion %d was restored, or went with another one.", pk)
