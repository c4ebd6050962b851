"""The import page: who may, what it says of a file, and what it leaves."""

from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from headway.actors.models import Actor
from headway.events.models import Event
from headway.integrations.importers import guides
from headway.integrations.importers.checking import check_import
from headway.integrations.importers.forms import ChoicesForm
from headway.integrations.importers.models import Import
from headway.integrations.importers.running import run_import
from headway.integrations.importers.sources import SOURCES
from headway.people.models import Calendar, CalendarException, Person
from headway.plan.actions.replanning import replan_workspace
from headway.plan.models import Run
from headway.work.models import Assignment, Item, Link, Project
from tests.conftest import queued
from tests.integrations.importers.msproject.documents import (
    document,
    element,
    link,
    task,
)

ADDRESS = "/w/acme/import/"
DOCS = Path(__file__).parents[3] / "docs"
HOUSE = document(
    task(1, "House", Summary=1),
    task(2, "Dig", OutlineLevel=2),
    task(3, "Pour", OutlineLevel=2, links=link(2) + link(3), Cost=500),
    resources=element("Resource", UID=1, Name="Eve", Type=1, CalendarUID=1),
    assignments=element("Assignment", UID=1, TaskUID=3, ResourceUID=1, Work="PT8H0M0S"),
    header="<Title>House</Title><CalendarUID>1</CalendarUID>",
)
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE Project [<!ENTITY a "aaaaaaaaaa">'
    '<!ENTITY b "&a;&a;&a;&a;">]><Project><Title>&b;</Title></Project>'
)
EXTERNAL = (
    '<?xml version="1.0"?><!DOCTYPE Project [<!ENTITY s SYSTEM "file:///etc/hostname">'
    "]><Project><Title>&s;</Title></Project>"
)
HOSTILE = "&lt;script&gt;alert(1)&lt;/script&gt;"

Send = Callable[..., HttpResponse]


@pytest.fixture
def send(client: Client, dee: Actor, store: Path) -> Send:
    """Send a file as the administrator, start it, and do the jobs; or only look."""
    client.force_login(dee.person.user)

    def post(data: str | bytes, name: str = "plan.xml", **said: str) -> HttpResponse:
        content = data.encode() if isinstance(data, str) else data
        sent = {"file": SimpleUploadedFile(name, content), "source": "msproject"}
        page = client.post(ADDRESS, sent)
        if page.status_code != 302:
            return page
        run = Import.objects.latest("pk")
        check_import(run.pk)
        run.refresh_from_db()
        if "check" in said or run.state == "failed":
            return client.get(page.url)
        start = {"start": "yes", "project": said.get("key", "")}
        answer = client.post(f"{page.url}choices/", start)
        run_import(run.pk)
        return answer if answer.status_code != 302 else client.get(page.url)

    return post


def traces() -> tuple[object, ...]:
    """What there is, but for imports and their jobs."""
    models = (Project, Item, Link, Assignment, Person, Calendar, CalendarException)
    rows = (*models, Actor, Run)
    jobs = [name for name in queued() if not name.startswith("importers.")]
    events = Event.objects.exclude(kind__startswith="importers.")
    return (*(model.objects.count() for model in rows), events.count(), jobs)


def words(response: HttpResponse) -> str:
    return unescape(response.content.decode())


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("ada", 403),
        ("lea", 403),
        ("ben", 403),
        ("dan", 403),
        ("dee", 200),
        ("cem", 404),
    ],
)
def test_only_administrators_import(
    client: Client, acme, who: str, status: int, method: str, request, store
):
    client.force_login(request.getfixturevalue(who).person.user)
    before = traces()
    data = {"file": SimpleUploadedFile("plan.xml", HOUSE.encode())}

    response = getattr(client, method)(ADDRESS, data if method == "post" else {})

    is_sent = (who, method) == ("dee", "post")
    assert response.status_code == (302 if is_sent else status)
    assert Import.objects.count() == is_sent
    assert traces() == before


def test_strangers_are_sent_to_sign_in(client: Client, acme):
    assert client.get(ADDRESS).status_code == 302
    assert client.post(ADDRESS).status_code == 302


