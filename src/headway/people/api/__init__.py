"""People's facts over REST: all that their pages do."""

from ninja import Router

from headway.people.api import (
    absences,
    busy,
    hours,
    persons,
    places,
    rates,
    skills,
)

router = Router(tags=["people"])
for part in (persons, hours, absences, busy, places, skills, rates):
    router.add_router("", part.router)
