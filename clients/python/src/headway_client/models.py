"""What is answered, and parts of what is sent.

Written by generate.py from docs/openapi.json: change that.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from msgspec import UNSET, Struct, UnsetType

from headway_client.sparse import ABSENT, Sparse


class MyWorkspace(Sparse, frozen=True, kw_only=True):
    """A workspace that one belongs to; `slug` is what its addresses begin with."""

    slug: str = ABSENT
    name: str = ABSENT
    zone: str = ABSENT
    person_id: int = ABSENT
    role: str = ABSENT


class MyWorkspacePage(Struct, frozen=True, kw_only=True):
    items: list[MyWorkspace]
    next_cursor: int | None


class Project(Sparse, frozen=True, kw_only=True):
    """A project; its forecast is null until it is planned, and in the archive.

    `target_on` is the last day on which it should be done, `chance_percent` the
    chance of that. At median durations the plan ends it at `ends_at`, and no
    order of work could end it before `bound_at`: the plan is no further from the
    best. `front` is how its people judge work: what of an item's judgement
    counts.
    """

    id: int = ABSENT
    key: str = ABSENT
    name: str = ABSENT
    priority: int = ABSENT
    front: str = ABSENT
    usual_reach: int = ABSENT
    starts_no_earlier: datetime | None = ABSENT
    target_on: date | None = ABSENT
    archived_at: datetime | None = ABSENT
    starts_at: datetime | None = ABSENT
    p50: datetime | None = ABSENT
    p85: datetime | None = ABSENT
    p95: datetime | None = ABSENT
    chance_percent: int | None = ABSENT
    ends_at: datetime | None = ABSENT
    bound_at: datetime | None = ABSENT
    version: int = ABSENT


class ProjectPage(Struct, frozen=True, kw_only=True):
    """Projects in the order of their ids; `next_cursor` is null on the last page."""

    items: list[Project]
    next_cursor: int | None


class Grant(Sparse, frozen=True, kw_only=True):
    """What a person or a team may do in a project, until `ends_at` if that is set."""

    id: int = ABSENT
    actor_id: int | None = ABSENT
    team_id: int | None = ABSENT
    name: str = ABSENT
    role: str = ABSENT
    ends_at: datetime | None = ABSENT
    hides: list[str] = ABSENT


class GrantPage(Struct, frozen=True, kw_only=True):
    items: list[Grant]
    next_cursor: int | None


class Reason(Sparse, frozen=True, kw_only=True):
    """Why somebody may see a project; `given_by` and `given_at` if that is known.

    Without `ends_at` it has no end.
    """

    text: str = ABSENT
    given_by: str | None = ABSENT
    given_at: datetime | None = ABSENT
    ends_at: datetime | None = ABSENT


class Reasons(Struct, frozen=True, kw_only=True):
    """No reasons: they do not see it."""

    reasons: list[Reason]


class Entry(Sparse, frozen=True, kw_only=True):
    """One sentence; `because` says what caused it, `operation` can be undone."""

    at: datetime = ABSENT
    text: str = ABSENT
    because: str = ABSENT
    operation: UUID | None = ABSENT


class HistoryPage(Struct, frozen=True, kw_only=True):
    """Newest first; `next_cursor` leads to what happened before."""

    items: list[Entry]
    next_cursor: int | None


class Item(Sparse, frozen=True, kw_only=True):
    """An item with its forecast.

    Amounts are working minutes; `p50`, `p85`, `p95` are when it is done with that
    probability, null until it is planned or where `unplaced` says why not.
    `chunk_minutes` is the least that it is begun for: so much, or all that is
    left, must lie before the next long break. `chance_percent` is that of the
    deadline, `start_chance_percent` that it starts no later than it has to; an
    item that must start on a day has both of these dates on it. What people
    judged of it in the way of its project's `front` counts; what they said in
    others is kept. Lists leave out `description` unless `fields` names it. What a
    guest's grant hides is null, and an empty text or 0 where that cannot be.
    """

    id: int = ABSENT
    key: str = ABSENT
    project: str = ABSENT
    number: int = ABSENT
    parent_id: int | None = ABSENT
    title: str = ABSENT
    description: str = ABSENT
    type_id: int = ABSENT
    status_id: int = ABSENT
    state: str = ABSENT
    drive: str = ABSENT
    is_joint: bool = ABSENT
    effort_minutes: int | None = ABSENT
    duration_minutes: int | None = ABSENT
    low_minutes: int | None = ABSENT
    high_minutes: int | None = ABSENT
    remaining_minutes: int | None = ABSENT
    spent_minutes: int = ABSENT
    chunk_minutes: int | None = ABSENT
    checks_total: int = ABSENT
    checks_done: int = ABSENT
    priority: int = ABSENT
    stars: int | None = ABSENT
    moscow: str = ABSENT
    rice_reach: int | None = ABSENT
    rice_impact_percent: int | None = ABSENT
    rice_confidence_percent: int | None = ABSENT
    wsjf_value: int | None = ABSENT
    wsjf_criticality: int | None = ABSENT
    wsjf_reduction: int | None = ABSENT
    quadrant: str = ABSENT
    starts_no_earlier: datetime | None = ABSENT
    starts_no_later: datetime | None = ABSENT
    finishes_no_earlier: datetime | None = ABSENT
    deadline: datetime | None = ABSENT
    started_at: datetime | None = ABSENT
    finished_at: datetime | None = ABSENT
    created_at: datetime = ABSENT
    starts_at: datetime | None = ABSENT
    p50: datetime | None = ABSENT
    p85: datetime | None = ABSENT
    p95: datetime | None = ABSENT
    chance_percent: int | None = ABSENT
    start_chance_percent: int | None = ABSENT
    rank: int | None = ABSENT
    unplaced: str | None = ABSENT
    custom: dict[str, Any] = ABSENT
    version: int = ABSENT


class Batch(Struct, frozen=True, kw_only=True):
    """All items as they are now, in the order of the request, but the deleted."""

    created: list[Item]
    changed: list[Item]


class PersonValue(Struct, frozen=True, kw_only=True):
    person_id: int


class ItemIn(Struct, frozen=True, kw_only=True):
    description: str | UnsetType = UNSET
    drive: Literal["effort", "duration", "elapsed", "milestone"] | UnsetType = UNSET
    is_joint: bool | UnsetType = UNSET
    effort_minutes: int | UnsetType | None = UNSET
    duration_minutes: int | UnsetType | None = UNSET
    low_minutes: int | UnsetType | None = UNSET
    high_minutes: int | UnsetType | None = UNSET
    remaining_minutes: int | UnsetType | None = UNSET
    chunk_minutes: int | UnsetType | None = UNSET
    priority: int | UnsetType = UNSET
    stars: int | UnsetType | None = UNSET
    moscow: Literal["", "must", "should", "could", "wont"] | UnsetType = UNSET
    rice_reach: int | UnsetType | None = UNSET
    rice_impact_percent: int | UnsetType | None = UNSET
    rice_confidence_percent: int | UnsetType | None = UNSET
    wsjf_value: int | UnsetType | None = UNSET
    wsjf_criticality: int | UnsetType | None = UNSET
    wsjf_reduction: int | UnsetType | None = UNSET
    quadrant: Literal["", "both", "important", "urgent", "neither"] | UnsetType = UNSET
    deadline: datetime | UnsetType | None = UNSET
    starts_no_earlier: datetime | UnsetType | None = UNSET
    starts_no_later: datetime | UnsetType | None = UNSET
    finishes_no_earlier: datetime | UnsetType | None = UNSET
    custom: dict[str, Any] | UnsetType = UNSET
    project: str
    title: str
    parent: str | UnsetType | None = UNSET
    type_id: int | UnsetType | None = UNSET


class PartIn(Struct, frozen=True, kw_only=True):
    person_id: int
    share: int | UnsetType = UNSET
    units_percent: int | UnsetType = UNSET


class PeopleIn(Struct, frozen=True, kw_only=True):
    """All people of the item; the first is accountable unless one is named."""

    parts: Sequence[PartIn]
    accountable_id: int | UnsetType | None = UNSET


class ItemChange(Struct, frozen=True, kw_only=True):
    """A change of one of several items; 412 when it has another version.

    `people` are all people of the item; null leaves them as they are, and so it
    does `type_id`.
    """

    description: str | UnsetType = UNSET
    drive: Literal["effort", "duration", "elapsed", "milestone"] | UnsetType = UNSET
    is_joint: bool | UnsetType = UNSET
    effort_minutes: int | UnsetType | None = UNSET
    duration_minutes: int | UnsetType | None = UNSET
    low_minutes: int | UnsetType | None = UNSET
    high_minutes: int | UnsetType | None = UNSET
    remaining_minutes: int | UnsetType | None = UNSET
    chunk_minutes: int | UnsetType | None = UNSET
    priority: int | UnsetType = UNSET
    stars: int | UnsetType | None = UNSET
    moscow: Literal["", "must", "should", "could", "wont"] | UnsetType = UNSET
    rice_reach: int | UnsetType | None = UNSET
    rice_impact_percent: int | UnsetType | None = UNSET
    rice_confidence_percent: int | UnsetType | None = UNSET
    wsjf_value: int | UnsetType | None = UNSET
    wsjf_criticality: int | UnsetType | None = UNSET
    wsjf_reduction: int | UnsetType | None = UNSET
    quadrant: Literal["", "both", "important", "urgent", "neither"] | UnsetType = UNSET
    deadline: datetime | UnsetType | None = UNSET
    starts_no_earlier: datetime | UnsetType | None = UNSET
    starts_no_later: datetime | UnsetType | None = UNSET
    finishes_no_earlier: datetime | UnsetType | None = UNSET
    custom: dict[str, Any] | UnsetType = UNSET
    title: str | UnsetType = UNSET
    item: str
    version: int | UnsetType | None = UNSET
    type_id: int | UnsetType | None = UNSET
    state: Literal["todo", "doing", "waiting", "done", "cancelled"] | UnsetType = UNSET
    people: PeopleIn | UnsetType | None = UNSET
    add_labels: Sequence[str] | UnsetType = UNSET
    remove_labels: Sequence[str] | UnsetType = UNSET


class Chip(Struct, frozen=True, kw_only=True):
    """A field that the line says, and how it was understood."""

    field: str
    words: str


class Choice(Struct, frozen=True, kw_only=True):
    """One of several that could be meant, and the text that means it."""

    label: str
    text: str


class Doubt(Struct, frozen=True, kw_only=True):
    """What of the line was left in the title, and why."""

    text: str
    message: str
    choices: list[Choice]


class Line(Struct, frozen=True, kw_only=True):
    """How a line is understood; with `errors`, or a doubt with choices, it makes no
    item. What `warnings` say may be meant.
    """

    title: str
    project: str
    parent: str | None
    type_id: int | None
    people: list[int]
    labels: list[str]
    effort_minutes: int | None
    low_minutes: int | None
    high_minutes: int | None
    chunk_minutes: int | None
    priority: int | None
    deadline: datetime | None
    starts_no_earlier: datetime | None
    starts_no_later: datetime | None
    understood: list[Chip]
    doubts: list[Doubt]
    errors: list[str]
    warnings: list[str]


class LeftOut(Struct, frozen=True, kw_only=True):
    """A row that makes no item, and why."""

    row: int
    error: str


class Row(Struct, frozen=True, kw_only=True):
    """An item to be: `row` of the text, in the item at `above` of these.

    `words` is what is said of it, `notes` what of that is left out, and why.
    """

    row: int
    title: str
    above: int | None
    words: list[str]
    notes: list[str]


class Unclear(Struct, frozen=True, kw_only=True):
    """A name that is nobody's, or that of several people, or was chosen for."""

    name: str
    people: list[int]


