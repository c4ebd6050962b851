"""Items: pieces of work with one outcome each."""

import re
import time
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from headway.actors.models import Actor, Workspace
from headway.base.errors import Stale
from headway.base.estimates import Estimate
from headway.base.querysets import Acting
from headway.people.models import Calendar
from headway.work.models.amounts import Drive, left_in_sums, minutes_unticked
from headway.work.models.archive import ArchivableQuerySet
from headway.work.models.judged import CONSTRAINTS, Judged
from headway.work.models.missing import refuse
from headway.work.models.projects import CHANGERS, Project, granted
from headway.work.models.types import CLOSED, ItemType, State, WorkflowState

KEY = re.compile(r"([A-Z][A-Z0-9]{1,9})-([1-9][0-9]{0,8})")

LONGEST_MINUTES = 1000 * 5 * 8 * 60
"""No estimate or duration is longer: a thousand working weeks."""

BY_PRIORITY = F("priority").desc(nulls_last=True)
"""As filters order by it, so that the index is of use."""

IN_GROUPS = [
    "project",
    "type",
    "status",
    "priority",
    "left_in_sums",
    "deadline",
    "state",
]
"""What nearly all groups of very many read; each more would take time for nothing."""

IN_SUMS = ("spent_minutes", "parent", "drive", "effort_minutes", "duration_minutes")

RANK_GAP = 1 << 30
"""Between the board ranks of neighbours, so that 30 cards fit between them."""

ASSUMED_MINUTES = 8 * 60
"""What the plan counts for an item of which nobody said how much is left."""


def rank_behind_all() -> int:
    """Return a board rank behind those of all items that there are: it is the time."""
    return int(time.time() * RANK_GAP)


class ItemQuerySet(ArchivableQuerySet["Item"]):
    way = "project__"

    def visible_to(self, actor: Acting) -> Self:
        """Items of projects on which the actor holds any grant."""
        rows = super().visible_to(actor)
        if actor.is_administrator:
            return rows
        return rows.filter(granted(actor, project="project_id"))

    def editable_by(self, actor: Acting) -> Self:
        """Items of projects to which the actor contributes."""
        rows = super().visible_to(actor).unarchived()
        if actor.is_administrator:
            return rows
        return rows.filter(granted(actor, project="project_id", roles=CHANGERS))

    def open(self) -> Self:
        return self.exclude(state__in=CLOSED)

    def closed(self) -> Self:
        return self.filter(state__in=CLOSED)

    def in_outline(self) -> Self:
        """Projects one after the other, each in the order of its outline."""
        return self.order_by("project__key", "position", "pk")

    def get_by_key(self, key: str, *, by: Acting) -> "Item":
        """Return the item known as ``KES-214``, or raise :class:`NotFound`."""
        row = self.visible_to(by).with_key(key)
        return row or refuse(Item.everything.visible_to(by).with_key(key), by=by)

    def pk_by_key(self, key: str, *, by: Acting) -> int:
        """Return the id of the item known as ``KES-214``, or raise as above."""
        rows = self.visible_to(by).named(key)
        pk = rows.values_list("pk", flat=True).first()
        return pk or self.get_by_key(key, by=by).pk

    def with_key(self, key: str) -> "Item | None":
        """Return the item known as ``KES-214``, with its project, if it is here."""
        rows = self.select_related("project")
        return rows.named(key).first() or rows.formerly([key]).first()

    def by_keys(self, keys: Iterable[str]) -> "dict[str, Item]":
        """Return the items known by these keys, by the keys as they are asked for.

        A query, and two more where some are not known or are from before a move.
        """
        wanted = {key.upper() for key in keys}
        rows = self.select_related("project")
        found = {item.key: item for item in rows.filter(_known(wanted))}
        moved = self.formerly(wanted - found.keys()).values_list(
            "aliases__project__key", "aliases__number", "pk"
        )
        former = {f"{project}-{number}": pk for project, number, pk in moved}
        items = rows.in_bulk(former.values()) if former else {}
        return found | {key: items[pk] for key, pk in former.items()}

    def named(self, key: str) -> Self:
        """The item known as ``KES-214`` now, or none."""
        return self.filter(_known([key]))

    def formerly(self, keys: Iterable[str]) -> Self:
        """Those that had one of these keys before they moved to another project."""
        return self.filter(_known(keys, "aliases__"))


def _known(keys: Iterable[str], way: str = "") -> Q:
    """Whether an item has one of these keys; ``way`` leads to their two parts."""
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for key in keys:
        if match := KEY.fullmatch(key.upper()):
            numbers[match[1]].append(int(match[2]))
    said = Q()
    for project, some in numbers.items():
        said |= Q((f"{way}project__key", project), (f"{way}number__in", some))
    return said if numbers else Q(pk__in=[])


