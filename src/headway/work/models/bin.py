"""The bin: what was deleted, and can be restored."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from headway.actors.models import Actor, Workspace
from headway.base.querysets import Acting
from headway.work.models.archive import ArchivableQuerySet
from headway.work.models.projects import CHANGERS, GrantRole, granted


class DeletionQuerySet(ArchivableQuerySet["Deletion"]):
    way = "project__"

    def visible_to(self, actor: Acting) -> Self:
        """Deletions of projects that the actor sees, and in projects still there."""
        rows = super().visible_to(actor)
        rows = rows.filter(Q(item=None) | Q(project__deletion=None))
        if actor.is_administrator:
            return rows
        return rows.filter(granted(actor, project="project_id"))

    def editable_by(self, actor: Acting) -> Self:
        """Those that the actor may restore: of items as contributor, else as lead."""
        rows = self.visible_to(actor)
        rows = rows.filter(Q(item=None) | Q(project__archived_at=None))
        if actor.is_administrator:
            return rows
        leads = granted(actor, project="project_id", roles=(GrantRole.LEAD,))
        changes = granted(actor, project="project_id", roles=CHANGERS)
        return rows.filter((Q(item=None) & leads) | (Q(item__isnull=False) & changes))

    def kept(self) -> Self:
        """Those that have not been there for so long that they are to be purged."""
        return self.filter(
            at__gte=timezone.now() - timedelta(days=settings.HEADWAY_BIN_DAYS)
        )


class Deletion(models.Model):
    """An item, a file of it, or without an item the whole project, was deleted.

    With it went what was in it then: those rows refer to the deletion, and are where
    they were when it is restored.  To delete the deletion is to purge them.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    project = models.ForeignKey(
        "work.Project", models.CASCADE, related_name="deletions"
    )
    item = models.ForeignKey(
        "work.Item", models.CASCADE, null=True, related_name="deletions"
    )
    attachment = models.ForeignKey(
        "work.Attachment", models.CASCADE, null=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Actor, models.RESTRICT, related_name="+")

    objects = DeletionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["workspace", "at"], name="deletion_by_time")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        if self.attachment:
            return self.attachment.file.name
        return self.item.title if self.item else self.project.name

    @property
    def key(self) -> str:
        return self.item.key if self.item else self.project.key

    def author_for(self, reader: Acting) -> str:
        """Name who did it; guests know nobody of the workspace but themselves."""
        if reader.is_guest and reader.pk != self.by_id:
            return _("Someone")
        return self.by.title
