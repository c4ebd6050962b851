"""What planning reads of each table, a row each."""

from datetime import date, datetime
from typing import NamedTuple

from headway.work.models import Front
from headway.work.models.judged import USUAL_REACH


class ItemRow(NamedTuple):
    """The columns of an item that planning reads; see ``work.Item``."""

    pk: int
    project_id: int
    parent_id: int | None
    title: str
    type_id: int
    state: str
    drive: str
    is_joint: bool
    effort_minutes: int | None
    duration_minutes: int | None
    low_minutes: int | None
    high_minutes: int | None
    remaining_minutes: int | None
    spent_minutes: int
    checks_total: int
    checks_done: int
    chunk_minutes: int | None
    priority: int
    position: int
    starts_no_earlier: datetime | None
    starts_no_later: datetime | None
    finishes_no_earlier: datetime | None
    deadline: datetime | None
    started_at: datetime | None
    finished_at: datetime | None
    calendar_id: int | None
    stars: int | None
    moscow: str
    rice_reach: int | None
    rice_impact_percent: int | None
    rice_confidence_percent: int | None
    wsjf_value: int | None
    wsjf_criticality: int | None
    wsjf_reduction: int | None
    quadrant: str


class ProjectRow(NamedTuple):
    pk: int
    calendar_id: int | None
    starts_no_earlier: datetime | None
    priority: int
    target_on: date | None = None
    front: str = Front.IMPORTANCE
    usual_reach: int = USUAL_REACH


class LinkRow(NamedTuple):
    before_id: int
    after_id: int
    kind: str
    lag_minutes: int
    lag_is_elapsed: bool
    lag_low_minutes: int | None = None
    lag_high_minutes: int | None = None


class PartRow(NamedTuple):
    person_id: int
    share: int
    units_percent: int


class NeedRow(NamedTuple):
    skill_id: int
    level: int


class CostRow(NamedTuple):
    """What people said that delay costs; see ``work.CostOfDelay``."""

    per_week: int
    once: int


class DraggedRow(NamedTuple):
    """Where somebody put the card of an item whose project judges by that."""

    project_id: int
    status: str
    board_rank: int


class OverrideRow(NamedTuple):
    """An item goes first whatever it is worth; see ``plan.Override``."""

    pk: int
    before_id: int | None


class PastRow(NamedTuple):
    """A finished item: what was estimated of it, and what it took, in minutes."""

    pk: int
    project_id: int
    type_id: int
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime
    effort_minutes: int | None
    spent_minutes: int


class DemandRow(NamedTuple):
    """Work that is expected and is no item yet; see ``work.Demand``."""

    pk: int
    project_id: int
    skill_id: int | None
    level: int
    effort_minutes: int
    starts_on: date
    ends_on: date
    probability_percent: int


class PersonRow(NamedTuple):
    pk: int
    actor_id: int
    capacity_permille: int
    items_at_once: int = 1
    interrupted_percent: int | None = None
    interrupted_most_percent: int | None = None
