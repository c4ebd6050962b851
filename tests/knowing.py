"""One of each of the facts of a person, and of the place where they work."""

from datetime import UTC, date, datetime, timedelta

from headway.actors.models import Actor
from headway.people import actions
from headway.people.models import BusyFeed, HolidayCalendar


def know(who: Actor, *, by: Actor) -> dict[str, int]:
    """Record them, ``by`` who may; return an id of each kind."""
    pk, workspace = who.person.pk, {"workspace": who.workspace}
    day = datetime(2030, 1, 1, 9, tzinfo=UTC)
    calendar = HolidayCalendar.objects.create(
        name="Germany", country="DE", until=2030, imported_at=day, **workspace
    )
    feed = BusyFeed.objects.create(
        person=who.person, name="Elsewhere", url="https://example.org/a", **workspace
    )
    made = {
        "calendar": calendar,
        "feed": feed,
        "holiday": actions.set_holiday(
            calendar.pk, date(2029, 5, 1), by=by, name="Fair", percent=50
        ),
        "location": actions.add_location(by=by, name="Kiel", zone="Europe/Berlin"),
        "schedule": actions.set_hours(
            pk,
            by=who,
            valid_from=date(2029, 1, 1),
            week=[()] * 7,
            availability_percent=50,
        ),
        "busy": actions.add_busy(
            pk, by=who, starts_at=day, ends_at=day + timedelta(hours=1)
        ),
        "rating": actions.rate_skill(pk, by=who, skill="Drawing", level=4),
        "rate": actions.set_rate(
            pk,
            by=by,
            kind="cost",
            amount_minor=4000,
            currency="EUR",
            valid_from=date(2029, 1, 1),
        ),
    }
    return {name: row.pk for name, row in made.items()}
