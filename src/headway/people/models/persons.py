"""People: those who sign in, and those who work."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q

from headway.actors.models import Actor, Workspace
from headway.base.errors import NotFound
from headway.base.querysets import Acting, PermittedQuerySet
from headway.people.models.calendars import Calendar

ASSUMED_AVAILABILITY_PERCENT = 80
"""Of the workspace's working time, for someone of whom nobody said when they work."""


def usable_percent(calendar_id: int | None) -> int:
    """Return what plans may use of someone's time of whom nobody said how much.

    Who has a calendar of their own is taken at their word.
    """
    return ASSUMED_AVAILABILITY_PERCENT if calendar_id is None else 100


class User(AbstractUser):
    """Someone who can sign in.  What they may do is said by the persons they are.

    The looks that they chose follow them to every browser, once they chose any; the
    values are those of ``ui``'s cookies, empty for its defaults.
    """

    looks_chosen_at = models.DateTimeField(null=True, editable=False)
    theme = models.CharField(max_length=8, blank=True)
    density = models.CharField(max_length=8, blank=True)
    keys = models.CharField(max_length=8, blank=True)

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
        person = (
            self.signing_in()
            .filter(user_id=user_id, workspace__slug=workspace)
            .select_related("actor__workspace")
            .first()
        )
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

    def editable_by(self, actor: Acting) -> "PersonQuerySet":
        """Administrators change everyone; a person their own hours and absences."""
        mine = self.visible_to(actor)
        return mine if actor.is_administrator else mine.filter(actor_id=actor.pk)


class Person(models.Model):
    """Someone who works in a workspace, with or without a sign-in.

    ``zone`` and ``calendar`` are the workspace's where empty.  ``capacity_permille``
    is 1000 for one person and 3000 for a team of three that came as one from another
    tool.  ``availability_percent`` is the part of working time that plans may use;
    where it is None nobody said, and the plan assumes 80 %.  Who is suspended does not
    come in, whatever their grants.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    actor = models.OneToOneField(Actor, models.RESTRICT, related_name="person")
    user = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="persons"
    )
    calendar = models.ForeignKey(
        Calendar, models.RESTRICT, null=True, blank=True, related_name="people"
    )
    zone = models.CharField(max_length=64, blank=True)
    capacity_permille = models.PositiveIntegerField(default=1000)
    availability_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    external_source = models.CharField(max_length=64, blank=True)
    external_id = models.CharField(max_length=200, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
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
                condition=Q(availability_percent=None)
                | Q(availability_percent__gte=1, availability_percent__lte=100),
                name="availability_is_a_percentage",
            ),
        ]

    def __str__(self) -> str:
        return self.actor.name

    @property
    def usable_percent(self) -> int:
        """How much of their working time plans may use, assumed where nobody said."""
        if self.availability_percent is not None:
            return self.availability_percent
        return usable_percent(self.calendar_id)

    @property
    def initials(self) -> str:
        words = [word for word in self.actor.name.split() if word[:1].isalnum()]
        ends = words[:1] + words[1:][-1:]
        return "".join(word[0] for word in ends).upper() or "?"


class AbsenceQuerySet(PermittedQuerySet["Absence"]):
    def visible_to(self, actor: Acting) -> "AbsenceQuerySet":
        """Those of the people whom the actor sees."""
        rows = super().visible_to(actor)
        return rows.filter(person__actor_id=actor.pk) if actor.is_guest else rows

    def editable_by(self, actor: Acting) -> "AbsenceQuerySet":
        mine = self.visible_to(actor)
        if actor.is_administrator:
            return mine
        return mine.filter(person__actor_id=actor.pk)


class Absence(models.Model):
    """Whole days, first and last included, on which a person does not work.

    The reason is for the person and administrators; others see that they are away.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    person = models.ForeignKey(Person, models.CASCADE, related_name="absences")
    first_on = models.DateField()
    last_on = models.DateField()
    reason = models.CharField(max_length=200, blank=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(first_on__lte=F("last_on")), name="absence_ends_later"
            )
        ]
        indexes = [
            models.Index(
                fields=["workspace", "person", "first_on"], name="absence_by_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.first_on}"
