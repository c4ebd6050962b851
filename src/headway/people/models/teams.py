"""Teams: people who are given access together."""

from typing import Self

from django.db import models

from headway.actors.models import Workspace
from headway.base.querysets import Acting, PermittedQuerySet
from headway.people.models.persons import Person


class TeamQuerySet(PermittedQuerySet["Team"]):
    def visible_to(self, actor: Acting) -> Self:
        """Members see every team, guests none."""
        return self.none() if actor.is_guest else super().visible_to(actor)


class Team(models.Model):
    """People who are named, and given access, as one."""

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    name = models.CharField(max_length=200)

    objects = TeamQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "name"], name="one_team_per_name"
            )
        ]

    def __str__(self) -> str:
        return self.name


class TeamMember(models.Model):
    """A person is in a team."""

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    team = models.ForeignKey(Team, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.CASCADE, related_name="teams")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "person", "team"], name="once_in_a_team"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.team_id}"
