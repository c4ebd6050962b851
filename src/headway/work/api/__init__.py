"""Work over REST: all that its pages do."""

from ninja import Router

from headway.work.api.batches import router as batches
from headway.work.api.bin import router as bin_
from headway.work.api.files import router as files
from headway.work.api.items import router as items
from headway.work.api.links import router as links
from headway.work.api.outlooks import router as outlooks
from headway.work.api.people import router as people
from headway.work.api.projects import router as projects
from headway.work.api.types import router as types

router = Router(tags=["work"])
for part in (projects, batches, items, people, links, files, outlooks, bin_, types):
    router.add_router("", part)
