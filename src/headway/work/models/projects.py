"""Projects, and who may do what in them."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Self
from zoneinfo import ZoneInfo

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.actors.models import Actor, Workspace
from headway.base.compiled import Listed
from headway.base.errors import Stale
from headway.base.querysets import Acting, PermittedQuerySet
from headway.people.models import Calendar, Team, TeamMember
from headway.work.models.archive import ArchivableQuerySet
from headway.work.models.custom_fields import CustomField
from headway.work.models.judged import USUAL_REACH, Front
from headway.work.models.masks import NOTHING_HIDDEN, Hidden, Masks, hidden_words
from headway.work.models.missing import refuse


class GrantRole(models.TextChoices):
    """What a grant lets its actor do in the project, each all that the former may."""

    VIEWER = "viewer", gettext_lazy("Viewer")
    COMMENTER = "commenter", gettext_lazy("Commenter")
    CONTRIBUTOR = "contributor", gettext_lazy("Contributor")
    LEAD = "lead", gettext_lazy("Lead")


CHANGERS = (GrantRole.CONTRIBUTOR, GrantRole.LEAD)
COMMENTERS = (GrantRole.COMMENTER, *CHANGERS)
READERS = (GrantRole.VIEWER, GrantRole.COMMENTER)


def granted(actor: Acting, *, project: str, roles: tuple[str, ...] = ()) -> Q:
    """Return the condition that ``actor`` holds a grant on the row's project.

    ``project`` is the way to the project's id from the row: ``pk``, ``project_id``.
    """
    return Q((f"{project}__in", _held(actor.pk, actor.workspace_id, roles)))


@lru_cache(maxsize=1024)
def _held(pk: int, workspace_id: int, roles: tuple[str, ...]) -> Listed:
    """The projects of an actor's grants, for which each request asks some times.

    In words of the database: it looks at each request which grants there are.
    """
    held = Grant.objects.held_by_actor(pk, workspace_id)
    grants = held.filter(role__in=roles) if roles else held
    return Listed(grants.values("project_id"))


class ProjectQuerySet(ArchivableQuerySet["Project"]):
    def visible_to(self, actor: Acting) -> Self:
        """Projects on which the actor holds any grant; administrators see all."""
        rows = super().visible_to(actor)
        if actor.is_administrator:
            return rows
        return rows.filter(granted(actor, project="pk"))

    def led_by(self, actor: Acting) -> Self:
        """Projects that the actor leads, those of the archive as well."""
        rows = super().visible_to(actor)
        if actor.is_administrator:
            return rows
        return rows.filter(granted(actor, project="pk", roles=(GrantRole.LEAD,)))

    def editable_by(self, actor: Acting) -> Self:
        """Projects that the actor leads: their name, dates and calendar."""
        return self.led_by(actor).unarchived()

    def get_to_lead(self, pk: int, *, by: Acting) -> "Project":
        """Return the project locked for what its leads do, archived or not.

        Raises as :meth:`get_for_change` does.
        """
        row = self.locked().led_by(by).filter(pk=pk).first()
        if row is None:
            PermittedQuerySet.refuse_change(self, [pk], by=by)
        return row

    def check_leads(self, project: "Project", *, by: Acting) -> None:
        """Raise ``PermissionDenied`` when ``by``, who sees it, does not lead it."""
        if not self.led_by(by).filter(pk=project.pk).exists():
            raise PermissionDenied

    def get_by_key(self, key: str, *, by: Acting) -> "Project":
        """Return the visible project with that key, or raise :class:`NotFound`."""
        row = self.visible_to(by).filter(key=key).first()
        every = Project.everything.visible_to(by)
        return row or refuse(every.filter(key=key).first(), by=by)

    def contributable_by(self, actor: Acting) -> Self:
        """Projects in which the actor may create and change items."""
        rows = super().visible_to(actor).unarchived()
        if actor.is_administrator:
            return rows
        return rows.filter(granted(actor, project="pk", roles=CHANGERS))


AllProjects = models.Manager.from_queryset(ProjectQuerySet)


class LiveProjects(AllProjects["Project"]):
    """All but those in the bin."""

    def get_queryset(self) -> "models.QuerySet[Project]":
        return super().get_queryset().filter(deletion=None)


class Project(models.Model):
    """A shared goal and the network of items that reaches it.

    ``key`` prefixes the keys of its items; ``next_number`` is the number that the next
    one gets, under the project's lock, so that numbers have no gaps and none comes
    twice.  ``priority`` weighs its delay as an item's does.  Nothing in it starts
    before ``starts_no_earlier``; ``target_on`` is the last day on which it should be
    done.  ``front`` is how its people judge work, and ``usual_reach`` how many people a
    week normal work reaches.  From ``archived_at`` on it is read and not changed, and
    not planned.
    ``objects`` leaves out what is in the bin, ``everything`` does not.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    key = models.CharField(max_length=10)
    name = models.CharField(max_length=200)
    calendar = models.ForeignKey(Calendar, models.RESTRICT, null=True, blank=True)
    starts_no_earlier = models.DateTimeField(null=True, blank=True)
    target_on = models.DateField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)
    archived_by = models.ForeignKey(
        Actor, models.RESTRICT, null=True, editable=False, related_name="+"
    )
    priority = models.PositiveSmallIntegerField(default=500)
    front = models.CharField(max_length=16, choices=Front, default=Front.IMPORTANCE)
    usual_reach = models.PositiveIntegerField(default=USUAL_REACH)
    next_number = models.PositiveIntegerField(default=1, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    external_source = models.CharField(max_length=64, blank=True)
    external_id = models.CharField(max_length=200, blank=True)
    deletion = models.ForeignKey(
        "work.Deletion", models.CASCADE, null=True, editable=False, related_name="+"
    )

    objects = LiveProjects()
    everything = AllProjects()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "key"], name="one_project_per_key"
            ),
            models.UniqueConstraint(
                fields=["workspace", "external_source", "external_id"],
                condition=~Q(external_id="") & Q(deletion=None),
                name="one_project_per_external_id",
            ),
            models.CheckConstraint(
                condition=Q(key__regex=r"^[A-Z][A-Z0-9]{1,9}$"),
                name="project_key_is_short_and_plain",
            ),
            models.CheckConstraint(
                condition=Q(archived_at=None, archived_by=None)
                | Q(archived_at__isnull=False, archived_by__isnull=False),
                name="project_archived_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(front__in=Front.values, usual_reach__gt=0),
                name="project_judges_in_some_way",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def target_at(self) -> datetime | None:
        """The end of the target day in the workspace's zone."""
        return end_of_day(self.target_on, self.workspace.zone)

    def check_version(self, expected: int | None) -> None:
        """Raise :class:`Stale` unless ``expected`` is None or the present version."""
        if expected not in (None, self.version):
            raise Stale(
                _("“%s” was changed meanwhile.  Reload and try again.") % self.name,
                subject_id=self.pk,
            )


def end_of_day(day: date | None, zone: str) -> datetime | None:
    """Return the midnight behind a day; None for none."""
    if day is None:
        return None
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone))


