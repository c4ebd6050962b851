"""Roles, suspension, invitations: who comes into a workspace, and as what."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from headway.actors.models import Actor, Role, Workspace
from headway.base.errors import NotFound, Refused
from headway.events.actions import undo_operation
from headway.events.history import KnownNames, sentences_of
from headway.events.models import Event
from headway.people.actions import add_person
from headway.people.members import actions, inviting, workspaces
from headway.people.models import Invitation, Person, User

MEMBERS = "/w/acme/settings/members/"
PASSWORD = "span the wide river"


@pytest.fixture
def olga(acme: Workspace) -> Actor:
    """The workspace's owner."""
    user = User.objects.create_user("olga", "olga@example.org")
    system = Actor.objects.system("setup", workspace_id=acme.pk)
    return add_person(by=system, name="Olga", user=user, role=Role.OWNER).actor


@pytest.fixture
def eve(acme: Workspace, dee: Actor) -> Person:
    """Somebody who works here and has no sign-in."""
    return add_person(by=dee, name="Eve")


def kinds() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("kind", flat=True))


def test_a_role_is_changed_once(ada: Actor, dee: Actor):
    for _again in range(2):
        actions.change_role(ada.person.pk, Role.ADMIN, by=dee)

    ada.refresh_from_db()
    assert ada.is_administrator
    assert kinds() == ["people.role_changed"]
    assert Event.objects.get().data["before"] == "member"


def test_members_change_no_role_and_guests_do_not_know_of_others(
    ada: Actor, ben: Actor, dee: Actor
):
    with pytest.raises(PermissionDenied):
        actions.change_role(ada.person.pk, Role.ADMIN, by=ada)
    actions.change_role(ben.person.pk, Role.GUEST, by=dee)
    ben.refresh_from_db()
    with pytest.raises(NotFound):
        actions.change_role(ada.person.pk, Role.ADMIN, by=ben)


def test_administrators_neither_make_nor_change_owners(
    olga: Actor, ada: Actor, dee: Actor
):
    with pytest.raises(PermissionDenied):
        actions.change_role(ada.person.pk, Role.OWNER, by=dee)
    for refused in (actions.suspend_person, inviting.withdraw_invitation):
        with pytest.raises(PermissionDenied):
            refused(olga.person.pk, by=dee)
    with pytest.raises(PermissionDenied):
        actions.change_role(olga.person.pk, Role.MEMBER, by=dee)


def test_the_last_owner_stays(olga: Actor, ada: Actor):
    with pytest.raises(Refused, match="only owner"):
        actions.change_role(olga.person.pk, Role.MEMBER, by=olga)
    actions.change_role(ada.person.pk, Role.OWNER, by=olga)
    actions.change_role(olga.person.pk, Role.MEMBER, by=olga)
    assert Actor.objects.get(pk=olga.pk).role == Role.MEMBER


def test_nobody_becomes_a_part_of_headway_itself(ada: Actor, dee: Actor):
    with pytest.raises(Refused, match="system"):
        actions.change_role(ada.person.pk, "system", by=dee)


def test_who_is_suspended_comes_in_nowhere(client: Client, ada: Actor, dee: Actor):
    client.force_login(ada.person.user)
    assert client.get("/w/acme/").status_code == 200

    actions.suspend_person(ada.person.pk, by=dee)

    assert client.get("/w/acme/").status_code == 404
    assert client.get("/api/v1/w/acme/items").status_code == 404
    actions.readmit_person(ada.person.pk, by=dee)
    assert client.get("/w/acme/").status_code == 200
    assert kinds() == ["people.person_suspended", "people.person_readmitted"]


def test_nobody_takes_their_own_access_away(dee: Actor):
    with pytest.raises(Refused, match="another administrator"):
        actions.suspend_person(dee.person.pk, by=dee)


def test_people_of_other_workspaces_are_unknown(cem: Actor, ada: Actor):
    for act in (actions.suspend_person, actions.readmit_person, inviting.invite_person):
        with pytest.raises(NotFound):
            act(ada.person.pk, by=cem)


