"""A schedule file as the rows that ``work`` and ``people`` take over."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from headway.base.days import FIRST_YEAR, LAST_YEAR, bounded
from headway.base.hours import Hours, normal_hours
from headway.base.money import is_currency, minor_of
from headway.integrations.importers.costs import FileCosts
from headway.integrations.importers.limits import limits_of, without_limits
from headway.integrations.importers.taking.fields import Fields
from headway.people.actions import ImportedCalendar, ImportedPerson, ImportedRate
from headway.people.models import Calendar, Person
from headway.people.models.schedules import BEGINNING
from headway.plan.files.content import (
    FileCalendar,
    Fixed,
    Link,
    ResourceKind,
    ScheduleFile,
    Task,
)
from headway.plan.files.dates import days_of
from headway.plan.files.findings import Findings
from headway.plan.files.network import build_network
from headway.plan.files.rows import Row
from headway.plan.files.saying import say as _
from headway.plan.files.tasks import STARTS
from headway.work.actions import ImportedItem, ImportedLink, Part
from headway.work.models import Drive, State
from headway.work.models.items import LONGEST_MINUTES
from headway.work.pauses import Span

YEARS_BEFORE, YEARS_AFTER = 1, 10
"""Around the project's start: the days for which recurring exceptions are laid out."""
MOST_EXCEPTIONS: Final = 2000
TITLE_LENGTH: Final = 500


