"""Keys that items had before they moved to another project."""

from typing import Self

from django.db import models

from headway.actors.models import Workspace
from headway.base.querysets import Acting, PermittedQuerySet
from headway.work.models.items import Item
from headway.work.models.projects import Project


class KeyAliasQuerySet(PermittedQuerySet["KeyAlias"]):
    def visible_to(self, actor: Acting) -> Self:
        """Keys of items that the actor sees, in projects that they see."""
        items = Item.objects.visible_to(actor).values("pk")
        projects = Project.objects.visible_to(actor).values("pk")
        return super().visible_to(actor).filter(item__in=items, project__in=projects)


class KeyAlias(models.Model):
    """The item was ``number`` of the project, and is found by that key for good.

    No other item gets the number; the item takes it up again when it moves back.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    project = models.ForeignKey(Project, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    item = models.ForeignKey(Item, models.CASCADE, related_name="aliases")

    objects = KeyAliasQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "project", "number"],
                name="one_alias_per_number",
            ),
            models.UniqueConstraint(
                fields=["workspace", "item", "project"],
                name="one_alias_per_item_and_project",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project.key}-{self.number}"
