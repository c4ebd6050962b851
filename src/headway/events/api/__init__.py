"""The log over REST: what one did, what happened, and the jobs that follow."""

from ninja import Router

from headway.events.api.jobs import router as jobs
from headway.events.api.log import router as log
from headway.events.api.operations import router as operations

router = Router(tags=["log"])
for part in (operations, log, jobs):
    router.add_router("", part)
