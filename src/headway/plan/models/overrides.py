"""What people put before other work, and what that costs."""

from typing import ClassVar, Final, Self

from django.db import models
from django.db.models import F, Q

from headway.actors.models import Actor, Workspace
from headway.base.querysets import Acting, PermittedQuerySet
from headway.work.models import Item, Project
from headway.work.models.archive import ArchivableQuerySet
from headway.work.models.types import CLOSED

LONGEST_WHY: Final = 500


class OverrideQuerySet(ArchivableQuerySet["Override"]):
    way: ClassVar[str] = "item__project__"

    def visible_to(self, actor: Acting) -> Self:
        """Of items that the actor sees; guests are not told what work is worth."""
        if actor.is_guest:
            return self.none()
        seen = Item.objects.visible_to(actor).values("pk")
        return super().visible_to(actor).filter(item__in=seen)

    def editable_by(self, actor: Acting) -> Self:
        """Of items that the actor changes."""
        mine = Item.objects.editable_by(actor).values("pk")
        return self.visible_to(actor).filter(item__in=mine)

    def live(self) -> Self:
        return self.filter(removed_at=None)

    def in_force(self) -> Self:
        """Those that plans heed: of open items, and before open ones."""
        rows = self.live().filter(item__deletion=None, item__project__archived_at=None)
        rows = rows.exclude(item__state__in=CLOSED)
        is_open = Q(before__deletion=None) & ~Q(before__state__in=CLOSED)
        return rows.filter(Q(before=None) | is_open)


class Override(models.Model):
    """An item goes before all others, or ``before`` one, whatever it is worth.

    ``price`` is by how much that made the expected cost of delay of all work greater
    when it was said, in the unit of ``work.CostOfDelay``; negative where it was less.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    item = models.ForeignKey(Item, models.CASCADE, related_name="overrides")
    before = models.ForeignKey(Item, models.CASCADE, null=True, related_name="+")
    why = models.CharField(max_length=LONGEST_WHY, blank=True)
    by = models.ForeignKey(Actor, models.RESTRICT, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)
    price = models.BigIntegerField()
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = OverrideQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "item"],
                condition=Q(removed_at=None),
                name="one_override_per_item",
            ),
            models.CheckConstraint(
                condition=Q(before=None) | ~Q(before=F("item")),
                name="no_item_before_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} before {self.before_id or 'all'}"


class OverrideDelayQuerySet(PermittedQuerySet["OverrideDelay"]):
    def visible_to(self, actor: Acting) -> Self:
        """Of what the actor sees, and never of what is hidden from them."""
        if actor.is_guest:
            return self.none()
        items = Item.objects.visible_to(actor).values("pk")
        projects = Project.objects.visible_to(actor).values("pk")
        rows = super().visible_to(actor)
        return rows.filter(Q(item__in=items) | Q(project__in=projects))


class OverrideDelay(models.Model):
    """By how many minutes on the wall an item, or a project, was to be later.

    At 85 %, as it was when the override was said.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    override = models.ForeignKey(Override, models.CASCADE, related_name="delays")
    item = models.ForeignKey(Item, models.CASCADE, null=True, related_name="+")
    project = models.ForeignKey(Project, models.CASCADE, null=True, related_name="+")
    minutes = models.PositiveIntegerField()

    objects = OverrideDelayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(item=None) ^ Q(project=None), name="delay_of_one_thing"
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id or self.project_id} {self.minutes} minutes later"
