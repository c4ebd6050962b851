"""The skills that an item asks for."""

from typing import Self

from django.db import models
from django.db.models import Q

from headway.actors.models import Workspace
from headway.base.querysets import Acting, PermittedQuerySet
from headway.people.models import Skill, SkillLevel
from headway.work.models.items import Item


class NeedQuerySet(PermittedQuerySet["Need"]):
    def visible_to(self, actor: Acting) -> Self:
        """What the items ask for that the actor sees."""
        seen = Item.objects.visible_to(actor).values("pk")
        return super().visible_to(actor).filter(item__in=seen)


class Need(models.Model):
    """Whoever does the item needs the skill, at the level or above.

    The plan gives an item of nobody to members who have all of them.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    item = models.ForeignKey(Item, models.CASCADE, related_name="needs")
    skill = models.ForeignKey(Skill, models.CASCADE, related_name="+")
    level = models.PositiveSmallIntegerField(
        choices=SkillLevel, default=SkillLevel.ALONE
    )

    objects = NeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "item", "skill"], name="one_need_per_skill"
            ),
            models.CheckConstraint(
                condition=Q(level__gte=1, level__lte=5), name="needed_level_is_1_to_5"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.skill_id} {self.level}"
