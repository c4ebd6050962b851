"""Today as a page shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.actors.models import Actor
from headway.base.weeks import SEVEN_DAYS, week_of
from headway.events.history import when
from headway.ui.strip import Axis, axis_over
from headway.ui.words import KEPT, date_words
from headway.work.filters.addresses import OPEN, of_text
from headway.work.filters.references import ME
from headway.work.hiding import masks_of
from headway.work.loading import for_rows
from headway.work.models import Assignment, Hidden, Item, Project, State
from headway.work.models.items import ItemQuerySet
from headway.work.reading import Row, rows_of
from headway.work.standing import Score, score_of
from headway.work.today.network import Network
from headway.work.today.news import News, news_of
from headway.work.today.order import arrange, write_order
from headway.work.today.reasons import Reason, reasons_of
from headway.work.today.waiting import Waiting, is_waiting, set_to_wait, waiting_of
from headway.work.today.week import Week, start_of

MOST_SHOWN = 100
MOST_NOW = 3
MOST_PROJECTS = 200
STRIP_WIDTH = 84
AXIS_DAYS = 28
NEAR_DAYS = 6
NEXT, WEEK, AFTER, UNDATED = range(4)
FEW = 5
"""Items to do that are shown at least, however late they start."""


@dataclass(frozen=True, kw_only=True)
class Task:
    """One item in the queue; ``place`` counts from 1."""

    row: Row
    place: int
    reasons: Sequence[Reason]

    @property
    def chips(self) -> list[Reason]:
        """The reasons as a row shows them: the first one as a chip."""
        return [self.reasons[0].chip, *self.reasons[1:]]

    @property
    def score(self) -> Score | None:
        """What it is worth, and what that is made of."""
        return score_of(self.row.item, self.row.outlook)

    @property
    def beside(self) -> list[Reason]:
        """The reasons that stand where it is plain that the item is started."""
        is_started = self.row.item.state == State.DOING
        others = [r for r in self.reasons if not (is_started and r.is_start)]
        return [others[0].chip, *others[1:]] if others else []

    @property
    def could_wait(self) -> bool:
        """Whether the plan has it start today, and the reader may put that off."""
        held, item = self.row.outlook, self.row.item
        if held is None or held.starts_at is None or item.started_at:
            return False
        is_today = timezone.localdate(held.starts_at) <= timezone.localdate()
        return is_today and self.row.can_change

    @property
    def by(self) -> str:
        """The day by which it is done at 85 %, as a colleague would say it."""
        held = self.row.outlook
        return by_words(held.p85) if held and held.p85 else ""

    @property
    def since(self) -> str:
        """When it was started, in words."""
        began = self.row.item.started_at
        if began is None:
            return ""
        is_today = timezone.localdate(began) == timezone.localdate()
        return when(began) if is_today else date_words(began)


@dataclass(frozen=True, kw_only=True)
class Section:
    title: str
    note: str
    tasks: Sequence[Task]
    is_planned: bool = True


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Of all open items of the reader: how many, with a deadline, at risk."""

    items: int
    deadlines: int
    at_risk: int


@dataclass(frozen=True, kw_only=True)
class Today:
    """What a reader sees; ``moved`` items have another place in the newest plan."""

    by: Actor
    now: Sequence[Task]
    sections: Sequence[Section]
    waiting: Sequence[Waiting]
    counts: Counts
    week: Week
    news: Sequence[News]
    axis: Axis
    order: str
    moved: int
    projects: Sequence[int]
    done: Sequence[int]
    """Ids of what was finished lately: it is here again when that is taken back."""

    @property
    def day(self) -> date:
        return timezone.localdate()

    @property
    def first(self) -> Task | None:
        """What to do first."""
        tasks = [*self.now, *(t for section in self.sections for t in section.tasks)]
        return tasks[0] if tasks else None

    @cached_property
    def rows(self) -> list[Row]:
        tasks = [*self.now, *(t for section in self.sections for t in section.tasks)]
        return [task.row for task in tasks] + [held.row for held in self.waiting]

    @property
    def later(self) -> int:
        """How many open items of the reader are not shown."""
        return max(0, self.counts.items - len(self.rows))

    @property
    def later_address(self) -> str:
        address = reverse("work:list", args=[self.by.workspace.slug])
        return address + of_text(f"assignee = {ME} and {OPEN}")

    @property
    def subjects(self) -> str:
        """What changes the page: the items, and the plans of the projects."""
        ids = (*(row.item.pk for row in self.rows), *self.done)
        items = [f"work.item:{pk}" for pk in ids]
        projects = [f"work.project:{pk}" for pk in self.projects]
        return " ".join([*items, *projects, f"people.person:{self.by.person.pk}"])


