"""Labels: words of the workspace that items carry."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

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

    def no_more_first(self) -> Self:
        """Those that are marked as the first of their item, and are not."""
        return self.filter(Exists(_earlier()), is_first=True)

    def not_yet_first(self) -> Self:
        """Those that are the first of their item, and are not marked so."""
        return self.filter(~Exists(_earlier()), is_first=False)


def _earlier() -> "models.QuerySet[ItemLabel]":
    """What the item of a row carries before it, by name."""
    name = OuterRef("label__name")
    is_before = Q(label__name__lt=name) | Q(
        label__name=name, label_id__lt=OuterRef("label_id")
    )
    return ItemLabel.objects.filter(is_before, item_id=OuterRef("item_id"))


class ItemLabel(models.Model):
    """An item carries a label.

    ``is_first`` of its labels by name, so that lists in groups by label need not look
    for it; see :func:`headway.work.actions.labelling.settle_first_labels`.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    item = models.ForeignKey(Item, models.CASCADE, related_name="labelled")
    label = models.ForeignKey(Label, models.CASCADE, related_name="labelled")
    is_first = models.BooleanField(default=False, editable=False)

    objects = ItemLabelQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "item", "label"], name="one_label_per_item"
            ),
            models.UniqueConstraint(
                fields=["workspace", "item"],
                include=["label"],
                condition=Q(is_first=True),
                name="one_first_label_per_item",
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "label"], name="item_label_by_label")
        ]

    def __str__(self) -> str:
        return f"{self.label_id} on {self.item_id}"
