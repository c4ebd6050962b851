"""What was planned then, beside what the plan says now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple, Self

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.actors.models import Actor
from headway.plan.baselines.working_days import Worked, days_moved, worked_in
from headway.plan.models import Baseline, BaselineItem
from headway.ui.words import date_words
from headway.work.models import Item, Project, ProjectOutlook, State

MOST_SLIPPED = 4
"""Items that are named on the overview."""


@dataclass(frozen=True, kw_only=True)
class Moved:
    """When something was to be done, when it is likely done now, and days between.

    ``days`` are days of work, None where one of the dates is missing.
    """

    then: datetime | None
    now: datetime | None
    days: int | None

    @classmethod
    def of(cls, then: datetime | None, now: datetime | None, is_worked: Worked) -> Self:
        days = None
        if then is not None and now is not None:
            days = days_moved(_day(then), _day(now), is_worked)
        return cls(then=then, now=now, days=days)

    @property
    def words(self) -> str:
        """``+7 days``; nothing where it cannot be said."""
        return "" if self.days is None else days_words(self.days)

    @property
    def tone(self) -> str:
        """A class of the page: later is worse."""
        if not self.days:
            return ""
        return "is-late" if self.days > 0 else "is-good"


def days_words(days: int) -> str:
    """Say by how many days of work a date moved."""
    if not days:
        return _("as planned")
    if days > 0:
        return ngettext("+%d day", "+%d days", days) % days
    text = ngettext("\N{MINUS SIGN}%d day", "\N{MINUS SIGN}%d days", -days)
    return text % -days


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A baseline of a project, and how far its end has moved since."""

    baseline: Baseline
    end: Moved


def now_of(item: Item) -> datetime | None:
    """When an item is likely done, or was; None of what is cancelled."""
    outlook = getattr(item, "outlook", None)
    return _now(item.state, item.finished_at, outlook and outlook.p50)


def _now(
    state: str, finished_at: datetime | None, p50: datetime | None
) -> datetime | None:
    if state == State.DONE:
        return finished_at
    return None if state == State.CANCELLED else p50


class _Row(NamedTuple):
    pk: int
    parent_id: int | None
    number: int
    title: str
    state: str
    finished_at: datetime | None
    p50: datetime | None
    then: datetime | None

    @property
    def now(self) -> datetime | None:
        return _now(self.state, self.finished_at, self.p50)


COLUMNS = (
    "item_id", "item__parent_id", "item__number", "item__title", "item__state",
    "item__finished_at", "item__outlook__p50", "finishes_at",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Slip:
    """An item of a baseline."""

    key: str
    title: str
    is_summary: bool
    is_cancelled: bool
    end: Moved


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """The baselines of a project that somebody sees, the newest first."""

    by: Actor
    project: Project
    baselines: Sequence[Baseline]

    @classmethod
    def of(cls, project: Project, *, by: Actor) -> Self:
        """Read them; one query, and more only where there is one."""
        rows = Baseline.objects.visible_to(by).live().filter(project=project)
        found = rows.select_related("by").newest_first()
        return cls(by=by, project=project, baselines=list(found))

    @cached_property
    def is_worked(self) -> Worked:
        return worked_in(self.project)

    @cached_property
    def now(self) -> datetime | None:
        """When the project is likely done, or was."""
        outlook = ProjectOutlook.objects.filter(project=self.project).first()
        items = Item.objects.filter(project=self.project)
        if items.open().exists():
            return outlook.p50 if outlook else None
        done = items.filter(state=State.DONE).order_by("-finished_at")
        return done.values_list("finished_at", flat=True).first()

    @cached_property
    def kept(self) -> list[Kept]:
        return [
            Kept(
                baseline=each,
                end=Moved.of(each.finishes_at, self.now, self.is_worked),
            )
            for each in self.baselines
        ]

    def kept_as(self, baseline_id: int) -> Kept | None:
        return next((k for k in self.kept if k.baseline.pk == baseline_id), None)

    @property
    def newest(self) -> Kept | None:
        return self.kept[0] if self.kept else None

    @cached_property
    def slipped(self) -> list[Slip]:
        """Items that moved most since the newest one, none of which holds others."""
        if self.newest is None:
            return []
        found = self.slips_of(self.newest.baseline)
        later = [s for s in found if not s.is_summary and (s.end.days or 0) > 0]
        return later[:MOST_SLIPPED]

    def slips_of(self, baseline: Baseline) -> list[Slip]:
        """Each item of a baseline, what moved furthest back first; one query."""
        rows = BaselineItem.objects.filter(
            workspace_id=self.by.workspace_id,
            baseline=baseline,
            item__project=self.project,
            item__deletion=None,
        )
        found = [_Row(*row) for row in rows.values_list(*COLUMNS)]
        return sorted(self._slips(found), key=_furthest)

    def _slips(self, rows: Sequence[_Row]) -> Iterator[Slip]:
        parents = {row.parent_id for row in rows}
        for row in rows:
            yield Slip(
                key=f"{self.project.key}-{row.number}",
                title=row.title,
                is_summary=row.pk in parents,
                is_cancelled=row.state == State.CANCELLED,
                end=Moved.of(row.then, row.now, self.is_worked),
            )


def _furthest(slip: Slip) -> tuple[bool, int, str]:
    """Sort by how far back it moved; what cannot be compared comes last."""
    days = slip.end.days
    return days is None, -(days or 0), slip.key


def planned_words(moved: Moved) -> str:
    """``planned 3 Mar, now 12 Mar``."""
    if moved.then is None:
        return ""
    if moved.now is None:
        return _("planned %(then)s, now without a date") % {
            "then": date_words(moved.then)
        }
    values = {"then": date_words(moved.then), "now": date_words(moved.now)}
    if _day(moved.then) == _day(moved.now):  # days off between them count for nothing
        return _("planned %(then)s, and still so") % values
    return _("planned %(then)s, now %(now)s") % values
