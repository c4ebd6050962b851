"""What is known of the things on the timeline, and in which rows they stand."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from headway.work.models.amounts import minutes_unticked

ROW = 28
"""Pixels from row to row."""


class Dates(NamedTuple):
    """A start and when it is done; None where nothing is known."""

    start: datetime | None
    p50: datetime | None
    p85: datetime | None
    p95: datetime | None


class Item(NamedTuple):
    """An item as the database gives it; columns of ``work.Item`` and its outlook."""

    pk: int
    project_id: int
    number: int
    parent_id: int | None
    depth: int
    title: str
    state: str
    drive: str
    effort_minutes: int | None
    duration_minutes: int | None
    remaining_minutes: int | None
    spent_minutes: int
    checks_total: int
    checks_done: int
    starts_no_earlier: datetime | None
    deadline: datetime | None
    started_at: datetime | None
    finished_at: datetime | None
    version: int
    start: datetime | None
    p50: datetime | None
    p85: datetime | None
    p95: datetime | None
    chance_percent: int | None
    is_critical: bool | None
    critical_percent: int | None
    unplaced: str | None
    cause: str | None
    culprit_id: int | None

    @property
    def dates(self) -> Dates:
        if self.is_done:
            actual = self.started_at or self.finished_at
            return Dates(actual, self.finished_at, self.finished_at, self.finished_at)
        return Dates(self.start, self.p50, self.p85, self.p95)

    @property
    def is_done(self) -> bool:
        return self.state == "done"

    @property
    def is_milestone(self) -> bool:
        return self.drive == "milestone"

    @property
    def left_minutes(self) -> int | None:
        """What is left of what drives it; None while nobody said."""
        if self.remaining_minutes is not None:
            return self.remaining_minutes
        if self.is_milestone:
            return 0
        is_effort = self.drive == "effort"
        return minutes_unticked(
            self.effort_minutes if is_effort else self.duration_minutes,
            spent=self.spent_minutes,
            done=self.checks_done,
            total=self.checks_total,
        )


class Project(NamedTuple):
    pk: int
    key: str
    name: str
    calendar_id: int | None
    start: datetime | None
    p50: datetime | None
    p85: datetime | None
    p95: datetime | None
    items: int
    """How many it has, those not shown included."""
    baselines: Sequence[Mapping[str, Any]] = ()
    """``id`` and ``name`` of each, where it is the one project that was asked for."""

    @property
    def dates(self) -> Dates:
        return Dates(self.start, self.p50, self.p85, self.p95)


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One row: a project's (``item`` is None) or an item's."""

    project: Project
    item: Item | None = None
    is_summary: bool = False
    is_folded: bool = False

    @property
    def name(self) -> str:
        """The key that tells it apart on the page: ``KES``, ``KES-7``."""
        if self.item is None:
            return self.project.key
        return f"{self.project.key}-{self.item.number}"

    @property
    def title(self) -> str:
        return self.project.name if self.item is None else self.item.title

    @property
    def dates(self) -> Dates:
        return self.project.dates if self.item is None else self.item.dates


def arrange(
    projects: Sequence[Project], items: Sequence[Item], *, folded: Collection[str]
) -> list[Row]:
    """Lay projects out one after the other, each followed by its outline.

    ``items`` are in the order of their outlines; ``folded`` are names of rows, under
    which nothing is shown.
    """
    inside: dict[int, list[Item]] = {project.pk: [] for project in projects}
    for item in items:
        inside[item.project_id].append(item)
    rows: list[Row] = []
    for project in projects:
        is_folded = project.key in folded
        rows.append(Row(project=project, is_summary=True, is_folded=is_folded))
        if not is_folded:
            rows += _outline(project, inside[project.pk], folded)
    return rows


def _outline(
    project: Project, items: Sequence[Item], folded: Collection[str]
) -> Iterator[Row]:
    parents = {item.parent_id for item in items}
    hidden: set[int] = set()
    for item in items:
        is_folded = f"{project.key}-{item.number}" in folded
        if item.parent_id in hidden or is_folded:
            hidden.add(item.pk)
        if item.parent_id not in hidden:
            is_summary = item.pk in parents
            yield Row(
                project=project, item=item, is_summary=is_summary, is_folded=is_folded
            )
