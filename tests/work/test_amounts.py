"""What is left of items of all kinds: here, in queries, and kept by the database."""

from itertools import product

import pytest

from headway.actors.models import Actor
from headway.work.actions import create_item
from headway.work.models import Drive, Item, Project, WorkflowState
from headway.work.models.amounts import left_minutes

DRIVES = [
    {"drive": Drive.EFFORT, "effort_minutes": 100, "duration_minutes": 7},
    {"drive": Drive.EFFORT, "effort_minutes": None},
    {"drive": Drive.DURATION, "duration_minutes": 100, "effort_minutes": 7},
    {"drive": Drive.ELAPSED, "duration_minutes": 100},
    {"drive": Drive.MILESTONE},
]
SAID = [
    {},
    {"remaining_minutes": 33},
    {"checks_total": 3, "checks_done": 1},
    {"checks_total": 3, "checks_done": 3},
    {"checks_total": 3, "checks_done": 1, "spent_minutes": 20},
    {"checks_total": 3},
]


@pytest.mark.parametrize("category", ["todo", "doing", "cancelled"])
def test_what_is_left_is_the_same_wherever_it_is_asked_for(
    bridge: Project, ada: Actor, category: str
):
    item = create_item(bridge.pk, by=ada, title="Cut the beams")
    state = WorkflowState.objects.get(
        type_id=item.type_id, category=category, is_review=False
    )
    rows = Item.objects.filter(pk=item.pk)
    rows.update(state=category, status=state)
    for drive, said in product(DRIVES, SAID):
        nothing = dict.fromkeys(("remaining_minutes", "effort_minutes"))
        nothing |= dict.fromkeys(("checks_total", "checks_done", "spent_minutes"), 0)
        rows.update(**nothing | drive | said)
        item = rows.get()
        asked, kept = rows.values_list(left_minutes(), "left_in_sums").get()
        assert asked == item.left_minutes, (drive, said)
        is_work = item.drive != Drive.ELAPSED
        assert kept == (item.left_minutes if is_work else 0), (drive, said)
