"""Grants: to people and teams, with an end, and why somebody sees a project."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from headway.actors.models import Actor, Role
from headway.base.errors import NotFound, Refused
from headway.events.models import Event
from headway.people.members import teams
from headway.people.members.actions import change_role
from headway.people.models import Team
from headway.work.access import why_visible
from headway.work.actions import give_grant
from headway.work.models import Grant, GrantRole, Item, Project

ACCESS = "/w/acme/projects/BRI/access/"


@pytest.fixture
def masons(dee: Actor, dan: Actor) -> Team:
    """A team with Dan in it."""
    team = teams.create_team(by=dee, name="Masons")
    teams.join_team(team.pk, dan.person.pk, by=dee)
    return team


def sees(actor: Actor, item: Item) -> bool:
    return Item.objects.visible_to(actor).filter(pk=item.pk).exists()


def changes(actor: Actor, item: Item) -> bool:
    return Item.objects.editable_by(actor).filter(pk=item.pk).exists()


def test_what_a_team_is_granted_all_in_it_may(
    bridge: Project, survey: Item, masons: Team, dan: Actor, lea: Actor, dee: Actor
):
    assert not sees(dan, survey)
    give_grant(bridge.pk, team_id=masons.pk, by=lea, role=GrantRole.CONTRIBUTOR)
    assert changes(dan, survey)

    teams.leave_team(masons.pk, dan.person.pk, by=dee)
    assert not sees(dan, survey)


def test_a_grant_that_has_ended_gives_nothing(
    bridge: Project, survey: Item, dan: Actor, lea: Actor
):
    tomorrow = timezone.now() + timedelta(days=1)
    give_grant(bridge.pk, dan.pk, by=lea, role=GrantRole.CONTRIBUTOR, ends_at=tomorrow)
    assert changes(dan, survey)

    Grant.objects.filter(actor=dan).update(ends_at=timezone.now())

    assert not sees(dan, survey)
    assert not Project.objects.visible_to(dan).exists()
    assert not Project.objects.contributable_by(dan).exists()


def test_a_grant_is_given_once_and_taken_away_once(
    bridge: Project, dan: Actor, lea: Actor
):
    for role in (GrantRole.VIEWER, GrantRole.VIEWER, None, None):
        give_grant(bridge.pk, dan.pk, by=lea, role=role)
    assert not Grant.objects.filter(actor=dan).exists()
    said = Event.objects.order_by("pk").values_list("data__role", flat=True)
    assert list(said) == ["viewer", None]


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        ({"role": "king"}, "king"),
        ({"role": "viewer", "ends_at": timezone.now()}, "before now"),
        ({"role": "viewer", "team_id": 1}, "one person or to one team"),
    ],
)
def test_grants_that_make_no_sense_are_refused(
    bridge: Project, dan: Actor, lea: Actor, wanted, why
):
    with pytest.raises(Refused, match=why):
        give_grant(bridge.pk, dan.pk, by=lea, **wanted)
    assert not Event.objects.exists()


def test_somebody_always_leads(bridge: Project, lea: Actor, ada: Actor):
    end = timezone.now() + timedelta(days=9)
    for role, ends_at in ((None, None), ("viewer", None), ("lead", end)):
        with pytest.raises(Refused, match="Nobody would lead"):
            give_grant(bridge.pk, lea.pk, by=lea, role=role, ends_at=ends_at)
    give_grant(bridge.pk, ada.pk, by=lea, role="lead")
    give_grant(bridge.pk, lea.pk, by=lea, role=None)
    assert not Project.objects.visible_to(lea).exists()


def test_only_who_leads_grants_and_only_to_people_of_the_workspace(
    bridge: Project, ada: Actor, ben: Actor, lea: Actor, cem: Actor
):
    with pytest.raises(PermissionDenied):
        give_grant(bridge.pk, ben.pk, by=ada, role="lead")
    with pytest.raises(NotFound):
        give_grant(bridge.pk, cem.pk, by=lea, role="viewer")
    with pytest.raises(NotFound):
        give_grant(bridge.pk, ben.pk, by=cem, role="viewer")


def test_guests_see_what_they_are_granted_and_nobody_else(
    client: Client, bridge: Project, survey: Item, ben: Actor, dee: Actor, ada: Actor
):
    change_role(ben.person.pk, Role.GUEST, by=dee)
    client.force_login(ben.person.user)

    assert client.get(f"/w/acme/items/{survey.key}/").status_code == 200
    assert client.get(f"/w/acme/people/{ada.person.pk}/").status_code == 404
    assert "Ada" not in client.get("/w/acme/people/").content.decode()
    page = client.get(ACCESS).content.decode()
    assert "Ben" in page
    assert "Ada" not in page
    assert "Lea" not in page
    assert client.get("/w/acme/settings/").status_code == 404


def test_why_names_every_way_that_leads_there(
    bridge: Project, masons: Team, dan: Actor, dee: Actor, lea: Actor
):
    assert why_visible(bridge, dan.person, by=dee) == []
    give_grant(bridge.pk, team_id=masons.pk, by=lea, role="contributor")
    give_grant(bridge.pk, dan.pk, by=dee, role="viewer")
    change_role(dan.person.pk, Role.ADMIN, by=dee)
    dan.person.refresh_from_db()

    reasons = why_visible(bridge, dan.person, by=dee)

    assert sorted((r.text, r.given.by if r.given else "") for r in reasons) == [
        ("Administrator of the workspace: sees and changes everything in it", ""),
        ("Contributor of Bridge, as one of the team Masons", "Lea"),
        ("Viewer of Bridge", "Dee"),
    ]


def test_access_is_given_and_taken_away_in_the_browser(
    client: Client, bridge: Project, lea: Actor, dan: Actor, masons: Team
):
    client.force_login(lea.person.user)
    holder = f"person-{dan.person.pk}"
    day = (timezone.now() + timedelta(days=3)).date()

    answer = client.post(ACCESS, {"holder": holder, "role": "viewer", "ends_on": day})
    assert answer.status_code == 302
    assert Grant.objects.get(actor=dan).ends_at.date() == day + timedelta(days=1)
    client.post(ACCESS, {"holder": f"team-{masons.pk}", "role": "contributor"})
    html = client.get(ACCESS, {"person": dan.person.pk}).content.decode()
    assert "as one of the team Masons" in html
    assert "given by Lea" in html

    client.post(ACCESS, {"holder": holder, "role": ""})
    assert not Grant.objects.filter(actor=dan).exists()
    assert client.post(ACCESS, {"holder": "person-x"}).status_code == 422
    last = client.post(ACCESS, {"holder": f"person-{lea.person.pk}", "role": ""})
    assert "Nobody would lead" in last.content.decode()
