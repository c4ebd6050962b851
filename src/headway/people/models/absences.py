"""Days on which people do not work, and why: which is private."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Case, F, Func, IntegerField, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from headway.actors.models import Actor, Workspace
from headway.base.querysets import Acting, MembersQuerySet, PersonalQuerySet
from headway.people.models.persons import Person


class AbsenceKind(models.TextChoices):
    VACATION = "vacation", _("vacation")
    ILLNESS = "illness", _("illness")
    PARENTAL = "parental", _("parental leave")
    TRAINING = "training", _("training")
    OTHER = "other", _("other")


class AbsenceState(models.TextChoices):
    REQUESTED = "requested", _("asked for")
    APPROVED = "approved", _("approved")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("taken back")


LIVE = (AbsenceState.REQUESTED, AbsenceState.APPROVED)
"""States in which the days are taken: two such absences cannot overlap."""


class AbsenceQuerySet(PersonalQuerySet["Absence"]):
    def visible_to(self, actor: Acting) -> "AbsenceQuerySet":
        """Approved ones, and of one's own and one's people's also the others."""
        here = super().visible_to(actor)
        if actor.is_administrator:
            return here
        return here.filter(_close_to(actor) | Q(state=AbsenceState.APPROVED))

    def editable_by(self, actor: Acting) -> "AbsenceQuerySet":
        mine = self.visible_to(actor)
        if actor.is_administrator:
            return mine
        return mine.filter(person__actor_id=actor.pk)

    def decidable_by(self, actor: Acting) -> "AbsenceQuerySet":
        """Those the actor may approve or decline: of people they lead."""
        here = self.visible_to(actor)
        if actor.is_administrator:
            return here
        return here.filter(person__lead__actor_id=actor.pk)

    def told_to(self, actor: Acting) -> "AbsenceQuerySet":
        """Add ``told_kind`` and ``told_reason``, empty for whom they do not concern.

        Whatever shows an absence shows these, never ``kind`` and ``reason``.
        """
        concerned = _close_to(actor)
        if actor.is_administrator:
            concerned = Q(workspace_id=actor.workspace_id)
        return self.visible_to(actor).annotate(
            told_kind=Case(When(concerned, then=F("kind")), default=Value("")),
            told_reason=Case(When(concerned, then=F("reason")), default=Value("")),
        )

    def approved(self) -> "AbsenceQuerySet":
        return self.filter(state=AbsenceState.APPROVED)

    def live(self) -> "AbsenceQuerySet":
        return self.filter(state__in=LIVE)


def _close_to(actor: Acting) -> Q:
    """Absences of the actor and of the people they lead."""
    return Q(person__actor_id=actor.pk) | Q(person__lead__actor_id=actor.pk)


def _halves(day: str, half: Combinable) -> Combinable:
    """Count the half days from 1 January 2000 to a day and a half of it."""
    days = Func(
        F(day),
        template="(%(expressions)s - DATE '2000-01-01')",
        output_field=IntegerField(),
    )
    return days * Value(2) + half


class Absence(models.Model):
    """Days, first and last included, on which a person does not work.

    It begins on the noon of the first day if ``from_noon`` and ends on that of the
    last if ``until_noon``: noon is when half of the day's hours are over.  Kind and
    reason are for the person, their lead and administrators; others see that they are
    away.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    person = models.ForeignKey(Person, models.CASCADE, related_name="absences")
    first_on = models.DateField()
    last_on = models.DateField()
    from_noon = models.BooleanField(default=False)
    until_noon = models.BooleanField(default=False)
    kind = models.CharField(
        max_length=16, choices=AbsenceKind, default=AbsenceKind.VACATION
    )
    reason = models.CharField(max_length=200, blank=True)
    state = models.CharField(
        max_length=16, choices=AbsenceState, default=AbsenceState.APPROVED
    )
    added_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(
        Actor, models.RESTRICT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(first_on__lt=F("last_on"))
                | Q(first_on=F("last_on"), from_noon=False)
                | Q(first_on=F("last_on"), until_noon=False),
                name="absence_ends_later",
            ),
            ExclusionConstraint(
                name="no_two_absences_at_once",
                expressions=[
                    (
                        Func(
                            F("person"), F("person"), Value("[]"), function="int8range"
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func(
                            _halves("first_on", Cast("from_noon", IntegerField())),
                            _halves(
                                "last_on",
                                Value(2) - Cast("until_noon", IntegerField()),
                            ),
                            function="int4range",
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(state__in=LIVE),
            ),
        ]
        indexes = [
            models.Index(
                fields=["workspace", "person", "first_on"], name="absence_by_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.first_on}"


class AbsenceRules(models.Model):
    """What holds for absences in a workspace; without a row nobody has to ask."""

    workspace = models.OneToOneField(Workspace, models.CASCADE)
    is_approval_needed = models.BooleanField()
    set_by = models.ForeignKey(Actor, models.RESTRICT, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)

    objects = MembersQuerySet["AbsenceRules"].as_manager()

    def __str__(self) -> str:
        return "ask" if self.is_approval_needed else "say"
