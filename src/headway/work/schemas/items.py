"""Items, one and many, and who works on them."""

from datetime import datetime
from typing import Annotated

from ninja import Field, Schema
from pydantic import ConfigDict

from headway.base.encode import Shape
from headway.base.schemas import (
    Flag,
    Id,
    Input,
    Instant,
    all_optional,
    without_defaults,
)
from headway.work.schemas.custom_fields import CustomIn, CustomOut
from headway.work.schemas.judged import (
    Confidence,
    Impact,
    MoscowName,
    Points,
    QuadrantName,
    Reach,
    Stars,
)
from headway.work.schemas.labels import LabelNames
from headway.work.schemas.values import (
    DATES,
    KEY,
    MOST_AT_ONCE,
    MOST_PEOPLE,
    Description,
    DriveName,
    ItemKey,
    ItemPriority,
    Minutes,
    ProjectKey,
    RangeEnd,
    StateName,
    Title,
    TypeId,
    Version,
    Whole,
    forecast_columns,
)


class ItemOut(Schema):
    """An item with its forecast.

    Amounts are working minutes; ``p50``, ``p85``, ``p95`` are when it is done with
    that probability, null until it is planned or where ``unplaced`` says why not.
    ``chunk_minutes`` is the least that it is begun for: so much, or all that is left,
    must lie before the next long break.
    ``chance_percent`` is that of the deadline, ``start_chance_percent`` that it starts
    no later than it has to; an item that must start on a day has both of these dates
    on it.
    What people judged of it in the way of its project's ``front`` counts; what they
    said in others is kept.
    Lists leave out ``description`` unless ``fields`` names it.  What a guest's grant
    hides is null, and an empty text or 0 where that cannot be.
    """

    model_config = ConfigDict(json_schema_extra=all_optional)

    id: int
    key: str
    project: str
    number: int
    parent_id: int | None
    title: str
    description: str
    type_id: int
    status_id: int
    state: StateName
    drive: DriveName
    is_joint: bool
    effort_minutes: int | None
    duration_minutes: int | None
    low_minutes: int | None
    high_minutes: int | None
    remaining_minutes: int | None
    spent_minutes: int
    chunk_minutes: int | None
    checks_total: int
    checks_done: int
    priority: int
    stars: int | None
    moscow: MoscowName
    rice_reach: int | None
    rice_impact_percent: int | None
    rice_confidence_percent: int | None
    wsjf_value: int | None
    wsjf_criticality: int | None
    wsjf_reduction: int | None
    quadrant: QuadrantName
    starts_no_earlier: datetime | None
    starts_no_later: datetime | None
    finishes_no_earlier: datetime | None
    deadline: datetime | None
    started_at: datetime | None
    finished_at: datetime | None
    created_at: datetime
    starts_at: datetime | None
    p50: datetime | None
    p85: datetime | None
    p95: datetime | None
    chance_percent: int | None
    start_chance_percent: int | None
    rank: int | None
    unplaced: str | None
    custom: CustomOut
    version: int


ITEM = Shape(
    ItemOut,
    columns={
        "key": KEY,
        "project": "project__key",
        **forecast_columns(
            *DATES, "chance_percent", "start_chance_percent", "rank", "unplaced"
        ),
    },
    heavy=["description"],
)


class ItemPage(Schema):
    """Items, by id unless a filter orders them; ``next_cursor`` is null at the end."""

    items: list[ItemOut]
    next_cursor: int | None


class Items(Schema):
    items: list[ItemOut]


class ItemFields(Input):
    """What can be said of an item at its creation and later."""

    description: Description = ""
    drive: DriveName = "effort"
    is_joint: Flag = False
    effort_minutes: Minutes | None = None
    duration_minutes: Minutes | None = None
    low_minutes: RangeEnd | None = None
    high_minutes: RangeEnd | None = None
    remaining_minutes: Minutes | None = None
    chunk_minutes: Minutes | None = None
    priority: ItemPriority = 500
    stars: Stars | None = None
    moscow: MoscowName = ""
    rice_reach: Reach | None = None
    rice_impact_percent: Impact | None = None
    rice_confidence_percent: Confidence | None = None
    wsjf_value: Points | None = None
    wsjf_criticality: Points | None = None
    wsjf_reduction: Points | None = None
    quadrant: QuadrantName = ""
    deadline: Instant | None = None
    starts_no_earlier: Instant | None = None
    starts_no_later: Instant | None = None
    finishes_no_earlier: Instant | None = None
    custom: CustomIn = {}


class ItemIn(ItemFields):
    project: ProjectKey
    title: Title
    parent: ItemKey | None = None
    type_id: TypeId | None = None


class ItemPatch(ItemFields):
    """What is not sent stays as it is."""

    model_config = ConfigDict(json_schema_extra=without_defaults)

    title: Title = ""


class TypeChangeIn(Input):
    """The type of an item from now on; its state is the one like it there."""

    type_id: Id


class TransitionIn(Input):
    """Where an item goes: into a state of its type, or a category's default state.

    ``at`` is when it began or ended; now, if absent.  With ``status_id``, ``after`` or
    ``before`` names the card of the board behind or before which it comes.
    """

    to: StateName | None = None
    status_id: Id | None = None
    after: ItemKey | None = None
    before: ItemKey | None = None
    at: Instant | None = None


class PartIn(Input):
    person_id: Id
    share: Annotated[Whole, Field(ge=1, le=1_000_000)] = 1
    units_percent: Annotated[Whole, Field(ge=1, le=10_000)] = 100


class PeopleIn(Input):
    """All people of the item; the first is accountable unless one is named."""

    parts: Annotated[list[PartIn], Field(max_length=MOST_PEOPLE)]
    accountable_id: Id | None = None


class PartOut(Schema):
    person_id: int
    name: str
    share: int
    units_percent: int
    is_accountable: bool


class PeopleOut(Schema):
    parts: list[PartOut]


class ItemChange(ItemPatch):
    """A change of one of several items; 412 when it has another version.

    ``people`` are all people of the item; null leaves them as they are, and so it does
    ``type_id``.
    """

    item: ItemKey
    version: Version | None = None
    type_id: Id | None = None
    state: StateName = "todo"
    people: PeopleIn | None = None
    add_labels: LabelNames = []
    remove_labels: LabelNames = []


class BatchIn(Input):
    """Items to create, change and delete, in this order; all happens, or nothing.

    What is deleted goes to the bin with what is in it.
    """

    create: Annotated[list[ItemIn], Field(max_length=MOST_AT_ONCE)] = []
    change: Annotated[list[ItemChange], Field(max_length=MOST_AT_ONCE)] = []
    delete: Annotated[list[ItemKey], Field(max_length=MOST_AT_ONCE)] = []


class BatchOut(Schema):
    """All items as they are now, in the order of the request, but the deleted."""

    created: list[ItemOut]
    changed: list[ItemOut]
