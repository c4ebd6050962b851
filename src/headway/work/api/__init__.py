"""Work over REST: all that its pages do."""

from ninja import Router

from headway.work.api.batches import router as batches
from headway.work.api.bin import router as bin_
from headway.work.api.capture import router as capture
from headway.work.api.checks import router as checks
from headway.work.api.comments import router as comments
from headway.work.api.costs import router as costs
from headway.work.api.custom_fields import router as custom_fields
from headway.work.api.demands import router as demands
from headway.work.api.files import router as files
from headway.work.api.items import router as items
from headway.work.api.joining import router as joining
from headway.work.api.judging import router as judging
from headway.work.api.labels import router as labels
from headway.work.api.links import router as links
from headway.work.api.needs import router as needs
from headway.work.api.outlooks import router as outlooks
from headway.work.api.pauses import router as pauses
from headway.work.api.people import router as people
from headway.work.api.planned_costs import router as planned_costs
from headway.work.api.projects import router as projects
from headway.work.api.relations import router as relations
from headway.work.api.sample import router as sample
from headway.work.api.saved_views import router as saved_views
from headway.work.api.search import router as search
from headway.work.api.tables import router as tables
from headway.work.api.transfers import router as transfers
from headway.work.api.types import router as types

router = Router(tags=["work"])
for part in (
    projects,
    batches,
    capture,
    items,
    tables,
    transfers,
    people,
    joining,
    needs,
    costs,
    pauses,
    planned_costs,
    custom_fields,
    demands,
    judging,
    labels,
    checks,
    comments,
    links,
    relations,
    files,
    outlooks,
    saved_views,
    bin_,
    sample,
    types,
    search,
):
    router.add_router("", part)