class FileOutline:
    """One file, seen with the eyes of the workspace that takes it over.

    ``prefix`` tells the file's calendars and people from those of other files; and its
    tasks and baselines, where the project is not its own (``is_own``).
    """

    def __init__(
        self, file: ScheduleFile, *, zone: str, prefix: str, is_own: bool = True
    ) -> None:
        self.file, self.prefix, self.is_own = file, prefix[:150], is_own
        self.zone = ZoneInfo(zone)
        self.findings = Findings()
        self.fields = Fields()
        self.network = build_network(without_limits(file), self.findings)
        self.tasks = {task.uid: task for task in file.tasks}
        self._costs = FileCosts(file, self.findings)
        self._same = {c.uid: c.base for c in file.calendars if _says_nothing(c)}
        self._works: defaultdict[tuple[int, int], int] = defaultdict(int)
        for each in file.assignments:
            self._works[each.task, each.resource] += each.work or 0
            if each.instead:
                why = _("somebody else could do it: who is named first does it")
                self.findings.add("task", self.tasks[each.task].name, why)

    def external(self, uid: int) -> str:
        return f"{self.prefix}:{uid}"

    def within(self, uid: int) -> str:
        """Return how the project knows something of the file."""
        return str(uid) if self.is_own else self.external(uid)

    def is_within(self, external: str) -> bool:
        """Whether that is something of the file, and not of another one in there."""
        own, theirs = ":" not in external, external.startswith(f"{self.prefix}:")
        return own if self.is_own else theirs

    def calendars(self) -> list[ImportedCalendar]:
        """Calendars that say something; a person may go by that of others as it is."""
        return [
            ImportedCalendar(
                external_id=self.external(calendar.uid),
                name=calendar.name or _("Calendar %d") % calendar.uid,
                base=(
                    None if calendar.base is None else self._calendar_of(calendar.base)
                ),
                week=tuple(self._hours(calendar, day) for day in range(7)),
                exceptions=tuple(self._exceptions(calendar)),
            )
            for calendar in self.file.calendars
            if calendar.uid not in self._same
        ]

    @property
    def calendar(self) -> str | None:
        """The calendar of the project."""
        return self._calendar_of(None)

    def people(self) -> list[ImportedPerson]:
        """Work resources; material and cost take no time."""
        return [
            ImportedPerson(
                external_id=self.external(resource.uid),
                name=resource.name or _("Resource %d") % resource.uid,
                calendar=self._calendar_of(resource.calendar),
                capacity_permille=resource.max_units or 1000,
            )
            for resource in self.file.resources
            if resource.kind is ResourceKind.WORK
        ]

    def rates(self) -> list[ImportedRate]:
        """What hours of people cost, where the file says in which money."""
        currency = self.file.currency
        dated = [
            (resource, rate)
            for resource in self.file.resources
            if resource.kind is ResourceKind.WORK
            for rate in resource.rates
        ]
        if dated and not is_currency(currency):
            why = _("rates in a currency that is not said are not taken")
            self.findings.add("project", self.file.name, why, value=currency)
            return []
        return [
            ImportedRate(
                person=self.external(resource.uid),
                amount_minor=minor_of(rate.per_hour, currency),
                currency=currency,
                valid_from=rate.first or BEGINNING,
            )
            for resource, rate in dated
        ]

    def items(
        self, people: Mapping[str, Person], calendars: Mapping[str, Calendar]
    ) -> list[ImportedItem]:
        return [self._item(task, people, calendars) for task in self.file.tasks]

    def links(self) -> list[ImportedLink]:
        """Links, the last one where the file has several between the same two tasks."""
        found: dict[tuple[int, int], ImportedLink] = {}
        for link in self.file.links:
            if (link.before, link.after) in found:
                why = _("another link joins the same two tasks: the last one counts")
                ends = _("%(before)d to %(after)d") % {
                    "before": link.before,
                    "after": link.after,
                }
                self.findings.add("link", ends, why)
            found[link.before, link.after] = ImportedLink(
                before=self.within(link.before),
                after=self.within(link.after),
                kind=link.type.value,
                lag_minutes=self._lag(link),
                lag_is_elapsed=link.is_elapsed,
            )
        return list(found.values())

    def instant(self, local: datetime | None) -> datetime | None:
        """Read a local time of the file in the workspace's zone.

        One that no zone could show becomes the nearest that all can.
        """
        if local is None:
            return None
        said = local.replace(microsecond=0, tzinfo=self.zone)
        kept = bounded(said)
        if kept != said:
            text = _("before %(first)d or after %(last)d: the nearest day counts")
            why = text % {"first": FIRST_YEAR, "last": LAST_YEAR}
            self.findings.add("date", "", why, value=local.isoformat())
        return kept

    def _calendar_of(self, uid: int | None) -> str | None:
        """The calendar with that uid, else the project's."""
        chosen = self.file.calendar if uid is None else uid
        while chosen in self._same:
            chosen = self._same[chosen]
        return None if chosen is None else self.external(chosen)

    def _lag(self, link: Link) -> int:
        if link.is_percent:
            return round((self.tasks[link.before].duration or 0) * link.lag / 100)
        return link.lag

    @staticmethod
    def _hours(calendar: FileCalendar, day: int) -> Hours | None:
        if day in calendar.days:
            return normal_hours(calendar.days[day])
        return None if calendar.base is not None else ()

    def _exceptions(
        self, calendar: FileCalendar
    ) -> Iterator[tuple[date, date, str, Hours]]:
        """Yield dated days; of two for one day the one that counts comes last."""
        about = (self.file.start or datetime(2000, 1, 1)).date()  # noqa: DTZ001
        since, until = _years(about, -YEARS_BEFORE), _years(about, YEARS_AFTER)
        rows: list[tuple[date, date, str, Hours]] = []
        for week in calendar.weeks:
            first, last = max(week.first, since), min(week.last, until)
            for n in range((last - first).days + 1):
                on = first + timedelta(days=n)
                if on.weekday() in week.days:
                    rows.append((on, on, "", normal_hours(week.days[on.weekday()])))
        for exception in reversed(calendar.exceptions):
            hours = normal_hours(exception.spans)
            for first, last in _runs(days_of(exception, since, until)):
                rows.append((first, last, exception.name, hours))
        if len(rows) > MOST_EXCEPTIONS:
            text = _("more than %d exceptions: the first ones are taken")
            why = text % MOST_EXCEPTIONS
            self.findings.add("calendar", calendar.name, why)
        yield from rows[:MOST_EXCEPTIONS]

    def _item(
        self,
        task: Task,
        people: Mapping[str, Person],
        calendars: Mapping[str, Calendar],
    ) -> ImportedItem:
        position = self.network.row_of_task.get(task.uid)
        row = None if position is None else self.network.rows[position]
        calendar = None if task.calendar is None else self._calendar_of(task.calendar)
        own = calendars.get(calendar) if calendar else None
        custom, rest = self.fields.read(dict(task.custom))
        notes = "\n\n".join(filter(None, (task.notes, "\n".join(_lines(rest)))))
        said: dict[str, Any] = {
            "title": (task.name.strip() or _("Task %d") % task.number)[:TITLE_LENGTH],
            "description": notes[:100_000],
            "priority": min(max(task.priority, 0), 1000),
            **{k: self.instant(v) for k, v in limits_of(task, self.findings).items()},
            "calendar_id": own.pk if own else None,
        }
        if row is None:
            said |= self._without_plan(task)
        else:
            said |= self._amounts(task, row) | self._progress(row)
        return ImportedItem(
            external_id=self.within(task.uid),
            parent=None if task.parent is None else self.within(task.parent),
            said=said,
            parts=() if row is None else self._parts(row, people),
            custom=custom,
            pauses=self._pauses(task),
            costs=self._costs.of(task),
        )

    def _pauses(self, task: Task) -> tuple[Span, ...] | None:
        """When it rests; None where files of this kind do not say."""
        if task.pauses is None:
            return None
        pairs = ((self.instant(a), self.instant(b)) for a, b in task.pauses)
        return tuple((a, b) for a, b in pairs if a and b and a < b)

    def _without_plan(self, task: Task) -> dict[str, Any]:
        """A summary takes its dates from what is in it; an inactive task has none."""
        starts = task.constraint_date if task.constraint in STARTS else None
        is_cancelled = not task.is_summary and not task.is_active
        return {
            "drive": Drive.EFFORT,
            "effort_minutes": None,
            "duration_minutes": None,
            "remaining_minutes": None,
            "starts_no_earlier": self.instant(starts),
            "state": State.CANCELLED if is_cancelled else State.TODO,
            "started_at": None,
            "finished_at": None,
        } | (_undone(task) if is_cancelled else {})

    def _amounts(self, task: Task, row: Row) -> dict[str, Any]:
        left = _bounded(row.minutes)
        drive = Drive(row.drive.name.lower())
        if row.finished_at is not None and not task.is_milestone:
            drive = Drive.EFFORT if task.work else Drive.DURATION
        elif _is_work_of_nobody(task, row):
            drive, left = Drive.EFFORT, _bounded(_remaining_work(task))
        whole = task.work if drive == Drive.EFFORT else task.duration
        estimate = _bounded(whole or left)
        is_begun = row.is_begun and drive != Drive.MILESTONE
        is_instant = drive == Drive.MILESTONE or row.finished_at is not None
        if is_instant and _is_unestimated(task):
            return _UNESTIMATED | self._pins(row)
        return {
            "drive": drive,
            "effort_minutes": estimate if drive == Drive.EFFORT else None,
            "duration_minutes": (
                estimate if drive in (Drive.DURATION, Drive.ELAPSED) else None
            ),
            "remaining_minutes": left if is_begun else None,
            "spent_minutes": max(estimate - left, 0) if is_begun else 0,
        } | self._pins(row)

    def _pins(self, row: Row) -> dict[str, Any]:
        return {
            "starts_no_earlier": self.instant(row.not_before),
            "finishes_no_earlier": self.instant(row.finish_not_before),
        }

    def _progress(self, row: Row) -> dict[str, Any]:
        state = State.TODO
        if row.finished_at is not None:
            state = State.DONE
        elif row.started_at is not None:
            state = State.DOING
        said: dict[str, Any] = {
            "state": state,
            "started_at": self.instant(row.started_at),
            "finished_at": self.instant(row.finished_at),
        }
        return said | ({"remaining_minutes": 0} if state == State.DONE else {})

    def _parts(self, row: Row, people: Mapping[str, Person]) -> tuple[Part, ...]:
        parts: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
        for share in row.shares:
            person = people.get(self.external(share.resource))
            minutes = share.minutes
            if row.finished_at is not None and row.task is not None:
                minutes = self._works[row.task, share.resource]
            if person is not None:
                parts[person.pk].append((minutes, share.units))
        return tuple(
            Part(
                person_id=person_id,
                share=max(1, _bounded(sum(minutes for minutes, _ in held))),
                units_percent=max(1, round(held[0][1] / 10)),
            )
            for person_id, held in parts.items()
        )


