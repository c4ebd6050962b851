"""People's facts over REST: all that their pages do."""

from ninja import Router

from headway.people.api import absences, hours, persons, places

router = Router(tags=["people"])
for part in (persons, hours, absences, places):
    router.add_router("", part.router)