def test_the_page_is_in_the_rail_of_administrators_alone(client: Client, dee, lea):
    for actor, is_there in ((dee, True), (lea, False)):
        client.force_login(actor.person.user)
        page = client.get("/w/acme/people/")
        assert (ADDRESS in words(page)) is is_there


def test_a_dry_run_says_all_and_leaves_no_trace(send: Send):
    before = traces()
    said = words(send(HOUSE, check="yes"))

    assert "Items: 3, all of them new." in said
    assert "New projects: 1." in said
    assert "People: 1." in said
    assert "Nothing was changed yet." in said
    assert "it is linked to itself" in said
    assert "money that Headway does not keep, or works out itself: Cost" in said
    assert "/timeline/?project=" not in said
    assert traces() == before


def test_a_dry_run_and_the_import_say_the_same_of_what_is_not_taken(send: Send):
    dry, real = words(send(HOUSE, check="yes")), words(send(HOUSE))

    def table(page: str) -> str:
        return page.partition("<tbody>")[2].partition("</tbody>")[0]

    assert table(dry) == table(real) != ""


def test_an_import_leads_to_the_timeline_of_its_project(client: Client, send: Send):
    said = words(send(HOUSE))

    assert "Items: 3 new, 0 changed, 0 as before." in said
    assert 'href="/w/acme/timeline/?project=HOUS"' in said
    page = words(client.get("/w/acme/timeline/?project=HOUS"))
    assert "Dig" in page
    assert "Pour" in page


def test_the_same_file_again_makes_nothing_twice(send: Send):
    send(HOUSE)
    before = traces()
    said = words(send(HOUSE))

    assert "Items: 0 new, 0 changed, 3 as before." in said
    assert traces() == before


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty."),
        (b"hello", "not XML"),
        (BOMB, "<!DOCTYPE>"),
        (EXTERNAL, "<!DOCTYPE>"),
        (b"PK\x03\x04rest", "zip"),
        (b"<?xml version='1.0' encoding='nonsense'?><Project/>", "nonsense"),
        (HOUSE[:-40], "too early"),
        (b"\xff\xfe" + b"\x00\xd8" * 50, "not XML"),
    ],
)
def test_a_bad_file_gets_one_sentence(send: Send, data, sentence):
    before = traces()
    said = words(send(data))

    assert sentence in said
    assert ("Failed" in said) is bool(data)
    assert traces() == before


def test_no_file_at_all_is_said(client: Client, send: Send):
    response = client.post(ADDRESS, {"key": "HSE"})

    assert response.status_code == 422
    assert 'id="id_file_error"' in words(response)


def test_a_key_that_is_taken_or_none_is_said_and_nothing_is_half_written(
    send: Send, bridge: Project
):
    projects = set(Project.objects.all())
    taken = words(send(HOUSE, key="BRI"))
    assert "The key BRI is taken; choose another one." in taken
    assert "Start again" in taken
    for key in ("!!", "1A"):
        response = send(HOUSE, key=key)
        assert response.status_code == 422
        assert 'id="id_project_error"' in words(response)
    assert set(Project.objects.all()) == projects
    assert not Item.objects.exists()


def test_a_key_that_was_asked_for_is_taken(send: Send):
    send(HOUSE, key="hse")
    assert Project.objects.get().key == "HSE"


@pytest.mark.parametrize(
    ("file", "line"),
    [
        (document(task(1, links=link(2)), task(2, links=link(1))), "circle"),
        (document(task(1), calendars="", header=""), "it has no calendar"),
        (
            document(
                task(1, Start="9999-12-31T08:00:00", Finish="0001-01-01T08:00:00")
            ),
            "task 1",
        ),
        (document(task(1, Deadline="9999-12-31T23:59:00")), ""),
        (document(task(1), start="0001-01-01T00:00:00"), ""),
        (document(task(1), start="9999-12-31T23:59:00"), ""),
    ],
)
def test_what_makes_no_sense_inside_is_a_line_of_the_report_and_is_planned(
    client: Client, dee: Actor, send: Send, file: str, line: str
):
    said = words(send(file))

    assert "Done" in said
    assert line in said
    assert Item.objects.filter(title="Task 1").exists()
    assert replan_workspace(dee.workspace_id, by=dee)
    key = Project.objects.get().key
    for page in (f"timeline/?project={key}", f"work/?q=project+%3D+{key}", ""):
        assert client.get(f"/w/acme/{page}").status_code == 200


