"""What waits for what, and what the plan says."""

from datetime import datetime
from typing import Annotated

from ninja import Field, Schema
from pydantic import ConfigDict

from headway.base.encode import Shape
from headway.base.schemas import (
    Flag,
    Input,
    all_optional,
)
from headway.work.schemas.values import (
    DATES,
    KEY,
    LONGEST_LAG,
    ItemKey,
    KindName,
    Whole,
    forecast_columns,
    key_of,
)

LagEnd = Annotated[
    Whole,
    Field(
        ge=1,
        le=LONGEST_LAG,
        description="An end of the lag, which 8 of 10 such waits keep to: both, or"
        " neither.  A lag of 0 becomes their geometric mean.",
    ),
]


class LinkIn(Input):
    """The item holds back ``after``."""

    after: ItemKey
    kind: KindName = "FS"
    lag_minutes: Annotated[Whole, Field(ge=-LONGEST_LAG, le=LONGEST_LAG)] = 0
    lag_low_minutes: LagEnd | None = None
    lag_high_minutes: LagEnd | None = None
    lag_is_elapsed: Flag = False


class LinkOut(Schema):
    """``item`` is the key of the one at the other end."""

    item: str
    kind: KindName
    lag_minutes: int
    lag_low_minutes: int | None
    lag_high_minutes: int | None
    lag_is_elapsed: bool


class LinksOut(Schema):
    waits_for: list[LinkOut]
    holds_back: list[LinkOut]


class AheadOut(Schema):
    """How many open items go before one.

    ``worth`` saves more for each hour, ``search`` is by how many places a search for
    less delay put it back, ``start`` how many more can start before it, ``override``
    by how many people put it back; these may be negative.  They add up to ``rank`` - 1.
    """

    worth: int
    search: int
    start: int
    override: int


class ScoreOut(Schema):
    """What a day of work (8 hours) saves of what a week's delay costs.

    Normal work costs 1000 a week.  ``cost`` is by what people said that its delay costs
    or else ``importance`` by its importance, ``project`` by the priority of its
    project, ``deadline`` by its deadline, ``waiting`` by what waits for it.  They add
    up to the score.
    """

    cost: int
    importance: int
    project: int
    deadline: int
    waiting: int


class OutlookOut(Schema):
    """What the plan says of an item, and why; all null until it is planned.

    ``culprit`` is the key of the item that it waits for, null where there is none or
    it is hidden from you; ``demand_id`` is the expected work that it waits for, where
    that is no item yet.  ``is_critical``: the end of its project hangs on it at
    median durations; ``critical_percent`` is in how many of the scenarios it does, null
    of what is done.  ``has_assumed_*``: nobody said, so the plan assumes.
    ``expected_minutes`` is what all of it takes at the median, as finished work
    teaches; ``learned_from`` how many items like it that mostly rests on;
    ``own_percent`` how much of it is your own and not borrowed from published records.
    All null where the plan goes by what people said, and to guests.  ``like`` are the
    keys of finished items like it, where nobody estimated it: those that you see.
    ``latest_start`` keeps every deadline behind it, that of ``due_through`` first (null
    where it is hidden from you); ``behind_minutes`` is the longest way that waits.
    ``score`` is spread over ``score_minutes`` of work, the item's and what it opens and
    is counted with; hours of people who have much to do count for more.  ``waiting``
    is what adds most to it of what waits.  The three are null to guests.
    """

    starts_at: datetime | None = None
    p50: datetime | None = None
    p85: datetime | None = None
    p95: datetime | None = None
    chance_percent: int | None = None
    rank: int | None = None
    ahead: AheadOut | None = None
    score: ScoreOut | None = None
    score_minutes: int | None = None
    waiting: str | None = None
    latest_start: datetime | None = None
    due_through: str | None = None
    behind_minutes: int | None = None
    cause: str = ""
    culprit: str | None = None
    demand_id: int | None = None
    is_critical: bool = False
    critical_percent: int | None = None
    unplaced: str = ""
    has_assumed_people: bool = False
    has_assumed_effort: bool = False
    expected_minutes: int | None = None
    learned_from: int | None = None
    own_percent: int | None = None
    like: list[str] = []


class HoldOut(Schema):
    """Why an item starts no earlier; from when to when it is done, at the median.

    ``cause`` and ``demand_id`` as in its outlook.  ``culprit`` is the key of the item
    that it waits for, or of the summary of which the next of the chain is done last;
    ``person_id`` is whom it waits for.  Null where there is none, or it is hidden from
    you.
    """

    item: str
    cause: str
    culprit: str | None
    person_id: int | None
    demand_id: int | None
    starts_at: datetime | None
    p50: datetime | None


class WhyOut(Schema):
    """What holds an item, what holds that, and so on back to now; the item is first.

    Empty until it is planned.  ``is_whole`` is false where the chain goes on to an item
    that is hidden from you, or of which the forecast is, or is longer than 100.
    """

    chain: list[HoldOut]
    is_whole: bool


class ItemOutlookOut(Schema):
    """What the plan says of one of many items; null until it is planned."""

    model_config = ConfigDict(json_schema_extra=all_optional)

    item: str
    starts_at: datetime | None
    p50: datetime | None
    p85: datetime | None
    p95: datetime | None
    chance_percent: int | None
    rank: int | None
    cause: str | None
    is_critical: bool | None
    critical_percent: int | None
    unplaced: str | None


ITEM_OUTLOOK = Shape(
    ItemOutlookOut,
    columns={
        "item": KEY,
        **forecast_columns(*DATES, "chance_percent", "rank", "unplaced"),
        **forecast_columns("cause", "is_critical", "critical_percent"),
    },
)


class ItemOutlookPage(Schema):
    """In the order of the items' ids; ``next_cursor`` is null on the last page."""

    items: list[ItemOutlookOut]
    next_cursor: int | None


class ItemLinkOut(Schema):
    """``before`` and ``after`` are keys: the one holds back the other."""

    model_config = ConfigDict(json_schema_extra=all_optional)

    before: str
    after: str
    kind: KindName
    lag_minutes: int
    lag_low_minutes: int | None
    lag_high_minutes: int | None
    lag_is_elapsed: bool


LINK = Shape(
    ItemLinkOut, columns={"before": key_of("before__"), "after": key_of("after__")}
)


class LinkPage(Schema):
    """By id; ``next_cursor`` is null on the last page."""

    items: list[ItemLinkOut]
    next_cursor: int | None
