"""Filters that somebody keeps under a name."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from headway.actors.models import Actor, Workspace
from headway.base.querysets import Acting, PermittedQuerySet


class ViewPage(models.TextChoices):
    """Where a view opens."""

    LIST = "list", gettext_lazy("List")
    BOARD = "board", gettext_lazy("Board")
    TIMELINE = "timeline", gettext_lazy("Timeline")
    CALENDAR = "calendar", gettext_lazy("Calendar")


class Zoom(models.TextChoices):
    """How much of the axis of a timeline a screen shows."""

    DAY = "day", gettext_lazy("Day")
    WEEK = "week", gettext_lazy("Week")
    QUARTER = "quarter", gettext_lazy("Quarter")


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
    """A filter with its order, as its owner wrote it, and how its pages are laid out.

    ``query`` is text of the filter language: what it finds depends on who reads it, by
    what they may see and who ``me`` is.  ``columns`` are those of the list, first to
    last, and ``grouping`` is by what its rows are grouped; empty is as usual.  ``zoom``
    is that of the timeline, which brings out critical chains if it ``has_chains``.
    ``page`` is where it opens, whatever the others are.  What is pinned stands in the
    rail of all who see it.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    owner = models.ForeignKey(Actor, models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=4000, blank=True)
    columns = ArrayField(
        models.CharField(max_length=16), default=list, blank=True, size=40
    )
    grouping = models.CharField(max_length=16, blank=True)
    page = models.CharField(max_length=8, choices=ViewPage, default=ViewPage.LIST)
    zoom = models.CharField(max_length=8, choices=Zoom, default=Zoom.WEEK)
    has_chains = models.BooleanField(default=False)
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
        constraints = [
            models.CheckConstraint(
                condition=Q(page__in=ViewPage.values, zoom__in=Zoom.values),
                name="saved_view_page_and_zoom_known",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def pages(self) -> list[tuple[str, str]]:
        """Where it could open, by name and in words."""
        return [(page.value, str(page.label)) for page in ViewPage]
