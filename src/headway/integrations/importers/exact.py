"""What was planned of a project and expected in it, as only Headway's own files say."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class ExactBaseline:
    """A row of ``plan.models.Baseline``; ``taken_by`` is a person's id."""

    id: str
    number: int
    name: str
    taken_at: datetime | None = None
    taken_by: str | None = None
    starts_at: datetime | None = None
    finishes_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ExactThen:
    """What the ``baseline`` with that id says of an item."""

    baseline: str
    starts_at: datetime | None = None
    finishes_at: datetime | None = None
    work_minutes: int | None = None
    duration_minutes: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ExactCost:
    """Columns of ``work.models.PlannedCost``; ``quantity`` is a decimal as a text."""

    kind: str
    name: str
    currency: str
    price_minor: int
    quantity: str = "1"
    unit: str = ""
    once_minor: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class ExactDemand:
    """Columns of ``work.models.Demand``; a skill by its name, empty for none."""

    id: str
    title: str
    effort_minutes: int
    starts_on: date
    ends_on: date
    probability_percent: int
    source: str = ""
    skill: str = ""
    level: int = 3
