"""Plans and work of other programs over REST."""

from ninja import Router

from headway.integrations.importers.api.imports import router as imports
from headway.integrations.importers.api.schedules import router as schedules

router = Router(tags=["imports"])
for part in (schedules, imports):  # the address of the former looks like the latter's
    router.add_router("", part)
