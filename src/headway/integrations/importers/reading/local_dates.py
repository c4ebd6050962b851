"""The dates of a table, which are written as some people write them."""

from collections.abc import Iterable
from datetime import date, datetime

from headway.integrations.importers.reading.moments import (
    day_of,
    instant_of,
    is_day_first,
    is_unclear,
    local_instant,
)
from headway.integrations.importers.reading.reading import Reading
from headway.plan.files.saying import say as _


class LocalDates:
    """Reads dates; ``samples`` say whether day or month comes first.

    Where they say neither, the day does, and the report says so once.
    """

    def __init__(self, reading: Reading, samples: Iterable[str]) -> None:
        found = is_day_first(samples)
        self._reading = reading
        self._is_said = found is not None
        self._day_first = found is not False

    def instant(self, said: str, where: str) -> datetime | None:
        said = " ".join(said.split())
        if not said:
            return None
        zone = self._reading.zone
        try:
            return instant_of(said, zone)
        except (ValueError, OverflowError):
            pass
        try:
            found = local_instant(said, zone, day_first=self._day_first)
        except (ValueError, OverflowError):
            self._reading.note("row", where, _("a date of it is none"), value=said)
            return None
        if not self._is_said and is_unclear(said):
            why = _("dates could have day or month first: the day was taken")
            self._reading.note("date", said, why)
        return found

    def day(self, said: str, where: str) -> date | None:
        try:
            return day_of(" ".join(said.split()), self._reading.zone)
        except (ValueError, OverflowError):
            instant = self.instant(said, where)
            return instant.astimezone(self._reading.zone).date() if instant else None
