"""What keeps the installation without being asked."""

import logging
from datetime import UTC, datetime

from procrastinate.contrib.django import app

logger = logging.getLogger(__name__)


@app.periodic(cron="13 1 * * *")
@app.task(name="keeping.back_up_nightly")
def back_up_nightly(timestamp: int) -> None:
    """Back up into the data folder; the same night again makes no second one."""
    from headway.keeping.backup.nightly import back_up_tonight

    file = back_up_tonight(datetime.fromtimestamp(timestamp, UTC).date())
    if file is not None:
        logger.info("Backed up to %s.", file)
