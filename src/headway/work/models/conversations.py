"""What people say to each other about an item, and who may."""

from typing import Self

from django.db import models

from headway.actors.models import Workspace
from headway.base.querysets import Acting
from headway.comms.models import Thread
from headway.work.models.archive import ArchivableQuerySet
from headway.work.models.items import Item, ItemQuerySet
from headway.work.models.masks import Hidden
from headway.work.models.projects import COMMENTERS, Grant, granted


class ConversationQuerySet(ArchivableQuerySet["Conversation"]):
    way = "item__project__"

    def visible_to(self, actor: Acting) -> Self:
        """Those about items that the actor sees, where texts are not hidden."""
        rows = super().visible_to(actor).filter(item__deletion=None)
        if actor.is_administrator:
            return rows
        if hidden := _projects_without_texts(actor):
            rows = rows.exclude(item__project__in=hidden)
        return rows.filter(granted(actor, project="item__project_id"))


class Conversation(models.Model):
    """The thread of an item, from the first comment on."""

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    item = models.OneToOneField(Item, models.CASCADE, related_name="conversation")
    thread = models.OneToOneField(Thread, models.CASCADE, related_name="conversation")

    objects = ConversationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.item_id}"


class CommentableQuerySet(ItemQuerySet):
    """Items, of which commenters may change what is said about them."""

    def editable_by(self, actor: Acting) -> Self:
        """Items about which the actor may say something."""
        rows = self.visible_to(actor).unarchived()
        if actor.is_administrator:
            return rows
        if hidden := _projects_without_texts(actor):
            rows = rows.exclude(project__in=hidden)
        return rows.filter(granted(actor, project="project_id", roles=COMMENTERS))


def commentable() -> CommentableQuerySet:
    """Return all items, as what people talk about."""
    return CommentableQuerySet(Item).filter(deletion=None)


def _projects_without_texts(actor: Acting) -> list[int]:
    return Grant.objects.masks_of(actor).projects_hiding(Hidden.DESCRIPTION)