class Table(Struct, frozen=True, kw_only=True):
    """A text as it is read: rows in the order of the outline."""

    separator: str
    has_head: bool
    columns: list[str]
    day_first: bool
    rows: list[Row]
    left_out: list[LeftOut]
    unclear: list[Unclear]


class NameIn(Struct, frozen=True, kw_only=True):
    """Who a name in the text means, where that would be unclear."""

    name: str
    person_id: int


class TableAdded(Struct, frozen=True, kw_only=True):
    """The items that were created, in the order of the outline, and what was not."""

    created: list[Item]
    left_out: list[LeftOut]


class ItemPage(Struct, frozen=True, kw_only=True):
    """Items, by id unless a filter orders them; `next_cursor` is null at the end."""

    items: list[Item]
    next_cursor: int | None


class Items(Struct, frozen=True, kw_only=True):
    items: list[Item]


class Ahead(Struct, frozen=True, kw_only=True):
    """How many open items go before one.

    `worth` saves more for each hour, `search` is by how many places a search for
    less delay put it back, `start` how many more can start before it, `override`
    by how many people put it back; these may be negative. They add up to `rank` -
    1.
    """

    worth: int
    search: int
    start: int
    override: int


class Score(Struct, frozen=True, kw_only=True):
    """What a day of work (8 hours) saves of what a week's delay costs.

    Normal work costs 1000 a week. `cost` is by what people said that its delay
    costs or else `importance` by its importance, `project` by the priority of its
    project, `deadline` by its deadline, `waiting` by what waits for it. They add
    up to the score.
    """

    cost: int
    importance: int
    project: int
    deadline: int
    waiting: int