class GrantQuerySet(PermittedQuerySet["Grant"]):
    def held_by(self, actor: Acting) -> Self:
        """The actor's own and those of their teams, as long as they last."""
        return self.held_by_actor(actor.pk, actor.workspace_id)

    def held_by_actor(self, pk: int, workspace_id: int) -> Self:
        """The same, of an actor known by their id."""
        teams = TeamMember.objects.filter(
            workspace_id=workspace_id, person__actor_id=pk
        )
        return self.lasting().filter(
            Q(actor_id=pk) | Q(team_id__in=teams.values("team_id")),
            workspace_id=workspace_id,
        )

    def masks_of(self, actor: Acting) -> Masks:
        """What is hidden from the actor; two queries for guests, none for others."""
        if not actor.is_guest:
            return NOTHING_HIDDEN
        held = self.held_by(actor).values_list("project_id", "hides")
        return Masks.of_grants(held, **CustomField.objects.hidden_from_guests(actor))

    def lasting(self) -> Self:
        """Those that have not come to their end."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=Now()))

    def visible_to(self, actor: Acting) -> Self:
        """Grants on projects that the actor sees; of guests their own alone.

        Not those of placeholders who were found to be somebody: nobody gets these.
        """
        rows = super().visible_to(actor).filter(actor__person__same_as=None)
        if actor.is_administrator:
            return rows
        if actor.is_guest:
            return self.held_by(actor)
        return rows.filter(granted(actor, project="project_id"))

    def editable_by(self, actor: Acting) -> Self:
        """Grants on projects that the actor leads."""
        rows = super().visible_to(actor)
        if actor.is_administrator:
            return rows
        return rows.filter(
            granted(actor, project="project_id", roles=(GrantRole.LEAD,))
        )


class Grant(models.Model):
    """Lets an actor, or all of a team, see a project, contribute to it, or lead it.

    From ``ends_at`` on, if it has one, it is as if it were not there.  ``hides`` is
    what guests who hold it do not see; who may change a project sees all of it.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    project = models.ForeignKey(Project, models.CASCADE, related_name="grants")
    actor = models.ForeignKey(Actor, models.CASCADE, null=True, related_name="grants")
    team = models.ForeignKey(Team, models.CASCADE, null=True, related_name="grants")
    role = models.CharField(max_length=16, choices=GrantRole)
    ends_at = models.DateTimeField(null=True)
    hides = ArrayField(
        models.CharField(max_length=16, choices=Hidden), default=list, blank=True
    )

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "actor", "project"],
                name="one_grant_per_actor_and_project",
            ),
            models.UniqueConstraint(
                fields=["workspace", "team", "project"],
                name="one_grant_per_team_and_project",
            ),
            models.CheckConstraint(
                condition=Q(actor=None) ^ Q(team=None), name="grant_has_one_holder"
            ),
            models.CheckConstraint(
                condition=Q(hides=[]) | Q(role__in=READERS),
                name="who_changes_sees_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor_id or self.team_id} {self.role} of {self.project_id}"

    @property
    def hidden_words(self) -> str:
        """What it hides, in words."""
        return hidden_words(self.hides)
