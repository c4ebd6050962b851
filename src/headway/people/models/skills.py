"""What people can do, how well, and how that is known."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from headway.actors.models import Actor, Workspace
from headway.base.querysets import Acting, MembersQuerySet, PermittedQuerySet
from headway.people.models.persons import Person


class SkillQuerySet(MembersQuerySet["Skill"]):
    pass


class Skill(models.Model):
    """Something that work may ask for, such as “Welding”."""

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    name = models.CharField(max_length=100)
    category = models.CharField(max_length=100, blank=True)

    objects = SkillQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "name"], name="one_skill_per_name"
            )
        ]

    def __str__(self) -> str:
        return self.name


class SkillLevel(models.IntegerChoices):
    LEARNS = 1, _("learns it")
    WITH_HELP = 2, _("does it with help")
    ALONE = 3, _("does it alone")
    WELL = 4, _("does it well")
    TEACHES = 5, _("teaches it")


class SkillSource(models.TextChoices):
    SELF = "self", _("said by themselves")
    LEAD = "lead", _("said by their lead")
    EVIDENCE = "evidence", _("shown by work or a certificate")


class PersonSkillQuerySet(PermittedQuerySet["PersonSkill"]):
    def visible_to(self, actor: Acting) -> "PersonSkillQuerySet":
        """One's own, those of the people one leads, and all for administrators."""
        here = super().visible_to(actor).filter(removed_at=None)
        if actor.is_administrator:
            return here
        return here.filter(
            Q(person__actor_id=actor.pk) | Q(person__lead__actor_id=actor.pk)
        )

    def editable_by(self, actor: Acting) -> "PersonSkillQuerySet":
        return self.visible_to(actor)


USUAL_SPEED, SLOWEST, FASTEST = 100, 10, 1000
"""Percent: who works at 125 does in four hours what others do in five."""


class PersonSkill(models.Model):
    """How well a person does something from a day on, and how fast.

    What was before stays.  ``note`` says what shows it: a certificate, a piece of work.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    person = models.ForeignKey(Person, models.CASCADE, related_name="skills")
    skill = models.ForeignKey(Skill, models.CASCADE, related_name="people")
    level = models.PositiveSmallIntegerField(choices=SkillLevel)
    speed_percent = models.PositiveSmallIntegerField(default=USUAL_SPEED)
    source = models.CharField(max_length=16, choices=SkillSource)
    valid_from = models.DateField()
    note = models.CharField(max_length=200, blank=True)
    said_by = models.ForeignKey(Actor, models.RESTRICT, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = PersonSkillQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "person", "skill", "source", "valid_from"],
                condition=Q(removed_at=None),
                name="one_level_per_day_and_source",
            ),
            models.CheckConstraint(
                condition=Q(level__gte=1, level__lte=5), name="skill_level_is_1_to_5"
            ),
            models.CheckConstraint(
                condition=Q(speed_percent__gte=SLOWEST, speed_percent__lte=FASTEST),
                name="skill_speed_is_10_to_1000",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.skill_id} {self.level}"
