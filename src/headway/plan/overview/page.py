"""What a project comes to, put together from the rows of the plan."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Self

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from headway.actors.models import Actor
from headway.events.history import History, history_of
from headway.plan.allowances import share_words
from headway.plan.baselines.comparison import Comparison
from headway.plan.conflicts.reading import SeenConflict, conflicts_in
from headway.plan.overview.bound import bound_words
from headway.plan.overview.conflicting import (
    ShownConflict,
    named_in,
    shown_conflicts,
)
from headway.plan.overview.contents import Contents, Planned, Progress
from headway.plan.overview.hanging import Hanging, hanging_on
from headway.plan.overview.people import Worker, workers_in
from headway.plan.overview.trend import Trend, said_of, trend
from headway.ui.strip import Axis
from headway.ui.words import chance_words, date_words
from headway.work.distribution import Distribution, distribution
from headway.work.filters.addresses import of_text
from headway.work.hiding import masks_of
from headway.work.models import Hidden, Masks, Project, ProjectOutlook
from headway.work.reading import Row, axis_of, rows_in_order

MOST_STRETCHES = 12
"""Phases that are shown, and as many milestones."""
MOST_CONCERNS = 4
"""Items of each kind that are named; the others are counted."""
MOST_EVENTS = 6
MINUTE = timedelta(minutes=1)

LEAF = "state = open and has no children"
CONCERNS: Mapping[str, tuple[Promise, str]] = {
    "late": (gettext_lazy("Deadlines at risk"), "state = open and chance < 80%"),
    "late_to_start": (
        gettext_lazy("Starts at risk"),
        "state = open and start-chance < 80%",
    ),
    "unplaced": (gettext_lazy("Without a date"), "is unplaced"),
    "not_estimated": (gettext_lazy("Not estimated"), f"{LEAF} and remaining is empty"),
    "nobodys": (
        gettext_lazy("Nobody is named"),
        f"{LEAF} and assignee is empty and drive = effort",
    ),
}
"""Lists of :class:`Contents`: what they are called, and what shows them in full."""


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """A phase with what is done of it, or a milestone."""

    row: Row
    progress: Progress | None = None


@dataclass(frozen=True, kw_only=True)
class Concern:
    """Items of which something is to be known or done; ``count`` of them in all."""

    name: str
    title: str
    rows: Sequence[Row]
    count: int
    address: str

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


@dataclass(frozen=True, kw_only=True)
class Overview:
    """What a reader sees of a project."""

    by: Actor
    project: Project
    masks: Masks
    contents: Contents
    conflicts: Sequence[SeenConflict]
    rows: Mapping[int, Row]

    @classmethod
    def of(cls, project: Project, *, by: Actor) -> Self:
        """Read it; about a dozen queries for any number of items."""
        masks = masks_of(by)
        contents = Contents.of(project, masks, by=by)
        conflicts = conflicts_in(project, by=by) if contents.is_planned else []
        ids = list(dict.fromkeys((*_shown(contents), *named_in(conflicts))))
        rows = rows_in_order(ids, by=by, is_flat=True)
        if not contents.is_planned:
            rows = [replace(row, outlook=None) for row in rows]
        return cls(
            by=by,
            project=project,
            masks=masks,
            contents=contents,
            conflicts=conflicts,
            rows={row.item.pk: row for row in rows},
        )

    @property
    def hides(self) -> frozenset[str]:
        return self.masks.of(self.project.pk)

    @cached_property
    def today(self) -> date:
        return timezone.localdate()

    @cached_property
    def outlook(self) -> ProjectOutlook | None:
        """What the plan says of it while there is something to plan."""
        is_planned = self.contents.is_planned and self.contents.open
        if Hidden.FORECAST in self.hides or not is_planned:
            return None
        found = ProjectOutlook.objects.filter(project=self.project).first()
        return found if found and found.p95 else None

    @property
    def chance(self) -> float | None:
        percent = self.outlook.chance_percent if self.outlook else None
        return None if percent is None else percent / 100

    @property
    def lead(self) -> str:
        """The answer, in sentences."""
        return " ".join(self._lead())

    def _lead(self) -> Iterator[str]:
        if self.project.archived_at:
            said = {"date": date_words(self.project.archived_at)}
            yield _("In the archive since %(date)s, and so no longer planned.") % said
            yield from self._done()
        elif not self.contents.open:
            yield _("Everything in it is done.")
        elif Hidden.FORECAST in self.hides:
            yield self._share_done()
        elif self.outlook is None:
            yield _("The plan has no date for it yet.")
        else:
            yield from self._dates(self.outlook)

    def _done(self) -> Iterator[str]:
        """Say what was done of it and when, if there is anything in it."""
        if not self.contents.items:
            return
        finished = self.contents.finished_at
        if finished is None:
            yield _("Nothing in it is done.")
            return
        said = {"date": date_words(finished)}
        if self.contents.open:
            yield self._share_done()
            yield _("The last of them was finished on %(date)s.") % said
        else:
            yield _("Everything in it was done by %(date)s.") % said

    def _share_done(self) -> str:
        progress = self.contents.progress
        text = ngettext(
            "%(done)d of %(total)d item is done.",
            "%(done)d of %(total)d items are done.",
            progress.total,
        )
        return text % {"done": progress.done, "total": progress.total}

    def _dates(self, outlook: ProjectOutlook) -> Iterator[str]:
        if outlook.p50 and outlook.p85:
            said = {"likely": date_words(outlook.p50), "sure": date_words(outlook.p85)}
            yield (
                _("It will likely be done by %(likely)s, 85 %% sure by %(sure)s.")
                % said
            )
        if self.project.target_on and self.chance is not None:
            date = date_words(self.project.target_on)
            values = {"date": date, "chance": chance_words(self.chance)}
            if self.project.target_on < self.today:
                yield _("Its target was %(date)s.") % values
            else:
                yield (
                    _("The chance to hold its target, %(date)s, is %(chance)s.")
                    % values
                )
        if count := len(self.contents.unplaced):
            text = ngettext(
                "%d item that has no date is not counted.",
                "%d items that have no date are not counted.",
                count,
            )
            yield text % count

    @cached_property
    def drawing(self) -> Distribution | None:
        if self.outlook is None:
            return None
        end = self.project.target_at
        # the midnight behind the day is written as the next one
        return distribution(self.outlook, end and end - MINUTE)

    @property
    def spread(self) -> str:
        """Where the spread of its end comes from."""
        if self.outlook is None:
            return ""
        return share_words(self.outlook.team_share, self.outlook.growth_share)

    @property
    def bound(self) -> str:
        """How far the plan is at most from the best that any order of work could do."""
        return bound_words(self.outlook) if self.outlook else ""

    @cached_property
    def trend(self) -> Trend | None:
        if self.outlook is None:
            return None
        said = said_of(self.project, self.outlook, self.today)
        return trend(said, self.project.target_on)

    @cached_property
    def hanging(self) -> list[Hanging]:
        return hanging_on(self.contents.chain, self.rows)

    @cached_property
    def phases(self) -> list[Stretch]:
        return [
            Stretch(row=self.rows[pk], progress=progress)
            for pk, progress in list(self.contents.phases.items())[:MOST_STRETCHES]
            if pk in self.rows
        ]

    @cached_property
    def milestones(self) -> list[Stretch]:
        ids = self.contents.milestones[:MOST_STRETCHES]
        return [Stretch(row=self.rows[pk]) for pk in ids if pk in self.rows]

    @cached_property
    def axis(self) -> Axis:
        return axis_of([s.row for s in (*self.phases, *self.milestones)])

    @cached_property
    def comparison(self) -> Comparison:
        return Comparison.of(self.project, by=self.by)

    @property
    def has_baselines(self) -> bool:
        return bool(self.comparison.baselines)

    @cached_property
    def concerns(self) -> list[Concern]:
        """What is to be done something about."""
        return [concern for name in CONCERNS if (concern := self._concern(name)).count]

    def _concern(self, name: str) -> Concern:
        title, condition = CONCERNS[name]
        found: Sequence[Planned] = getattr(self.contents, name)
        shown = [self.rows[i.pk] for i in found[:MOST_CONCERNS] if i.pk in self.rows]
        return Concern(
            name=name,
            title=str(title),
            rows=shown,
            count=len(found),
            address=of_text(f"project = {self.project.key} and {condition}"),
        )

    @cached_property
    def shown_conflicts(self) -> list[ShownConflict]:
        """Dates that cannot all be kept, and what could give way."""
        return shown_conflicts(self.conflicts, self.rows)

    @property
    def more_conflicts(self) -> int:
        return len(self.conflicts) - len(self.shown_conflicts)

    @cached_property
    def workers(self) -> Sequence[Worker]:
        if Hidden.PEOPLE in self.hides or not self.contents.is_planned:
            return []
        return workers_in(self.project, self.masks, self.today, by=self.by)

    @cached_property
    def history(self) -> History | None:
        """What changed lately; None where something of it is hidden."""
        if self.hides:
            return None
        thing = ("work.project", self.project.pk)
        return history_of(thing, by=self.by, most=MOST_EVENTS)

    @property
    def subjects(self) -> str:
        """What changes the page: the project, and the items that it names."""
        items = (f"work.item:{pk}" for pk in self.rows)
        return " ".join([f"work.project:{self.project.pk}", *items])


def _shown(contents: Contents) -> Iterator[int]:
    """Yield the ids of all items that are named on the page."""
    chain = contents.chain
    yield from (item.pk for item in chain)
    yield from (item.culprit_id for item in chain[-1:] if item.culprit_id)
    yield from list(contents.phases)[:MOST_STRETCHES]
    yield from contents.milestones[:MOST_STRETCHES]
    for name in CONCERNS:
        yield from (item.pk for item in getattr(contents, name)[:MOST_CONCERNS])
