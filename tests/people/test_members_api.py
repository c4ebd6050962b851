"""Workspaces, members, invitations and teams over REST."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from headway.actors.models import Actor, Role, Workspace
from headway.people.actions import add_person
from headway.people.members.inviting import invite_person, open_invitation
from headway.people.members.teams import create_team, join_team
from headway.people.models import Answer, Invitation, Person, Team
from headway.people.tokens.actions import make_token
from headway.server.mail import MailOut
from tests.programs import program_of, walk


@pytest.fixture
def ask(dee: Actor):
    return program_of(dee)


def token_of(actor: Actor, *scopes: str) -> str:
    lives = timedelta(days=1)
    return make_token(by=actor, name="CI", scopes=scopes, lives=lives)


def test_one_finds_the_workspaces_that_one_belongs_to(cem: Actor, dee: Actor):
    second = Workspace.objects.create(slug="second", name="Second")
    actor = Actor.objects.create(workspace=second, name="Dee", role=Role.MEMBER)
    Person.objects.create(workspace=second, user=dee.person.user, actor=actor)
    client = Client()
    client.force_login(dee.person.user)
    mine = client.get("/api/v1/workspaces").json()["items"]

    assert [(row["slug"], row["role"]) for row in mine] == [
        ("acme", "admin"),
        ("second", "member"),
    ]


def test_a_token_finds_its_own_workspace_alone(dee: Actor):
    second = Workspace.objects.create(slug="second", name="Second")
    actor = Actor.objects.create(workspace=second, name="Dee", role=Role.OWNER)
    Person.objects.create(workspace=second, user=dee.person.user, actor=actor)
    token = token_of(dee, "read")
    client = Client(headers={"authorization": f"Bearer {token}"})
    mine = client.get("/api/v1/workspaces").json()["items"]

    assert [row["slug"] for row in mine] == ["acme"]


def test_the_workspace_is_renamed_and_that_is_undone(ask):
    changed = ask("PATCH", "/workspace", {"name": "Acme & Sons"})
    ask("POST", f"/operations/{changed.headers['Headway-Operation']}/undo")

    assert changed.json() == {
        "slug": "acme",
        "name": "Acme & Sons",
        "zone": "UTC",
        "language": "en",
        "week_start": 0,
        "interrupted_percent": None,
        "interrupted_most_percent": None,
    }
    assert ask("GET", "/workspace").json()["name"] == "Acme Bridges"


def test_a_zone_that_there_is_not_is_refused(ask):
    answer = ask("PATCH", "/workspace", {"zone": "Mars/Olympus"})

    assert answer.status_code == 422
    assert "“Mars/Olympus”" in answer.json()["detail"]


def test_members_are_listed_page_by_page_while_others_come(ask, ada: Actor, dee: Actor):
    invite_person(add_person(by=dee, name="Eve").pk, by=dee)
    first = ask("GET", "/members?limit=2").json()
    add_person(by=dee, name="Finn")
    rest = ask("GET", f"/members?cursor={first['next_cursor']}").json()
    names = [row["name"] for row in first["items"] + rest["items"]]

    assert sorted(names) == ["Ada", "Dee", "Eve", "Finn"]
    by_name = {row["name"]: row for row in first["items"] + rest["items"]}
    assert by_name["Ada"]["signs_in_as"] == "ada@example.org"
    assert by_name["Ada"]["actor_id"] == ada.pk
    assert by_name["Eve"]["signs_in_as"] is None
    assert by_name["Eve"]["invited_until"] > timezone.now().isoformat()[:19]
    assert by_name["Finn"]["invited_until"] is None


def test_lists_of_members_take_as_many_queries_for_one_as_for_many(ask, dee: Actor):
    ask("GET", "/members")

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            ask("GET", "/members")
        return len(seen)

    few = queries()
    for n in range(20):
        add_person(by=dee, name=f"Worker {n}")
    assert queries() == few


def test_somebody_is_added_once_and_invited(ask):
    body = {"name": "Eve", "role": "guest"}
    first, again = (
        ask("POST", "/members", body, Idempotency_Key="k") for _ in range(2)
    )
    assert first.status_code == 201
    assert first.content == again.content
    person = first.json()["id"]
    invited = ask("POST", f"/members/{person}/invitation", {}).json()

    assert invited["person_id"] == person
    secret = invited["link"].partition("token=")[2]
    assert open_invitation(secret).person_id == person


def test_a_link_is_not_kept_where_it_could_be_read(ask, dee: Actor):
    path = f"/members/{add_person(by=dee, name='Eve').pk}/invitation"
    first, again = (ask("POST", path, {}, Idempotency_Key="k") for _ in range(2))

    assert first.headers["Cache-Control"] == "no-store"
    assert first.content == again.content
    assert Invitation.objects.count() == 1
    kept = bytes(Answer.objects.get(key="k").body)
    assert first.json()["link"].partition("token=")[2].encode() not in kept


def test_a_link_that_is_mailed_is_not_answered(ask, dee: Actor, settings):
    settings.HEADWAY_MAIL = MailOut(kind="smtp", host="x", sender="h@example.org")
    path = f"/members/{add_person(by=dee, name='Eve').pk}/invitation"
    invited = ask("POST", path, {"email": "eve@example.org"}).json()

    assert invited["link"] is None


@pytest.mark.parametrize("email", ["eve", "eve@", "a b@example.org", "x" * 200])
def test_what_is_no_address_is_named(ask, dee: Actor, email: str):
    path = f"/members/{add_person(by=dee, name='Eve').pk}/invitation"

    assert ask("POST", path, {"email": email}).status_code == 422


def test_invitations_that_wait_are_listed_and_withdrawn(ask, dee: Actor):
    eve = add_person(by=dee, name="Eve").pk
    invite_person(eve, by=dee, email="eve@example.org")
    (row,) = ask("GET", "/invitations").json()["items"]
    gone = ask("DELETE", f"/members/{eve}/invitation")

    assert (row["person_id"], row["name"], row["invited_by"]) == (eve, "Eve", "Dee")
    assert gone.status_code == 204
    assert ask("GET", "/invitations").json()["items"] == []


def test_roles_change_and_the_last_owner_stays(ask, ada: Actor, dee: Actor):
    path = f"/members/{ada.person.pk}/role"
    assert ask("PUT", path, {"role": "admin"}).json()["role"] == "admin"
    assert ask("PUT", path, {"role": "owner"}).status_code == 403
    assert ask("POST", "/members", {"name": "O", "role": "owner"}).status_code == 403
    Actor.objects.filter(pk=dee.pk).update(role=Role.OWNER)
    mine = f"/members/{dee.person.pk}/role"
    assert ask("PUT", mine, {"role": "member"}).status_code == 409


def test_who_is_suspended_stays_out_until_they_are_readmitted(ask, ada: Actor):
    path = f"/members/{ada.person.pk}/suspension"
    adas = program_of(ada)
    assert ask("PUT", path).status_code == 204
    assert adas("GET", "/items").status_code == 404
    assert ask("DELETE", path).status_code == 204
    assert adas("GET", "/items").status_code == 200


def test_a_team_lives_its_life(ask, ada: Actor):
    made = ask("POST", "/teams", {"name": "Divers"})
    team = f"/teams/{made.json()['id']}"
    assert ask("PUT", team, {"name": "Masons"}).json()["name"] == "Masons"
    member = f"{team}/people/{ada.person.pk}"
    assert ask("PUT", member).status_code == 204
    people = ask("GET", f"{team}/people").json()["items"]
    assert people == [{"person_id": ada.person.pk, "name": "Ada"}]
    assert ask("DELETE", member).status_code == 204
    assert ask("GET", f"{team}/people").json()["items"] == []
    assert ask("DELETE", team).status_code == 204
    assert not Team.objects.exists()


def test_two_teams_do_not_share_a_name(ask, dee: Actor):
    create_team(by=dee, name="Divers")

    assert ask("POST", "/teams", {"name": "Divers"}).status_code == 409


def test_pages_of_teams_are_stable_while_others_come(ask, ada: Actor, dee: Actor):
    teams = [create_team(by=dee, name=f"Team {n}") for n in range(5)]
    join_team(teams[0].pk, ada.person.pk, by=dee)

    assert [row["name"] for row in walk(ask, "/teams", limit=2)] == [
        team.name for team in teams
    ]


def test_a_token_administers_only_with_the_scope_for_it(ada: Actor, dee: Actor):
    deputy = program_of(token=token_of(dee, "read", "write"))
    keeper = program_of(token=token_of(dee, "read", "write", "admin"))
    path, body = f"/members/{ada.person.pk}/role", {"role": "guest"}
    refused = deputy("PUT", path, body)

    assert refused.status_code == 403
    assert "scope “admin”" in refused.json()["detail"]
    assert keeper("PUT", path, body).status_code == 200


@pytest.mark.django_db(transaction=True)  # each request is an act
def test_nor_does_it_by_taking_back_what_an_administrator_did(
    ask, ada: Actor, dee: Actor
):
    suspended = ask("PUT", f"/members/{ada.person.pk}/suspension")
    operation = suspended.headers["Headway-Operation"]
    deputy = program_of(token=token_of(dee, "read", "write"))
    refused = deputy("POST", f"/operations/{operation}/undo")

    assert refused.status_code == 403
    assert Person.objects.get(actor=ada).suspended_at is not None
    assert deputy("POST", "/operations/undo").status_code == 403


def test_a_token_to_read_and_administer_reads_the_log_and_changes_nothing(dee: Actor):
    auditor = program_of(token=token_of(dee, "read", "admin"))

    assert auditor("GET", "/log").status_code == 200
    assert auditor("POST", "/teams", {"name": "Divers"}).status_code == 403
