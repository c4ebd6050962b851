"""A project begins: on its page and over REST."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from headway.actors.models import Actor, Role
from headway.base.errors import Refused
from headway.events.models import Event
from headway.work.actions import create_project, delete_project, key_for
from headway.work.filters.addresses import of_project
from headway.work.models import GrantRole, Project
from tests.work.lists import signed_in, text_of

PAGE = "/w/acme/projects/"


def test_whoever_begins_a_project_leads_it_and_writes_down_its_work(
    client: Client, dan: Actor
):
    browser = signed_in(client, dan)
    assert "New project" in text_of(browser, PAGE)

    answer = browser.post(PAGE, {"name": "Ferry", "key": ""})

    assert (answer.status_code, answer.url) == (
        302,
        f"/w/acme/work/{of_project('FERR')}#add-title",
    )
    project = Project.objects.get()
    grant = project.grants.get()
    assert (project.name, grant.actor, grant.role) == ("Ferry", dan, GrantRole.LEAD)
    assert Event.objects.get(kind="work.project_created").actor == dan
    page = text_of(browser, f"/w/acme/work/{of_project('FERR')}")
    assert "Ferry is there." in page
    assert "Write down what needs doing; its dates" in page
    assert 'id="add-title"' in page


@pytest.mark.parametrize(
    ("data", "status", "said"),
    [
        ({"name": ""}, 422, "A project needs a name."),
        ({"name": "Ferry", "key": "7"}, 409, "“7” is no key"),
        ({"name": "Ferry", "key": "bri"}, 409, "The key BRI is taken"),
    ],
)
def test_what_cannot_be_begun_says_why_and_keeps_what_was_typed(
    adas_browser: Client, bridge: Project, data: dict[str, str], status: int, said: str
):
    answer = adas_browser.post(PAGE, data)
    page = answer.content.decode()

    assert answer.status_code == status
    assert said in page
    assert f'value="{data["name"]}"' in page or not data["name"]
    assert Project.objects.get() == bridge


def test_guests_begin_nothing(dan: Actor):
    dan.role = Role.GUEST
    with pytest.raises(PermissionDenied):
        create_project(by=dan, key="FER", name="Ferry")
    assert not Project.objects.exists()


@pytest.mark.parametrize(
    ("name", "key"),
    [("Bridge", "BRID"), ("Bri", "BRI1"), ("2nd bridge", "NDBR"), ("!", "PRJ")],
)
def test_a_key_is_drawn_from_the_name(bridge: Project, ada: Actor, name: str, key: str):
    assert key_for(name, by=ada) == key


def test_the_key_of_a_project_in_the_bin_is_not_drawn_again(
    bridge: Project, lea: Actor
):
    delete_project(bridge.pk, by=lea)
    assert key_for("Bri", by=lea) == "BRI1"


def test_what_is_no_key_is_refused(ada: Actor):
    with pytest.raises(Refused, match="a letter first"):
        key_for("Ferry", wanted="1A", by=ada)


def test_over_rest_the_same_request_creates_once(adas_browser: Client):
    def ask() -> dict[str, object]:
        return adas_browser.post(
            "/api/v1/w/acme/projects",
            json.dumps({"name": "Ferry", "key": "fer"}),
            content_type="application/json",
            headers={"Idempotency-Key": "once"},
        )

    first, again = ask(), ask()

    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert (first.json()["key"], first.json()["name"]) == ("FER", "Ferry")
    assert Project.objects.filter(key="FER").count() == 1


@pytest.mark.parametrize("path", ["/w/acme/", "/w/acme/work/"])
def test_without_a_project_pages_say_how_to_begin(
    client: Client, dan: Actor, path: str
):
    page = text_of(signed_in(client, dan), path)
    assert "No project yet" in page
    assert '<a class="button" href="/w/acme/start/">Begin with a list</a>' in page

    Actor.objects.filter(pk=dan.pk).update(role=Role.GUEST)
    page = text_of(client, path)
    assert "once somebody lets you into a project" in page
    assert PAGE not in page
