"""Kinds of items, and the states through which each goes."""

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from headway.actors.models import Workspace
from headway.base.querysets import Acting, PermittedQuerySet


class State(models.TextChoices):
    """How far an item has come: the five categories of every workflow."""

    TODO = "todo", gettext_lazy("To do")
    DOING = "doing", gettext_lazy("In progress")
    WAITING = "waiting", gettext_lazy("Waiting")
    DONE = "done", gettext_lazy("Done")
    CANCELLED = "cancelled", gettext_lazy("Cancelled")


CLOSED = (State.DONE, State.CANCELLED)


class ItemTypeQuerySet(PermittedQuerySet["ItemType"]):
    def visible_to(self, actor: Acting) -> Self:
        """Those that have not been removed, in their order."""
        rows = super().visible_to(actor)
        return rows.filter(removed_at=None).order_by("position", "pk")


class ItemType(models.Model):
    """A kind of items with a workflow of its own.

    New items get the default one.  What is removed keeps its row: the log names it.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    name = models.CharField(max_length=60)
    is_default = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = ItemTypeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "name"],
                condition=Q(removed_at=None),
                name="one_type_per_name",
            ),
            models.UniqueConstraint(
                fields=["workspace"],
                condition=Q(is_default=True),
                name="one_default_type",
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None) | Q(is_default=False),
                name="default_type_is_there",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class WorkflowStateQuerySet(PermittedQuerySet["WorkflowState"]):
    def visible_to(self, actor: Acting) -> Self:
        """Those that have not been removed, type by type, in their order."""
        return super().visible_to(actor).live().in_order()

    def live(self) -> Self:
        return self.filter(removed_at=None, type__removed_at=None)

    def in_order(self) -> Self:
        return self.order_by("type__position", "type_id", "position", "pk")

    def first_of(self, workspace_id: int) -> "WorkflowState":
        """The state in which new items of the default type begin."""
        return self.get(
            workspace_id=workspace_id,
            type__is_default=True,
            category=State.TODO,
            is_default=True,
        )

    def defaults_of(
        self, workspace_id: int, type_ids: Iterable[int]
    ) -> "dict[tuple[int, str], WorkflowState]":
        """Return the default state of each category, by type and category."""
        rows = self.filter(
            workspace_id=workspace_id, type_id__in=set(type_ids), is_default=True
        )
        return {(row.type_id, row.category): row for row in rows}


class WorkflowState(models.Model):
    """A step of a type's workflow.

    ``category`` is what planning and all else that knows no types reads; an item has
    it as its ``state``, which the database holds to its ``status``.  ``is_default`` is
    the one of its category into which items come that are moved into a category.
    ``wip_limit`` is how many items of a project should be in it at most; more are not
    refused, but shown.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    type = models.ForeignKey(ItemType, models.CASCADE, related_name="states")
    name = models.CharField(max_length=60)
    category = models.CharField(max_length=16, choices=State)
    position = models.PositiveIntegerField(default=1)
    is_default = models.BooleanField(default=False)
    is_review = models.BooleanField(default=False)
    wip_limit = models.PositiveSmallIntegerField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = WorkflowStateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "type", "name"],
                condition=Q(removed_at=None),
                name="one_state_per_name",
            ),
            models.UniqueConstraint(
                fields=["workspace", "type", "category"],
                condition=Q(is_default=True),
                name="one_default_state_per_category",
            ),
            models.UniqueConstraint(
                fields=["workspace", "id", "type", "category"],
                name="state_with_type_and_category",
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None) | Q(is_default=False),
                name="default_state_is_there",
            ),
            models.CheckConstraint(
                condition=Q(is_review=False) | Q(category=State.DOING),
                name="review_is_in_progress",
            ),
            models.CheckConstraint(
                condition=Q(wip_limit=None) | Q(wip_limit__gte=1),
                name="wip_limit_is_positive",
            ),
        ]

    def __str__(self) -> str:
        return self.name