def test_names_that_are_markup_are_shown_as_text(send: Send, client: Client):
    hostile = document(
        task(1, HOSTILE, links=link(1)),
        header=f"<Title>{HOSTILE}</Title>",
        resources=element("Resource", UID=1, Name=HOSTILE, Type=1),
    )
    response = send(hostile, name="<img src=x>.xml")

    key = Project.objects.get().key
    pages = [response, client.get(f"/w/acme/timeline/?project={key}")]
    for page in pages:
        assert page.status_code == 200
        assert b"<script>alert" not in page.content
        assert b"&lt;script&gt;alert(1)" in page.content


def test_a_file_without_a_title_is_named_as_the_file(send: Send):
    send(HOUSE.replace("<Title>House</Title>", ""), name="../up/Bath room.xml")
    assert Project.objects.get().name == "Bath room"


def test_a_file_over_the_limit_is_refused(send: Send, settings):
    settings.HEADWAY_FILE_MEGABYTES = 0
    response = send(HOUSE)
    assert response.status_code == 413
    assert not Import.objects.exists()


def test_a_file_goes_into_a_project_that_is_there_and_keeps_what_that_says(
    client: Client, dee: Actor, bridge: Project, store: Path
):
    client.force_login(dee.person.user)
    gone = Project.objects.create(
        workspace=bridge.workspace, name="Old", key="OLD", archived_at=timezone.now(),
        archived_by=dee,
    )  # fmt: skip
    for name, content in (("house.xml", HOUSE), ("list.csv", "Title;Key\nPaint;7\n")):
        sent = {"file": SimpleUploadedFile(name, content.encode()), "source": ""}
        address = client.post(ADDRESS, sent).url
        run = Import.objects.latest("pk")
        check_import(run.pk)
        page = client.get(address).content.decode()
        assert "Bridge (BRI)" in page
        assert "Old (OLD)" not in page
        start = {"start": "yes", "project": ""}
        refused = client.post(f"{address}choices/", start | {"into": "OLD"})
        assert refused.status_code == 422
        columns = {"column-0": "title", "column-1": "number"}
        client.post(f"{address}choices/", start | columns | {"into": "BRI"})
        run_import(run.pk)
        run.refresh_from_db()
        assert (run.state, run.problem) == ("done", "")
    titles = set(bridge.items.values_list("title", flat=True))
    assert titles == {"House", "Dig", "Pour", "Paint"}
    assert set(Project.objects.all()) == {bridge, gone}
    bridge.refresh_from_db()
    assert (bridge.calendar, bridge.external_source) == (None, "")


@pytest.mark.django_db
def test_each_program_is_chosen_and_says_how_work_leaves_it(client: Client, dee: Actor):
    client.force_login(dee.person.user)
    where = client.get(f"{ADDRESS}from/").content.decode()
    offered = client.get(ADDRESS).content.decode()
    present = (DOCS / "guides" / "coming-from.md").read_text()
    assert guides.page(present) == present
    for source in SOURCES:
        one = f"{ADDRESS}from/{source.name}/"
        assert f'href="{one}"' in where
        page = client.get(one).content.decode()
        assert f'<option value="{source.name}" selected>' in page
        assert "<strong>There.</strong>" in page
        assert "<strong>Not taken.</strong>" in page
        assert "<br>" not in page.partition('<section class="prose"')[2]
        assert f'href="{one}"' in offered
    assert client.get(f"{ADDRESS}from/nothing/").status_code == 404


def test_whom_somebody_was_taken_for_can_be_taken_back(dee: Actor, ada: Actor):
    found = {"people": [{"id": "g", "name": "Grace", "here": None}]}
    said = {"people": {"g": ada.person.pk, "h": ada.person.pk}}
    run = Import(workspace_id=dee.workspace_id, found=found, choices=said)
    form = ChoicesForm(run, {"person-0": "", "into": ""}, by=dee)
    assert form.is_valid(), form.errors
    assert form.choices.people == {"h": ada.person.pk}
