"""Teams: who is in them."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused
from headway.events.models import Event
from headway.people.members import teams
from headway.people.models import Team

TEAMS = "/w/acme/settings/teams/"


@pytest.fixture
def masons(dee: Actor) -> Team:
    return teams.create_team(by=dee, name="Masons")


def test_people_join_and_leave_once(masons: Team, ada: Actor, dee: Actor):
    for _again in range(2):
        teams.join_team(masons.pk, ada.person.pk, by=dee)
    assert [m.person for m in masons.members.all()] == [ada.person]
    for _again in range(2):
        teams.leave_team(masons.pk, ada.person.pk, by=dee)
    assert not masons.members.exists()
    kinds = Event.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == [
        "people.team_created",
        "people.team_joined",
        "people.team_left",
    ]


def test_a_name_is_one_teams(masons: Team, dee: Actor):
    other = teams.create_team(by=dee, name="Divers")
    with pytest.raises(Refused, match="Masons"):
        teams.create_team(by=dee, name="Masons")
    with pytest.raises(Refused, match="Masons"):
        teams.rename_team(other.pk, by=dee, name="Masons")
    teams.rename_team(other.pk, by=dee, name="Welders")
    assert Team.objects.get(pk=other.pk).name == "Welders"


def test_a_dissolved_team_is_gone_with_all_it_was(masons: Team, ada: Actor, dee: Actor):
    teams.join_team(masons.pk, ada.person.pk, by=dee)
    teams.dissolve_team(masons.pk, by=dee)
    assert not Team.objects.exists()
    kinds = Event.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds)[-2:] == ["people.team_left", "people.team_dissolved"]


def test_only_administrators_change_teams(masons: Team, ada: Actor, cem: Actor):
    with pytest.raises(PermissionDenied):
        teams.create_team(by=ada, name="Mine")
    with pytest.raises(PermissionDenied):
        teams.join_team(masons.pk, ada.person.pk, by=ada)
    with pytest.raises(NotFound):
        teams.dissolve_team(masons.pk, by=cem)


def test_people_of_other_workspaces_do_not_join(masons: Team, cem: Actor, dee: Actor):
    with pytest.raises(NotFound):
        teams.join_team(masons.pk, cem.person.pk, by=dee)
    assert not masons.members.exists()


def test_teams_are_made_and_filled_in_the_browser(
    client: Client, dee: Actor, ada: Actor
):
    client.force_login(dee.person.user)
    page = client.post(TEAMS, {"name": "Masons"}).url
    client.post(f"{page}people/", {"person": ada.person.pk})

    assert "Ada" in client.get(TEAMS).content.decode()
    assert client.post(TEAMS, {"name": "Masons"}).status_code == 422
    assert client.post(f"{page}people/", {"person": "x"}).status_code == 409
    client.post(f"{page}people/removal/", {"person": ada.person.pk})
    assert "Nobody is in it" in client.get(page).content.decode()
    client.post(f"{page}removal/")
    assert not Team.objects.exists()
