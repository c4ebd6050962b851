"""Keep what plans were made from, so that later ones can be compared with them."""

from collections.abc import Collection
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from headway.actors.models import Actor
from headway.plan.forecast import Forecast
from headway.plan.models import KeptSnapshot
from headway.plan.moves.packing import pack, shape

DAYS_KEPT = 30
"""So long each day is kept; then the first of each week, for a year."""

WEEKS_KEPT = 52


@transaction.atomic
def keep_snapshot(made: Forecast, *, read_at: datetime, by: Actor) -> bool:
    """Keep what a forecast was made from, if it is the first of its day.

    One that another version of Headway kept on the day is replaced.  At most
    ``DAYS_KEPT`` and ``WEEKS_KEPT`` rows remain.  No event is recorded: the run of the
    plan is the one fact.
    """
    day = read_at.astimezone(ZoneInfo(made.snapshot.zone)).date()
    mine = KeptSnapshot.objects.filter(workspace_id=by.workspace_id)
    if mine.filter(day=day, shape=shape()).exists():
        return False
    said = {
        "read_at": read_at,
        "at": made.at,
        "shape": shape(),
        "content": pack(made.snapshot),
    }
    mine.update_or_create(workspace_id=by.workspace_id, day=day, defaults=said)
    days = set(mine.values_list("day", flat=True))
    mine.filter(day__in=days - kept_days(days, day)).delete()
    return True


def kept_days(days: Collection[date], today: date) -> set[date]:
    """Return those of the days that are kept."""
    firsts: dict[tuple[int, int], date] = {}
    for day in sorted(days):
        firsts.setdefault(day.isocalendar()[:2], day)
    near = {day for day in days if (today - day).days < DAYS_KEPT}
    weekly = {d for d in firsts.values() if (today - d).days < WEEKS_KEPT * 7}
    return near | weekly
