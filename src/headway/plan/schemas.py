"""The shapes of plans in the public API."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import PositiveIntegerField, Value
from ninja import Schema
from pydantic import ConfigDict

from headway.base.encode import Shape
from headway.base.schemas import Flag, Input, all_optional
from headway.work.schemas import LeftOutOut


class PlanningOut(Schema):
    """How plans are made, and of when the present one is.

    ``is_old`` says that something changed since that it does not know of;
    ``waits_for_hand`` that this is planned only when somebody asks.  Plans follow an
    order with less delay that was found at ``order_found_at``, if any was.  Ranges
    allow for all work together going ``team_percent`` faster or slower than usual, as
    learnt from ``team_periods`` months (0: assumed), and count ``growth_percent``
    more of what is not begun, as ``growth_projects`` finished projects grew (null: not
    counted).  Guests are not told the last four.
    """

    is_by_hand: bool
    planned_at: datetime | None
    scenarios: int
    is_old: bool
    waits_for_hand: bool
    order_found_at: datetime | None
    team_percent: int | None
    team_periods: int | None
    growth_percent: int | None
    growth_projects: int | None


class PlanningIn(Input):
    """Plans are made when somebody asks, or after every change."""

    is_by_hand: Flag


class LoadOut(Schema):
    """How busy the plan makes a person: minutes of each day from ``first_on``.

    ``booked`` is what the plan has them do, ``able`` what their calendar leaves for
    it, ``expected`` their part of what is no item yet, by its probability (empty for
    nothing, and for guests).  Interruptions usually take ``interrupted_percent`` of the
    time of work by effort, ``interrupted_most_percent`` in one of ten months, as
    ``unplanned_items`` of ``finished_items`` show (null: as somebody said, of all of
    whom nothing else is known where ``is_interrupted_by_default``).
    """

    model_config = ConfigDict(json_schema_extra=all_optional)

    person_id: int
    name: str
    first_on: date
    booked: list[int]
    able: list[int]
    expected: list[int]
    interrupted_percent: int
    interrupted_most_percent: int
    is_interrupted_by_default: bool
    unplanned_items: int | None
    finished_items: int | None


class LoadPage(Schema):
    items: list[LoadOut]
    next_cursor: int | None


class ForecastOut(Schema):
    """What was forecast at the end of ``day``; as before on the days between."""

    model_config = ConfigDict(json_schema_extra=all_optional)

    day: date
    starts_at: datetime | None
    p50: datetime | None
    p85: datetime | None
    p95: datetime | None
    chance_percent: int | None


class ForecastPage(Schema):
    """The first day first; ``next_cursor`` is null on the last page."""

    items: list[ForecastOut]
    next_cursor: int | None


class MovedOut(Schema):
    """An item whose plan would move; ``finish`` is the likely one (P50)."""

    item: str
    start_before: datetime | None
    start_after: datetime | None
    finish_before: datetime | None
    finish_after: datetime | None


class SkillShownOut(Schema):
    """``level`` is null where you may not see it."""

    skill: str
    level: int | None


class CandidateOut(Schema):
    """What comes of giving an item to somebody, and what is known of their work.

    ``free_minutes`` of their ``able_minutes`` until ``until`` are not planned for other
    work.  ``more`` is by how much delay of all open work costs more than with the best
    choice; null to guests.  ``done`` counts finished items like it, ``around`` those of
    theirs next to it.  ``rate_minor`` is what an hour costs, null unless you may see
    it.
    """

    person_id: int
    name: str
    is_assigned: bool
    is_only: bool
    p50: datetime | None
    p85: datetime | None
    until: datetime | None
    free_minutes: int
    able_minutes: int
    more: int | None
    skills: list[SkillShownOut]
    done: int
    around: int
    rate_minor: int | None
    currency: str


class CandidatesOut(Schema):
    """The best first: who makes all open work together cost least delay."""

    candidates: list[CandidateOut]


class InsteadOut(Schema):
    """Somebody else who could do it; delay of all open work would cost ``more``."""

    person_id: int
    name: str
    more: int


class ProposedOut(CandidateOut):
    """Who is to do an item, in the plan in which all is done as proposed."""

    item: str
    instead: list[InsteadOut]


class StaffingOut(Schema):
    """Who does what in a project, in the order of the plan.

    ``left_out`` items were too many at once; ``nobody`` in the project could do so many
    others.
    """

    proposed: list[ProposedOut]
    left_out: int
    nobody: int


class OutcomeOut(Schema):
    """How likely the date holds, and by when it is done at 85 %."""

    chance_percent: int
    p85: datetime | None


class HelpOut(OutcomeOut):
    """One change and what comes of it.

    ``link``: the second of ``items`` no longer waits for the first; ``first``: the item
    goes before all; ``drop``: it is not done; ``help``: one more like the person for
    four weeks; ``due``: the date moves there.
    """

    kind: Literal["link", "first", "drop", "help", "due"]
    items: list[str]
    person_id: int | None
    due: datetime | None


class CutOut(Schema):
    """An item in the plan's order, and how likely all up to it are done in time."""

    item: str
    chance_percent: int


