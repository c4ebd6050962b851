"""Custom fields of other programs become fields of the workspace, and go back."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from headway.actors.models import Actor
from headway.base.files import received
from headway.events.actions import undo_operation
from headway.integrations.exporters.project import export_project
from headway.integrations.importers.actions import (
    add_import,
    import_schedule,
    start_import,
)
from headway.integrations.importers.checking import check_import
from headway.integrations.importers.choices import Choices
from headway.integrations.importers.ganttproject.reader import read_ganttproject
from headway.integrations.importers.models import Import
from headway.integrations.importers.msproject.writing import write_msproject
from headway.integrations.importers.running import run_import
from headway.integrations.importers.spreadsheet.reader import read_spreadsheet
from headway.integrations.importers.taking.fields import kind_of, wanted_fields
from headway.plan.files.custom import DefinedField
from headway.work.actions import add_field, archive_field, edit_item
from headway.work.models import CustomField, Item, Project
from tests.integrations.exporters.content import content_of
from tests.integrations.importers.boards import BOAT, FILES, HULL, MAST, offer_boats
from tests.integrations.importers.msproject.documents import (
    document,
    element,
    read,
    reasons,
    task,
)
from tests.integrations.importers.schedules.documents import GAN
from tests.integrations.importers.trackers import read as read_tracker

FIRST = 188743680


def attribute(offset: int, value: str = "", **said: str) -> str:
    more = {"Value": value} if value else {}
    return element("ExtendedAttribute", FieldID=FIRST + offset, **more, **said)


DEFINED = (
    "<CalendarUID>1</CalendarUID><ExtendedAttributes>"
    + "".join(
        (
            attribute(51, FieldName="Text1", Alias="Trade", CFType="1"),
            attribute(87, FieldName="Number1", Alias="Floors"),
            attribute(72, FieldName="Flag1", Alias="Paid"),
            attribute(265, FieldName="Date1", Alias="Handed over"),
            attribute(106, FieldName="Cost1", Alias="Budget"),
            attribute(103, FieldName="Duration1", Alias="Drying"),
            attribute(54, FieldName="Text2", Alias="Trade"),
            element(
                "ExtendedAttribute", FieldID=205520904, FieldName="Text1", Alias="No"
            ),
        )
    )
    + "</ExtendedAttributes>"
)
HOUSE = document(
    task(
        1,
        "Dig",
        links="".join(
            (
                attribute(51, "Earth &amp; stone"), attribute(87, "2.5"),
                attribute(72, "1"), attribute(265, "2026-03-02T08:00:00"),
                attribute(106, "125050"), attribute(103, "PT12H30M0S"),
                attribute(54, "second"), attribute(66, "nameless"),
            )
        ),
    ),
    task(2, "Pour"),
    header=DEFINED,
)  # fmt: skip
SAID = (
    ("Trade", "Earth & stone"), ("Floors", "2.5"), ("Paid", "yes"),
    ("Handed over", "2026-03-02"), ("Budget", "1250.50"), ("Drying", "12.50"),
    ("Trade (Text2)", "second"), (f"Field {FIRST + 66}", "nameless"),
)  # fmt: skip


def said_of(item: Item) -> dict[str, Any]:
    names = dict(CustomField.objects.values_list("pk", "name"))
    return {names[int(key)]: value for key, value in item.custom.items()}


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (("1", "2,5", "-3"), "number"),
        (("1", "x"), "text"),
        (("Yes", "no"), "yes_no"),
        (("2026-03-02", "2026-03-02T08:00:00Z"), "date"),
        (("https://a.example", "http://b.example/c"), "address"),
        (("1,234",), "text"),
    ],
)
def test_what_is_said_tells_the_kind(texts: tuple[str, ...], kind: str):
    assert kind_of(texts) == kind
    [row] = wanted_fields([], [{"A  b": text} for text in texts])
    assert (row.name, row.kind) == ("A b", kind)


def test_microsoft_projects_own_fields_are_read_by_their_aliases():
    file = read(HOUSE)
    assert file.tasks[0].custom == SAID
    assert file.tasks[1].custom == ()
    assert [each.kind for each in file.fields[:6]] == [
        "text", "number", "yes_no", "date", "number", "number",
    ]  # fmt: skip
    assert "Trade" not in reasons(file)
    again = read(write_msproject(file))
    assert replace(again, not_read=()) == replace(file, not_read=())


def test_columns_of_ganttproject_and_tables_are_read():
    gan = GAN.replace(
        "<taskproperties/>",
        '<taskproperties><taskproperty id="tpc0" name="Trade" type="custom" '
        'valuetype="boolean"/></taskproperties>',
    ).replace("<notes>", '<customproperty taskproperty-id="tpc0" value="true"/><notes>')
    file = read_ganttproject(io.BytesIO(gan.encode()), zone="UTC", name="x")
    assert file.tasks[0].custom == (("Trade", "yes"),)
    assert file.fields == (DefinedField(name="Trade", kind="yes_no"),)
    table = b"Title,Plot,Else\nDig,7,x\n"
    chosen = {"Plot": "field"}
    [item] = read_spreadsheet(
        io.BytesIO(table), zone="UTC", name="t", columns=chosen
    ).items
    assert (item.custom, item.fields) == ({"Plot": "7"}, {"Else": "x"})
    asana = "Task ID,Name,Section/Column,Priority,Cost\n1,Dig,Now,High,5\n"
    [item] = read_tracker("asana", asana).items
    assert (item.custom, item.fields) == ({"Cost": "5"}, {"Priority": "High"})


@pytest.mark.django_db(transaction=True)
def test_a_schedule_comes_with_its_fields_and_takes_them_back(
    dee: Actor, cem: Actor, ada: Actor
):
    add_field(by=dee, name="trade", kind="number")
    report = import_schedule(read(HOUSE), by=dee, source="msproject", name="House")
    project = Project.objects.get(key=report.project_key)
    dig = project.items.get(title="Dig")
    assert said_of(dig) == {
        "Floors": 2.5, "Paid": True, "Handed over": "2026-03-02", "Budget": 1250.5,
        "Drying": 12.5, "Trade (Text2)": "second", f"Field {FIRST + 66}": "nameless",
    }  # fmt: skip
    assert dig.description == "- Trade: Earth & stone"
    same = import_schedule(read(HOUSE), by=dee, source="msproject", name="House")
    assert (same.items.updated, same.items.unchanged) == (0, 2)

    options = [{"name": "High"}, {"name": "Low"}]
    level = add_field(by=dee, name="Level", kind="options", options=options)
    buyer = add_field(by=dee, name="Buyer", kind="person")
    said = {level.pk: [1, 2], buyer.pk: {"person_id": ada.person.pk}}
    edit_item(dig.pk, by=dee, custom=said)
    written = read(write_msproject(export_project(project, by=dee).file))
    there = import_schedule(written, by=cem, source="msproject", name="House")
    theirs = Project.objects.get(key=there.project_key, workspace=cem.workspace)
    assert content_of(theirs, cem) == content_of(project, dee)
    written = replace(written, name="Copy")
    here = import_schedule(written, by=dee, source="msproject", name="House")
    copy = Project.objects.get(key=here.project_key, workspace=dee.workspace)
    assert copy.items.get(title="Dig").custom == {**Item.objects.get(pk=dig.pk).custom}


@pytest.fixture
def take(
    dee: Actor, monkeypatch: pytest.MonkeyPatch, store: Any
) -> Callable[[], Import]:
    offer_boats(monkeypatch)
    first = {
        "Size": "12",
        "Level": "High",
        "Yard": "North",
        "Old": "kept",
        "Who": "Ada",
    }
    items = (
        replace(HULL, custom=first),
        replace(BOAT.items[1], custom={"Size": "huge", "Level": "Low"}),
        MAST,
    )
    fields = (
        DefinedField(name="Level", kind="option", options=("High", "Low")),
        DefinedField(name="Size", kind="number"),
    )
    monkeypatch.setitem(FILES, "boat", replace(BOAT, items=items, fields=fields))

    def all_of_it() -> Import:
        with received([b'"boat"'], name="boat.boat") as draft:
            run = add_import("boat.boat", draft, by=dee)
        check_import(run.pk)
        start_import(run.pk, by=dee, choices=Choices())
        run_import(run.pk)
        run.refresh_from_db()
        return run

    return all_of_it


@pytest.mark.django_db(transaction=True)
def test_fields_of_a_board_are_made_filled_and_stay_behind_an_undo(
    take: Callable[[], Import], dee: Actor
):
    add_field(by=dee, name="level", kind="option", options=[{"name": "low"}])
    add_field(by=dee, name="Who", kind="person")
    archive_field(add_field(by=dee, name="Old", kind="text").pk, by=dee)
    run = take()
    assert (run.state, run.problem) == ("done", "")
    hull, planks = Item.objects.get(title="Hull"), Item.objects.get(title="Planks")
    ada = Actor.objects.get(name="Ada", workspace=dee.workspace)
    assert said_of(hull) == {
        "Size": 12, "level": 2, "Yard": "North", "Who": {"person_id": ada.person.pk},
    }  # fmt: skip
    assert said_of(planks) == {"level": 1}
    assert "- Old: kept" in hull.description
    assert "- Sprint: 3" in hull.description
    assert "- Size: huge" in planks.description
    assert "Yard" not in hull.description
    before = CustomField.objects.count()
    take()
    assert CustomField.objects.count() == before
    assert said_of(Item.objects.get(title="Hull")) == said_of(hull)

    undo_operation(run.operation, by=dee)
    assert not Item.objects.filter(title="Hull").exists()
    assert CustomField.objects.filter(name="Yard", removed_at=None).exists()
