"""What items have to do with each other, besides waiting."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from headway.actors.models import Workspace
from headway.base.querysets import Acting, PermittedQuerySet
from headway.work.models.items import Item
from headway.work.models.projects import CHANGERS, granted


class RelationKind(models.TextChoices):
    """Each as said of its source."""

    RELATES = "relates", gettext_lazy("relates to")
    DUPLICATES = "duplicates", gettext_lazy("duplicates")
    FOLLOWS = "follows", gettext_lazy("follows up on")
    CAUSES = "causes", gettext_lazy("causes")

    @property
    def inward(self) -> str | Promise:
        """The same as said of its target."""
        return INWARD[self]


INWARD = {
    RelationKind.RELATES: RelationKind.RELATES.label,
    RelationKind.DUPLICATES: gettext_lazy("is duplicated by"),
    RelationKind.FOLLOWS: gettext_lazy("is followed up by"),
    RelationKind.CAUSES: gettext_lazy("is caused by"),
}

MUTUAL = frozenset({RelationKind.RELATES})
"""What holds of both ends alike."""


class RelationQuerySet(PermittedQuerySet["Relation"]):
    def visible_to(self, actor: Acting) -> Self:
        """Those of whose two ends the actor sees both, and neither is in the bin."""
        rows = super().visible_to(actor)
        rows = rows.filter(source__deletion=None, target__deletion=None)
        if actor.is_administrator:
            return rows
        return rows.filter(
            granted(actor, project="source__project_id"),
            granted(actor, project="target__project_id"),
        )

    def editable_by(self, actor: Acting) -> Self:
        """Those of which the actor may change an end, too."""
        rows = self.visible_to(actor).filter(
            Q(source__project__archived_at=None) | Q(target__project__archived_at=None)
        )
        if actor.is_administrator:
            return rows
        return rows.filter(
            Q(granted(actor, project="source__project_id", roles=CHANGERS))
            | Q(granted(actor, project="target__project_id", roles=CHANGERS))
        )


class Relation(models.Model):
    """``source`` relates to, duplicates or follows up on ``target``.

    They may be of different projects, and the plan takes no notice.  What is mutual is
    kept once, with the older item as its source.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    source = models.ForeignKey(Item, models.CASCADE, related_name="relations_out")
    target = models.ForeignKey(Item, models.CASCADE, related_name="relations_in")
    kind = models.CharField(max_length=16, choices=RelationKind)

    objects = RelationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "source", "target", "kind"],
                name="one_relation_per_pair_and_kind",
            ),
            models.CheckConstraint(
                condition=~Q(source=F("target")), name="no_relation_to_itself"
            ),
            models.CheckConstraint(
                condition=~Q(kind="relates") | Q(source__lt=F("target")),
                name="mutual_relation_is_kept_once",
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "target"], name="relation_by_target")
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.target_id}"
