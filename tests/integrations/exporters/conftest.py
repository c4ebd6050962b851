"""A project of which everything is said that can be."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from headway.actors.models import Actor
from headway.base.files import received
from headway.people.actions import add_person, skill_named
from headway.people.models import Calendar
from headway.plan.baselines.actions import (
    ImportedBaseline,
    Then,
    import_baselines,
)
from headway.work.actions import (
    NeededSkill,
    Part,
    add_check,
    add_comment,
    add_demand,
    add_field,
    add_type,
    assign_people,
    attach_file,
    change_check,
    cost_delay,
    create_item,
    create_project,
    edit_comment,
    edit_item,
    edit_project,
    give_grant,
    import_labels,
    link_items,
    move_item,
    need_skills,
    pause_item,
    place_item,
    relate_items,
    set_labels,
)
from headway.work.actions.planning_costs import Cost, plan_costs
from headway.work.models import JUDGED, Project, WorkflowState

MONDAY = datetime(2030, 1, 7, 9, tzinfo=UTC)


@pytest.fixture
def house(ada: Actor, dee: Actor, cem: Actor, store: Path) -> Project:
    """Something of everything that can be said of a project and its items.

    Weeks stay, so both workspaces have the one of masons.
    """
    for each in (dee, cem):
        Calendar.objects.create(workspace_id=each.workspace_id, name="Masons")
    project = create_project(by=dee, key="HOU", name="House")
    week = Calendar.objects.visible_to(dee).get(name="Masons")
    give_grant(project.pk, actor_id=ada.pk, by=dee, role="contributor")
    edit_project(
        project.pk, by=dee, starts_no_earlier=MONDAY, priority=700,
        target_on=date(2030, 3, 1), calendar=week, front="rice", usual_reach=70,
    )  # fmt: skip
    import_labels({"Wood": "#46a050", "Stone": ""}, by=dee)
    walls = create_item(
        project.pk, by=dee, title="Walls", description="Of *stone*.",
        effort_minutes=960, low_minutes=480, high_minutes=1920, priority=812,
        chunk_minutes=120, deadline=MONDAY + timedelta(days=20, minutes=7),
    )  # fmt: skip
    door = create_item(
        project.pk, by=ada, title="Door", parent_id=walls.pk, drive="duration",
        duration_minutes=90, starts_no_earlier=MONDAY, is_joint=True,
    )  # fmt: skip
    bug = add_type(by=dee, name="Defect")
    crack = create_item(
        project.pk, by=dee, title="Crack", type_id=bug.pk,
        starts_no_later=MONDAY + timedelta(days=9, minutes=5),
    )  # fmt: skip
    review = WorkflowState.objects.get(type=bug, is_review=True)
    place_item(crack.pk, review.pk, by=dee)
    ready = create_item(project.pk, by=dee, title="Ready", drive="milestone")
    eve = add_person(by=dee, name="Eve", email="eve@example.org")
    parts = [
        Part(person_id=eve.pk, share=2, units_percent=50),
        Part(person_id=ada.person.pk),
    ]
    assign_people(walls.pk, parts, by=dee)
    move_item(walls.pk, "doing", by=ada)
    edit_item(
        walls.pk, by=ada, remaining_minutes=300, spent_minutes=60, calendar_id=week.pk,
        finishes_no_earlier=MONDAY + timedelta(days=3),
    )  # fmt: skip
    move_item(door.pk, "done", by=ada)
    for heading, text in (("", "Order"), ("Tools", "Saw"), ("Tools", "Nails")):
        last = add_check(walls.pk, text, by=dee, heading=heading)
    change_check(last.pk, by=ada, is_done=True)
    comment = add_comment(walls.pk, "Which stone?", by=ada)
    edit_comment(comment.pk, "Which *stone*?", by=ada)
    set_labels(walls.pk, ["Stone", "Wood"], by=dee)
    options = [{"name": "Rough; raw"}, {"name": "Fine", "colour": "amber"}]
    finish = add_field(
        by=dee, name="Finish", kind="options", options=options,
        type_ids=[walls.type_id],
    )  # fmt: skip
    cost = add_field(by=dee, name="Cost centre", kind="number")
    buyer = add_field(by=dee, name="Buyer", kind="person")
    said = {finish.pk: [1, 2], cost.pk: 12.5, buyer.pk: {"person_id": ada.person.pk}}
    edit_item(walls.pk, by=dee, custom=said)
    edit_item(door.pk, by=dee, custom={finish.pk: [1]})
    need_skills(walls.pk, [NeededSkill(name="Masonry", level=4)], by=dee)
    cost_delay(walls.pk, by=dee, per_week=900, once=50)
    judged = dict.fromkeys(JUDGED, 3) | {"moscow": "must", "quadrant": "urgent"}
    edit_item(walls.pk, by=dee, **judged)
    stone = Cost(
        kind="material", name="Stone", currency="EUR", price_minor=950, unit="t",
        quantity=Decimal("2.5"), once_minor=40,
    )  # fmt: skip
    plan_costs(walls.pk, [stone], by=dee)
    pause_item(walls.pk, [(MONDAY, MONDAY + timedelta(days=2))], by=dee)
    with received([b"%PDF-1.7 plan"], name="plan.pdf") as draft:
        attach_file(door.pk, "plan.pdf", draft, by=ada)
    link_items(
        door.pk, ready.pk, by=dee, kind="SS", lag_minutes=-60, lag_is_elapsed=True
    )
    drying = {"lag_low_minutes": 120, "lag_high_minutes": 480, "lag_is_elapsed": True}
    link_items(walls.pk, ready.pk, by=dee, **drying)
    relate_items(crack.pk, walls.pk, "causes", by=dee)
    relate_items(ready.pk, crack.pk, "relates", by=dee)
    add_demand(
        project.pk, by=dee, title="Garden", source="Their letter", level=4,
        skill_id=skill_named("Digging", by=dee).pk, effort_minutes=480,
        starts_on=date(2030, 2, 1), ends_on=date(2030, 2, 20), probability_percent=40,
    )  # fmt: skip
    before = Then(
        item_id=walls.pk, starts_at=MONDAY, finishes_at=MONDAY + timedelta(days=2),
        work_minutes=960, duration_minutes=900,
    )  # fmt: skip
    first = ImportedBaseline(
        external_id="", number=3, name="Promised", items=(before,), taken_at=MONDAY,
        by_id=ada.pk, finishes_at=MONDAY + timedelta(days=9),
    )  # fmt: skip
    import_baselines(project.pk, [first], source="", by=dee)
    project.refresh_from_db()
    return project
