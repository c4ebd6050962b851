"""What the plan says of items and projects; written by ``publish_outlook`` alone."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from headway.actors.models import Workspace
from headway.base.querysets import PermittedQuerySet
from headway.people.models import Person
from headway.work.models.demands import Demand
from headway.work.models.items import Item
from headway.work.models.projects import Project

AHEAD = ("worth", "search", "start", "override")
"""What puts others before an item: that an hour of them saves more; a search (negative
where it put the item forward); that they can start earlier, and that people put them
first (likewise).
"""

SCORE = ("cost", "importance", "project", "deadline", "waiting")
"""What a day of work on an item saves of what a week's delay costs: what people said
that it costs, or else by its importance; by the priority of its project (negative where
that is low), by its deadline, and by what waits for it.
"""


class OutlookQuerySet(PermittedQuerySet["Outlook"]):
    pass


class Outlook(models.Model):
    """When an item will be done, and why not earlier.

    ``starts_at`` is the actual start or the median one; ``p50`` to ``p85`` to ``p95``
    are the dates by which it is done with that probability; ``p5`` is where the
    drawing of their spread begins.  ``chance_percent`` is that of the deadline,
    ``start_chance_percent`` that it starts no later than it has to.
    ``rank`` is the place in the order of all open work, from 1; ``ahead`` counts what
    goes before it, by ``AHEAD``, and adds up to that place but for the item itself.
    ``score`` has the terms of ``SCORE``, which add up to it: what a week of delay costs
    for each day of work (8 hours), over the ``score_minutes`` of the item and of what
    it opens and is counted with; ``waiting`` is the item behind it that adds most.
    ``latest_start`` keeps every deadline behind it, ``due_through`` has the first of
    these, and ``behind_minutes`` are the working minutes of the longest way that waits
    for it.  ``cause`` and ``culprit``, or ``demand`` where that is no item
    yet, say what it waits for, ``witness`` whom
    (``Cause`` of the engine, in words, and ``absence``); ``unplaced`` why it has no
    dates.  ``is_critical``: the end of its project hangs on it in the plan at median
    durations; ``critical_percent`` says in how many of the scenarios, None of what is
    done.  ``has_assumed_*``: nobody said.  ``expected_minutes`` is what all of it takes
    at the median as finished work teaches, ``learned_from`` how many items like it that
    mostly rests on, and ``own_percent`` how much of it is the workspace's own and not
    borrowed from published records; None where plans go by what people said.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    item = models.OneToOneField(Item, models.CASCADE, related_name="outlook")
    starts_at = models.DateTimeField(null=True)
    p5 = models.DateTimeField(null=True)
    p50 = models.DateTimeField(null=True)
    p85 = models.DateTimeField(null=True)
    p95 = models.DateTimeField(null=True)
    chance_percent = models.PositiveSmallIntegerField(null=True)
    start_chance_percent = models.PositiveSmallIntegerField(null=True)
    rank = models.PositiveIntegerField(null=True)
    ahead = ArrayField(models.IntegerField(), null=True)
    score = ArrayField(models.IntegerField(), null=True)
    score_minutes = models.PositiveIntegerField(null=True)
    waiting = models.ForeignKey(Item, models.SET_NULL, null=True, related_name="+")
    latest_start = models.DateTimeField(null=True)
    due_through = models.ForeignKey(Item, models.SET_NULL, null=True, related_name="+")
    behind_minutes = models.PositiveIntegerField(null=True)
    cause = models.CharField(max_length=16, blank=True)
    culprit = models.ForeignKey(Item, models.SET_NULL, null=True, related_name="+")
    demand = models.ForeignKey(Demand, models.SET_NULL, null=True, related_name="+")
    witness = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    is_critical = models.BooleanField(default=False)
    critical_percent = models.PositiveSmallIntegerField(null=True)
    unplaced = models.CharField(max_length=16, blank=True)
    has_assumed_people = models.BooleanField(default=False)
    has_assumed_effort = models.BooleanField(default=False)
    expected_minutes = models.PositiveIntegerField(null=True)
    learned_from = models.PositiveIntegerField(null=True)
    own_percent = models.PositiveSmallIntegerField(null=True)
    run_id = models.BigIntegerField()

    objects = OutlookQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["workspace", "rank"], name="outlook_by_rank")]

    def __str__(self) -> str:
        return f"{self.item_id} by {self.p85}"

    @property
    def chance(self) -> float | None:
        """That the deadline is kept, from 0 to 1; None of what has none."""
        return _part(self.chance_percent)

    @property
    def start_chance(self) -> float | None:
        """That it starts in time, from 0 to 1; None of what has no latest start."""
        return _part(self.start_chance_percent)


def _part(percent: int | None) -> float | None:
    return None if percent is None else percent / 100


class ProjectOutlookQuerySet(PermittedQuerySet["ProjectOutlook"]):
    pass


class ProjectOutlook(models.Model):
    """When the last open item of a project will be done.

    ``chance_percent`` is that of its target.  Of the spread of the end (its variance)
    ``team_share`` per cent come from all work together going faster or slower, and
    ``growth_share`` from work that nobody knows of yet; None where that is not counted.
    At median durations the plan ends it at ``ends_at``, and no order of work before
    ``bound_at``.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    project = models.OneToOneField(Project, models.CASCADE, related_name="outlook")
    starts_at = models.DateTimeField(null=True)
    p5 = models.DateTimeField(null=True)
    p50 = models.DateTimeField(null=True)
    p85 = models.DateTimeField(null=True)
    p95 = models.DateTimeField(null=True)
    chance_percent = models.PositiveSmallIntegerField(null=True)
    team_share = models.PositiveSmallIntegerField(null=True)
    growth_share = models.PositiveSmallIntegerField(null=True)
    ends_at = models.DateTimeField(null=True)
    bound_at = models.DateTimeField(null=True)
    run_id = models.BigIntegerField()

    objects = ProjectOutlookQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.project_id} by {self.p85}"