class Outlook(Sparse, frozen=True, kw_only=True):
    """What the plan says of an item, and why; all null until it is planned.

    `culprit` is the key of the item that it waits for, null where there is none
    or it is hidden from you; `demand_id` is the expected work that it waits for,
    where that is no item yet. `is_critical`: the end of its project hangs on it
    at median durations; `critical_percent` is in how many of the scenarios it
    does, null of what is done. `has_assumed_*`: nobody said, so the plan assumes.
    `expected_minutes` is what all of it takes at the median, as finished work
    teaches; `learned_from` how many items like it that mostly rests on;
    `own_percent` how much of it is your own and not borrowed from published
    records. All null where the plan goes by what people said, and to guests.
    `like` are the keys of finished items like it, where nobody estimated it:
    those that you see. `latest_start` keeps every deadline behind it, that of
    `due_through` first (null where it is hidden from you); `behind_minutes` is
    the longest way that waits. `score` is spread over `score_minutes` of work,
    the item's and what it opens and is counted with; hours of people who have
    much to do count for more. `waiting` is what adds most to it of what waits.
    The three are null to guests.
    """

    starts_at: datetime | None = ABSENT
    p50: datetime | None = ABSENT
    p85: datetime | None = ABSENT
    p95: datetime | None = ABSENT
    chance_percent: int | None = ABSENT
    rank: int | None = ABSENT
    ahead: Ahead | None = ABSENT
    score: Score | None = ABSENT
    score_minutes: int | None = ABSENT
    waiting: str | None = ABSENT
    latest_start: datetime | None = ABSENT
    due_through: str | None = ABSENT
    behind_minutes: int | None = ABSENT
    cause: str = ABSENT
    culprit: str | None = ABSENT
    demand_id: int | None = ABSENT
    is_critical: bool = ABSENT
    critical_percent: int | None = ABSENT
    unplaced: str = ABSENT
    has_assumed_people: bool = ABSENT
    has_assumed_effort: bool = ABSENT
    expected_minutes: int | None = ABSENT
    learned_from: int | None = ABSENT
    own_percent: int | None = ABSENT
    like: list[str] = ABSENT


class Part(Sparse, frozen=True, kw_only=True):
    person_id: int = ABSENT
    name: str = ABSENT
    share: int = ABSENT
    units_percent: int = ABSENT
    is_accountable: bool = ABSENT


class People(Struct, frozen=True, kw_only=True):
    parts: list[Part]


class Need(Sparse, frozen=True, kw_only=True):
    skill: str = ABSENT
    level: int = ABSENT


class Needs(Struct, frozen=True, kw_only=True):
    skills: list[Need]


class NeedIn(Struct, frozen=True, kw_only=True):
    """`level` is 1 (learns it) to 5 (teaches it)."""

    skill: str
    level: int | UnsetType = UNSET


class DelayCost(Struct, frozen=True, kw_only=True):
    """All 0 where nobody said it in numbers: then its importance counts."""

    per_week: int
    once: int


class Pause(Sparse, frozen=True, kw_only=True):
    starts_at: datetime = ABSENT
    ends_at: datetime = ABSENT


class Pauses(Struct, frozen=True, kw_only=True):
    """In order."""

    pauses: list[Pause]


class PauseIn(Struct, frozen=True, kw_only=True):
    """No work on the item is planned from one instant until the other."""

    starts_at: datetime
    ends_at: datetime


class Cost(Sparse, frozen=True, kw_only=True):
    kind: str = ABSENT
    name: str = ABSENT
    quantity: float = ABSENT
    unit: str = ABSENT
    price_minor: int = ABSENT
    once_minor: int = ABSENT
    currency: str = ABSENT


class Total(Sparse, frozen=True, kw_only=True):
    currency: str = ABSENT
    amount_minor: int = ABSENT


class Costs(Struct, frozen=True, kw_only=True):
    """`totals` are by currency."""

    costs: list[Cost]
    totals: list[Total]


class CostIn(Struct, frozen=True, kw_only=True):
    """`quantity` times `price_minor`, and `once_minor` on top for the use of it.

    Amounts are in the smallest unit of `currency` (ISO 4217).
    """

    kind: Literal["material", "expense", "fixed"]
    name: str
    quantity: float | UnsetType = UNSET
    unit: str | UnsetType = UNSET
    price_minor: int
    once_minor: int | UnsetType = UNSET
    currency: str


class Option(Struct, frozen=True, kw_only=True):
    id: int
    name: str
    colour: str


class Field(Sparse, frozen=True, kw_only=True):
    """A field of the workspace; without `type_ids` it is for items of all types."""

    id: int = ABSENT
    name: str = ABSENT
    kind: str = ABSENT
    options: list[Option] = ABSENT
    type_ids: list[int] = ABSENT
    is_shown_to_guests: bool = ABSENT
    is_archived: bool = ABSENT


class Fields(Struct, frozen=True, kw_only=True):
    fields: list[Field]


class OptionIn(Struct, frozen=True, kw_only=True):
    """An option; without an `id` it is a new one."""

    id: int | UnsetType | None = UNSET
    name: str
    colour: (
        Literal["", "blue", "green", "violet", "amber", "red", "grey"] | UnsetType
    ) = UNSET


class Demand(Sparse, frozen=True, kw_only=True):
    """It comes with a probability, and is done by who has the skill, or anybody."""

    id: int = ABSENT
    project: str = ABSENT
    title: str = ABSENT
    source: str = ABSENT
    skill_id: int | None = ABSENT
    level: int = ABSENT
    effort_minutes: int = ABSENT
    starts_on: date = ABSENT
    ends_on: date = ABSENT
    probability_percent: int = ABSENT
    version: int = ABSENT


class DemandPage(Struct, frozen=True, kw_only=True):
    """By id; `next_cursor` is null on the last page."""

    items: list[Demand]
    next_cursor: int | None


class Judging(Struct, frozen=True, kw_only=True):
    """How new projects judge work."""

    front: str


class Label(Sparse, frozen=True, kw_only=True):
    """A label; `colour` is that of its dot."""

    id: int = ABSENT
    name: str = ABSENT
    colour: str = ABSENT


class Labels(Struct, frozen=True, kw_only=True):
    labels: list[Label]


class Check(Sparse, frozen=True, kw_only=True):
    """A line; `done_at` is null until it is ticked.

    `heading` is the part of the list that it belongs to, where that has several.
    """

    id: int = ABSENT
    text: str = ABSENT
    heading: str = ABSENT
    done_at: datetime | None = ABSENT
    done_by_id: int | None = ABSENT


class Checklist(Struct, frozen=True, kw_only=True):
    """The lines in their order."""

    checks: list[Check]


class Comment(Sparse, frozen=True, kw_only=True):
    """A comment in Markdown.

    `author` and `person_id` say who wrote it: null where nobody knows, and to
    guests where it was not they. `edited_at` is null until its author changes it.
    What `is_imported` was said elsewhere, at the time that it has.
    """

    id: int = ABSENT
    text: str = ABSENT
    author: str | None = ABSENT
    person_id: int | None = ABSENT
    at: datetime = ABSENT
    edited_at: datetime | None = ABSENT
    is_imported: bool = ABSENT
    version: int = ABSENT


class CommentPage(Struct, frozen=True, kw_only=True):
    """`next_cursor` is null on the last page."""

    items: list[Comment]
    next_cursor: int | None