def _between(amount: str, *drives: str) -> Q:
    """Whether an item with one of these drives has an amount between its ends."""
    return Q(
        ("drive__in", drives),
        (f"{amount}__isnull", False),
        (f"{amount}__gte", F("low_minutes")),
        (f"{amount}__lte", F("high_minutes")),
    )


AllItems = models.Manager.from_queryset(ItemQuerySet)


class LiveItems(AllItems["Item"]):
    """All but those in the bin."""

    def get_queryset(self) -> "models.QuerySet[Item]":
        return super().get_queryset().filter(deletion=None)


def has_items() -> Exists:
    """Whether others are in the row, which is an item.

    That those are in something says nothing new; but so the database knows how few
    they may be.
    """
    inside = Item.objects.filter(
        workspace_id=OuterRef("workspace_id"), parent_id=OuterRef("pk")
    )
    return Exists(inside.filter(parent_id__isnull=False))


class Item(Judged):
    """A piece of work with one outcome.

    Amounts are working minutes: ``effort_minutes`` of all its people together,
    ``duration_minutes`` from start to finish (on the wall for ``elapsed``), the one
    that drives it between ``low_minutes`` and ``high_minutes`` where somebody said so;
    ``remaining_minutes`` is what is left of the one that drives it, None while nobody
    said: then all of it, but for the part of its checklist that is ticked:
    ``checks_done`` of ``checks_total`` lines; ``chunk_minutes`` is the least that it is
    begun for.  ``left_in_sums`` is what sums count as left of it, kept by the
    database.  ``priority`` is what :class:`Importance` has words for.
    ``starts_no_earlier`` is the pin that dragging a bar sets.
    ``started_at`` and ``finished_at`` are what happened.  ``position`` orders the
    outline of the project, a parent before its children; ``depth`` counts parents.
    ``version`` grows by one with every change that a person makes.  ``objects`` leaves
    out what is in the bin, ``everything`` does not.  ``custom`` holds what is said in
    the workspace's own fields, by their ids; see :mod:`headway.work.field_values`.

    ``status`` is a state of the workflow of ``type``, and ``state`` its category, which
    a foreign key over all three holds together.  ``board_rank`` orders the cards of a
    board's column, the smallest first; it is no part of the version.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    project = models.ForeignKey(Project, models.CASCADE, related_name="items")
    number = models.PositiveIntegerField(editable=False)
    parent = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="children",
        db_index=False,
    )
    position = models.BigIntegerField(editable=False)
    depth = models.PositiveSmallIntegerField(default=0, editable=False)
    title = models.CharField(max_length=500)
    description = models.TextField(blank=True, max_length=100_000)
    type = models.ForeignKey(ItemType, models.RESTRICT, related_name="items")
    status = models.ForeignKey(WorkflowState, models.RESTRICT, related_name="items")
    state = models.CharField(max_length=16, choices=State, default=State.TODO)
    board_rank = models.BigIntegerField(default=rank_behind_all, editable=False)
    drive = models.CharField(max_length=16, choices=Drive, default=Drive.EFFORT)
    is_joint = models.BooleanField(default=False)
    effort_minutes = models.PositiveIntegerField(null=True, blank=True)
    duration_minutes = models.PositiveIntegerField(null=True, blank=True)
    low_minutes = models.PositiveIntegerField(null=True, blank=True)
    high_minutes = models.PositiveIntegerField(null=True, blank=True)
    remaining_minutes = models.PositiveIntegerField(null=True, blank=True)
    chunk_minutes = models.PositiveIntegerField(null=True, blank=True)
    checks_total = models.PositiveSmallIntegerField(default=0, editable=False)
    checks_done = models.PositiveSmallIntegerField(default=0, editable=False)
    spent_minutes = models.PositiveIntegerField(default=0)
    left_in_sums = models.GeneratedField(
        expression=left_in_sums(),
        output_field=models.BigIntegerField(null=True),
        db_persist=True,
    )
    priority = models.PositiveSmallIntegerField(default=500)
    starts_no_earlier = models.DateTimeField(null=True, blank=True)
    starts_no_later = models.DateTimeField(null=True, blank=True)
    finishes_no_earlier = models.DateTimeField(null=True, blank=True)
    deadline = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.ForeignKey(
        Actor, models.RESTRICT, null=True, editable=False, related_name="+"
    )
    calendar = models.ForeignKey(Calendar, models.RESTRICT, null=True, blank=True)
    custom = models.JSONField(default=dict, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    external_source = models.CharField(max_length=64, blank=True)
    external_id = models.CharField(max_length=200, blank=True)
    deletion = models.ForeignKey(
        "work.Deletion", models.CASCADE, null=True, editable=False, related_name="items"
    )

    objects = LiveItems()
    everything = AllItems()

    class Meta:
        constraints = [
            *CONSTRAINTS,
            models.UniqueConstraint(
                fields=["workspace", "project", "number"], name="one_item_per_number"
            ),
            models.UniqueConstraint(
                fields=["workspace", "project", "external_source", "external_id"],
                condition=~Q(external_id="") & Q(deletion=None),
                name="one_item_per_external_id",
            ),
            models.CheckConstraint(
                condition=Q(state="done", finished_at__isnull=False)
                | (~Q(state="done") & Q(finished_at=None)),
                name="item_done_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(started_at=None)
                | Q(finished_at=None)
                | Q(started_at__lte=F("finished_at")),
                name="item_starts_before_it_finishes",
            ),
            models.CheckConstraint(
                condition=Q(checks_done__lte=F("checks_total")),
                name="item_ticks_lines_it_has",
            ),
            models.CheckConstraint(
                condition=Q(low_minutes=None, high_minutes=None)
                | Q(low_minutes__gte=1, high_minutes__isnull=False)
                & (
                    _between("effort_minutes", "effort")
                    | _between("duration_minutes", "duration", "elapsed")
                ),
                name="item_estimate_between_its_ends",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")), name="no_own_parent"
            ),
        ]
        indexes = [
            models.Index(
                fields=["workspace", "project", "position"], name="item_by_outline"
            ),
            # lists in the order of ids, and what nearly all groups of very many sum up
            models.Index(
                fields=["workspace", "id"],
                include=IN_GROUPS,
                condition=Q(deletion=None),
                name="item_groups",
            ),
            # more sums, and groups by what items are in
            models.Index(
                fields=["workspace", "id"],
                include=[*IN_GROUPS, *IN_SUMS],
                condition=Q(deletion=None),
                name="item_sums",
            ),
            # what is in an item, and all that others are in, from the index alone
            models.Index(
                fields=["parent"],
                include=["deletion"],
                condition=Q(parent__isnull=False),
                name="item_by_parent",
            ),
            models.Index(
                fields=["workspace", "status", "board_rank"], name="item_by_column"
            ),
            # lists in these orders, without sorting all there is
            models.Index(fields=["workspace", "deadline", "id"], name="item_by_due"),
            models.Index("workspace", BY_PRIORITY, "id", name="item_by_priority"),
            models.Index(
                fields=["workspace", "project", "finished_at"],
                condition=Q(deletion=None, finished_at__isnull=False),
                name="item_by_finish",
            ),
            # holds nothing of items that say nothing in fields
            GinIndex(
                fields=["custom"], opclasses=["jsonb_path_ops"], name="item_by_custom"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def key(self) -> str:
        """The public name, ``KES-214``; costs a query unless the project is loaded."""
        return f"{self.project.key}-{self.number}"

    @property
    def is_closed(self) -> bool:
        return self.state in CLOSED

    @property
    def is_milestone(self) -> bool:
        return self.drive == Drive.MILESTONE

    @property
    def must_start_on(self) -> date | None:
        """The one day of the reader on which it may start, where it is one."""
        pin, by = self.starts_no_earlier, self.starts_no_later
        if pin is None or by is None:
            return None
        day = timezone.localdate(pin)
        return day if day == timezone.localdate(by) else None

    @property
    def estimate_minutes(self) -> int | None:
        """What drives the item: effort or duration; None while nobody said."""
        if self.drive == Drive.EFFORT:
            return self.effort_minutes
        return 0 if self.is_milestone else self.duration_minutes

    @property
    def estimate(self) -> Estimate | None:
        """The estimate with its ends; None while nobody said."""
        likely = self.estimate_minutes
        if likely is None:
            return None
        return Estimate(likely=likely, low=self.low_minutes, high=self.high_minutes)

    @property
    def is_all_left(self) -> bool:
        """Whether nobody has said, or shown, that less than the estimate is left."""
        is_open = not self.is_closed and not self.spent_minutes
        return is_open and self.remaining_minutes is None and not self.checks_done

    @property
    def left_minutes(self) -> int | None:
        """What is left of the estimate; None while nobody said."""
        if self.is_closed:
            return 0
        if self.remaining_minutes is not None:
            return self.remaining_minutes
        return minutes_unticked(
            self.estimate_minutes,
            spent=self.spent_minutes,
            done=self.checks_done,
            total=self.checks_total,
        )

    def check_version(self, expected: int | None) -> None:
        """Raise :class:`Stale` unless ``expected`` is None or the present version."""
        if expected not in (None, self.version):
            raise Stale(
                _("“%s” was changed meanwhile.  Reload and try again.") % self.title,
                subject_id=self.pk,
            )