def today_of(by: Actor, *, shown: str = "") -> Today:
    """Return the reader's day; a dozen queries for any number of items.

    The order is that of ``shown`` where one is given, with today's facts in it.
    """
    week = Week.of(by)
    mine = _mine(by)
    rows = {row.item.pk: row for row in _soon(mine, week, by)}
    network = Network.around(rows, by=by)
    now, queue, held = _split(list(rows.values()), network)
    fresh = _sections(queue, week)
    kept, moved = arrange(fresh, shown)
    events = set_to_wait([row.item.pk for row in held], by=by)
    projects = _projects(by)
    done = [pk for inside in projects.values() for pk in inside]
    tasks = _Places(rows, network)
    return Today(
        by=by,
        now=_Places(rows, network).of([row.item.pk for row in now]),
        sections=_titled([tasks.of(ids) for ids in kept], week),
        waiting=[waiting_of(row, network, events, by=by) for row in held],
        counts=_counts(mine, by),
        week=week,
        news=news_of(rows, by=by),
        axis=_axis(list(rows.values())),
        order=write_order(kept),
        moved=len(moved),
        projects=list(projects),
        done=done[:MOST_SHOWN],
    )


def by_words(moment: datetime) -> str:
    """``today``, ``by Wed`` within a week, else ``by 25 Nov``."""
    day = timezone.localdate(moment)
    ahead = (day - timezone.localdate()).days
    if ahead <= 0:
        return _("today")
    words = date_words(day)
    if ahead <= NEAR_DAYS:
        words = words.split("\N{NO-BREAK SPACE}")[0]
    return _("by %(date)s") % {"date": words}


def _mine(by: Actor) -> ItemQuerySet:
    """Open items that the reader works on, without those that only hold others."""
    inside = Item.objects.open().filter(
        workspace_id=by.workspace_id, parent_id=OuterRef("pk")
    )
    seen = Item.objects.visible_to(by).unarchived().open()
    return seen.filter(_works_on_it(by), ~Exists(inside))


def _works_on_it(by: Actor) -> Exists:
    parts = Assignment.objects.filter(
        workspace_id=by.workspace_id, item_id=OuterRef("pk"), person=by.person
    )
    return Exists(parts)


def _soon(mine: ItemQuerySet, week: Week, by: Actor) -> list[Row]:
    """Return what is started, starts by the end of the week, or has no dates.

    And the first few of the rest: somebody who has work sees what comes next.
    """
    starts = Q(outlook__starts_at__lt=_week_end(week)) | Q(outlook__starts_at=None)
    begun = Q(state__in=(State.DOING, State.WAITING))
    order = (F("outlook__rank").asc(nulls_last=True), "project__key", "position", "pk")
    first = Q(pk__in=mine.filter(state=State.TODO).order_by(*order).values("pk")[:FEW])
    items = for_rows(mine.filter(starts | begun | first)).order_by(*order)
    return rows_of(items[:MOST_SHOWN], by=by)


def _week_end(week: Week) -> datetime:
    """Return the end of the week in which the next working day is."""
    day = week.next_day
    return start_of(week_of(day) + SEVEN_DAYS)


def _split(
    rows: Sequence[Row], network: Network
) -> tuple[list[Row], list[Row], list[Row]]:
    """Part what is being done, what is to do, and what waits for others."""
    held = [row for row in rows if is_waiting(row, network)]
    doing = [row for row in rows if row.item.state == State.DOING]
    now = doing[:MOST_NOW]
    apart = {row.item.pk for row in (*held, *now)}
    return now, [row for row in rows if row.item.pk not in apart], held