class Link(Sparse, frozen=True, kw_only=True):
    """`item` is the key of the one at the other end."""

    item: str = ABSENT
    kind: str = ABSENT
    lag_minutes: int = ABSENT
    lag_low_minutes: int | None = ABSENT
    lag_high_minutes: int | None = ABSENT
    lag_is_elapsed: bool = ABSENT


class Links(Struct, frozen=True, kw_only=True):
    waits_for: list[Link]
    holds_back: list[Link]


class Relation(Sparse, frozen=True, kw_only=True):
    """A relation; inward, it is what the other item has to do with this one."""

    kind: str = ABSENT
    is_inward: bool = ABSENT
    words: str = ABSENT
    other: str = ABSENT


class Relations(Struct, frozen=True, kw_only=True):
    relations: list[Relation]


class FileVersion(Struct, frozen=True, kw_only=True):
    """`type` is told by the content; `by` is a name."""

    number: int
    size: int
    type: str
    sha256: str
    by: str
    at: datetime


class File(Sparse, frozen=True, kw_only=True):
    """Its versions newest first: the first is the file as it is now."""

    id: int = ABSENT
    name: str = ABSENT
    versions: list[FileVersion] = ABSENT


class FilePage(Struct, frozen=True, kw_only=True):
    """`next_cursor` is null on the last page."""

    items: list[File]
    next_cursor: int | None


class ItemOutlook(Sparse, frozen=True, kw_only=True):
    """What the plan says of one of many items; null until it is planned."""

    item: str = ABSENT
    starts_at: datetime | None = ABSENT
    p50: datetime | None = ABSENT
    p85: datetime | None = ABSENT
    p95: datetime | None = ABSENT
    chance_percent: int | None = ABSENT
    rank: int | None = ABSENT
    cause: str | None = ABSENT
    is_critical: bool | None = ABSENT
    critical_percent: int | None = ABSENT
    unplaced: str | None = ABSENT


class ItemOutlookPage(Struct, frozen=True, kw_only=True):
    """In the order of the items' ids; `next_cursor` is null on the last page."""

    items: list[ItemOutlook]
    next_cursor: int | None


class Hold(Struct, frozen=True, kw_only=True):
    """Why an item starts no earlier; from when to when it is done, at the median.

    `cause` and `demand_id` as in its outlook. `culprit` is the key of the item
    that it waits for, or of the summary of which the next of the chain is done
    last; `person_id` is whom it waits for. Null where there is none, or it is
    hidden from you.
    """

    item: str
    cause: str
    culprit: str | None
    person_id: int | None
    demand_id: int | None
    starts_at: datetime | None
    p50: datetime | None


class Why(Struct, frozen=True, kw_only=True):
    """What holds an item, what holds that, and so on back to now; the item is first.

    Empty until it is planned. `is_whole` is false where the chain goes on to an
    item that is hidden from you, or of which the forecast is, or is longer than
    100.
    """

    chain: list[Hold]
    is_whole: bool


class ItemLink(Sparse, frozen=True, kw_only=True):
    """`before` and `after` are keys: the one holds back the other."""

    before: str = ABSENT
    after: str = ABSENT
    kind: str = ABSENT
    lag_minutes: int = ABSENT
    lag_low_minutes: int | None = ABSENT
    lag_high_minutes: int | None = ABSENT
    lag_is_elapsed: bool = ABSENT


class LinkPage(Struct, frozen=True, kw_only=True):
    """By id; `next_cursor` is null on the last page."""

    items: list[ItemLink]
    next_cursor: int | None


class SavedView(Sparse, frozen=True, kw_only=True):
    """A filter under a name; `query` is what `q` of `listItems` takes.

    It finds what its reader may see. `columns` are those of its list, first to
    last, and `grouping` is by what its rows are grouped; empty is as usual.
    `page` is where it opens; `zoom` and `has_chains`, which brings out critical
    chains, are of the timeline.
    """

    id: int = ABSENT
    name: str = ABSENT
    query: str = ABSENT
    columns: list[str] = ABSENT
    grouping: str = ABSENT
    page: str = ABSENT
    zoom: str = ABSENT
    has_chains: bool = ABSENT
    is_shared: bool = ABSENT
    is_pinned: bool = ABSENT
    owner_id: int = ABSENT


class SavedViews(Struct, frozen=True, kw_only=True):
    views: list[SavedView]


class Deletion(Sparse, frozen=True, kw_only=True):
    """An item, a file of it or a project in the bin; `items` is all that went."""

    id: int = ABSENT
    key: str = ABSENT
    title: str = ABSENT
    is_project: bool = ABSENT
    is_file: bool = ABSENT
    items: int = ABSENT
    deleted_at: datetime = ABSENT


class BinPage(Struct, frozen=True, kw_only=True):
    """Deletions, newest first; `next_cursor` is null on the last page."""

    items: list[Deletion]
    next_cursor: int | None


class State(Struct, frozen=True, kw_only=True):
    """A state; `is_default` is where items of its category come."""

    id: int
    type_id: int
    name: str
    category: str
    is_default: bool
    is_review: bool
    wip_limit: int | None


class Type(Sparse, frozen=True, kw_only=True):
    """A type with its states, in the order of the board's columns."""

    id: int = ABSENT
    name: str = ABSENT
    is_default: bool = ABSENT
    states: list[State] = ABSENT


class Types(Struct, frozen=True, kw_only=True):
    items: list[Type]


class Hit(Sparse, frozen=True, kw_only=True):
    """Something that you may see; `key` is the id of a person or view.

    `url` is its page. `snippet` shows the words in the description, where the
    title does not have them.
    """

    kind: str = ABSENT
    key: str = ABSENT
    label: str = ABSENT
    url: str = ABSENT
    note: str = ABSENT
    snippet: str = ABSENT
    is_closed: bool = ABSENT


class Hits(Struct, frozen=True, kw_only=True):
    """The best first, at most `limit` of each kind."""

    items: list[Hit]


class Planning(Struct, frozen=True, kw_only=True):
    """How plans are made, and of when the present one is.

    `is_old` says that something changed since that it does not know of;
    `waits_for_hand` that this is planned only when somebody asks. Plans follow an
    order with less delay that was found at `order_found_at`, if any was. Ranges
    allow for all work together going `team_percent` faster or slower than usual,
    as learnt from `team_periods` months (0: assumed), and count `growth_percent`
    more of what is not begun, as `growth_projects` finished projects grew (null:
    not counted). Guests are not told the last four.
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


class SketchRow(Struct, frozen=True, kw_only=True):
    """An item to be: `row` of the text, in the item at `above` of these.

    `waits_for` are places among these, `people` who does it in the plan. `words`
    is what is said of it, `notes` what of that is left out, and why.
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


class Sketch(Struct, frozen=True, kw_only=True):
    """When all of it would be done, and each row, in the order of the outline."""

    p50: datetime | None
    p85: datetime | None
    p95: datetime | None
    rows: list[SketchRow]
    left_out: list[LeftOut]


