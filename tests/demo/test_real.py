"""The demo with a project of one's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from headway.actors.models import Workspace
from headway.demo import create_demo
from headway.people.models import Person, User
from headway.plan.files.content import Unreadable
from headway.work.models import Item, Link, Project

pytestmark = pytest.mark.django_db

FILE = """<?xml version="1.0" encoding="UTF-8"?>
<Project xmlns="http://schemas.microsoft.com/project">
  <Title>New roof</Title><StartDate>2026-03-02T08:00:00</StartDate>
  <Tasks>
    <Task><UID>1</UID><ID>1</ID><Name>Strip the old tiles</Name>
      <Duration>PT16H0M0S</Duration></Task>
    <Task><UID>2</UID><ID>2</ID><Name>Lay the new ones</Name>
      <Duration>PT40H0M0S</Duration>
      <PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type>
      </PredecessorLink></Task>
  </Tasks>
</Project>"""


@pytest.fixture
def file(tmp_path: Path, sign_ins: Path) -> Iterator[Path]:
    path = tmp_path / "roof.xml"
    path.write_text(FILE)
    yield path
    sign_ins.unlink(missing_ok=True)


def test_the_file_is_the_workspace_and_its_office_owns_it(file: Path, client: Client):
    said = create_demo(file)
    workspace = Workspace.objects.get()
    assert (workspace.slug, workspace.name) == ("new-roof", "New roof")
    assert workspace.is_demo
    assert Project.objects.get().name == "New roof"
    assert list(Item.objects.order_by("number").values_list("title", flat=True)) == [
        "Strip the old tiles",
        "Lay the new ones",
    ]
    assert Link.objects.count() == 1
    assert Person.objects.get().actor.role == "owner"
    assert "New roof is the new project" in said
    name, password = said.splitlines()[-1].split()
    assert client.login(username=name, password=password)


def test_a_second_start_leaves_it_as_it_was(file: Path):
    create_demo(file)
    Item.objects.filter(number=1).update(title="Changed here")
    said = create_demo(file)
    assert "is there already" in said
    assert Item.objects.filter(title="Changed here").exists()
    assert User.objects.count() == 1


def test_it_lies_beside_the_usual_demo(file: Path):
    create_demo(file)
    said = create_demo()
    assert Workspace.objects.count() == 2
    assert {"office", "marta"} <= set(said.split())


def test_what_is_no_such_file_is_refused_and_leaves_nothing(file: Path):
    file.write_text("a plan, but not in XML")
    with pytest.raises(Unreadable, match="not XML"):
        create_demo(file)
    assert not Workspace.objects.exists()


def test_schedules_of_other_programs_are_read_as_well(tmp_path: Path, file: Path):
    plan = tmp_path / "barn.gan"
    plan.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<project name="Old barn" view-date="2026-03-02" version="3.2.3200"><tasks>'
        '<task id="0" name="Clear it" start="2026-03-02" duration="2"/>'
        "</tasks></project>"
    )
    said = create_demo(plan)
    assert Workspace.objects.get().name == "Old barn"
    assert Item.objects.get().title == "Clear it"
    assert Item.objects.get().external_source == "ganttproject"
    assert "Old barn is the new project" in said