def _sections(queue: Sequence[Row], week: Week) -> list[list[int]]:
    """Part the queue by when its items likely start; ids in the plan's order."""
    soon = start_of(week.next_day + timedelta(days=1))
    found: list[list[int]] = [[] for _ in range(UNDATED + 1)]
    for row in queue:
        starts = row.outlook.starts_at if row.outlook else None
        if starts is None:
            section = UNDATED
        elif starts < soon:
            section = NEXT
        else:
            section = WEEK if starts < _week_end(week) else AFTER
        found[section].append(row.item.pk)
    return found


class _Places:
    """Hands out places in the queue, from 1."""

    def __init__(self, rows: Mapping[int, Row], network: Network) -> None:
        self._rows, self._network, self._last = rows, network, 0

    def of(self, ids: Sequence[int]) -> list[Task]:
        tasks = []
        for pk in ids:
            self._last += 1
            row = self._rows[pk]
            reasons = reasons_of(row, self._network)
            tasks.append(Task(row=row, place=self._last, reasons=reasons))
        return tasks


def _titled(parts: Sequence[Sequence[Task]], week: Week) -> list[Section]:
    today = timezone.localdate()
    if (week.next_day - today).days == 1:
        said = ngettext(
            "%(n)d likely starts today or tomorrow",
            "%(n)d likely start today or tomorrow",
            len(parts[NEXT]),
        )
    else:
        said = ngettext(
            "%(n)d likely starts by %(day)s",
            "%(n)d likely start by %(day)s",
            len(parts[NEXT]),
        )
    note = said % {"n": len(parts[NEXT]), "day": date_words(week.next_day)}
    is_this = week_of(week.next_day) == week_of(today)
    then = _("Then, this week") if is_this else _("Then, next week")
    after = _("After that") if parts[NEXT] or parts[WEEK] else _("Next, in this order")
    sections = [
        Section(title=_("Next, in this order"), note=note, tasks=parts[NEXT]),
        Section(title=then, note=str(len(parts[WEEK])), tasks=parts[WEEK]),
        Section(title=after, note=str(len(parts[AFTER])), tasks=parts[AFTER]),
        _undated(parts[UNDATED]),
    ]
    return [section for section in sections if section.tasks]


def _undated(tasks: Sequence[Task]) -> Section:
    """What the plan can give no dates, or has not come to yet."""
    if any(task.row.outlook for task in tasks):
        title, note = _("Without dates"), _("the plan has none for these")
    else:
        title = _("Not planned yet")
        note = _("the plan is being made; dates appear by themselves")
    return Section(title=title, note=note, tasks=tasks, is_planned=False)


def _counts(mine: ItemQuerySet, by: Actor) -> Counts:
    has_chance = Q(deadline__isnull=False, outlook__chance_percent__isnull=False)
    if undated := masks_of(by).projects_hiding(Hidden.FORECAST):
        has_chance &= ~Q(project__in=undated)
    found = mine.aggregate(
        items=Count("pk"),
        deadlines=Count("pk", filter=has_chance),
        at_risk=Count("pk", filter=has_chance & Q(outlook__chance_percent__lt=KEPT)),
    )
    return Counts(**found)


def _axis(rows: Sequence[Row]) -> Axis:
    """Return one axis for all rows, four weeks at most so that near dates are seen."""
    today = timezone.localdate()
    most = start_of(today + timedelta(days=AXIS_DAYS))
    moments = [
        min(moment, most)
        for row in rows
        if row.has_forecast and row.outlook
        for moment in (row.outlook.p95, row.item.deadline)
        if moment is not None
    ]
    return axis_over([*moments], today=today, width=STRIP_WIDTH)


def _projects(by: Actor) -> dict[int, list[int]]:
    """Return the ids of the newest projects that may bring the reader new work.

    With each come those of what the reader worked on and was finished within a day.
    """
    done = Item.objects.filter(
        _works_on_it(by),
        workspace_id=OuterRef("workspace_id"),
        project=OuterRef("pk"),
        finished_at__gte=timezone.now() - timedelta(days=1),
    )
    projects = Project.objects.visible_to(by).unarchived().order_by("-pk")
    rows = projects.values_list("pk", ArraySubquery(done.order_by("pk").values("pk")))
    return dict(rows[:MOST_PROJECTS])