class Load(Sparse, frozen=True, kw_only=True):
    """How busy the plan makes a person: minutes of each day from `first_on`.

    `booked` is what the plan has them do, `able` what their calendar leaves for
    it, `expected` their part of what is no item yet, by its probability (empty
    for nothing, and for guests). Interruptions usually take `interrupted_percent`
    of the time of work by effort, `interrupted_most_percent` in one of ten
    months, as `unplanned_items` of `finished_items` show (null: as somebody said,
    of all of whom nothing else is known where `is_interrupted_by_default`).
    """

    person_id: int = ABSENT
    name: str = ABSENT
    first_on: date = ABSENT
    booked: list[int] = ABSENT
    able: list[int] = ABSENT
    expected: list[int] = ABSENT
    interrupted_percent: int = ABSENT
    interrupted_most_percent: int = ABSENT
    is_interrupted_by_default: bool = ABSENT
    unplanned_items: int | None = ABSENT
    finished_items: int | None = ABSENT


class LoadPage(Struct, frozen=True, kw_only=True):
    items: list[Load]
    next_cursor: int | None


class Forecast(Sparse, frozen=True, kw_only=True):
    """What was forecast at the end of `day`; as before on the days between."""

    day: date = ABSENT
    starts_at: datetime | None = ABSENT
    p50: datetime | None = ABSENT
    p85: datetime | None = ABSENT
    p95: datetime | None = ABSENT
    chance_percent: int | None = ABSENT


class ForecastPage(Struct, frozen=True, kw_only=True):
    """The first day first; `next_cursor` is null on the last page."""

    items: list[Forecast]
    next_cursor: int | None


class Moved(Struct, frozen=True, kw_only=True):
    """An item whose plan would move; `finish` is the likely one (P50)."""

    item: str
    start_before: datetime | None
    start_after: datetime | None
    finish_before: datetime | None
    finish_after: datetime | None


class Quantiles(Struct, frozen=True, kw_only=True):
    p50: datetime | None
    p85: datetime | None
    p95: datetime | None


class Preview(Struct, frozen=True, kw_only=True):
    """What a change would move in the item's project."""

    moved: list[Moved]
    project_before: Quantiles
    project_after: Quantiles


class SkillShown(Struct, frozen=True, kw_only=True):
    """`level` and `speed_percent` are null where you may not see them."""

    skill: str
    level: int | None
    speed_percent: int | None


class Candidate(Sparse, frozen=True, kw_only=True):
    """What comes of giving an item to somebody, and what is known of their work.

    `free_minutes` of their `able_minutes` until `until` are not planned for other
    work. `more` is by how much delay of all open work costs more than with the
    best choice; null to guests. `done` counts finished items like it, `around`
    those of theirs next to it. `rate_minor` is what an hour costs, null unless
    you may see it.
    """

    person_id: int = ABSENT
    name: str = ABSENT
    is_assigned: bool = ABSENT
    is_only: bool = ABSENT
    p50: datetime | None = ABSENT
    p85: datetime | None = ABSENT
    until: datetime | None = ABSENT
    free_minutes: int = ABSENT
    able_minutes: int = ABSENT
    more: int | None = ABSENT
    skills: list[SkillShown] = ABSENT
    done: int = ABSENT
    around: int = ABSENT
    rate_minor: int | None = ABSENT
    currency: str = ABSENT


class Candidates(Struct, frozen=True, kw_only=True):
    """The best first: who makes all open work together cost least delay."""

    candidates: list[Candidate]


class Cut(Struct, frozen=True, kw_only=True):
    """An item in the plan's order, and how likely all up to it are done in time."""

    item: str
    chance_percent: int


class Help(Struct, frozen=True, kw_only=True):
    """One change and what comes of it.

    `link`: the second of `items` no longer waits for the first; `first`: the item
    goes before all; `drop`: it is not done; `help`: one more like the person for
    four weeks; `due`: the date moves there.
    """

    chance_percent: int
    p85: datetime | None
    kind: str
    items: list[str]
    person_id: int | None
    due: datetime | None


class Outcome(Struct, frozen=True, kw_only=True):
    """How likely the date holds, and by when it is done at 85 %."""

    chance_percent: int
    p85: datetime | None


class Levers(Struct, frozen=True, kw_only=True):
    """What would help, the best first, and what fits until `due`.

    `due` is null where nobody set a date: then that by which it is done at 85 %
    now counts. `fits` of `cut` are done until then at 85 %.
    """

    due: datetime | None
    now: Outcome | None
    helps: list[Help]
    cut: list[Cut]
    fits: int


class Instead(Struct, frozen=True, kw_only=True):
    """Somebody else who could do it; delay of all open work would cost `more`."""

    person_id: int
    name: str
    more: int


class Proposed(Sparse, frozen=True, kw_only=True):
    """Who is to do an item, in the plan in which all is done as proposed."""

    person_id: int = ABSENT
    name: str = ABSENT
    is_assigned: bool = ABSENT
    is_only: bool = ABSENT
    p50: datetime | None = ABSENT
    p85: datetime | None = ABSENT
    until: datetime | None = ABSENT
    free_minutes: int = ABSENT
    able_minutes: int = ABSENT
    more: int | None = ABSENT
    skills: list[SkillShown] = ABSENT
    done: int = ABSENT
    around: int = ABSENT
    rate_minor: int | None = ABSENT
    currency: str = ABSENT
    item: str = ABSENT
    instead: list[Instead] = ABSENT


class Staffing(Struct, frozen=True, kw_only=True):
    """Who does what in a project, in the order of the plan.

    `left_out` items were too many at once; `nobody` in the project could do so
    many others.
    """

    proposed: list[Proposed]
    left_out: int
    nobody: int


class Cause(Struct, frozen=True, kw_only=True):
    """What moved the date, by `minutes`; null: gave it a date, or took it.

    `change`: an `aspect` of the subject changed; `log` tells of the last time
    that it did, `at`, by `operation`. `changes`: several things did, too many to
    try each. `time`: it passed with nothing done. `learning`: finished work
    teaches something else. `unseen`: what you may not see, or what is gone.
    """

    kind: str
    minutes: int | None
    subject_type: str | None
    subject_id: int | None
    aspect: str | None
    text: str
    log: list[str]
    at: datetime | None
    operation: UUID | None
    changes: int


class Moves(Struct, frozen=True, kw_only=True):
    """By how many minutes a date (85 %) moved since a plan, and what moved it.

    `causes`, most first, add up to `minutes`. `still` other changes moved
    nothing. Each date is of so many `scenarios`. All is null where no plan is
    kept.
    """

    since: datetime | None
    before: datetime | None
    after: datetime | None
    minutes: int | None
    causes: list[Cause]
    still: int
    scenarios: int


class Baseline(Sparse, frozen=True, kw_only=True):
    """What the plan of a project said once.

    `number` is 0 to 10, each once in a project. `taken_at` is null where the file
    that it came from does not say; `source` is that of the import, else empty.
    """

    id: int = ABSENT
    number: int = ABSENT
    name: str = ABSENT
    taken_at: datetime | None = ABSENT
    starts_at: datetime | None = ABSENT
    finishes_at: datetime | None = ABSENT
    source: str = ABSENT


