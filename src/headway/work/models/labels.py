"""Labels: words of the workspace that items carry."""

from typing import Self

from django.db import models
from django.db.models import Q

from headway.actors.models import Workspace
from headway.base.querysets import Acting, MembersQuerySet, PermittedQuerySet
from headway.work.models.colours import Colour
from headway.work.models.items import Item


class LabelQuerySet(MembersQuerySet["Label"]):
    def visible_to(self, actor: Acting) -> Self:
        """Those that have not been removed."""
        return super().visible_to(actor).live()

    def live(self) -> Self:
        return self.filter(removed_at=None)


class Label(models.Model):
    """A word that items of any project may carry; its members know all of them.

    What is removed keeps its row: the log names it, and nothing carries it.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    name = models.CharField(max_length=50)
    colour = models.CharField(max_length=8, choices=Colour)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = LabelQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "name"],
                condition=Q(removed_at=None),
                name="one_label_per_name",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ItemLabelQuerySet(PermittedQuerySet["ItemLabel"]):
    def visible_to(self, actor: Acting) -> Self:
        """Those of the items that the actor sees."""
        seen = Item.objects.visible_to(actor).values("pk")
        return super().visible_to(actor).filter(item__in=seen)


class ItemLabel(models.Model):
    """An item carries a label."""

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    item = models.ForeignKey(Item, models.CASCADE, related_name="labelled")
    label = models.ForeignKey(Label, models.CASCADE, related_name="labelled")

    objects = ItemLabelQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "item", "label"], name="one_label_per_item"
            )
        ]
        indexes = [
            models.Index(fields=["workspace", "label"], name="item_label_by_label")
        ]

    def __str__(self) -> str:
        return f"{self.label_id} on {self.item_id}"
