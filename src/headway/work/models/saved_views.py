"""Filters that somebody keeps under a name."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from headway.actors.models import Actor, Workspace
from headway.base.querysets import Acting, PermittedQuerySet


class SavedViewQuerySet(PermittedQuerySet["SavedView"]):
    def visible_to(self, actor: Acting) -> Self:
        """One's own, and what is shared; guests see their own alone."""
        mine = Q(owner_id=actor.pk)
        seen = mine if actor.is_guest else mine | Q(is_shared=True)
        return super().visible_to(actor).filter(seen)

    def editable_by(self, actor: Acting) -> Self:
        """One's own; administrators change what is shared as well."""
        rows = self.visible_to(actor)
        return rows if actor.is_administrator else rows.filter(owner_id=actor.pk)

    def live(self) -> Self:
        return self.filter(removed_at=None)


class SavedView(models.Model):
    """A filter with its order, as its owner wrote it, and how its list is laid out.

    ``query`` is text of the filter language: what it finds depends on who reads it, by
    what they may see and who ``me`` is.  ``columns`` are those of the list, first to
    last, and ``grouping`` is by what its rows are grouped; empty is as usual.  What is
    pinned stands in the rail of all who see it.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    owner = models.ForeignKey(Actor, models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=4000, blank=True)
    columns = ArrayField(
        models.CharField(max_length=16), default=list, blank=True, size=40
    )
    grouping = models.CharField(max_length=16, blank=True)
    is_shared = models.BooleanField(default=False)
    is_pinned = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["workspace", "name"],
                condition=Q(removed_at=None),
                name="saved_view_by_name",
            )
        ]

    def __str__(self) -> str:
        return self.name