class BaselinePage(Struct, frozen=True, kw_only=True):
    items: list[Baseline]
    next_cursor: int | None


class BaselineItem(Sparse, frozen=True, kw_only=True):
    """What was planned of an item.

    Minutes are those of all its work or, where time drives it, of its duration;
    null where nobody said, or where they are hidden from you.
    """

    item: str = ABSENT
    starts_at: datetime | None = ABSENT
    finishes_at: datetime | None = ABSENT
    work_minutes: int | None = ABSENT
    duration_minutes: int | None = ABSENT


class BaselineItemPage(Struct, frozen=True, kw_only=True):
    items: list[BaselineItem]
    next_cursor: int | None


class Override(Sparse, frozen=True, kw_only=True):
    """An item that people put before others, whatever it is worth.

    `price` is by how much that made the expected cost of delay of all work
    greater when it was said; the delay of normal work counts 1000 a week.
    """

    id: int = ABSENT
    item: str = ABSENT
    before_id: int | None = ABSENT
    why: str = ABSENT
    by: str = ABSENT
    set_at: datetime = ABSENT
    price: int = ABSENT


class OverridePage(Struct, frozen=True, kw_only=True):
    items: list[Override]
    next_cursor: int | None


class Delay(Struct, frozen=True, kw_only=True):
    """By how many minutes on the wall something is later, at 85 %."""

    key: str
    minutes: int


class Price(Struct, frozen=True, kw_only=True):
    """What it costs now that the item goes first, against the place it is worth.

    `items` and `projects` are later by an hour or more: those that you see, of 50
    of each. `sooner` is by how many minutes the item itself is done earlier.
    """

    cost: int
    sooner: int
    items: list[Delay]
    projects: list[Delay]
    scenarios: int


class Decision(Sparse, frozen=True, kw_only=True):
    """What people decided about an item, with what it cost then and costs now.

    `cost` is by how much it makes the expected cost of delay of all work greater;
    the delay of normal work counts 1000 a week. `item_minutes` and
    `project_minutes` are by how many minutes on the wall the item and its project
    are done later at 85 %. `first_` is what they were when it was decided; all
    are null until it is priced. Of who does an item (`person`) only what the plan
    would give to others is there.
    """

    id: int = ABSENT
    item: str = ABSENT
    kind: str = ABSENT
    date: datetime | None = ABSENT
    by: str | None = ABSENT
    decided_at: datetime = ABSENT
    first_cost: int | None = ABSENT
    first_item_minutes: int | None = ABSENT
    first_project_minutes: int | None = ABSENT
    cost: int | None = ABSENT
    item_minutes: int | None = ABSENT
    project_minutes: int | None = ABSENT
    priced_at: datetime | None = ABSENT


class DecisionPage(Struct, frozen=True, kw_only=True):
    items: list[Decision]
    next_cursor: int | None


class DecisionPrice(Sparse, frozen=True, kw_only=True):
    """What one kind of decision about the item costs now; fields as in
    `listDecisions`.

    `others` are who would do the item without it, those that you see.
    """

    kind: str = ABSENT
    cost: int = ABSENT
    item_minutes: int | None = ABSENT
    project_minutes: int | None = ABSENT
    others: list[str] = ABSENT


class DecisionPrices(Struct, frozen=True, kw_only=True):
    prices: list[DecisionPrice]


class ConflictPart(Struct, frozen=True, kw_only=True):
    """A date of an item, or somebody of whose time there is too little.

    By `date` the item has to be done (`deadline`) or begun (`start_by`); until
    then it has to wait (`pin`). Even if nobody were ever busy that could not be
    before `earliest` (null: it could).
    """

    kind: str
    item: str | None
    person_id: int | None
    date: datetime | None
    earliest: datetime | None


class Conflict(Sparse, frozen=True, kw_only=True):
    """Dates that cannot all be kept, whatever is done first, and what is against it.

    Proven at median durations. `is_least`: without any one of the parts the
    others could be kept. `hidden` counts the parts that you do not see.
    """

    id: int = ABSENT
    proven_at: datetime = ABSENT
    is_least: bool = ABSENT
    parts: list[ConflictPart] = ABSENT
    hidden: int = ABSENT


class Conflicts(Struct, frozen=True, kw_only=True):
    conflicts: list[Conflict]


class Pace(Struct, frozen=True, kw_only=True):
    """When the next items of a project are finished, and how many are by a day.

    The next `items`, whichever these are, are finished by `p50` with 50 %, by
    `p85` with 85 %; null where they are more than `most_items`, the most that the
    history speaks of. By the end of `until` (in the workspace's zone)
    `likely_items` are finished with 50 %, `sure_items` or more with 85 %; neither
    counts beyond `most_items`. All count from `learned_at` on, and rest on the
    `finished` items before it, the first of which was finished at `first_at`:
    `own_percent` of how wide they are, the rest on published records.

    `unknown` says why all but `finished` is null: `few` or no items are finished,
    the first of them was less than two weeks ago (`young`), or it is learnt
    within minutes (`soon`).
    """

    unknown: str | None
    finished: int
    first_at: datetime | None = None
    learned_at: datetime | None = None
    own_percent: int | None = None
    most_items: int | None = None
    items: int | None = None
    p50: datetime | None = None
    p85: datetime | None = None
    until: date | None = None
    likely_items: int | None = None
    sure_items: int | None = None


class Ageing(Struct, frozen=True, kw_only=True):
    """When an item in progress is finished, as items that took as long were.

    That is by its age, not by the plan: by `p50` with 50 %, by `p85` with 85 %.
    Both count from `learned_at` on. `finished` items of the workspace taught it,
    `longer` of which took longer than this one had lasted by then; it mostly
    rests on the `alike` ones, and `own_percent` of it on the workspace's own, the
    rest on published records. These four are null to guests.

    `unknown` says why both dates are null: it is not in progress, or in the
    archive (`idle`); too few finished items say how long they took (`few`), or
    took longer than this one has lasted (`old`); or it is learnt from tomorrow
    on, or within minutes (`soon`).
    """

    unknown: str | None
    started_at: datetime | None = None
    learned_at: datetime | None = None
    p50: datetime | None = None
    p85: datetime | None = None
    finished: int | None = None
    longer: int | None = None
    alike: int | None = None
    own_percent: int | None = None


class NotTaken(Struct, frozen=True, kw_only=True):
    """Something of the file that was not taken as it stands, and why."""

    where: str
    why: str


class Imported(Struct, frozen=True, kw_only=True):
    """What an import did or, if it `is_dry_run`, would do."""

    project: str
    name: str
    is_new: bool
    is_dry_run: bool
    people: int
    calendars: int
    items_created: int
    items_updated: int
    items_unchanged: int
    links: int
    not_taken: list[NotTaken]


