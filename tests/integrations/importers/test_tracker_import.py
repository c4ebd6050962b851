"""What another tracker exported, in the workspace: whole, once, and taken back."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.base.files import received
from headway.comms.models import Comment, File
from headway.events.actions import undo_operation
from headway.events.history import history_of
from headway.events.models import Event
from headway.integrations.importers.actions import (
    add_import,
    cancel_import,
    start_import,
    undo_import,
)
from headway.integrations.importers.checking import check_import
from headway.integrations.importers.choices import Choices
from headway.integrations.importers.content import (
    FileItem,
    FileLink,
    LinkKind,
    Meaning,
    TrackerFile,
)
from headway.integrations.importers.models import Import, ImportState
from headway.integrations.importers.running import run_import
from headway.integrations.importers.taking import trackers
from headway.integrations.importers.undoing import take_back
from headway.people.models import Person
from headway.work.actions import delete_project, edit_item, give_grant
from headway.work.models import (
    Check,
    Item,
    ItemType,
    Label,
    Link,
    Project,
    Relation,
    State,
)
from tests.integrations.importers import boards
from tests.integrations.importers.boards import BOAT, FILES, many, offer_boats
from tests.integrations.importers.jobs import work

pytestmark = pytest.mark.django_db(transaction=True)

Take = Callable[..., Import]


@pytest.fixture(autouse=True)
def _boats(monkeypatch: pytest.MonkeyPatch, store: Any) -> None:
    offer_boats(monkeypatch)


@pytest.fixture
def send(dee: Actor) -> Callable[..., Import]:
    """Send a file and have it looked through."""

    def add(name: str = "boat") -> Import:
        with received([f'"{name}"'.encode()], name="boat.boat") as draft:
            run = add_import("boat.boat", draft, by=dee)
        check_import(run.pk)
        run.refresh_from_db()
        return run

    return add


@pytest.fixture
def take(send: Callable[..., Import], dee: Actor) -> Take:
    def all_of_it(name: str = "boat", **chosen: Any) -> Import:
        run = send(name)
        start_import(run.pk, by=dee, choices=Choices(**chosen) if chosen else None)
        run_import(run.pk)
        run.refresh_from_db()
        return run

    return all_of_it


def item(title: str) -> Item:
    return Item.objects.select_related("project", "status", "type").get(title=title)


def told(found: Item, by: Actor) -> list[str]:
    return [e.text for e in history_of(("work.item", found.pk), by=by, most=50).entries]


def test_all_of_a_board_is_taken_over(take: Take, dee: Actor, ada: Actor):
    run = take()

    assert (run.state, run.problem, run.source) == ("done", "", "boats")
    assert run.file is None
    assert not File.objects.filter(name="boat.boat").exists()
    project = Project.objects.get(key="BOAT")
    assert (project.name, project.external_source) == ("Boat", "boats")
    hull, planks, mast = item("Hull"), item("Planks"), item("Mast")
    assert (hull.status.name, hull.state, hull.type.name) == (
        "Building",
        State.DOING,
        "Boat",
    )
    assert (hull.priority, hull.effort_minutes) == (700, 960)
    assert (hull.created_at, hull.started_at) == (boards.at(2), boards.at(3))
    assert hull.deadline is not None
    assert (planks.state, planks.finished_at, planks.parent) == (
        State.DONE,
        boards.at(5),
        hull,
    )
    assert [i.title for i in project.items.in_outline()] == ["Hull", "Planks", "Mast"]
    assert [i.depth for i in project.items.in_outline()] == [0, 1, 0]
    assert hull.description.startswith("Of oak\n\n---\n\n")
    assert "[BOAT-7](https://boats.example.org/7)" in hull.description
    assert "Sprint: 3" in hull.description
    assert "[photo](https://boats.example.org/p)" in hull.description
    names = hull.assignments.order_by("pk").values_list(
        "person__actor__name", flat=True
    )
    assert list(names) == ["Ada", "Grace Hopper"]
    lines = Check.objects.filter(item=hull).order_by("position")
    assert [(c.text, c.done_at is not None) for c in lines] == [
        ("Buy nails", True),
        ("Saw", False),
    ]
    assert (hull.checks_total, hull.checks_done) == (2, 1)
    assert [a.file.name for a in hull.attachments.all()] == ["plan.txt"]
    assert dict(Label.objects.values_list("name", "colour"))["Wood"] == "amber"
    assert set(hull.labelled.values_list("label__name", flat=True)) == {"Wood", "Epic"}
    assert Link.objects.get().before == planks
    assert Link.objects.get().after == mast
    assert {r.kind for r in Relation.objects.all()} == {"relates"}
    comment = Comment.objects.get()
    assert (comment.author.name, comment.at) == ("Grace Hopper", boards.at(4))
    findings = {str(each) for each in run.findings.all()}
    assert "card 9: it is a template" in findings
    assert any("circle" in each for each in findings)


def test_people_without_an_account_are_placeholders_and_others_themselves(
    take: Take, dee: Actor, ada: Actor
):
    take()

    grace = Person.objects.get(actor__name="Grace Hopper")
    assert (grace.user, grace.email) == (None, "grace@example.org")
    assert Person.objects.filter(actor__name="Ada").count() == 1
    ada.person.actor.name = "Ada Lovelace"
    ada.person.actor.save()
    take()
    assert not Person.objects.filter(actor__name="Ada").exists()  # known by her mail


def test_history_is_told_with_its_author_and_day_and_as_imported(
    take: Take, dee: Actor, ada: Actor
):
    take()
    said = told(item("Hull"), dee)

    assert any(
        each.startswith("Grace Hopper changed the state: “Ideas” → “Building” on")
        and each.endswith("before it was imported")
        for each in said
    )
    assert any(each.startswith("Grace Hopper created it on") for each in said)
    assert any("Dee took over “Hull” from “boats”" in each for each in said)


def test_the_same_file_again_changes_nothing_and_a_later_one_what_is_new(
    take: Take, dee: Actor, ada: Actor
):
    take()
    before = rows()
    again = take()

    assert rows() == before
    assert (again.counts["unchanged"], again.counts.get("created", 0)) == (3, 0)

    newer = FileItem(
        id="i3", title="Mast", board="b1", stage="s2", due_on=boards.HULL.due_on
    )
    FILES["later"] = TrackerFile(
        boards=BOAT.boards,
        items=(boards.HULL, boards.PLANKS, newer),
        people=BOAT.people,
    )
    later = take("later")
    assert (later.counts["updated"], later.counts["unchanged"]) == (1, 2)
    assert item("Mast").status.name == "Building"
    assert Link.objects.count() == 1  # what is not said any more stays


def test_another_board_has_items_of_its_own_in_a_project_that_is_there(
    take: Take, dee: Actor, ada: Actor, bridge: Project
):
    other = replace(boards.BOARD, id="b2", name="Ship")
    hull, mast = replace(boards.MAST, id="i1", title="Keel"), boards.MAST
    FILES["ship"] = TrackerFile(
        boards=(other,),
        items=(replace(hull, board="b2"), replace(mast, board="b2", parent="i1")),
        links=(FileLink(before="i1", after="i3", kind=LinkKind.RELATES),),
    )
    counts = [take("boat", into="BRI").counts["created"]]
    counts += [take("ship", into="BRI").counts["created"]]
    assert counts == [3, 2]
    assert item("Keel").project == item("Hull").project == bridge
    assert item("Planks").parent == item("Hull")
    assert Item.objects.get(parent=item("Keel")).title == "Mast"
    assert Relation.objects.filter(source=item("Keel")).count() == 1
    assert Link.objects.count() == 1

    before = rows()
    again = [take(name, into="BRI") for name in ("boat", "ship")]
    assert rows() == before
    assert [run.counts.get("created", 0) for run in again] == [0, 0]

    # as boards were not told apart once: what came from this one is told by the log
    for old in bridge.items.filter(external_id__startswith="boats.example.org/b1:"):
        old.external_id = old.external_id.partition(":")[2]
        old.save(update_fields=["external_id"])
    old = take("boat", into="BRI")
    assert (old.counts.get("created", 0), old.counts["unchanged"]) == (0, 3)
    FILES["raft"] = replace(FILES["ship"], boards=(replace(other, name="Raft"),))
    bridge.items.filter(external_id__startswith="b2:").delete()
    new = take("raft", into="BRI")
    assert new.counts["created"] == 2
    assert any("did not come from" in str(each) for each in new.findings.all())


def rows() -> dict[str, Any]:
    kinds = (Project, Item, Check, Label, Link, Relation, Person, ItemType)
    return {
        kind.__name__: list(kind.objects.order_by("pk").values_list()) for kind in kinds
    }


def test_stages_mean_what_somebody_says(take: Take, send: Any, dee: Actor, ada: Actor):
    found = send().found
    assert [s["name"] for s in found["stages"]] == [
        "Ideas", "Building", "Check", "Shipped",
    ]  # fmt: skip
    assert found["counts"]["items"] == 3
    assert found["people"][0]["here"] == ada.person.pk
    assert found["people"][1]["here"] is None

    take(stages={"building": Meaning.WAITING}, people={"u2": ada.person.pk})
    assert item("Hull").state == State.WAITING
    assert not Person.objects.filter(actor__name="Grace Hopper").exists()
    assert item("Hull").assignments.count() == 1
    assert send().found["counts"]["known"] == 3
    last = Import.objects.order_by("-pk")[0]
    assert last.choices["stages"] == {"building": "waiting"}  # as the last time


def test_columns_of_a_board_are_columns_here_in_their_order(take: Take, dee: Actor):
    take()
    states = ItemType.objects.get(name="Boat").states.live().in_order()
    assert [(s.name, s.category) for s in states][:4] == [
        ("Ideas", "todo"),
        ("Building", "doing"),
        ("Check", "doing"),
        ("Shipped", "done"),
    ]
    assert states.get(name="Check").is_review


def test_a_killed_worker_leaves_nothing_twice_and_nothing_out(
    take: Take, send: Any, dee: Actor, monkeypatch: pytest.MonkeyPatch
):
    FILES["many"] = many(60)
    monkeypatch.setattr(trackers, "PART", 10)
    run = send("many")
    start_import(run.pk, by=dee)
    steps = trackers.TrackerTaking.take
    dies = iter(range(100))

    def dying(self: Any, number: int) -> Any:
        done = steps(self, number)
        if next(dies) in (3, 7):
            raise KeyboardInterrupt  # in the middle of a step, behind what it wrote
        return done

    monkeypatch.setattr(trackers.TrackerTaking, "take", dying)
    for _time in range(2):
        with pytest.raises(KeyboardInterrupt):
            run_import(run.pk)
    run_import(run.pk)
    run.refresh_from_db()

    assert run.state == ImportState.DONE
    assert run.counts["created"] == Item.objects.count() == 60
    assert run.counts["changes"] == 120
    outline = list(Item.objects.in_outline().values_list("title", flat=True))
    assert outline == [f"Plank {n}" for n in range(60)]


def test_a_whole_import_is_undone_and_done_again(take: Take, dee: Actor, ada: Actor):
    run = take()
    undo_import(run.pk, by=dee)
    take_back(run.pk, dee.pk, the_rest=False)
    run.refresh_from_db()

    assert run.state == ImportState.UNDONE
    assert not Project.objects.exclude(key="BRI").exists()
    assert not Item.objects.filter(title="Hull").exists()
    assert Person.objects.filter(actor__name="Grace Hopper").exists()  # they stay
    with pytest.raises(Refused):
        undo_import(run.pk, by=dee)

    undone = Project.everything.get(key="BOAT").deletions.get(item=None)
    assert undone.by == dee
    back = Event.objects.filter(undoes=run.operation).order_by("-pk")[0]
    undo_operation(back.operation, by=dee)
    run.refresh_from_db()
    assert run.state == ImportState.DONE
    assert item("Planks").parent == item("Hull")
    assert Link.objects.count() == 1


def test_what_others_have_changed_since_is_in_the_way_of_its_undo(
    take: Take, dee: Actor, ada: Actor
):
    run = take()
    give_grant(item("Mast").project_id, actor_id=ada.pk, by=dee, role="contributor")
    edit_item(item("Mast").pk, by=ada, title="Tall mast")
    undo_import(run.pk, by=dee)
    take_back(run.pk, dee.pk, the_rest=False)
    run.refresh_from_db()

    assert run.state == ImportState.DONE
    assert "Ada changed" in run.problem
    assert item("Hull")

    undo_import(run.pk, by=dee, the_rest=True)
    take_back(run.pk, dee.pk, the_rest=True)
    assert item("Tall mast")
    assert not Item.objects.filter(title="Hull").exists()


def test_an_import_is_cancelled_and_started_again(
    take: Take, send: Any, dee: Actor, monkeypatch: pytest.MonkeyPatch
):
    FILES["many"] = many(60)
    monkeypatch.setattr(trackers, "PART", 10)
    run = send("many")
    start_import(run.pk, by=dee)
    steps = trackers.TrackerTaking.take

    def asked(self: Any, number: int) -> Any:
        if number == 3:
            Import.objects.filter(pk=run.pk).update(cancelled_at=boards.at(9))
            monkeypatch.setattr(trackers.TrackerTaking, "take", steps)
        return steps(self, number)

    monkeypatch.setattr(trackers.TrackerTaking, "take", asked)
    run_import(run.pk)
    run.refresh_from_db()
    assert run.state == ImportState.CANCELLED
    assert Item.objects.count() == 30

    start_import(run.pk, by=dee)
    run_import(run.pk)
    run.refresh_from_db()
    assert run.state == ImportState.DONE
    assert Item.objects.count() == 60


def test_a_file_that_cannot_be_read_says_why_and_leaves_nothing(send: Any, dee: Actor):
    run = send("canoe")

    assert run.state == ImportState.FAILED
    assert run.problem == "There is no board “canoe”: draw one."
    assert not Project.objects.exists()
    cancel_import(run.pk, by=dee)
    assert not File.objects.exists()


def test_a_project_in_the_bin_is_not_brought_back_by_another_import(
    take: Take, dee: Actor
):
    take()
    delete_project(Project.objects.get(key="BOAT").pk, by=dee)
    take()
    assert Project.objects.get().key != "BOAT"
    assert Item.objects.filter(title="Hull").count() == 1


def test_the_pages_lead_from_a_file_to_its_undo(client: Client, dee: Actor, ada: Actor):
    client.force_login(dee.person.user)
    sent = SimpleUploadedFile("my boat.boat", b'"boat"')
    page = client.post("/w/acme/import/", {"file": sent}, follow=True)
    assert "Being looked through" in page.content.decode()
    work()
    address = page.redirect_chain[-1][0]
    shown = client.get(address).content.decode()
    assert "Items: 3, all of them new." in shown
    assert "Building" in shown
    assert "card 9" in shown

    form = {f"stage-{n}": m for n, m in enumerate(("to-do", "doing", "review", "done"))}
    form |= {"person-0": "", "person-1": "Nobody", "project": "SHIP", "start": "yes"}
    wrong = client.post(f"{address}choices/", form)
    assert wrong.status_code == 422
    assert "Nobody here is called “Nobody”." in wrong.content.decode()
    client.post(f"{address}choices/", form | {"person-1": "ada"})
    work()
    done = client.get(address).content.decode()
    assert "Items: 3 new, 0 changed, 0 as before." in done
    assert Project.objects.filter(key="SHIP").exists()
    assert b"card 9" in b"".join(client.get(f"{address}report/"))

    client.post(f"{address}undo/")
    work()
    assert "Undone" in client.get(address).content.decode()
    assert not Project.objects.filter(key="SHIP").exists()
