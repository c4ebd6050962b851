"""The workload as an actor asked for it: teams, their people, and columns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Self

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.actors.models import Actor, Role
from headway.people.models import TeamMember
from headway.plan.busy import Busy, busy_people
from headway.plan.models import Load
from headway.plan.workload.ask import Ask, Show, Unit
from headway.plan.workload.cells import Cell, cells_of, hours_of
from headway.ui.words import date_words
from headway.work.hiding import masks_of, named_assignments
from headway.work.models import Hidden, Item, Project
from headway.work.reading import Row, rows_in_order

MOST_PEOPLE = 200
MOST_ITEMS = 40
MOST_PROJECTS = 300
MOST_NAMED = 3
"""So many of those who are over the lead names."""


@dataclass(frozen=True, kw_only=True)
class Column:
    begin: date
    is_now: bool
    query: str = ""

    @property
    def week(self) -> int:
        return self.begin.isocalendar().week


@dataclass(frozen=True, kw_only=True)
class Line:
    """A person with their cells."""

    person: Busy
    cells: Sequence[Cell]


@dataclass(frozen=True, kw_only=True)
class Team:
    """People who are in the same team, and their hours of each column together."""

    name: str
    lines: Sequence[Line]

    @property
    def sums(self) -> list[str]:
        columns = zip(*(line.cells for line in self.lines), strict=True)
        return [hours_of(sum(cell.booked for cell in column)) for column in columns]


@dataclass(frozen=True, kw_only=True)
class Workload:
    """Whom the reader may see, and how busy the plan makes them; guests do no work."""

    by: Actor
    ask: Ask
    today: date
    people: Sequence[Busy]
    teams_of: Mapping[int, str]
    total: int

    @classmethod
    def asked(cls, ask: Ask, *, by: Actor) -> Self:
        """Read it; four queries for any number of people."""
        loads = Load.objects.visible_to(by)
        if not by.is_guest:
            loads = loads.exclude(person__actor__role=Role.GUEST)
        people = busy_people(loads.in_order(by), MOST_PEOPLE, by=by)
        return cls(
            by=by,
            ask=ask,
            today=timezone.localdate(),
            people=people,
            teams_of=_teams([person.pk for person in people], by=by),
            total=loads.count(),
        )

    @cached_property
    def edges(self) -> list[date]:
        """The first days of the columns, and the end of the last."""
        unit, first = self.ask.unit, self.ask.begin(self.today)
        step = timedelta(days=unit.days)
        return [first + n * step for n in range(unit.columns + 1)]

    @property
    def columns(self) -> list[Column]:
        return [
            Column(begin=begin, is_now=begin <= self.today < end)
            for begin, end in pairwise(self.edges)
        ]

    @cached_property
    def lines(self) -> list[Line]:
        return [Line(person=p, cells=cells_of(p, self.edges)) for p in self.people]

    @cached_property
    def teams(self) -> list[Team]:
        """Each person once, in the first of their teams by name."""
        inside: dict[str, list[Line]] = {}
        for line in self.lines:
            inside.setdefault(self.teams_of.get(line.person.pk, ""), []).append(line)
        named = sorted(name for name in inside if name)
        rest = [""] if "" in inside else []
        return [
            Team(name=name or (_("In no team") if named else ""), lines=inside[name])
            for name in [*named, *rest]
        ]

    @property
    def interrupted(self) -> list[Busy]:
        """Those who lose time, who loses most first."""
        lost = [person for person in self.people if person.lost.percent]
        return sorted(lost, key=lambda person: -person.lost.percent)

    @property
    def lead(self) -> str:
        """Who has more than they can do, and who has room, in sentences."""
        return " ".join([*self._over(), *self._free()])

    def _over(self) -> Iterator[str]:
        over = [
            max(line.cells, key=lambda cell: cell.over)
            for line in self.lines
            if any(cell.over for cell in line.cells)
        ]
        over.sort(key=lambda cell: -cell.over)
        for cell in over[:MOST_NAMED]:
            yield _over_words(cell, self.ask.unit)
        if (rest := len(over) - MOST_NAMED) > 0:
            text = ngettext("%d more is over.", "%d more are over.", rest)
            yield text % rest
        if not over:
            yield _("Nobody has more planned than their calendar leaves.")

    def _free(self) -> Iterator[str]:
        """Say it of all together: nobody is named for having time."""
        free = sum(cell.free for line in self.lines for cell in line.cells)
        if free:
            last = self.edges[-1] - timedelta(days=1)
            said = {"hours": hours_of(free), "day": date_words(last)}
            yield _("%(hours)s h are free until %(day)s.") % said

    @property
    def is_behind(self) -> bool:
        """Whether the plan says nothing of what is shown."""
        return not any(cell.is_known for line in self.lines for cell in line.cells)

    @property
    def shows_free(self) -> bool:
        return self.ask.show is Show.FREE

    @property
    def by_day(self) -> bool:
        return self.ask.unit is Unit.DAY

    @cached_property
    def open(self) -> Cell | None:
        """The cell that the address names, where it is one of these."""
        for line in self.lines:
            if line.person.pk == self.ask.person:
                return next((c for c in line.cells if c.begin == self.ask.on), None)
        return None

    @cached_property
    def open_rows(self) -> list[Row]:
        """What the person of the open cell is on then, as far as the reader sees it."""
        return (
            rows_in_order(_ids_in(self.open, by=self.by), by=self.by, is_flat=True)
            if self.open
            else []
        )

    def query_of(self, cell: Cell) -> str:
        return replace(self.ask, person=cell.person.pk, on=cell.begin).query()

    @property
    def subjects(self) -> str:
        """What changes the page: new plans of the projects that the reader sees."""
        seen = Project.objects.visible_to(self.by).unarchived().order_by("pk")
        ids = seen.values_list("pk", flat=True)[:MOST_PROJECTS]
        return " ".join(f"work.project:{pk}" for pk in ids)

    @property
    def units(self) -> list[tuple[str, str, bool]]:
        words = {Unit.WEEK: _("Weeks"), Unit.DAY: _("Days")}
        return [
            (word, replace(self.ask.closed, unit=unit).query(), unit is self.ask.unit)
            for unit, word in words.items()
        ]

    @property
    def shows(self) -> list[tuple[str, str, bool]]:
        words = {Show.BOOKED: _("Planned"), Show.FREE: _("Free")}
        return [
            (word, replace(self.ask, show=show).query(), show is self.ask.show)
            for show, word in words.items()
        ]

    @property
    def earlier(self) -> str:
        return self.ask.moved(-1, self.today).query()

    @property
    def later(self) -> str:
        return self.ask.moved(1, self.today).query()

    @property
    def now(self) -> str:
        return replace(self.ask.closed, first=None).query()


def _over_words(cell: Cell, unit: Unit) -> str:
    said = {
        "name": cell.person.name,
        "hours": hours_of(cell.over),
        "day": date_words(cell.begin),
    }
    if unit is Unit.DAY:
        return _("%(name)s is over by %(hours)s h on %(day)s.") % said
    return _("%(name)s is over by %(hours)s h in the week of %(day)s.") % said


def _teams(people: Sequence[int], *, by: Actor) -> dict[int, str]:
    """The first team of each by name; guests know of none."""
    if by.is_guest:
        return {}
    rows = TeamMember.objects.filter(workspace_id=by.workspace_id, person__in=people)
    named = rows.order_by("-team__name").values_list("person_id", "team__name")
    return dict(named)


def _ids_in(cell: Cell, *, by: Actor) -> list[int]:
    """Open items on which the person is between the start and the likely end."""
    masks = masks_of(by)
    parts = named_assignments(masks, by=by).filter(
        item_id=OuterRef("pk"), person=cell.person.pk
    )
    undated = masks.projects_hiding(Hidden.FORECAST)
    rows = (
        Item.objects.visible_to(by)
        .open()
        .exclude(project__in=undated)
        .filter(
            Exists(parts),
            outlook__starts_at__lt=_midnight(cell.end),
            outlook__p50__gte=_midnight(cell.begin),
        )
        .order_by("outlook__rank", "pk")
    )
    return list(rows.values_list("pk", flat=True)[:MOST_ITEMS])


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
