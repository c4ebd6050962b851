"""Rows of work as pages show them: plain values, ready to print."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from headway.actors.models import Actor
from headway.base.compiled import Asked, Objects
from headway.base.durations import format_minutes, roughly
from headway.base.markdown import Places
from headway.base.querysets import any_listed, any_of, listed
from headway.ui.strip import Axis, axis_over
from headway.ui.words import said as _
from headway.work.doers import Doer, doers_of
from headway.work.estimates import estimate_words
from headway.work.hiding import masks_of, strip_items, strip_scores
from headway.work.judgements import (
    SCALES,
    badge_words,
    explained_words,
    importance_note,
)
from headway.work.loading import for_rows
from headway.work.models import (
    Drive,
    Front,
    Hidden,
    Importance,
    Item,
    Outlook,
    Project,
    State,
)
from headway.work.models.items import ASSUMED_MINUTES
from headway.work.needs import ShownNeed
from headway.work.shown_fields import ShownField
from headway.work.unplaced import undated_words, unplaced_words

STRIP_WIDTH = 190
DEEPEST = 5
A_DAY = timedelta(days=1)

MANY_WAIT = 2
"""From how many on it is said that they wait."""
LONG_DAYS = 5
"""From how many days on it is said how long something is in progress."""

TILES = {
    State.DOING: "doing",
    State.WAITING: "stuck",
    State.DONE: "done",
    State.CANCELLED: "stuck",
}


@dataclass(frozen=True, kw_only=True)
class ShownLabel:
    """A label that an item carries; ``colour`` is that of its dot."""

    pk: int
    name: str
    colour: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """An item as lists show it."""

    item: Item
    href: str
    tile: str
    is_summary: bool
    people: Sequence[Doer]
    outlook: Outlook | None
    can_change: bool
    holds_back: int
    """How many open items wait until it is done."""
    hides: frozenset[str] = frozenset()
    """What of it is hidden from the reader; see :class:`Hidden`."""
    mentions: Places = ()
    """What its description names, as far as the reader may see it; as ``needs``."""
    labels: Sequence[ShownLabel] = ()
    needs: Sequence[ShownNeed] = ()
    """The skills that it asks for, where a row stands alone: on a page of its own."""
    delay: str = ""
    """What its delay costs, in words, where somebody said so; as ``needs``."""
    pauses: str = ""
    """When no work on it is planned, in words; as ``needs``."""
    is_flat: bool = False
    """Whether it stands in an order of its own, not in the outline."""
    parent: Item | None = None
    """What it is in, where a list shows that: of the same project, seen as it is."""
    type_name: str = ""
    """As ``parent``."""
    fields: Sequence[ShownField] = ()
    """What it says in fields of the workspace: in those that a list shows, or where it
    stands alone in all that are for it."""

    @cached_property
    def key(self) -> str:
        return self.item.key

    @property
    def parent_key(self) -> str:
        return f"{self.item.project.key}-{self.parent.number}" if self.parent else ""

    @property
    def state(self) -> str:
        """The state in words, as the tile shows it."""
        status = self.item.status
        if self.tile not in ("later", "ready") or not status.is_default:
            return status.name
        return _("Later") if self.tile == "later" else _("Ready")

    def in_field(self, column: str) -> ShownField | None:
        """What it says in the field that is this column, as far as that is shown."""
        return next((each for each in self.fields if each.column == column), None)

    @property
    def depth(self) -> int:
        return 0 if self.is_flat else min(self.item.depth, DEEPEST)

    @property
    def can_fold(self) -> bool:
        return self.is_summary and not self.is_flat

    @property
    def left(self) -> int | None:
        """Working minutes; None also where other items say it."""
        if self.is_summary or self.item.is_milestone or self.item.is_closed:
            return None
        return self.item.left_minutes

    @cached_property
    def left_words(self) -> str:
        """What is left, with both ends of the estimate as long as that is all of it."""
        if self.left is None:
            return ""
        if self.item.is_all_left and self.item.estimate:
            return estimate_words(self.item.estimate)
        return format_minutes(self.left)

    @property
    def has_left(self) -> bool:
        """Whether something could be left of it: no closed item, none of its own."""
        if Hidden.EFFORT in self.hides:
            return False
        return not (self.is_summary or self.item.is_milestone or self.item.is_closed)

    @property
    def has_drive(self) -> bool:
        """Whether it is planned by itself, and not by what is in it, and is told."""
        return not self.is_summary and Hidden.EFFORT not in self.hides

    @property
    def has_chunk(self) -> bool:
        """Whether the least of it at a time is said, or could be."""
        is_worked_on = self.item.drive in (Drive.EFFORT, Drive.DURATION)
        can_say = self.item.chunk_minutes or self.can_change
        return bool(self.has_left and is_worked_on and can_say)

    @property
    def has_pauses(self) -> bool:
        """Whether pauses of it are said, or could be: of what is worked on itself."""
        is_worked_on = not self.is_summary and self.item.drive != Drive.MILESTONE
        return bool(is_worked_on and (self.pauses or self.can_change))

    @property
    def assumed_minutes(self) -> int | None:
        """What the plan counts where nobody said how much is left."""
        is_assumed = self.outlook is not None and self.outlook.has_assumed_effort
        is_told = is_assumed and not self.is_summary and Hidden.EFFORT not in self.hides
        if not is_told or self.outlook is None:
            return None
        return roughly(self.outlook.expected_minutes or ASSUMED_MINUTES)

    @property
    def names(self) -> list[str]:
        return [doer.name for doer in self.people]

    @property
    def has_forecast(self) -> bool:
        held = self.outlook
        return held is not None and held.p95 is not None and not self.item.is_closed

    @property
    def unplaced(self) -> str:
        if self.outlook is None or self.item.is_closed:
            return ""
        code = self.outlook.unplaced
        return unplaced_words(code) if code else ""

    @property
    def undated(self) -> str:
        """That the plan knows no date, where it gives no reason."""
        return undated_words(is_archived=self.item.project.archived_at is not None)

    @property
    def front(self) -> Front:
        """How its worth is judged."""
        return Front(self.item.project.front)

    @property
    def is_by_importance(self) -> bool:
        return self.front == Front.IMPORTANCE

    @property
    def is_by_cost(self) -> bool:
        """Whether what people say in numbers that its delay costs counts."""
        return self.front in (Front.IMPORTANCE, Front.COST)

    @property
    def is_by_scale(self) -> bool:
        """Whether people judge it by itself, in columns of its own."""
        return self.front in SCALES

    @property
    def explained(self) -> str:
        """What its judgement comes to, with its effort where that is told."""
        minutes = None if Hidden.EFFORT in self.hides else self.left
        return explained_words(self.item, minutes)

    @property
    def importance(self) -> Importance:
        return Importance.of(self.item.priority)

    @property
    def judged(self) -> str:
        """How it is judged in the way of its project, if that is not by importance."""
        return badge_words(self.item)

    @property
    def holding(self) -> list[str]:
        """How many wait for it, if they are many."""
        if self.holds_back < MANY_WAIT or self.item.is_closed:
            return []
        text = ngettext("%d waits for it", "%d wait for it", self.holds_back)
        return [text % self.holds_back]

    @property
    def _worth(self) -> list[str]:
        """That it is judged, or is more important than others where that counts."""
        if self.is_by_importance and self.importance > Importance.NORMAL:
            return [importance_note(self.importance)]
        return [self.judged] if self.judged else []

    @property
    def notes(self) -> list[str]:
        """What makes it more urgent than it looks."""
        notes = []
        if not self.item.is_closed:
            notes += self._worth
        if self.item.checks_total and not self.item.is_closed:
            notes.append(f"{self.item.checks_done}/{self.item.checks_total}")
        notes += self.holding
        begun = self.item.started_at
        if begun is not None and self.item.state == State.DOING:
            days = (timezone.localdate() - timezone.localdate(begun)).days
            if days >= LONG_DAYS:
                said = ngettext("%d day in progress", "%d days in progress", days)
                notes.append(said % days)
        return notes

    @property
    def chance(self) -> float | None:
        """That of the deadline, from 0 to 1."""
        return self.outlook.chance if self.outlook else None

    @property
    def start_chance(self) -> float | None:
        return self.outlook.start_chance if self.outlook else None


LISTED = Objects(lambda: for_rows(Item.everything.all()))
CHANGEABLE = Asked(
    lambda by, ids: (
        Project.objects.contributable_by(by)
        .filter(pk__in=any_listed(ids))
        .values_list("pk")
    )
)
"""Which of some projects ``by`` may change items of."""


def rows_of(items: Iterable[Item], *, by: Actor, is_flat: bool = False) -> list[Row]:
    """Return a row for each item that :func:`for_rows` loaded; two queries for all.

    Without labels where :func:`with_standing` alone did.
    What is hidden from ``by`` is taken out of the items themselves.
    """
    loaded = list(items)
    masks = masks_of(by)
    strip_items(loaded, masks)
    strip_scores(loaded, by=by)
    people = doers_of([item.pk for item in loaded], masks, by=by)
    projects = {item.project_id for item in loaded}
    changeable = {pk for (pk,) in CHANGEABLE.of(by, listed(projects))}
    some = "KEY-1"
    page = reverse("work:item", args=[by.workspace.slug, some])
    start, _some, end = page.rpartition(some)
    return [
        Row(
            item=item,
            href=f"{start}{item.key}{end}",
            tile=_tile(item),
            is_summary=item.is_summary,  # type: ignore[attr-defined]
            people=people.get(item.pk, ()),
            outlook=getattr(item, "outlook", None),
            can_change=item.project_id in changeable,
            holds_back=item.holds_back or 0,  # type: ignore[attr-defined]
            hides=masks.of(item.project_id),
            is_flat=is_flat,
            labels=[ShownLabel(**row) for row in vars(item).get("label_rows", ())],
        )
        for item in loaded
    ]


def _tile(item: Item) -> str:
    if item.state == State.TODO:
        is_waiting: bool = item.is_waiting  # type: ignore[attr-defined]
        return "later" if is_waiting else "ready"
    return "review" if item.status.is_review else TILES[State(item.state)]


def axis_of(
    rows: Sequence[Row], *, last: date | None = None, width: int = STRIP_WIDTH
) -> Axis:
    """Return the axis on which the forecasts of all rows are seen.

    ``last`` makes it end where that of another list did.
    """
    today = timezone.localdate()
    if last is not None:
        return axis_over([max(last, today) - A_DAY], today=today, width=width)
    moments = [
        moment
        for row in rows
        if row.has_forecast and row.outlook
        for moment in (row.outlook.p95, row.item.deadline)
        if moment is not None
    ]
    return axis_over([*moments], today=today, width=width)


def rows_by_id(ids: Sequence[int], *, by: Actor) -> list[Row]:
    """Return the visible ones among the items with these ids, in outline order."""
    items = Item.objects.visible_to(by).filter(pk__in=any_of(ids)).in_outline()
    return rows_of(LISTED.of(items), by=by)


def rows_in_order(ids: Sequence[int], *, by: Actor, is_flat: bool) -> list[Row]:
    """Return the visible ones among the items with these ids, in the order of these."""
    items = Item.objects.visible_to(by).filter(pk__in=any_of(ids))
    found = rows_of(LISTED.of(items.order_by()), by=by, is_flat=is_flat)
    rows = {row.item.pk: row for row in found}
    return [rows[pk] for pk in ids if pk in rows]


def labels_on(rows: Iterable[Row]) -> list[str]:
    """Return the labels that rows carry, once each, as live regions watch them."""
    found = dict.fromkeys(label.pk for row in rows for label in row.labels)
    return [f"work.label:{pk}" for pk in found]
