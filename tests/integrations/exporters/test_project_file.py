"""A project leaves as Headway's own file, and comes back with all that was said."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from headway.actors.models import Actor
from headway.base.files import received
from headway.events.history import history_of
from headway.integrations.exporters.headway import leaving, project_file
from headway.integrations.importers.actions import add_import, start_import, undo_import
from headway.integrations.importers.apart import reading as reading_apart
from headway.integrations.importers.checking import check_import
from headway.integrations.importers.choices import Choices
from headway.integrations.importers.headway.reader import read_headway
from headway.integrations.importers.models import Import
from headway.integrations.importers.running import run_import
from headway.integrations.importers.undoing import take_back
from headway.plan.files.content import Unreadable
from headway.work.actions import create_project
from headway.work.models import Item, Project
from tests.corpus import CORPUS
from tests.integrations.exporters.owned import (
    COMPARED,
    STAYS,
    owned,
    rows_of,
    unsaid,
)
from tests.integrations.exporters.whole import apart, whole_of

DOCS = Path(__file__).parents[3] / "docs"
TRACKERS = CORPUS / "trackers"
FILES = {
    "trello-dekk/trello.json": 45,
    "grimoirelab-elk/tests/data/jira.json": 5,
    "grimoirelab-elk/tests/data/redmine.json": 3,
    "jira-xml-focalboard/import/jira/test/jira-export.xml": 2,
}
"""Real exports, and how many items they have."""

Take = Callable[..., Import]


def take(name: str, content: bytes, by: Actor, **chosen: Any) -> Import:
    """Import a file as the pages do, without the pages."""
    with received([content], name=name) as draft:
        run = add_import(name, draft, by=by)
    check_import(run.pk)
    start_import(run.pk, by=by, choices=Choices(**chosen) if chosen else None)
    run_import(run.pk)
    run.refresh_from_db()
    assert (run.state, run.problem) == ("done", "")
    return run


def written(project: Project, by: Actor) -> bytes:
    return b"".join(project_file(project, by=by))


def only_project(by: Actor, **which: Any) -> Project:
    return Project.objects.get(workspace_id=by.workspace_id, **which)


def test_each_table_of_a_project_leaves_or_stays_for_a_reason():
    """Whoever adds one decides: it is compared below, or the page says why not."""
    names = {model._meta.label_lower for model in owned()}
    assert names == COMPARED | (names & STAYS.keys())
    page = (DOCS / "reference" / "project-file.md").read_text()
    stays = page[page.index("## What stays") :].casefold()
    assert [
        each for each in STAYS.values() if f"| {each.casefold()}" not in stays
    ] == []


@pytest.mark.django_db(transaction=True)
def test_all_of_a_project_comes_back_elsewhere_and_of_that_again(
    house: Project, ada: Actor, dee: Actor, cem: Actor, monkeypatch: pytest.MonkeyPatch
):
    content = written(house, dee)
    assert json.loads(content)["format"] == "headway-project"
    run = take("House.headway.json", content, cem)
    copy = only_project(cem)

    assert [str(each) for each in run.findings.all()] == []
    assert run.source == "headway"
    assert (copy.key, copy.name) == ("HOU", "House")
    rows = rows_of(house)
    assert sorted(unsaid(rows)) == []
    assert rows_of(copy) == rows
    before, after = whole_of(house), whole_of(copy)
    history = {each["title"]: each.pop("history") for each in after["items"]}
    for each in before["items"]:
        assert each.pop("history") == []  # it happened here
    assert apart(before, after) == []
    said = [entry.text for entry in history_of(
        ("work.item", copy.items.get(title="Walls").pk), by=cem, most=50
    ).entries]  # fmt: skip
    assert any("Ada started it on" in each for each in said), said
    assert any("Dee created it on" in each for each in said)
    assert any("Nails” on" in each and "Ada ticked" in each for each in said)
    assert len(history["Walls"]) > 8

    second = take("House.json", written(copy, cem), dee)
    third = Project.objects.exclude(pk=house.pk).get(
        workspace_id=dee.workspace_id, external_source="headway"
    )
    assert apart(whole_of(copy), whole_of(third)) == []
    assert third.key == "HOUS"  # its own is taken here
    people = third.items.get(title="Walls").assignments.values_list("person_id")
    assert (ada.person.pk,) in list(people)  # whoever is here is themselves

    monkeypatch.setattr(
        reading_apart, "SMALL", 0
    )  # as a large file, by another process
    again = take("House.json", written(copy, cem), dee)
    assert (again.counts["unchanged"], again.counts.get("created", 0)) == (4, 0)
    undo_import(second.pk, by=dee)
    take_back(second.pk, dee.pk, the_rest=False)
    assert not Project.objects.filter(pk=third.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_files_of_two_installations_stand_side_by_side_in_one_project(
    house: Project, dee: Actor, cem: Actor
):
    content = json.loads(written(house, dee))
    target = create_project(by=cem, name="Both", key="BOTH")
    files = [
        json.dumps(content | {"project": content["project"] | {"id": each}}).encode()
        for each in ("one", "another")
    ]
    found = []
    for n in (0, 1, 0, 1):
        run = take("House.json", files[n], cem, into="BOTH")
        found.append(run.counts.get("created", 0))
    assert found == [4, 4, 0, 0]
    assert target.demands.live().count() == 2 * house.demands.live().count() > 0
    ours = {b.items.count() for b in house.baselines.live()}
    theirs = {b.items.count() for b in target.baselines.live()}
    assert target.baselines.live().count() == 2 * house.baselines.live().count() > 0
    assert theirs == ours
    seen = [set(b.items.values_list("item_id")) for b in target.baselines.live()]
    assert len(set.union(*seen)) == 2 * max(map(len, seen))


@pytest.mark.corpus
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", FILES)
def test_what_a_tracker_exported_leaves_and_comes_back_as_it_was(
    name: str, dee: Actor, cem: Actor, store: Path
):
    take(Path(name).name, (TRACKERS / name).read_bytes(), dee)
    projects = list(Project.objects.filter(workspace_id=dee.workspace_id))
    assert sum(project.items.count() for project in projects) == FILES[name]
    for project in projects:
        take(f"{project.key}.json", written(project, dee), cem)
        copy = whole_of(only_project(cem, name=project.name))
        assert apart(whole_of(project), copy) == []


@pytest.mark.django_db
def test_files_that_are_too_much_stay_and_are_named(
    house: Project, dee: Actor, client: Client, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(leaving, "MOST_BYTES", 10)
    client.force_login(dee.person.user)
    page = client.get("/w/acme/projects/HOU/export/").content.decode()
    assert "plan.pdf" in page
    file = read_headway(io.BytesIO(written(house, dee)), zone="UTC", name="x")
    assert [each.why for each in file.not_read] == [
        "the file does not hold what is in it: 'plan.pdf'"
    ]


@pytest.mark.django_db
def test_it_is_downloaded_by_page_and_program_and_not_by_guests(
    house: Project, dee: Actor, ada: Actor, client: Client
):
    client.force_login(dee.person.user)
    page = client.get("/w/acme/projects/HOU/export/").content.decode()
    assert "/w/acme/projects/HOU/export/headway/" in page
    sent = client.get("/w/acme/projects/HOU/export/headway/")
    program = client.get("/api/v1/w/acme/projects/HOU/export/headway")
    said = 'attachment; filename="House.headway.json"'
    assert sent.headers["Content-Disposition"] == said
    one, other = (json.loads(b"".join(each)) for each in (sent, program))
    assert one.pop("written_at") < other.pop("written_at")
    assert one == other
    assert {each.get("email") for each in one["people"]} > {"eve@example.org"}
    ids = {each["id"] for each in one["people"]}
    dee.workspace.seed += 1  # as elsewhere, where numbers of people are the same
    other = json.loads(written(house, dee))
    assert ids.isdisjoint(each["id"] for each in other["people"])
    dee.role = "guest"
    with pytest.raises(PermissionDenied):
        project_file(house, by=dee)


BEGIN = {"format": "headway-project", "version": 1}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"version": 2}, "later Headway"),
        ({"format": "x"}, "no project that left"),
        ({"project": {}}, "which project"),
    ],
)
def test_what_is_no_project_is_refused(said: dict[str, Any], why: str):
    content = json.dumps(BEGIN | {"project": {"id": "1"}} | said).encode()
    with pytest.raises(Unreadable, match=why):
        read_headway(io.BytesIO(content), zone="UTC", name="x")


@pytest.mark.parametrize("day", ["1000-01-01", "2030-01-01", "9000-01-01"])
def test_places_on_the_board_can_be_kept_whenever_it_was_written(day: str):
    row = {"id": "7", "title": "Door", "type": "Task", "state": "To do"}
    said = {"project": {"id": "1"}, "board": ["7"], "items": [row]}
    content = json.dumps(BEGIN | {"written_at": f"{day}T00:00:00Z"} | said).encode()
    [item] = read_headway(io.BytesIO(content), zone="UTC", name="x").items
    assert 0 <= item.exact.board_rank < 1 << 63


ODD = {
    "id": "7", "title": "Odd", "type": "Task", "state": "Gone", "drive": "magic",
    "priority": 7000, "effort_minutes": -4, "low_minutes": 9, "high_minutes": 3,
    "deadline": "soon", "finished_at": "2030-01-01T00:00:00Z", "calendar": "Moon",
    "started_at": "2031-01-01T00:00:00Z", "spent_minutes": 1e300,
    "people": [{"person": "p9"}, 7], "needs": [{"skill": "", "level": 9}],
    "files": [{"name": "x", "content": "%%%"}], "surprise": 1,
    "checks": [{"text": ""}], "comments": [{"text": ""}], "parent": "nobody",
}  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_what_makes_no_sense_in_a_file_is_named_and_the_rest_taken(
    dee: Actor, store: Path
):
    project = {"id": "1", "name": "Odd", "key": "ODD", "target_on": "9999-01-01"}
    links = [{"before": "7", "after": "8", "kind": "XX"}, {"before": "7"}]
    content = BEGIN | {
        "project": project, "types": [{"name": "Task", "states": [{"name": "Gone"}]}],
        "items": [ODD], "links": links, "relations": [{"kind": "hates"}],
    }  # fmt: skip
    run = take("odd.json", json.dumps(content).encode(), dee)

    item = Item.objects.get(title="Odd")
    assert (item.priority, item.drive, item.effort_minutes) == (500, "effort", None)
    assert (item.low_minutes, item.started_at, item.state) == (None, None, "done")
    report = " ".join(str(each) for each in run.findings.all())
    for each in ("magic", "7000", "Moon", "soon", "kind", "surprise", "9999"):
        assert each in report, (each, report)