class Import(Sparse, frozen=True, kw_only=True):
    """A file that is, was or will be taken over.

    `source` is empty until it is recognised. `percent` is how far it has come,
    `counts` how many of what were taken over, `found` what is in the file, and
    `choices` what it means. `problem` says why it failed, or was not undone.
    """

    id: int = ABSENT
    name: str = ABSENT
    source: str = ABSENT
    state: str = ABSENT
    percent: int = ABSENT
    counts: dict[str, Any] = ABSENT
    found: dict[str, Any] = ABSENT
    choices: dict[str, Any] = ABSENT
    problem: str = ABSENT
    operation: UUID = ABSENT
    at: datetime = ABSENT
    ended_at: datetime | None = ABSENT


class ImportPage(Struct, frozen=True, kw_only=True):
    """Imports, newest first; `next_cursor` is null on the last page."""

    items: list[Import]
    next_cursor: int | None


class AuthorIn(Struct, frozen=True, kw_only=True):
    """Who somebody with that id in the file is here; null is a placeholder."""

    id: str
    person_id: int | None


class StageIn(Struct, frozen=True, kw_only=True):
    """What a column or status of that name stands for."""

    name: str
    meaning: Literal["to-do", "doing", "review", "waiting", "done", "cancelled"]


class ColumnIn(Struct, frozen=True, kw_only=True):
    """What the column of a table with that head holds; empty keeps it, `-` does not."""

    head: str
    kind: str


class Finding(Sparse, frozen=True, kw_only=True):
    where: str = ABSENT
    why: str = ABSENT
    id: int = ABSENT


class FindingPage(Struct, frozen=True, kw_only=True):
    """In the order in which they were found."""

    items: list[Finding]
    next_cursor: int | None


class Person(Sparse, frozen=True, kw_only=True):
    """Someone who works; `zone` is where they are.

    They have `items_at_once` in progress. Interruptions usually take
    `interrupted_percent` of their working time, `interrupted_most_percent` in one
    of ten months; null for what finished work shows. `capacity_permille` is 1000
    for one person, 3000 for a team of three that plans do not tell apart.
    """

    id: int = ABSENT
    name: str = ABSENT
    zone: str = ABSENT
    location_id: int | None = ABSENT
    lead_id: int | None = ABSENT
    items_at_once: int = ABSENT
    interrupted_percent: int | None = ABSENT
    interrupted_most_percent: int | None = ABSENT
    capacity_permille: int = ABSENT
    can_sign_in: bool = ABSENT
    version: int = ABSENT


class PersonPage(Struct, frozen=True, kw_only=True):
    """People in the order of their ids; `next_cursor` is null on the last page."""

    items: list[Person]
    next_cursor: int | None


class Schedule(Sparse, frozen=True, kw_only=True):
    """What holds from `valid_from` on, until the next one."""

    monday: str | None = ABSENT
    tuesday: str | None = ABSENT
    wednesday: str | None = ABSENT
    thursday: str | None = ABSENT
    friday: str | None = ABSENT
    saturday: str | None = ABSENT
    sunday: str | None = ABSENT
    availability_percent: int | None = ABSENT
    valid_from: date = ABSENT


class ScheduleList(Struct, frozen=True, kw_only=True):
    items: list[Schedule]


class Absence(Sparse, frozen=True, kw_only=True):
    """`kind` and `reason` are null for whom they do not concern."""

    id: int = ABSENT
    person_id: int = ABSENT
    first_on: date = ABSENT
    last_on: date = ABSENT
    from_noon: bool = ABSENT
    until_noon: bool = ABSENT
    state: str = ABSENT
    kind: str | None = ABSENT
    reason: str | None = ABSENT


class AbsenceList(Struct, frozen=True, kw_only=True):
    items: list[Absence]


class AbsenceRules(Struct, frozen=True, kw_only=True):
    """What :class:`AbsenceRulesIn` said last."""

    is_approval_needed: bool


class Busy(Sparse, frozen=True, kw_only=True):
    """`title` is null for everybody but the person; `is_by_hand` or from a feed."""

    id: int = ABSENT
    starts_at: datetime = ABSENT
    ends_at: datetime = ABSENT
    title: str | None = ABSENT
    counts: bool = ABSENT
    is_by_hand: bool = ABSENT


class BusyList(Struct, frozen=True, kw_only=True):
    items: list[Busy]


class Feed(Sparse, frozen=True, kw_only=True):
    """A calendar elsewhere; `error` says in words why it was not read last."""

    id: int = ABSENT
    name: str = ABSENT
    url: str = ABSENT
    counts: bool = ABSENT
    tried_at: datetime | None = ABSENT
    succeeded_at: datetime | None = ABSENT
    error: str = ABSENT
    left_out: int = ABSENT


class FeedList(Struct, frozen=True, kw_only=True):
    items: list[Feed]


class Location(Sparse, frozen=True, kw_only=True):
    name: str = ABSENT
    zone: str = ABSENT
    holidays_id: int | None = ABSENT
    id: int = ABSENT


class LocationList(Struct, frozen=True, kw_only=True):
    items: list[Location]


class HolidayCalendar(Sparse, frozen=True, kw_only=True):
    country: str = ABSENT
    region: str = ABSENT
    id: int = ABSENT
    name: str = ABSENT
    until: int = ABSENT
    imported_at: datetime = ABSENT


class HolidayCalendarList(Struct, frozen=True, kw_only=True):
    items: list[HolidayCalendar]


class Holiday(Sparse, frozen=True, kw_only=True):
    name: str = ABSENT
    percent: int = ABSENT
    on: date = ABSENT
    edited_at: datetime | None = ABSENT


class HolidayList(Struct, frozen=True, kw_only=True):
    items: list[Holiday]


class Skill(Sparse, frozen=True, kw_only=True):
    """How well a person does something from a day on, and how fast; 100 is as usual."""

    id: int = ABSENT
    skill: str = ABSENT
    category: str = ABSENT
    level: int = ABSENT
    speed_percent: int = ABSENT
    source: str = ABSENT
    valid_from: date = ABSENT
    note: str = ABSENT


class SkillList(Struct, frozen=True, kw_only=True):
    items: list[Skill]


class Rate(Sparse, frozen=True, kw_only=True):
    id: int = ABSENT
    kind: str = ABSENT
    amount_minor: int = ABSENT
    currency: str = ABSENT
    valid_from: date = ABSENT


class RateList(Struct, frozen=True, kw_only=True):
    items: list[Rate]


class Workspace(Sparse, frozen=True, kw_only=True):
    """`week_start` is the day on which weeks begin: 0 for Monday, 6 for Sunday.

    Interruptions take `interrupted_percent` of the working time, and
    `interrupted_most_percent` in one of ten months, of those of whom nothing else
    is known; null for nothing.
    """

    slug: str = ABSENT
    name: str = ABSENT
    zone: str = ABSENT
    language: str = ABSENT
    week_start: int = ABSENT
    interrupted_percent: int | None = ABSENT
    interrupted_most_percent: int | None = ABSENT


