"""What the pages of members and teams show."""

from dataclasses import dataclass
from datetime import datetime

from headway.actors.models import Actor
from headway.people.models import Invitation, Person, Team


@dataclass(frozen=True, kw_only=True, slots=True)
class MemberLine:
    """One person, and how they come in; ``invited_until`` while a link is open."""

    person: Person
    signs_in_as: str
    last_signed_in: datetime | None
    invited_until: datetime | None
    is_suspended: bool
    teams: list[str]


def member_lines(actor: Actor) -> list[MemberLine]:
    """Everyone of the workspace by name, in three queries for any number of them."""
    people = Person.objects.visible_to(actor).select_related("actor", "user")
    open_ones = Invitation.objects.visible_to(actor).open()
    invited = dict(open_ones.values_list("person_id", "expires_at"))
    return [
        MemberLine(
            person=person,
            signs_in_as=person.user.email or person.user.username
            if person.user
            else "",
            last_signed_in=person.user.last_login if person.user else None,
            invited_until=invited.get(person.pk),
            is_suspended=person.suspended_at is not None,
            teams=sorted(member.team.name for member in person.teams.all()),
        )
        for person in people.prefetch_related("teams__team").order_by(
            "actor__name", "pk"
        )
    ]


@dataclass(frozen=True, kw_only=True, slots=True)
class TeamLine:
    team: Team
    names: list[str]


def team_lines(actor: Actor) -> list[TeamLine]:
    """Every team by name, with its people's names."""
    teams = Team.objects.visible_to(actor).order_by("name")
    return [
        TeamLine(
            team=team,
            names=sorted(
                one.person.actor.name
                for one in team.members.all()
                if one.person.same_as_id is None
            ),
        )
        for team in teams.prefetch_related("members__person__actor")
    ]
