"""A project's start, target and archive, and the page on which its leads say them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused, Stale
from headway.events.actions import performed, undo_operation
from headway.events.models import Event
from headway.plan.actions.replanning import replan_workspace
from headway.work import actions
from headway.work.filters import Question
from headway.work.models import Item, Outlook, Project, ProjectOutlook
from tests.work.lists import signed_in, text_of

SETTINGS = "/w/acme/projects/BRI/settings/"


@pytest.fixture
def archived(bridge: Project, survey: Item, ada: Actor, lea: Actor) -> Project:
    part = actions.Part(person_id=ada.person.pk)
    actions.assign_people(survey.pk, [part], by=ada)
    return actions.archive_project(bridge.pk, by=lea)


def found(text: str, by: Actor) -> list[Item]:
    rows = Item.objects.visible_to(by)
    return list(Question.asked(text, by=by).narrowed(rows))


def test_only_its_leads_archive_a_project_and_once(
    bridge: Project, ada: Actor, dan: Actor, lea: Actor
):
    for act in (actions.archive_project, actions.unarchive_project):
        for who, error in ((ada, PermissionDenied), (dan, NotFound)):
            with pytest.raises(error):
                act(bridge.pk, by=who)
        with pytest.raises(Stale):
            act(bridge.pk, by=lea, if_version=9)
        act(bridge.pk, by=lea)
        act(bridge.pk, by=lea)
    kinds = Event.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["work.project_archived", "work.project_unarchived"]
    bridge.refresh_from_db()
    assert (bridge.archived_at, bridge.archived_by) == (None, None)


def test_what_is_archived_nobody_changes(
    survey: Item, dig: Item, archived: Project, ada: Actor, lea: Actor, dee: Actor
):
    pier = actions.create_project(by=dee, key="PIER", name="Pier")
    post = actions.create_item(pier.pk, by=dee, title="Ram the posts")
    for act in (
        lambda: actions.create_item(archived.pk, by=lea, title="More"),
        lambda: actions.edit_item(survey.pk, by=ada, title="Other"),
        lambda: actions.move_item(survey.pk, "done", by=dee),
        lambda: actions.change_items([survey.pk, dig.pk], by=dee, priority=900),
        lambda: actions.delete_items([survey.pk], by=lea),
        lambda: actions.add_check(survey.pk, "Bring the tripod", by=ada),
        lambda: actions.relate_items(survey.pk, dig.pk, "relates", by=ada),
        lambda: actions.transfer_item(post.pk, archived.pk, by=dee),
        lambda: actions.edit_project(archived.pk, by=lea, name="Pier"),
    ):
        with pytest.raises(Refused, match="“Bridge” is archived"):
            act()
    assert not Item.objects.editable_by(dee).filter(project=archived).exists()
    assert not Project.objects.contributable_by(lea).exists()


def test_what_is_archived_is_in_nobodys_way_and_is_read(
    client: Client, archived: Project, survey: Item, ada: Actor
):
    assert found("", ada) == found("state = open", ada) == []
    assert found("priority = 500 and not project = BRI", ada) == []
    for text in ("project = BRI", "is archived", "key = BRI-1", "project in (BRI)"):
        assert found(text, ada) == [survey]

    signed_in(client, ada)
    for page in ("/w/acme/", "/w/acme/work/", "/w/acme/board/", "/w/acme/timeline/"):
        assert survey.title not in text_of(client, page)
    assert f">{archived.name}<" not in text_of(client, "/w/acme/work/")
    listed = text_of(client, "/w/acme/work/?q=project+%3D+BRI")
    assert survey.title in listed
    assert "cells/title" not in listed
    assert survey.title in text_of(client, f"/w/acme/items/{survey.key}/")
    for path in ("items?project=BRI", "items"):
        answer = client.get(f"/api/v1/w/acme/{path}").json()
        assert [item["key"] for item in answer["items"]] == [survey.key]
    assert client.get("/api/v1/w/acme/today").json()["items"] == []
    assert client.get("/api/v1/w/acme/items?q=").json()["items"] == []


def test_the_plan_leaves_it_out_and_takes_it_in_again(
    bridge: Project, survey: Item, lea: Actor, dee: Actor
):
    replan_workspace(bridge.workspace_id, by=dee)
    assert Outlook.objects.get().p85
    actions.archive_project(bridge.pk, by=lea)
    replan_workspace(bridge.workspace_id, by=dee)
    assert not Outlook.objects.exists()
    assert not ProjectOutlook.objects.exists()

    actions.unarchive_project(bridge.pk, by=lea)
    replan_workspace(bridge.workspace_id, by=dee)
    assert Outlook.objects.get().p85


def test_nothing_starts_before_its_project_does(
    client: Client, bridge: Project, survey: Item, lea: Actor, dee: Actor
):
    start = timezone.now() + timedelta(days=40)
    actions.edit_project(bridge.pk, by=lea, starts_no_earlier=start)
    replan_workspace(bridge.workspace_id, by=dee)
    assert Outlook.objects.get().starts_at >= start
    page = text_of(signed_in(client, lea), f"/w/acme/items/{survey.key}/")
    assert "Its project starts no earlier than" in page


def test_a_project_has_the_chance_of_its_target(
    bridge: Project, survey: Item, lea: Actor, dee: Actor
):
    chances = []
    for days in (400, -1):
        target = timezone.localdate() + timedelta(days=days)
        actions.edit_project(bridge.pk, by=lea, target_on=target)
        replan_workspace(bridge.workspace_id, by=dee)
        chances.append(ProjectOutlook.objects.get().chance_percent)
    assert chances == [100, 0]
    assert ProjectOutlook.objects.get().p5 is not None


@pytest.mark.django_db(transaction=True)
def test_archiving_is_undone_and_told(bridge: Project, lea: Actor):
    _, there = performed(lambda: actions.archive_project(bridge.pk, by=lea))
    undo_operation(there, by=lea)
    bridge.refresh_from_db()
    assert bridge.archived_at is None
    last = Event.objects.latest("pk")
    undo_operation(last.operation, by=lea)
    bridge.refresh_from_db()
    assert bridge.archived_at is not None


@pytest.mark.django_db(transaction=True)
def test_undo_of_what_is_archived_meanwhile_says_so(
    bridge: Project, survey: Item, ada: Actor, lea: Actor
):
    _, edit = performed(lambda: actions.edit_item(survey.pk, by=ada, title="Other"))
    actions.archive_project(bridge.pk, by=lea)
    with pytest.raises(Refused, match="Bridge is archived"):
        undo_operation(edit, by=ada)
    assert Item.objects.get().title == "Other"


def test_leads_still_say_who_sees_it_and_put_it_into_the_bin(
    archived: Project, ben: Actor, lea: Actor
):
    actions.give_grant(archived.pk, ben.pk, by=lea, role=None)
    assert not Project.objects.visible_to(ben).exists()
    actions.delete_project(archived.pk, by=lea)
    assert not Project.objects.exists()


def test_a_lead_says_on_one_page_what_a_project_is(
    client: Client, bridge: Project, lea: Actor, ada: Actor
):
    signed_in(client, lea)
    page = text_of(client, SETTINGS)
    assert 'value="Bridge"' in page
    assert "Ada" in page
    said = {
        "name": "Pier",
        "priority": "700",
        "starts_on": "2030-02-01",
        "target_on": "2030-06-28",
        "version": "1",
    }
    assert client.post(SETTINGS, said).status_code == 302
    bridge.refresh_from_db()
    assert (bridge.name, bridge.priority) == ("Pier", 700)
    assert bridge.target_on == date(2030, 6, 28)
    assert bridge.starts_no_earlier.isoformat() == "2030-02-01T00:00:00+00:00"

    stale = client.post(SETTINGS, said | {"name": "Quay"})
    assert stale.status_code == 412
    assert "changed meanwhile" in stale.content.decode()
    wrong = client.post(SETTINGS, said | {"version": "2", "target_on": "2030-01-01"})
    assert wrong.status_code == 422
    assert "before the start" in wrong.content.decode()

    history = text_of(client, "/w/acme/projects/BRI/history/")
    assert "changed the target of the project: nothing → 28" in history
    client.post("/w/acme/projects/BRI/archive/")
    page = text_of(client, SETTINGS)
    assert "Take it out of the archive" in page
    assert "Pier" in text_of(client, "/w/acme/archive/")
    assert 'name="target_on"' not in page
    client.post("/w/acme/projects/BRI/archive/removal/")
    assert 'name="target_on"' in text_of(client, SETTINGS)
    signed_in(client, ada)
    assert "Put it into the archive" not in text_of(client, SETTINGS)


def test_over_rest_a_project_has_a_target_and_an_archive(
    client: Client, bridge: Project, lea: Actor
):
    signed_in(client, lea)
    address = "/api/v1/w/acme/projects/BRI"
    kind = {"content_type": "application/json"}
    answer = client.patch(address, {"target_on": "2030-06-28"}, **kind)
    assert answer.json()["target_on"] == "2030-06-28"
    assert answer.json()["chance_percent"] is None
    assert client.put(f"{address}/archive").status_code == 204
    assert client.get(address).json()["archived_at"]
    for archived, count in (("true", 1), ("false", 0)):
        page = client.get(f"/api/v1/w/acme/projects?is_archived={archived}").json()
        assert len(page["items"]) == count
    refused = client.patch(address, {"target_on": None}, **kind)
    assert refused.status_code == 409
    assert client.delete(f"{address}/archive").status_code == 204
    assert client.get(address).json()["archived_at"] is None
