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


@app.periodic(cron="41 4 * * *")
@app.task(name="keeping.remove_unnamed_files")
def remove_unnamed_files(timestamp: int) -> None:
    """Remove what was sent and came to nothing, and what was purged."""
    from headway.keeping.contents import remove_unnamed

    count = remove_unnamed()
    logger.info("Removed %d files that nothing names.", count)