def test_an_invitation_makes_an_account_once(client: Client, eve: Person, dee: Actor):
    token = inviting.invite_person(eve.pk, by=dee)
    page = client.get(f"/invitation/?token={token}")
    assert page.status_code == 200
    assert "Acme Bridges" in page.content.decode()
    assert page.headers["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    form = {"token": token, "email": "Eve@example.org", "password": PASSWORD}

    answer = client.post("/invitation/", form)

    assert (answer.status_code, answer.url) == (302, "/w/acme/")
    eve.refresh_from_db()
    assert eve.user is not None
    assert (eve.user.username, eve.user.check_password(PASSWORD)) == (
        "eve@example.org",
        True,
    )
    assert client.get("/w/acme/").status_code == 200
    assert Client().get(f"/invitation/?token={token}").status_code == 404
    assert Event.objects.order_by("pk").last().actor == eve.actor


def test_only_the_digest_of_an_invitation_is_kept(eve: Person, dee: Actor):
    token = inviting.invite_person(eve.pk, by=dee, email="eve@example.org")
    kept = [str(v) for row in Invitation.objects.values() for v in row.values()]
    logged = [str(event.data) for event in Event.objects.all()]
    assert not any(token in text for text in kept + logged)
    assert not any("eve@example.org" in text for text in logged)


def test_a_new_invitation_ends_the_former(eve: Person, dee: Actor):
    first = inviting.invite_person(eve.pk, by=dee)
    inviting.invite_person(eve.pk, by=dee)
    with pytest.raises(NotFound):
        inviting.open_invitation(first)


@pytest.mark.parametrize("end", ["withdrawn", "expired", "suspended"])
def test_an_invitation_comes_to_its_end(eve: Person, dee: Actor, ada: Actor, end: str):
    token = inviting.invite_person(eve.pk, by=dee)
    if end == "withdrawn":
        inviting.withdraw_invitation(eve.pk, by=dee)
    elif end == "expired":
        Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    else:
        actions.suspend_person(eve.pk, by=dee)
    with pytest.raises(NotFound):
        inviting.accept_invitation(token, user=ada.person.user)


def test_an_invitation_for_an_address_is_for_no_other(
    client: Client, eve: Person, dee: Actor, cem: Actor
):
    token = inviting.invite_person(eve.pk, by=dee, email="Eve@Example.org")
    with pytest.raises(Refused, match=r"cem@example\.org"):
        inviting.accept_invitation(token, user=cem.person.user)

    form = {"token": token, "email": "other@example.org", "password": PASSWORD}
    assert client.post("/invitation/", form).status_code == 302

    eve.refresh_from_db()
    assert eve.user is not None
    assert eve.user.email == "eve@example.org"


def test_who_has_an_account_comes_in_with_it(
    client: Client, eve: Person, dee: Actor, cem: Actor
):
    token = inviting.invite_person(eve.pk, by=dee)
    client.force_login(cem.person.user)
    assert client.post("/invitation/", {"token": token}).status_code == 302
    assert client.get("/w/acme/").status_code == 200
    assert client.get("/w/elsewhere/").status_code == 200


def test_nobody_sets_a_password_for_an_account_that_is_there(
    client: Client, eve: Person, dee: Actor, cem: Actor
):
    token = inviting.invite_person(eve.pk, by=dee)
    User.objects.filter(pk=cem.person.user_id).update(username="cem@example.org")
    form = {"token": token, "email": "Cem@example.org", "password": PASSWORD}

    answer = client.post("/invitation/", form)

    assert answer.status_code == 422
    assert "sign in" in answer.content.decode()
    assert not cem.person.user.check_password(PASSWORD)


def test_nobody_is_two_people_of_a_workspace(eve: Person, dee: Actor, ada: Actor):
    token = inviting.invite_person(eve.pk, by=dee)
    with pytest.raises(Refused, match="as Ada"):
        inviting.accept_invitation(token, user=ada.person.user)


@pytest.mark.parametrize("token", ["", "no-such", "\x00", "é" * 500, "\ud800"])
def test_tokens_that_are_none_lead_nowhere(db: None, client: Client, token: str):
    data = {"token": token} if token.isprintable() else {"token": "x\x00"}
    is_text = token.isprintable()  # else it is refused before anybody looks it up
    answer = client.get("/invitation/", data)
    assert answer.status_code == (404 if is_text else 400)
    with pytest.raises(NotFound):
        inviting.open_invitation(token)


def test_a_member_added_with_a_link_is_shown_it_once(
    client: Client, dee: Actor, ada: Actor
):
    client.force_login(dee.person.user)
    form = {"name": "Eve", "role": "guest", "is_invited": "on"}
    html = client.post(MEMBERS, form).content.decode()

    assert "/invitation/?token=" in html
    assert "/invitation/?token=" not in client.get(MEMBERS).content.decode()
    assert Person.objects.get(actor__name="Eve").actor.role == Role.GUEST


def test_the_page_needs_the_same_queries_for_any_number_of_members(
    client: Client, dee: Actor, django_assert_max_num_queries
):
    client.force_login(dee.person.user)
    with django_assert_max_num_queries(12) as few:
        client.get(MEMBERS)
    for n in range(20):
        add_person(by=dee, name=f"P{n}")
    with django_assert_max_num_queries(len(few)):
        client.get(MEMBERS)


def test_a_workspace_gets_another_name(client: Client, dee: Actor):
    client.force_login(dee.person.user)
    said = {"name": "Apex", "zone": "Asia/Tokyo", "language": "en", "week_start": "6"}
    answer = client.post("/w/acme/settings/", said)
    assert answer.status_code == 302
    workspace = Workspace.objects.get(slug="acme")
    assert (workspace.name, workspace.zone) == ("Apex", "Asia/Tokyo")
    event = Event.objects.get()
    assert event.data["before"] == {
        "name": "Acme Bridges",
        "zone": "UTC",
        "week_start": 0,
    }
    [said] = sentences_of(event, KnownNames.of_events([event], by=dee))
    assert "Monday → Sunday" in said
    with pytest.raises(Refused, match="Nowhere"):
        workspaces.edit_workspace(by=dee, zone="Nowhere")


def test_owners_found_further_workspaces_and_others_do_not(
    client: Client, olga: Actor, ada: Actor
):
    form = {"name": "Second", "zone": "UTC"}
    client.force_login(ada.person.user)
    assert client.post("/workspaces/", form).status_code == 403

    client.force_login(olga.person.user)
    assert client.post("/workspaces/", form).url == "/w/second/"
    html = client.get("/workspaces/").content.decode()
    assert "Second" in html
    assert "Acme Bridges" in html


def test_the_working_week_holds_for_whoever_has_none(
    client: Client, dee: Actor, ada: Actor
):
    client.force_login(dee.person.user)
    days = {f"day-{n}": "10-14" if n < 4 else "" for n in range(7)}
    assert client.post("/w/acme/settings/week/", days).status_code == 302

    week = workspaces.in_words(workspaces.working_week_of(dee.workspace_id))
    assert week == ["10:00-14:00"] * 4 + [""] * 3
    event = Event.objects.get(kind="people.working_week_set")
    [said] = sentences_of(event, KnownNames.of_events([event], by=dee))
    assert "Thu 10:00-14:00" in said
    assert "10:00-14:00" in client.get("/w/acme/settings/").content.decode()
    assert client.post("/w/acme/settings/week/", days).status_code == 302
    assert Event.objects.filter(kind="people.working_week_set").count() == 1
    wrong = client.post("/w/acme/settings/week/", days | {"day-0": "noon"})
    assert wrong.status_code == 422
    assert "“noon”" in wrong.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_working_week_is_taken_back(dee: Actor):
    before = workspaces.working_week_of(dee.workspace_id)
    workspaces.set_working_week([((540, 600),)] * 7, by=dee)
    undo_operation(Event.objects.get().operation, by=dee)
    assert workspaces.working_week_of(dee.workspace_id) == before


def test_whoever_is_invited_by_the_address_of_a_placeholder_is_that_person(
    acme: Workspace, dee: Actor, eve: Person
):
    Person.objects.filter(pk=eve.pk).update(email="Eve@example.org")

    same = inviting.admit_person(
        by=dee, name="E. Moss", email="eve@example.org", role=Role.GUEST
    )
    other = inviting.admit_person(
        by=dee, name="Finn", email="f@x.org", role=Role.MEMBER
    )

    assert (same.pk, same.actor.name, same.actor.role) == (eve.pk, "Eve", Role.GUEST)
    assert other.pk != eve.pk
