"""Files of items."""

from typing import Self

from django.db import models
from django.db.models import Prefetch

from headway.actors.models import Workspace
from headway.base.querysets import Acting
from headway.comms.models import File, FileVersion
from headway.work.models.archive import ArchivableQuerySet
from headway.work.models.items import Item
from headway.work.models.masks import Hidden
from headway.work.models.projects import CHANGERS, Grant, granted


class AttachmentQuerySet(ArchivableQuerySet["Attachment"]):
    way = "item__project__"

    def visible_to(self, actor: Acting) -> Self:
        """Files of items that the actor sees, unless they are hidden from guests."""
        rows = super().visible_to(actor).filter(item__deletion=None)
        if actor.is_administrator:
            return rows
        masks = Grant.objects.masks_of(actor)
        if hidden := masks.projects_hiding(Hidden.DESCRIPTION):
            rows = rows.exclude(item__project__in=hidden)
        return rows.filter(granted(actor, project="item__project_id"))

    def editable_by(self, actor: Acting) -> Self:
        """Files of items that the actor may change."""
        rows = self.visible_to(actor).unarchived()
        if actor.is_administrator:
            return rows
        return rows.filter(granted(actor, project="item__project_id", roles=CHANGERS))

    def with_versions(self) -> Self:
        versions = FileVersion.objects.select_related("by")
        return self.select_related("file").prefetch_related(
            Prefetch("file__versions", versions)
        )


AllAttachments = models.Manager.from_queryset(AttachmentQuerySet)


class LiveAttachments(AllAttachments["Attachment"]):
    """All but those in the bin by themselves."""

    def get_queryset(self) -> "models.QuerySet[Attachment]":
        return super().get_queryset().filter(deletion=None)


class Attachment(models.Model):
    """A file of an item; seen and changed by whoever sees and changes the item.

    ``objects`` leaves out what was removed, ``everything`` does not.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    item = models.ForeignKey(Item, models.CASCADE, related_name="attachments")
    file = models.OneToOneField(File, models.CASCADE, related_name="attachment")
    deletion = models.ForeignKey(
        "work.Deletion", models.CASCADE, null=True, editable=False, related_name="+"
    )

    objects = LiveAttachments()
    everything = AllAttachments()

    class Meta:
        indexes = [
            models.Index(fields=["workspace", "item"], name="attachment_by_item")
        ]

    def __str__(self) -> str:
        return self.file.name
