"""Plans and work of other programs over REST."""

from ninja import Router

from headway.integrations.importers.api.imports import router as imports_router
from headway.integrations.importers.api.schedules import router as schedules_router

router = Router(tags=["imports"])
# in this order: the address of the former looks like one of the latter's
for part in (schedules_router, imports_router):
    router.add_router("", part)