class LeversOut(Schema):
    """What would help, the best first, and what fits until ``due``.

    ``due`` is null where nobody set a date: then that by which it is done at 85 % now
    counts.  ``fits`` of ``cut`` are done until then at 85 %.
    """

    due: datetime | None
    now: OutcomeOut | None
    helps: list[HelpOut]
    cut: list[CutOut]
    fits: int


class CauseOut(Schema):
    """What moved the date, by ``minutes``; null: gave it a date, or took it.

    ``change``: an ``aspect`` of the subject changed; ``log`` tells of the last time
    that it did, ``at``, by ``operation``.  ``changes``: several things did, too
    many to try each.  ``time``: it passed with nothing done.  ``learning``: finished
    work teaches something else.  ``unseen``: what you may not see, or what is gone.
    """

    kind: Literal["change", "changes", "time", "learning", "unseen"]
    minutes: int | None
    subject_type: str | None
    subject_id: int | None
    aspect: str | None
    text: str
    log: list[str]
    at: datetime | None
    operation: UUID | None
    changes: int


class MovesOut(Schema):
    """By how many minutes a date (85 %) moved since a plan, and what moved it.

    ``causes``, most first, add up to ``minutes``.  ``still`` other changes moved
    nothing.  Each date is of so many ``scenarios``.  All is null where no plan is kept.
    """

    since: datetime | None
    before: datetime | None
    after: datetime | None
    minutes: int | None
    causes: list[CauseOut]
    still: int
    scenarios: int


class QuantilesOut(Schema):
    p50: datetime | None
    p85: datetime | None
    p95: datetime | None


class PreviewOut(Schema):
    """What a change would move in the item's project."""

    moved: list[MovedOut]
    project_before: QuantilesOut
    project_after: QuantilesOut


class SketchRowOut(Schema):
    """An item to be: ``row`` of the text, in the item at ``above`` of these.

    ``waits_for`` are places among these, ``people`` who does it in the plan.  ``words``
    is what is said of it, ``notes`` what of that is left out, and why.
    """

    row: int
    title: str
    above: int | None
    waits_for: list[int]
    people: list[int]
    words: list[str]
    notes: list[str]
    starts_at: datetime | None
    p50: datetime | None
    p85: datetime | None
    p95: datetime | None
    chance_percent: int | None
    unplaced: str


class SketchOut(QuantilesOut):
    """When all of it would be done, and each row, in the order of the outline."""

    rows: list[SketchRowOut]
    left_out: list[LeftOutOut]


LOAD = Shape(LoadOut, columns={"name": "person__actor__name"})
NO_MINUTES = Value([], ArrayField(PositiveIntegerField()))
LOAD_OF_GUESTS = LOAD.replacing({"expected": NO_MINUTES})
FORECAST = Shape(ForecastOut)