class WorkingWeek(Struct, frozen=True, kw_only=True):
    days: list[str]


class Member(Sparse, frozen=True, kw_only=True):
    """A person of the workspace, and how they come in.

    `id` is the person's, `actor_id` is what grants and the log name.
    `signs_in_as` is null for who has no sign-in; `invited_until` is until when a
    link waits for them.
    """

    id: int = ABSENT
    actor_id: int = ABSENT
    name: str = ABSENT
    role: str = ABSENT
    signs_in_as: str | None = ABSENT
    last_signed_in: datetime | None = ABSENT
    invited_until: datetime | None = ABSENT
    suspended_at: datetime | None = ABSENT


class MemberPage(Struct, frozen=True, kw_only=True):
    """By id; `next_cursor` is null on the last page."""

    items: list[Member]
    next_cursor: int | None


class Invitation(Sparse, frozen=True, kw_only=True):
    """Waits until `expires_at` for a person to come in."""

    id: int = ABSENT
    person_id: int = ABSENT
    name: str = ABSENT
    email: str = ABSENT
    invited_by: str = ABSENT
    expires_at: datetime = ABSENT


class InvitationPage(Struct, frozen=True, kw_only=True):
    items: list[Invitation]
    next_cursor: int | None


class Invited(Struct, frozen=True, kw_only=True):
    """`link` is to be passed on, and null where it was mailed."""

    person_id: int
    email: str
    link: str | None


class Team(Sparse, frozen=True, kw_only=True):
    id: int = ABSENT
    name: str = ABSENT


class TeamPage(Struct, frozen=True, kw_only=True):
    items: list[Team]
    next_cursor: int | None


class TeamMember(Sparse, frozen=True, kw_only=True):
    person_id: int = ABSENT
    name: str = ABSENT


class TeamMemberPage(Struct, frozen=True, kw_only=True):
    items: list[TeamMember]
    next_cursor: int | None


class Me(Sparse, frozen=True, kw_only=True):
    """Who acts; `zone` is empty where the workspace's counts.

    `language` is empty where the browser's counts; it holds in all workspaces.
    """

    person_id: int = ABSENT
    actor_id: int = ABSENT
    name: str = ABSENT
    role: str = ABSENT
    email: str = ABSENT
    zone: str = ABSENT
    language: str = ABSENT
    version: int = ABSENT


class Session(Sparse, frozen=True, kw_only=True):
    """A browser in which one is signed in; `is_here` if it is the one that asks."""

    id: int = ABSENT
    program: str = ABSENT
    ip: str = ABSENT
    created_at: datetime = ABSENT
    last_seen_at: datetime = ABSENT
    is_here: bool = ABSENT


class Sessions(Struct, frozen=True, kw_only=True):
    sessions: list[Session]


class Ended(Struct, frozen=True, kw_only=True):
    """How many browsers were signed out."""

    ended: int


class Token(Sparse, frozen=True, kw_only=True):
    """A token of one's own; `scope` holds what it may, with spaces between."""

    id: int = ABSENT
    name: str = ABSENT
    prefix: str = ABSENT
    scope: str = ABSENT
    made_at: datetime = ABSENT
    expires_at: datetime = ABSENT
    last_used_at: datetime | None = ABSENT
    revoked_at: datetime | None = ABSENT


class TokenPage(Struct, frozen=True, kw_only=True):
    """By id; `next_cursor` is null on the last page."""

    items: list[Token]
    next_cursor: int | None


class Mail(Struct, frozen=True, kw_only=True):
    """`is_on` says whether letters leave at all; else links are shown instead."""

    is_on: bool


class MailFailure(Sparse, frozen=True, kw_only=True):
    """A letter that did not go out, or not at once, and why.

    While neither `sent_at` nor `given_up_at` is said, it is tried again.
    """

    id: int = ABSENT
    to: str = ABSENT
    subject: str = ABSENT
    reason: str = ABSENT
    attempts: int = ABSENT
    failed_at: datetime = ABSENT
    sent_at: datetime | None = ABSENT
    given_up_at: datetime | None = ABSENT


class MailFailurePage(Struct, frozen=True, kw_only=True):
    items: list[MailFailure]
    next_cursor: int | None


class Operation(Sparse, frozen=True, kw_only=True):
    """One act: `said` begins to tell what; `undoes` is the act it took back.

    It `stands` unless it was taken back, and not done again, since.
    """

    id: UUID = ABSENT
    at: datetime = ABSENT
    events: int = ABSENT
    said: list[str] = ABSENT
    undoes: UUID | None = ABSENT
    stands: bool = ABSENT


class OperationPage(Struct, frozen=True, kw_only=True):
    """Newest first; `next_cursor` leads to what was done before."""

    items: list[Operation]
    next_cursor: int | None


class Kept(Struct, frozen=True, kw_only=True):
    """A change that was not taken back, and why not."""

    subject_type: str
    subject_id: int
    why: str


class Undone(Struct, frozen=True, kw_only=True):
    """`operation` is what takes the undo back, null when nothing had to change."""

    operation: UUID | None
    kept: list[Kept]


class Event(Sparse, frozen=True, kw_only=True):
    """One fact: who did what to which thing, and `said` in sentences.

    `token` names the token by which a program acted, `because` says what caused
    it, `undoes` is the operation that was taken back by it.
    """

    id: int = ABSENT
    at: datetime = ABSENT
    kind: str = ABSENT
    actor_id: int = ABSENT
    author: str = ABSENT
    token: str = ABSENT
    subject_type: str = ABSENT
    subject_id: int = ABSENT
    subject: str = ABSENT
    said: list[str] = ABSENT
    because: str = ABSENT
    operation: UUID = ABSENT
    undoes: UUID | None = ABSENT


class EventPage(Struct, frozen=True, kw_only=True):
    """Newest first; `next_cursor` leads to what happened before."""

    items: list[Event]
    next_cursor: int | None


class Job(Sparse, frozen=True, kw_only=True):
    """A job that is not done; its state is failed, stuck, doing or todo."""

    id: int = ABSENT
    task: str = ABSENT
    state: str = ABSENT
    attempts: int = ABSENT
    due_at: datetime | None = ABSENT
    reason: str = ABSENT


class Reader(Sparse, frozen=True, kw_only=True):
    """A reader of the log, how many events wait for it, and since when."""

    name: str = ABSENT
    waiting: int = ABSENT
    since: datetime | None = ABSENT


class Jobs(Struct, frozen=True, kw_only=True):
    jobs: list[Job]
    readers: list[Reader]


class Problem(Struct, frozen=True, kw_only=True):
    """RFC 9457. `detail` is for people. `errors` say what of the request cannot be;
    `current` and `sent` are with a 412: the thing as it is now, and what was to
    be said of it; `offset` and `length` say in characters what of a filter is
    wrong.
    """

    title: str
    status: int
    detail: str
    errors: list[dict[str, Any]] | None = None
    offset: int | None = None
    length: int | None = None
    current: dict[str, Any] | None = None
    sent: dict[str, Any] | None = None
