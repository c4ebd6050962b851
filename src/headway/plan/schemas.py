"""The shapes of plans in the public API."""

from datetime import date, datetime

from ninja import Schema
from pydantic import ConfigDict

from headway.base.encode import Shape
from headway.base.schemas import Flag, Input, all_optional


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

    ``booked`` is what the plan has them do, ``able`` what their calendar leaves for it.
    """

    model_config = ConfigDict(json_schema_extra=all_optional)

    person_id: int
    name: str
    first_on: date
    booked: list[int]
    able: list[int]


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


class QuantilesOut(Schema):
    p50: datetime | None
    p85: datetime | None
    p95: datetime | None


class PreviewOut(Schema):
    """What a change would move in the item's project."""

    moved: list[MovedOut]
    project_before: QuantilesOut
    project_after: QuantilesOut


LOAD = Shape(LoadOut, columns={"name": "person__actor__name"})
FORECAST = Shape(ForecastOut)
