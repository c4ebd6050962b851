"""An exported workspace that is imported and exported again is the same file."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from headway.actors.models import Actor, Workspace
from headway.events.actions import read_batch, undo_operation
from headway.events.facts import Fact
from headway.events.models import Cursor, Event
from headway.keeping.exchange.exporting import export_workspace
from headway.keeping.exchange.importing import import_workspace
from headway.keeping.exchange.kinds import (
    BY_NAME,
    KINDS,
    LEFT_OUT,
    kind_of_subject,
)
from headway.keeping.exchange.naming import REFERENCES
from headway.keeping.exchange.reference import page
from headway.people.actions import remove_absence
from headway.people.members.inviting import invite_person
from headway.people.members.teams import create_team, join_team
from headway.people.models import Absence, Person, User
from headway.plan.models import Pending
from headway.ui.search import search
from headway.work.actions import (
    add_comment,
    add_field,
    create_item,
    edit_item,
    move_item,
    remove_comment,
    save_view,
)
from headway.work.models import CustomField, Item, ItemType, Project, SavedView
from tests.keeping.test_backup import run

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture
def file(world: Item, ada: Actor, dee: Actor, tmp_path: Path) -> Path:
    """Acme: an absence and a comment that are gone, an invitation, a team, fields."""
    child = create_item(world.project_id, by=dee, title="Fence", parent_id=world.pk)
    move_item(child.pk, "done", by=ada)
    remove_absence(Absence.objects.get().pk, by=ada)
    add_comment(world.pk, "How **deep**?", by=ada)
    gone = add_comment(world.pk, "Oops", by=ada)
    remove_comment(gone.pk, by=ada)
    buyer = add_field(by=dee, name="Buyer", kind="person")
    kinds = ItemType.objects.visible_to(dee).values_list("pk", flat=True)
    level = add_field(
        by=dee,
        name="Level",
        kind="options",
        options=[{"name": "High"}, {"name": "Low"}],
        type_ids=list(kinds),
    )
    said = {buyer.pk: {"person_id": ada.person.pk}, level.pk: [2]}
    edit_item(world.pk, by=ada, custom=said)
    save_view(by=ada, name="Levels", query="", columns=["title", level.column])
    team = create_team(by=dee, name="Diggers")
    join_team(team.pk, ada.person.pk, by=dee)
    guest = Person.objects.create(
        workspace_id=dee.workspace_id,
        actor=Actor.objects.create(
            workspace_id=dee.workspace_id, kind="person", name="Gus"
        ),
    )
    invite_person(guest.pk, by=dee, email="gus@example.org")
    return exported(tmp_path / "acme.jsonl")


def exported(path: Path, slug: str = "acme") -> Path:
    export_workspace(Workspace.objects.get(slug=slug), path)
    return path


def test_in_an_empty_installation_it_is_the_same_again(file, tmp_path, elsewhere):
    elsewhere()
    call_command("migrate", verbosity=0)
    import_workspace(file)
    assert exported(tmp_path / "again.jsonl").read_bytes() == file.read_bytes()


def test_beside_others_it_is_the_same_but_for_its_name(file: Path, tmp_path: Path):
    import_workspace(file, slug="copy")
    again = exported(tmp_path / "again.jsonl", "copy").read_bytes()
    assert again == file.read_bytes().replace(b'"slug":"acme"', b'"slug":"copy"')

    fields = CustomField.objects.filter(workspace__slug="copy")
    buyer, level = fields.order_by("name")
    by = Person.objects.get(workspace__slug="copy", actor__name="Ada")
    own = Item.objects.exclude(custom={}).get(workspace__slug="copy")
    assert own.custom == {buyer.key: {"person_id": by.pk}, level.key: [2]}
    assert level.type_ids == [own.type_id]
    view = SavedView.objects.get(workspace__slug="copy", name="Levels")
    assert view.columns == ["title", level.column]
    filled = Event.objects.get(workspace=own.workspace, kind="work.fields_filled")
    undo_operation(filled.operation, by=by.actor)
    own.refresh_from_db()
    assert own.custom == {}


def test_the_file_is_of_its_owner_and_holds_no_secret(file: Path):
    assert file.stat().st_mode & 0o777 == 0o600
    text = file.read_text()
    user = User.objects.get(username="ada")
    for secret in (user.password, user.email, "gus@example.org", "digest", "password"):
        assert secret not in text
    assert "Elsewhere" not in text
    assert "Oops" not in text


def test_history_comes_along_and_is_not_news(file: Path, dee: Actor):
    Event.objects.update(transaction=1)  # of this server
    read_batch(["events.live"])
    positions = Cursor.objects.get(reader="events.live").position
    import_workspace(file, slug="copy")
    assert not Event.objects.after(positions).exists()
    copy = Workspace.objects.get(slug="copy")
    assert Pending.objects.get(workspace=copy).asked == 1

    own = Item.objects.get(workspace=copy, number=2)
    edited = Event.objects.filter(workspace=copy, kind="work.item_edited").latest("pk")
    assert edited.subject_id == own.pk
    undo_operation(edited.operation, by=Actor.objects.get(workspace=copy, name="Dee"))
    own.refresh_from_db()
    assert own.effort_minutes == 960
    assert (
        Item.objects.get(workspace_id=dee.workspace_id, number=2).effort_minutes == 30
    )


def test_work_goes_on_in_it(file: Path):
    import_workspace(file, slug="copy")
    by = Actor.objects.get(workspace__slug="copy", name="Dee")
    project = Project.objects.get(workspace__slug="copy")
    made = create_item(project.pk, by=by, title="Next")
    assert made.key == "BRI-4"
    edit_item(made.pk, by=by, title="And on")
    assert [hit.key for hit in search("and on", by, most=9)] == [made.key]


def test_what_came_along_is_found(file: Path):
    import_workspace(file, slug="copy")
    by = Actor.objects.get(workspace__slug="copy", name="Dee")
    for item in Item.objects.filter(workspace__slug="copy").select_related("project"):
        hits = search(item.title, by, kinds=["item"], most=9)
        assert item.key in [hit.key for hit in hits]


def test_the_commands_export_and_import(file: Path, tmp_path: Path):
    target = tmp_path / "out.jsonl"
    command = ["export", str(target), "--workspace", "acme"]
    done = run(*command, data=tmp_path)
    assert done.returncode == 0, done.stderr
    assert target.read_bytes() == file.read_bytes()
    assert "there already" in run(*command, data=tmp_path).stderr

    load = ["import", "workspace", str(target), "--workspace", "copy"]
    done = run(*load, data=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "the workspace copy" in done.stdout
    refused = run(*load, data=tmp_path)
    assert refused.returncode == 2
    assert refused.stderr.startswith("headway: There is a workspace “copy” already")


def test_every_table_of_a_workspace_is_exported_or_stays_behind_for_a_reason():
    ours = [m for m in apps.get_models() if m.__module__.startswith("headway.")]
    columns = {m: {f.attname for f in m._meta.concrete_fields} for m in ours}
    held = {m._meta.label_lower for m in ours if "workspace_id" in columns[m]}
    assert held | {"actors.workspace"} == BY_NAME.keys() | LEFT_OUT.keys()


def test_what_a_line_refers_to_is_exported_too():
    for kind in KINDS:
        assert not kind.model._meta.many_to_many
        for field in kind.fields():
            assert field.name not in {"row", "n"}
            assert kind.target(field) in {None, *BY_NAME}


def facts(of: type[Fact] = Fact) -> Iterator[type[Fact]]:
    for fact in of.__subclasses__():
        yield fact
        yield from facts(fact)


def test_every_row_that_a_fact_names_is_known():
    for fact in facts():
        names = {field.name for field in dataclasses.fields(fact)}
        ids = {name for name in names if name.endswith(("_id", "_ids"))}
        assert ids - {"subject_id"} <= REFERENCES.keys(), fact
        subject = getattr(fact, "subject_type", "")
        assert kind_of_subject(subject) in {"", *BY_NAME, *LEFT_OUT}, fact


def test_the_reference_is_up_to_date():
    written = (DOCS / "reference/export-format.md").read_text()
    assert page(written) == written, "run bin/docs"
