"""Calendars, those of projects and those of one resource each."""

from dataclasses import dataclass, field

from headway.base.spans import joined
from headway.integrations.importers.mpx.dialect import DAY_MINUTES, Dialect
from headway.plan.files.content import CalendarException, FileCalendar, Spans
from headway.plan.files.saying import say as _
from headway.plan.files.working_time import OFFICE

OFF, WORKING, AS_BASE = "0", "1", "2"


@dataclass(slots=True)
class OpenCalendar:
    """A calendar of which more records may follow."""

    uid: int
    name: str
    base: str | None
    flags: list[str]
    hours: dict[int, Spans] = field(default_factory=dict)
    exceptions: list[CalendarException] = field(default_factory=list)

    @property
    def is_shared(self) -> bool:
        return self.base is None

    def take_hours(self, values: list[str], dialect: Dialect) -> None:
        """Take a record of one day: its number from Sunday as 1, and up to 3 spans."""
        day = dialect.integer(values[0]) if values else None
        if day is None or not 1 <= day <= 7:
            dialect.findings.add("calendar", repr(self.name), _("hours of no week day"))
            return
        self.hours[_weekday(day)] = self._spans(values[1:], dialect)

    def take_exception(self, values: list[str], dialect: Dialect) -> None:
        """Take days that differ: the first, the last, whether there is work, hours."""
        said = [*values, *[""] * 3]
        name = repr(self.name)
        first = dialect.instant(said[0], "calendar", name)
        last = dialect.instant(said[1], "calendar", name) or first
        if first is None or last is None or last < first:
            why = _("an exception ends before it begins")
            dialect.findings.add("calendar", name, why, value=said[0])
            return
        works = said[2] == WORKING
        spans = self._spans(said[3:], dialect) if works else ()
        self.exceptions.append(
            CalendarException(
                first=first.date(),
                last=last.date(),
                spans=(spans or OFFICE) if works else (),
            )
        )

    def _spans(self, texts: list[str], dialect: Dialect) -> Spans:
        spans: list[tuple[int, int]] = []
        for start, end in zip(texts[::2], texts[1::2], strict=False):
            if not start.strip() and not end.strip():
                continue
            first, last = dialect.minute(start), dialect.minute(end)
            if last == 0:
                last = DAY_MINUTES
            if first is None or last is None or last <= first:
                why = _("working time ends before it begins")
                dialect.findings.add("calendar", repr(self.name), why, value=start)
            else:
                spans.append((first, last))
        return joined(spans)

    def closed(self, by_name: dict[str, int]) -> FileCalendar:
        base = None if self.base is None else by_name.get(self.base.casefold())
        return FileCalendar(
            uid=self.uid,
            name=self.name,
            base=base,
            days=self._week(),
            exceptions=tuple(self.exceptions),
            is_shared=self.is_shared,
        )

    def _week(self) -> dict[int, Spans]:
        week: dict[int, Spans] = {}
        for place, flag in enumerate(self.flags[:7], 1):
            day = _weekday(place)
            if flag == OFF:
                week[day] = ()
            elif day in self.hours:
                week[day] = self.hours[day]
            elif flag == WORKING:
                week[day] = OFFICE
        return week


def _weekday(sunday_first: int) -> int:
    """Monday is 0; in the file Sunday is 1."""
    return (sunday_first - 2) % 7
