"""What people decide by hand about when and by whom work is done, and what it costs."""

from typing import ClassVar, Final, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from headway.actors.models import Actor, Workspace
from headway.base.querysets import Acting
from headway.people.models import Person
from headway.plan.models.overrides import Override
from headway.work.models import Assignment, Item
from headway.work.models.archive import ArchivableQuerySet
from headway.work.models.types import CLOSED

MOST_PEOPLE: Final = 200
"""Of so many items that the plan does first it is asked who else would do them."""


class DecisionKind(models.TextChoices):
    ORDER = "order", gettext_lazy("Goes first")
    PERSON = "person", gettext_lazy("Who does it")
    START = "start", gettext_lazy("Starts no earlier")
    FINISH = "finish", gettext_lazy("Finishes no earlier")
    DEADLINE = "deadline", gettext_lazy("Finishes no later")


class DecisionQuerySet(ArchivableQuerySet["Decision"]):
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

    def in_force(self) -> Self:
        """Those that hold, of who does an item where others would for less."""
        return self.holding().exclude(kind=DecisionKind.PERSON, is_other=False)

    def holding(self) -> Self:
        """Those that are said of open work still, as far as plans heed them."""
        now = timezone.now()
        rows = self.filter(item__deletion=None, item__project__archived_at=None)
        rows = rows.exclude(item__state__in=CLOSED)
        unstarted = Q(item__started_at=None)
        put = Override.objects.in_force().filter(item=OuterRef("item"))
        own = Assignment.objects.filter(item=OuterRef("item"))
        kind = DecisionKind
        return rows.filter(
            Q(Exists(put), kind=kind.ORDER)
            | Q(Exists(own), unstarted, kind=kind.PERSON)
            | Q(unstarted, kind=kind.START, date__gt=now)
            & Q(item__starts_no_earlier=F("date"))
            | Q(kind=kind.FINISH, date__gt=now) & Q(item__finishes_no_earlier=F("date"))
            | Q(kind=kind.DEADLINE, item__deadline=F("date"))
        )

    def dearest(self) -> Self:
        """In the order of what they cost now, those not priced yet at the end."""
        return self.order_by(F("cost").desc(nulls_last=True), "-pk")


class Decision(models.Model):
    """What somebody decided about an item, with its price then and now.

    ``date`` is that of the kinds that have one, ``people`` who does it, by ids.
    ``cost`` is by how much it makes the expected cost of delay of all work greater, in
    the unit of ``work.CostOfDelay``, ``item_minutes`` and ``project_minutes`` by how
    much the item and its project are done later on the wall at 85 %; negative where it
    is less, None where there is no date with or without it.  ``first_...`` say the same
    of when it was decided.  ``other`` is who the plan would have do it, None where
    those are several.  It was priced last at ``priced_at``, in the plan of the run with
    the snapshot ``priced_from``.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    item = models.ForeignKey(Item, models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=16, choices=DecisionKind)
    date = models.DateTimeField(null=True)
    people = ArrayField(models.BigIntegerField(), default=list)
    by = models.ForeignKey(Actor, models.RESTRICT, null=True, related_name="+")
    decided_at = models.DateTimeField()
    first_cost = models.BigIntegerField(null=True)
    first_item_minutes = models.IntegerField(null=True)
    first_project_minutes = models.IntegerField(null=True)
    cost = models.BigIntegerField(null=True)
    item_minutes = models.IntegerField(null=True)
    project_minutes = models.IntegerField(null=True)
    is_other = models.BooleanField(default=False)
    other = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    priced_at = models.DateTimeField(null=True)
    priced_from = models.CharField(max_length=64, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "item", "kind"], name="one_decision_of_a_kind"
            )
        ]
        indexes = [models.Index(fields=["workspace", "-cost"], name="decision_by_cost")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.kind}"
