"""Sample data goes in one act, whole; who removes it stays."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.urls import reverse

from headway.actors.models import Actor, Role
from headway.base.errors import Refused
from headway.demo import create_demo
from headway.events.history import history_of
from headway.events.models import Event
from headway.people.actions import add_person
from headway.people.members.workspaces import found_workspace, working_week_of
from headway.people.models import ApiToken, Person, User
from headway.people.tokens.actions import make_token
from headway.work.actions import count_sample, remove_sample
from headway.work.models import Item, Project

pytestmark = pytest.mark.django_db
STAYS = {"actors.actor", "people.apitoken", "people.calendar", "people.person"}


def person(name: str) -> Person:
    return Person.objects.select_related("actor__workspace").get(user__username=name)


def in_all_tables(workspace_id: int) -> dict[str, int]:
    """How many rows each table has of a workspace, where it has any."""
    counts = {}
    for model in apps.get_models():
        if any(field.name == "workspace" for field in model._meta.concrete_fields):
            rows = getattr(model, "everything", model._meta.default_manager)
            here = rows.filter(workspace_id=workspace_id)
            counts[model._meta.label_lower] = here.count()
    return {label: count for label, count in counts.items() if count}


def test_all_goes_but_who_removes_it(marta: Actor):
    make_token(by=marta, name="Mine", scopes=["read"], lives=timedelta(days=1))
    expected = count_sample(marta)
    assert (expected.projects, expected.people, expected.files) == (10, 14, 3)
    gone = remove_sample(by=marta)
    assert gone == expected
    connection.check_constraints()
    left = in_all_tables(marta.workspace_id)
    assert left.pop("events.event") == 1
    assert left == dict.fromkeys(STAYS, 1)
    assert list(User.objects.values_list("username", flat=True)) == ["marta"]
    assert ApiToken.objects.get().name == "Mine"
    assert person("marta").actor.role == "owner"
    assert not person("marta").actor.workspace.is_demo
    assert len(working_week_of(marta.workspace_id)) == 7


def test_the_log_says_who_removed_what(marta: Actor):
    gone = remove_sample(by=marta)
    told = history_of(("people.workspace", marta.workspace_id), by=marta)
    [entry] = told.entries
    assert entry.text == (
        f"Marta Keller removed the sample data: 10 projects with {gone.items} items, "
        "and 14 people"
    )
    assert entry.operation is None


def test_it_goes_once_and_a_start_does_not_bring_it_back(marta: Actor):
    remove_sample(by=marta)
    with pytest.raises(Refused, match="no sample data"):
        remove_sample(by=Actor.objects.get(pk=marta.pk))
    said = create_demo()
    assert "marta" in said
    assert "tom" not in said
    assert not Project.objects.exists()


def test_only_administrators_remove_it(marta: Actor):
    for name in ("tom", "otto"):
        with pytest.raises(PermissionDenied):
            remove_sample(by=person(name).actor)
    assert Item.objects.exists()


def test_what_is_real_is_not_removed(marta: Actor):
    elsewhere = found_workspace(name="Elsewhere", zone="UTC")
    founder = Actor.objects.system("setup", workspace_id=elsewhere.pk)
    user = User.objects.get(username="tom")
    real = add_person(by=founder, name="Tom", user=user, role=Role.OWNER).actor
    with pytest.raises(Refused, match="no sample data"):
        remove_sample(by=real)
    before = in_all_tables(real.workspace_id)
    remove_sample(by=marta)
    assert in_all_tables(real.workspace_id) == before
    assert User.objects.filter(username="tom").exists()


def test_its_page_names_what_goes_and_its_button_removes_it(
    marta: Actor, client: Client
):
    slug = marta.workspace.slug
    client.force_login(User.objects.get(username="marta"))
    other = Client()
    other.force_login(User.objects.get(username="tom"))
    today, page = (
        reverse("work:today", args=[slug]),
        reverse("work:sample", args=[slug]),
    )
    assert "This is sample data" in client.get(today).content.decode()
    assert page in client.get(today).content.decode()
    assert "This is sample data" in other.get(today).content.decode()
    assert page not in other.get(today).content.decode()
    text = client.get(page).content.decode()
    assert f"<dd>{Item.objects.count()}</dd>" in text
    assert "cannot be undone" in text
    after = client.post(page, follow=True)
    assert "The sample data is gone" in after.content.decode()
    assert "This is sample data" not in after.content.decode()
    assert other.get(today).status_code == 302
    assert client.get(page).status_code == 404


def test_a_program_removes_it(marta: Actor, client: Client):
    client.force_login(User.objects.get(username="marta"))
    answer = client.delete(f"/api/v1/w/{marta.workspace.slug}/sample-data")
    assert answer.status_code == 204
    assert answer["Headway-Operation"] == str(Event.objects.get().operation)
    assert not Item.everything.exists()
