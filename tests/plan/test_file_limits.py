"""Dates by which a file wants tasks to start or finish: kept where they can be."""

from datetime import datetime

from headway.plan.files.answer import FilePlan
from headway.plan.files.content import Assignment, Constraint, Task
from headway.plan.files.forecast import plan_schedule_file
from tests.plan.test_file_network import MONDAY, TUESDAY, project, task

TEN = MONDAY.replace(hour=10)
MUST_START = {"constraint": Constraint.MUST_START_ON, "constraint_date": TEN}


def planned(*tasks: Task, **work: int) -> FilePlan:
    ada = [
        Assignment(task=each.uid, resource=1, work=work[each.name]) for each in tasks
    ]
    file = project(*tasks, assignments=ada)
    return plan_schedule_file(file, now=MONDAY, seed=1, scenarios=10)


def starts(plan: FilePlan) -> list[datetime | None]:
    return [each.start for each in plan.items]


def test_somebody_is_kept_free_for_what_must_start_and_nothing_is_said() -> None:
    held = task(2, **MUST_START)
    plan = planned(task(1), held, task(3), T1=960, T2=120, T3=60)
    assert starts(plan)[1] == TEN
    assert starts(plan)[2] == MONDAY  # what fits in before
    assert plan.not_read == ()
    again = planned(task(1), held, task(3), T1=960, T2=120, T3=60)
    assert again.items == plan.items


def test_what_dispatch_keeps_changes_nothing() -> None:
    soon = {"constraint": Constraint.FINISH_NO_LATER, "constraint_date": TUESDAY}
    plan = planned(task(1), task(2, **soon), T1=60, T2=60)
    assert starts(plan) == [MONDAY, MONDAY.replace(hour=9)]
    assert plan.not_read == ()


def test_dates_that_stand_against_each_other_are_said() -> None:
    by_ten = {"constraint": Constraint.START_NO_LATER, "constraint_date": TEN}
    plan = planned(task(1, **by_ten), task(2, **MUST_START), T1=180, T2=180)
    [said] = plan.not_read
    assert said.where == "2 tasks (1 'T1', 2 'T2')"
    assert "cannot be kept together" in said.why
    assert starts(plan)[0] == MONDAY


def test_a_date_that_is_too_early_whatever_is_done_is_said_as_it_is() -> None:
    past = MONDAY.replace(year=2025)
    late = {"constraint": Constraint.START_NO_LATER, "constraint_date": past}
    plan = planned(task(1, **late), T1=180)
    [said] = plan.not_read
    assert "the plan says when it can start" in said.why
