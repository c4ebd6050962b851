"""Imports: what is taken over from a file, how far that has come, and what is left."""

from collections.abc import Mapping
from typing import Any, Self
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from headway.actors.models import Actor, Workspace
from headway.base.querysets import Acting, PermittedQuerySet
from headway.comms.models import File


class ImportState(models.TextChoices):
    """How far an import has come.

    ``UPLOADED``, ``RUNNING`` and ``UNDOING`` wait for a worker, or are at work there.
    """

    UPLOADED = "uploaded", gettext_lazy("Being looked through")
    CHECKED = "checked", gettext_lazy("Ready to start")
    RUNNING = "running", gettext_lazy("Running")
    DONE = "done", gettext_lazy("Done")
    FAILED = "failed", gettext_lazy("Failed")
    CANCELLED = "cancelled", gettext_lazy("Cancelled")
    UNDOING = "undoing", gettext_lazy("Being undone")
    UNDONE = "undone", gettext_lazy("Undone")


AT_WORK = (ImportState.UPLOADED, ImportState.RUNNING, ImportState.UNDOING)


class ImportQuerySet(PermittedQuerySet["Import"]):
    def visible_to(self, actor: Acting) -> Self:
        """Administrators alone know of imports: a file may hold what few may see."""
        rows = super().visible_to(actor)
        return rows if actor.is_administrator else rows.none()


class Import(models.Model):
    """A file that was sent to be taken over; ``by`` is who does so.

    ``source`` names a line of ``sources.SOURCES``, empty until it is recognised;
    ``choices`` are what people said of it, ``found`` what is in it, both as
    ``choices.py`` and ``checking.py`` lay down.  It is taken over in ``total`` steps,
    of which ``done`` are committed: a worker that takes over from a killed one goes on
    behind them.  All that it changes is of one ``operation``.  ``counts`` are how many
    of what were taken.  ``problem`` says why it failed, or what stands in the way of
    its undo.  The ``file`` is kept until it is done; what came by the command has none.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    by = models.ForeignKey(Actor, models.RESTRICT, related_name="+")
    name = models.CharField(max_length=200)
    source = models.CharField(max_length=64, blank=True)
    file = models.ForeignKey(
        File, models.SET_NULL, null=True, editable=False, related_name="imports"
    )
    state = models.CharField(
        max_length=16, choices=ImportState, default=ImportState.UPLOADED
    )
    choices = models.JSONField(default=dict)
    found = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    problem = models.TextField(blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    operation = models.UUIDField(default=uuid4, editable=False)
    at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done__lte=models.F("total")), name="import_done_of_total"
            )
        ]
        indexes = [models.Index(fields=["workspace", "at"], name="import_by_time")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_at_work(self) -> bool:
        return self.state in AT_WORK

    @property
    def state_words(self) -> str:
        """How far it is, as people say it."""
        return str(ImportState(self.state).label)

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0

    def add_counts(self, more: Mapping[str, int]) -> None:
        """Count what a step has taken; saves nothing."""
        counts: dict[str, Any] = dict(self.counts)
        for name, number in more.items():
            counts[name] = counts.get(name, 0) + number
        self.counts = counts


class FindingQuerySet(PermittedQuerySet["Finding"]):
    def visible_to(self, actor: Acting) -> Self:
        rows = super().visible_to(actor)
        return rows if actor.is_administrator else rows.none()


class Finding(models.Model):
    """Something in the file that is not taken as it stands, and why.

    ``step`` is the step that found it, 0 for whoever read the file.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    run = models.ForeignKey(Import, models.CASCADE, related_name="findings")
    step = models.PositiveIntegerField(default=0)
    where = models.CharField(max_length=500)
    why = models.CharField(max_length=2000)

    objects = FindingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["workspace", "run", "id"], name="finding_of")]

    def __str__(self) -> str:
        return f"{self.where}: {self.why}"
