"""A project of the workspace as a schedule file: the opposite of an import."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import count

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, Q
from django.utils import timezone

from headway.actors.models import Actor
from headway.integrations.exporters.baselines import baselines_of
from headway.integrations.exporters.costs import NO_PLANNED, PlannedOut, planned_of
from headway.integrations.exporters.fields import FieldsOut
from headway.integrations.exporters.items import FileItems, Place
from headway.integrations.exporters.numbers import numbers_of
from headway.integrations.exporters.people import (
    Horizon,
    file_calendar,
    file_person,
    own_calendar,
)
from headway.integrations.exporters.rates import NO_COSTS, Costs, costs_of
from headway.integrations.importers.msproject.writing import without_place
from headway.people.models import Calendar, CalendarException, Person
from headway.people.timetables import timetables_of
from headway.plan.files.content import (
    NO_MONEY,
    Assignment,
    FileCalendar,
    Link,
    LinkType,
    NotRead,
    Resource,
    ScheduleFile,
    Task,
)
from headway.plan.files.saying import say as _
from headway.work.models import Assignment as Part
from headway.work.models import Item, Pause, Project
from headway.work.models import Link as ItemLink
from headway.work.pauses import Span

YEAR = timedelta(days=366)


@dataclass(frozen=True, kw_only=True, slots=True)
class Exported:
    """A project as a file, and what of it such files have no place for."""

    file: ScheduleFile
    left_out: tuple[NotRead, ...]


def export_project(
    project: Project, *, by: Actor, with_rates: bool = False
) -> Exported:
    """Return a project that ``by`` sees as a schedule file, in a dozen queries.

    Dates are the workspace's local time, as imports read them.  Guests may not: files
    say who works when.  ``with_rates`` is for administrators: it says what hours cost.
    """
    if by.is_guest:
        raise PermissionDenied
    return _Export(project, by, with_rates=with_rates).result()


class _Export:
    def __init__(self, project: Project, by: Actor, *, with_rates: bool) -> None:
        self.project, self.by = project, by
        rows = Item.objects.filter(project=project).in_outline()
        self.items = list(rows.select_related("outlook"))
        self.parts = self._parts()
        wanted = {part.person_id for parts in self.parts.values() for part in parts}
        self.prefix = f"{project.external_id[:150]}:"
        self.source = project.external_source
        here = Person.objects.filter(self._theirs(wanted), workspace_id=by.workspace_id)
        self.people = list(here.select_related("actor").order_by("pk"))
        self.converter = FileItems(by.workspace.zone, self.calendar_numbers)
        self.fields = FieldsOut((item.custom for item in self.items), by=by)
        self.costs = self._costs() if with_rates else NO_COSTS
        self.planned = self._planned() if with_rates else NO_PLANNED

    def _planned(self) -> PlannedOut:
        return planned_of(
            self.project,
            self.converter.findings,
            currency=self.costs.currency,
            first_uid=max(self.people_numbers.values(), default=0) + 1,
            by=self.by,
        )

    def _theirs(self, pks: Collection[int]) -> Q:
        """Select people who do something, and those who came with the project."""
        if not self.source:
            return Q(pk__in=pks)
        came = Q(external_source=self.source, external_id__startswith=self.prefix)
        return Q(pk__in=pks) | came

    def _costs(self) -> Costs:
        return costs_of(self.people, self.converter.findings, by=self.by)

    @cached_property
    def _pauses(self) -> Mapping[int, tuple[Span, ...]]:
        """When items rest, by their ids, in local time."""
        rows = Pause.objects.visible_to(self.by).filter(item__project=self.project)
        found: dict[int, list[Span]] = defaultdict(list)
        for row in rows.order_by("starts_at"):
            first = self.converter.local(row.starts_at)
            last = self.converter.local(row.ends_at)
            if first and last and first < last:
                found[row.item_id].append((first, last))
        return {pk: tuple(spans) for pk, spans in found.items()}

    def _parts(self) -> Mapping[int, list[Part]]:
        parts: dict[int, list[Part]] = defaultdict(list)
        rows = Part.objects.filter(item__project=self.project, item__deletion=None)
        for part in rows.order_by("-is_accountable", "pk"):
            parts[part.item_id].append(part)
        return parts

    @cached_property
    def calendars(self) -> Sequence[Calendar]:
        """Those that the project, its items or its people go by, with their bases."""
        dated = Prefetch("exceptions", CalendarException.objects.order_by("pk"))
        rows = Calendar.objects.visible_to(self.by).prefetch_related(dated)
        known = {row.pk: row for row in rows.order_by("pk")}
        wanted = set(self._used(known.values()))
        for pk in tuple(wanted):
            base = known[pk].base_id
            while base is not None and base not in wanted:
                wanted.add(base)
                base = known[base].base_id
        return [row for pk, row in known.items() if pk in wanted]

    def _used(self, calendars: Iterable[Calendar]) -> Iterator[int]:
        for calendar in calendars:
            if calendar.is_default:
                yield calendar.pk
        used = [self.project.calendar_id]
        used += [item.calendar_id for item in self.items]
        used += [person.calendar_id for person in self.people]
        yield from (pk for pk in used if pk is not None)

    @cached_property
    def default(self) -> int | None:
        """The number of the calendar by which whoever has none works."""
        found = (row.pk for row in self.calendars if row.is_default)
        return next((self.calendar_numbers[pk] for pk in found), None)

    @cached_property
    def calendar_numbers(self) -> Mapping[int, int]:
        return numbers_of(self.calendars, source=self.source, prefix=self.prefix)

    @cached_property
    def people_numbers(self) -> Mapping[int, int]:
        return numbers_of(self.people, source=self.source, prefix=self.prefix)

    def result(self) -> Exported:
        tasks, assignments = self._tasks()
        numbers = {item.pk: task.uid for item, task in self._pairs(tasks)}
        resources, personal = self._resources()
        own = self.project.calendar_id
        based = [each.calendar_id for each in self.people if each.pk in personal]
        file = ScheduleFile(
            name=self.project.name,
            start=self.converter.local(self.project.starts_no_earlier),
            finish=max((t.finish for t in tasks if t.finish), default=None),
            status=None,
            calendar=self.default if own is None else self.calendar_numbers[own],
            currency=self.planned.currency,
            calendars=(*self._shared(based), *personal.values()),
            resources=(*resources, *self.planned.resources()),
            tasks=tasks,
            assignments=(*assignments, *self.planned.uses(numbers)),
            fields=self.fields.result(),
            links=self._links(numbers),
        )
        self._note_pauses(file)
        for name in without_place(file.fields):
            why = _("the format has no field left for it")
            self.converter.findings.add("field", name, why)
        return Exported(file=file, left_out=self.converter.findings.lines())

    def _note_pauses(self, file: ScheduleFile) -> None:
        """Say of which pauses a file knows nothing."""
        if not self._pauses:
            return
        from headway.plan.files.pauses import pauses_said  # what it needs is large

        for task in file.tasks:
            for start, _finish in sorted(
                {*(task.pauses or ())} - pauses_said(file, task)
            ):
                why = _("a pause before it starts, or after it is done")
                name = f"{task.uid} {task.name!r}"
                self.converter.findings.add("task", name, why, value=start.date())

    def _pairs(self, tasks: Sequence[Task]) -> Iterator[tuple[Item, Task]]:
        return zip(self.items, tasks, strict=True)

    def _tasks(self) -> tuple[tuple[Task, ...], tuple[Assignment, ...]]:
        tasks: list[Task] = []
        assignments: list[Assignment] = []
        then = baselines_of(self.project, self.converter.local, by=self.by)
        for item, place in self._places():
            parts = self.parts.get(item.pk, [])
            task = self.converter.task(item, place, parts)
            fixed = self.planned.fixed.get(item.pk, NO_MONEY)
            said = self.fields.said(item)
            task = replace(task, custom=said, fixed_cost=fixed)
            if not (place.is_summary or task.is_milestone):
                task = replace(task, pauses=self._pauses.get(item.pk, ()))
            tasks.append(replace(task, baselines=then.get(item.pk, ())))
            assignments += self.converter.assignments(
                item, place, parts, self.people_numbers
            )
        return _spanned(tasks), tuple(assignments)

    def _places(self) -> Iterator[tuple[Item, Place]]:
        """Yield the outline as a file has it: rows in order, each below its parent."""
        numbers = numbers_of(self.items, source=self.source)
        parents = {item.parent_id for item in self.items}
        held: dict[int, datetime | None] = {}
        local = self.converter.local
        for number, item in enumerate(self.items, 1):
            above = item.parent_id
            until = held[above] if above is not None else None
            is_summary = item.pk in parents
            own = local(item.starts_no_earlier) if is_summary else None
            held[item.pk] = max(filter(None, (until, own)), default=None)
            yield (
                item,
                Place(
                    uid=numbers[item.pk],
                    number=number,
                    parent=None if above is None else numbers[above],
                    level=item.depth + 1,
                    is_summary=is_summary,
                    held_until=until,
                ),
            )

    def _links(self, numbers: Mapping[int, int]) -> tuple[Link, ...]:
        rows = ItemLink.objects.of_project(self.project.pk).order_by("after", "pk")
        return tuple(
            Link(
                before=numbers[row.before_id],
                after=numbers[row.after_id],
                type=LinkType(row.kind),
                lag=row.lag_minutes,
                is_elapsed=row.lag_is_elapsed,
            )
            for row in rows
            if row.before_id in numbers and row.after_id in numbers
        )

    def _shared(self, bases: Iterable[int | None]) -> Iterator[FileCalendar]:
        """Yield calendars: one that only one person goes by is that person's."""
        held = [each.calendar_id for each in self.people]
        others = {self.project.calendar_id, *bases}
        others |= {item.calendar_id for item in self.items}
        others |= {row.base_id for row in self.calendars}
        for row in self.calendars:
            is_own = held.count(row.pk) == 1 and row.pk not in others
            is_own = is_own and row.base_id is not None and not row.is_default
            yield file_calendar(row, self.calendar_numbers, is_shared=not is_own)

    def _resources(self) -> tuple[tuple[Resource, ...], dict[int, FileCalendar]]:
        """Return people, and by their ids the calendars that are theirs alone."""
        timetables = timetables_of(self.by.workspace_id)
        horizon = self._horizon()
        free = count(max(self.calendar_numbers.values(), default=0) + 1)
        resources: list[Resource] = []
        personal: dict[int, FileCalendar] = {}
        for person in self.people:
            timetable = timetables[person.pk]
            held = person.calendar_id
            goes_by = self.default if held is None else self.calendar_numbers[held]
            own = own_calendar(timetable, horizon, name=person.actor.name, base=goes_by)
            if own:
                goes_by = next(free)
                personal[person.pk] = replace(own, uid=goes_by)
            number = self.people_numbers[person.pk]
            row = file_person(person, number, timetable, goes_by, horizon.today)
            resources.append(replace(row, rates=self.costs.rates.get(person.pk, ())))
        return tuple(resources), personal

    def _horizon(self) -> Horizon:
        """From when the project began to a year after it will probably be done."""
        today = timezone.localdate(timezone=self.converter.zone)
        local = self.converter.local
        starts = [self.project.starts_no_earlier, *(i.started_at for i in self.items)]
        ends = [i.outlook.p95 for i in self.items if getattr(i, "outlook", None)]
        days = [each.date() for each in map(local, (*starts, *ends)) if each]
        first: date = min((today, *days))
        return Horizon(today=today, first=first, last=max((today, *days)) + YEAR)


def _spanned(tasks: Sequence[Task]) -> tuple[Task, ...]:
    """Give summaries the dates of what is in them."""
    spans: dict[int, tuple[datetime, datetime]] = {}
    spanned: list[Task] = []
    for task in reversed(tasks):
        if task.is_summary and task.uid in spans:
            start, finish = spans[task.uid]
            task = replace(task, start=start, finish=finish)
        if task.parent is not None and task.start and task.finish:
            start, finish = spans.get(task.parent, (task.start, task.finish))
            spans[task.parent] = min(start, task.start), max(finish, task.finish)
        spanned.append(task)
    return tuple(reversed(spanned))
