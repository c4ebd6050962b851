"""People: those who sign in, and those who work."""

from datetime import date
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from headway.actors.models import Actor, Workspace, interruptions_leave_time
from headway.base.compiled import Asked
from headway.base.errors import NotFound, Stale
from headway.base.querysets import Acting, PermittedQuerySet
from headway.people.models.calendars import Calendar
from headway.people.models.places import Location

LARGEST_TEAM = 100_000
"""In thousandths of one person."""

MOST_AT_ONCE = 9


class User(AbstractUser):
    """Someone who can sign in.  What they may do is said by the persons they are.

    The looks that they chose follow them to every browser, once they chose any; the
    values are those of ``ui``'s cookies, empty for its defaults.  ``language`` is empty
    while they follow the browser.
    """

    looks_chosen_at = models.DateTimeField(null=True, editable=False)
    theme = models.CharField(max_length=8, blank=True)
    density = models.CharField(max_length=8, blank=True)
    keys = models.CharField(max_length=8, blank=True)
    language = models.CharField(max_length=16, blank=True)

    @property
    def looks(self) -> dict[str, str]:
        """What they chose, or nothing while each browser has its own."""
        if self.looks_chosen_at is None:
            return {}
        return {"theme": self.theme, "density": self.density, "keys": self.keys}


class PersonQuerySet(PermittedQuerySet["Person"]):
    def acting(self, user_id: int | None, *, workspace: str) -> Actor:
        """Return the user as an actor in the workspace with that slug.

        Raises :class:`NotFound` for strangers, who may not learn that it exists.
        """
        if user_id is None:
            raise NotFound
        person = ACTING.first(user_id, workspace)
        if person is None:
            raise NotFound
        return person.actor

    def signing_in(self) -> "PersonQuerySet":
        """Those who may come in now."""
        return self.filter(user__is_active=True, suspended_at=None)

    def visible_to(self, actor: Acting) -> "PersonQuerySet":
        """Everyone of the workspace; guests see themselves alone."""
        rows = super().visible_to(actor)
        return rows.filter(actor_id=actor.pk) if actor.is_guest else rows

    def get_for_absences(self, pk: int, *, by: Acting) -> "Person":
        """Return the person locked, for their lead too: both say when they are away.

        Raises as ``get_for_change``.
        """
        row = self.locked().get_for_read(pk, by=by)
        led = self.visible_to(by).filter(pk=row.pk, lead__actor_id=by.pk)
        if not led.exists():
            self.check_change(row, by=by)
        return row

    def editable_by(self, actor: Acting) -> "PersonQuerySet":
        """Administrators change everyone; a person their own hours and absences."""
        mine = self.visible_to(actor)
        return mine if actor.is_administrator else mine.filter(actor_id=actor.pk)


AllPeople = models.Manager.from_queryset(PersonQuerySet)


class LivePeople(AllPeople["Person"]):
    """All but those who were found to be somebody else."""

    def get_queryset(self) -> "models.QuerySet[Person]":
        return super().get_queryset().filter(same_as=None)


ACTING = Asked(
    lambda user_id, slug: (
        Person.objects.signing_in()
        .filter(user_id=user_id, workspace__slug=slug)
        .select_related("actor__workspace", "workspace", "location")
    )
)


class Person(models.Model):
    """Someone who works in a workspace, with or without a sign-in.

    ``calendar`` is the workspace's where empty, and ``zone`` is the location's or
    else the workspace's.  ``capacity_permille``
    is 1000 for one person and 3000 for a team of three that came as one from another
    tool.  When they work is said by their ``WorkSchedule`` of the day, and by the
    calendar where that says nothing.  ``lead`` is whom they report to: who decides on
    their absences and knows their reasons.  Who is suspended does not come in,
    whatever their grants.  Who came as a placeholder with work from another tool may
    turn out to be somebody who is here: they are the ``same_as`` that one from then
    on, and only ``everything`` has them, so that files from there still know them.

    ``items_at_once`` is how many items they have in progress at the same time.
    ``interrupted_percent`` of their working time usually goes to what comes unasked,
    ``interrupted_most_percent`` in one of ten months; None for what finished work
    shows, and for how far months differ elsewhere.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    actor = models.OneToOneField(Actor, models.RESTRICT, related_name="person")
    user = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="persons"
    )
    calendar = models.ForeignKey(
        Calendar, models.RESTRICT, null=True, blank=True, related_name="people"
    )
    location = models.ForeignKey(
        Location, models.RESTRICT, null=True, blank=True, related_name="people"
    )
    zone = models.CharField(max_length=64, blank=True)
    lead = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="led"
    )
    capacity_permille = models.PositiveIntegerField(default=1000)
    items_at_once = models.PositiveSmallIntegerField(default=1)
    interrupted_percent = models.PositiveSmallIntegerField(null=True)
    interrupted_most_percent = models.PositiveSmallIntegerField(null=True)
    suspended_at = models.DateTimeField(null=True, editable=False)
    same_as = models.ForeignKey(
        "self", models.CASCADE, null=True, editable=False, related_name="joined"
    )
    email = models.EmailField(blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    external_source = models.CharField(max_length=64, blank=True)
    external_id = models.CharField(max_length=200, blank=True)

    objects = LivePeople()
    everything = AllPeople()

    class Meta:
        default_manager_name = "everything"
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "user"], name="one_person_per_user"
            ),
            models.UniqueConstraint(
                fields=["workspace", "external_source", "external_id"],
                condition=~Q(external_id=""),
                name="one_person_per_external_id",
            ),
            models.CheckConstraint(
                condition=Q(lead=None) | ~Q(lead=F("id")), name="no_lead_of_oneself"
            ),
            models.CheckConstraint(
                condition=Q(items_at_once__gte=1, items_at_once__lte=MOST_AT_ONCE),
                name="some_items_at_once",
            ),
            models.CheckConstraint(
                condition=interruptions_leave_time(), name="interruptions_leave_time"
            ),
            models.CheckConstraint(
                condition=Q(same_as=None) | Q(user=None) & ~Q(same_as=F("id")),
                name="who_signs_in_is_nobody_else",
            ),
        ]

    def __str__(self) -> str:
        return self.actor.name

    @property
    def capacity_percent(self) -> int:
        """How much of one person they are, 1 % at least."""
        return max(round(self.capacity_permille / 10), 1)

    def check_version(self, expected: int | None) -> None:
        """Raise :class:`Stale` unless ``expected`` is None or the present version."""
        if expected not in (None, self.version):
            raise Stale(
                _("“%s” was changed meanwhile.  Reload and try again.") % self,
                subject_id=self.pk,
            )

    @property
    def usual_zone(self) -> str:
        """The location's zone, or the workspace's: theirs unless they say another."""
        return self.location.zone if self.location else self.workspace.zone

    @property
    def local_zone(self) -> ZoneInfo:
        return ZoneInfo(self.zone or self.usual_zone)

    def today(self) -> date:
        """Return the date where the person is."""
        return timezone.now().astimezone(self.local_zone).date()

    @property
    def initials(self) -> str:
        words = [word for word in self.actor.name.split() if word[:1].isalnum()]
        ends = words[:1] + words[1:][-1:]
        return "".join(word[0] for word in ends).upper() or "?"
