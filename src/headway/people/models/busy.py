"""What takes people's time besides the work of projects."""

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from headway.actors.models import Workspace
from headway.base.querysets import Acting, PermittedQuerySet, PersonalQuerySet
from headway.people.models.persons import Person


def _own(actor: Acting) -> Q:
    return Q(person__actor_id=actor.pk)


class BusyFeedQuerySet(PermittedQuerySet["BusyFeed"]):
    def visible_to(self, actor: Acting) -> "BusyFeedQuerySet":
        """One's own: an address of a calendar is a key to it."""
        return super().visible_to(actor).filter(_own(actor))

    def editable_by(self, actor: Acting) -> "BusyFeedQuerySet":
        return self.visible_to(actor)

    def active(self) -> "BusyFeedQuerySet":
        return self.filter(removed_at=None)


class BusyFeed(models.Model):
    """A calendar of a person's elsewhere, asked for now and then.

    Without ``url`` it came as a file, once.  ``error`` says in plain words why the
    last attempt failed, ``failures`` how many did in a row, ``left_out`` how many
    events were not understood.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    person = models.ForeignKey(Person, models.CASCADE, related_name="feeds")
    name = models.CharField(max_length=100)
    url = models.CharField(max_length=2000, blank=True)
    counts = models.BooleanField(default=True)
    added_at = models.DateTimeField(default=timezone.now)
    next_at = models.DateTimeField(default=timezone.now)
    tried_at = models.DateTimeField(null=True, blank=True)
    succeeded_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=500, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = BusyFeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "person", "url"],
                condition=Q(removed_at=None) & ~Q(url=""),
                name="one_feed_per_address",
            )
        ]
        indexes = [
            models.Index(
                fields=["next_at"], condition=Q(removed_at=None), name="feed_by_next"
            )
        ]

    def __str__(self) -> str:
        return self.name


class BusyQuerySet(PersonalQuerySet["Busy"]):
    def visible_to(self, actor: Acting) -> "BusyQuerySet":
        return super().visible_to(actor).filter(removed_at=None)

    def editable_by(self, actor: Acting) -> "BusyQuerySet":
        """Blocks that were set by hand; a feed's are as the calendar says."""
        by_hand = self.visible_to(actor).filter(feed=None)
        return by_hand if actor.is_administrator else by_hand.filter(_own(actor))

    def told_to(self, actor: Acting) -> "BusyQuerySet":
        """Add ``told_title``, which is empty for everybody but the person."""
        own = When(_own(actor), then=F("title"))
        return self.visible_to(actor).annotate(told_title=Case(own, default=Value("")))

    def counting(self) -> "BusyQuerySet":
        """What is taken from the time that plans may use."""
        return self.filter(removed_at=None, counts=True)


class Busy(models.Model):
    """A span of a person's time that is taken; others see only that it is.

    By hand, or from a feed, in which case ``uid`` names the event there.  Whatever
    takes people's time is a row here: plans know no other.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    person = models.ForeignKey(Person, models.CASCADE, related_name="busy")
    feed = models.ForeignKey(
        BusyFeed, models.CASCADE, null=True, blank=True, related_name="busy"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    title = models.CharField(max_length=200, blank=True)
    counts = models.BooleanField(default=True)
    uid = models.CharField(max_length=200, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = BusyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "busy"
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")), name="busy_ends_later"
            ),
            models.UniqueConstraint(
                fields=["workspace", "feed", "uid", "starts_at"],
                condition=Q(feed__isnull=False),
                name="one_busy_per_event",
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "person", "ends_at"], name="busy_by_end")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.starts_at}"