_UNESTIMATED: Final = {
    "drive": Drive.EFFORT,
    "effort_minutes": None,
    "duration_minutes": None,
    "remaining_minutes": None,
    "spent_minutes": 0,
}


def _lines(said: Mapping[str, str]) -> Iterator[str]:
    """What no field takes, below the notes."""
    return (f"- {name}: {text}" for name, text in said.items())


def _says_nothing(calendar: FileCalendar) -> bool:
    """Whether it is one person's, as programs make them, and just as its base."""
    own = calendar.days or calendar.weeks or calendar.exceptions
    return not calendar.is_shared and calendar.base is not None and not own


def _is_unestimated(task: Task) -> bool:
    """Whether the file does not say how long it takes; no time at all is said."""
    return task.duration is None and not task.work and not task.is_milestone


def _is_work_of_nobody(task: Task, row: Row) -> bool:
    """Whether its work is fixed, and nobody is named yet who does it."""
    is_open = row.drive.name == Drive.DURATION.upper() and not row.shares
    return is_open and task.fixed is Fixed.WORK and bool(task.work)


def _remaining_work(task: Task) -> int:
    if task.remaining_work is not None:
        return task.remaining_work
    return round((task.work or 0) * (100 - task.percent_complete) / 100)


def _undone(task: Task) -> dict[str, Any]:
    """Say how much an inactive task would have been."""
    if task.work and task.fixed is not Fixed.DURATION:
        return {"drive": Drive.EFFORT, "effort_minutes": _bounded(task.work)}
    if task.duration:
        drive = Drive.ELAPSED if task.is_elapsed else Drive.DURATION
        return {"drive": drive, "duration_minutes": _bounded(task.duration)}
    return {} if _is_unestimated(task) else {"drive": Drive.MILESTONE}


def _bounded(minutes: float) -> int:
    return min(round(minutes), LONGEST_MINUTES)


def _years(day: date, count: int) -> date:
    year = min(max(day.year + count, date.min.year), date.max.year)
    return day.replace(year=year, day=min(day.day, 28))


def _runs(days: Iterator[date]) -> Iterator[tuple[date, date]]:
    """Join days that follow each other."""
    first = last = None
    for day in days:
        if first is None or last is None or (day - last).days > 1:
            if first is not None and last is not None:
                yield first, last
            first = day
        last = day
    if first is not None and last is not None:
        yield first, last
