"""Days and instants that people and programs send."""

from datetime import UTC, date, datetime, timedelta

from django.utils.translation import gettext as _

from headway.base.errors import Malformed

FIRST_YEAR, LAST_YEAR = 1900, 2999
FIRST_DAY, LAST_DAY = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
"""What is beyond is a slip of the hand; no zone moves these out of the calendar."""

FIRST_INSTANT = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC) - timedelta(days=1)
LAST_INSTANT = datetime(LAST_YEAR + 1, 1, 1, tzinfo=UTC) + timedelta(days=1)


def check_day(day: date) -> date:
    """Return the day, or raise :class:`Malformed` where it cannot be meant."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise _out_of_bounds(day)
    return day


def asked_day(
    text: str, *, first: date = date.min, last: date = date.max
) -> date | None:
    """Read a day of an address that people may have cut or changed: None is fine."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if first <= day <= last else None


def check_instant(instant: datetime) -> datetime:
    """Return the aware instant in UTC: PostgreSQL takes no offset of 16 hours.

    Raises :class:`Malformed` where it cannot be meant.
    """
    if instant != bounded(instant):
        raise _out_of_bounds(instant)
    return instant.astimezone(UTC)


def bounded(instant: datetime) -> datetime:
    """Return the nearest instant that can be kept and shown in every zone."""
    return min(max(instant, FIRST_INSTANT), LAST_INSTANT)


def _out_of_bounds(value: date) -> Malformed:
    return Malformed(
        _("“%(value)s” is out of bounds; give a year from %(first)d to %(last)d.")
        % {"value": value.isoformat(), "first": FIRST_YEAR, "last": LAST_YEAR}
    )
