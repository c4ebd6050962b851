"""Material, expenses and fixed costs: read, taken over, and written as they were."""

import io
from decimal import Decimal

from headway.actors.models import Actor
from headway.integrations.exporters.project import export_project
from headway.integrations.importers.actions import import_schedule
from headway.integrations.importers.msproject import read_msproject
from headway.integrations.importers.msproject.writing import write_msproject
from headway.plan.files.content import ResourceKind, ScheduleFile
from headway.work.actions.planning_costs import costs_of
from headway.work.models import Item, Project
from headway.work.planned_costs import total_words
from tests.integrations.importers.msproject.documents import (
    document,
    element,
    read,
    task,
)

RESOURCES = (
    element("Resource", UID=1, Name="Eve", Type=1, CostPerUse=900)
    + element(
        "Resource", UID=2, Name="Timber", Type=0, MaterialLabel="m³",
        StandardRate="40.01", CostPerUse=500,
    )
    + element("Resource", UID=3, Name="Trip", Type=2, IsCostResource=1)
    + element("Resource", UID=4, Name="Diesel", Type=0, StandardRate="1.5")
)  # fmt: skip


def used(uid: int, resource: int, **fields: object) -> str:
    return element("Assignment", UID=uid, TaskUID=1, ResourceUID=resource, **fields)


def a_file(currency: str = "<CurrencyCode>EUR</CurrencyCode>") -> ScheduleFile:
    return read(
        document(
            task(1, FixedCost=12345),
            task(2),
            resources=RESOURCES,
            assignments=used(1, 2, Units=2.5)
            + used(2, 3, Cost=30000)
            + used(3, 4, Units=9, HasFixedRateUnits=0, Work="PT12H30M0S")
            + used(4, 1, Work="PT8H0M0S", Cost=99900),
            header=f"<CalendarUID>1</CalendarUID>{currency}",
        )
    )


def test_they_are_read_with_their_prices_and_quantities():
    file = a_file()
    timber, trip = file.resources[1:3]
    assert (timber.kind, timber.unit) == (ResourceKind.MATERIAL, "m³")
    assert (timber.price, timber.per_use) == (Decimal("40.01"), Decimal(5))
    assert trip.kind is ResourceKind.COST
    said = [(a.resource, a.units, a.cost) for a in file.assignments]
    assert said == [
        (2, 2500, 0), (3, 1000, 300), (4, 12500, 0), (1, 1000, 0),
    ]  # fmt: skip
    assert file.tasks[0].fixed_cost == Decimal("123.45")
    whys = [each.why for each in file.not_read]
    assert any("each use of somebody" in why for why in whys)
    assert any("used over time" in why for why in whys)
    again = read_msproject(io.BytesIO(write_msproject(file)))
    assert (again.tasks, again.resources, again.assignments) == (
        file.tasks, file.resources, file.assignments,
    )  # fmt: skip


def taken(file: ScheduleFile, by: Actor) -> tuple[Project, Item]:
    report = import_schedule(file, by=by, source="msproject", name="plan")
    project = Project.objects.get(workspace_id=by.workspace_id, key=report.project_key)
    return project, project.items.get(external_id="1")


def test_they_are_taken_over_and_leave_again_for_administrators_who_ask(
    dee: Actor, cem: Actor
):
    project, item = taken(a_file(), dee)
    costs = costs_of(item)
    assert [(c.kind, c.name) for c in costs] == [
        ("material", "Timber"), ("expense", "Trip"), ("material", "Diesel"),
        ("fixed", "Fixed cost"),
    ]  # fmt: skip
    assert total_words(costs).replace("\xa0", " ") == "EUR 547.23"
    assert taken(a_file(), dee)[1].version == item.version
    bare = export_project(project, by=dee).file
    assert [each.name for each in bare.resources] == ["Eve"]
    assert bare.currency == ""
    whole = export_project(project, by=dee, with_rates=True).file
    written = read_msproject(io.BytesIO(write_msproject(whole)))
    _project, again = taken(written, cem)
    assert sorted(map(str, costs_of(again))) == sorted(map(str, costs))


def test_without_a_currency_they_are_left_out_and_said(dee: Actor):
    report = import_schedule(a_file(""), by=dee, source="msproject", name="plan")
    assert any("costs in a currency" in each.why for each in report.not_taken)
    assert costs_of(Item.objects.get(external_id="1")) == []
