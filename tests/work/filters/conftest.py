"""Work to ask for by filters, and who asks."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from headway.actors.models import Actor, Role
from headway.work.actions import (
    Part,
    assign_people,
    create_item,
    edit_item,
    link_items,
    move_item,
    publish_outlook,
)
from headway.work.filters import Question
from headway.work.models import GrantRole, Item, Outlook, Project
from tests.world import member

NOW = datetime(2030, 5, 1, 9, tzinfo=UTC)
"""A Wednesday."""
MIDNIGHT = NOW.replace(hour=0)
A_DAY = timedelta(days=1)

Find = Callable[..., list[str]]


@pytest.fixture
def find(works: dict[str, Item], ada: Actor) -> Find:
    """Return the titles that a filter finds, in its order."""

    def found(text: str, by: Actor = ada, now: datetime = NOW) -> list[str]:
        question = Question.asked(text, by=by, now=now)
        rows = question.narrowed(Item.objects.visible_to(by).order_by("pk"))
        return list(rows.values_list("title", flat=True))

    return found


@pytest.fixture
def works(bridge: Project, ada: Actor, lea: Actor, dee: Actor) -> dict[str, Item]:
    """Dig waits for Survey; Forms is in Piers; Deck is done and Tent is cancelled."""
    titles = ("Survey", "Dig", "Piers", "Forms", "Deck", "Tent", "Crème brûlée 100%")
    made = {title: create_item(bridge.pk, by=dee, title=title) for title in titles[:3]}
    piers = made["Piers"].pk
    made["Forms"] = create_item(bridge.pk, by=dee, title="Forms", parent_id=piers)
    made |= {title: create_item(bridge.pk, by=dee, title=title) for title in titles[4:]}
    link_items(made["Survey"].pk, made["Dig"].pk, by=dee)
    both = [Part(person_id=ada.person.pk), Part(person_id=lea.person.pk)]
    assign_people(made["Survey"].pk, both, by=dee)
    assign_people(made["Dig"].pk, both[1:], by=dee)
    move_item(made["Survey"].pk, "doing", by=dee)
    move_item(made["Deck"].pk, "done", by=dee)
    move_item(made["Tent"].pk, "cancelled", by=dee)
    for title, changes in CHANGES.items():
        edit_item(made[title].pk, by=dee, **changes)
    plans = {
        "Dig": {
            "p85": MIDNIGHT + 3 * A_DAY,
            "chance_percent": 40,
            "start_chance_percent": 30,
            "rank": 2,
            "critical_percent": 72,
        },
        "Survey": {"p85": MIDNIGHT + A_DAY, "rank": 1, "is_critical": True},
    }
    ours = {"workspace_id": dee.workspace_id, "run_id": 1}
    outlooks = [
        Outlook(item_id=made[title].pk, **ours, **said) for title, said in plans.items()
    ]
    publish_outlook(outlooks, [], by=dee)
    return made


CHANGES = {
    "Survey": {"effort_minutes": 240, "deadline": NOW + A_DAY, "priority": 900},
    "Dig": {"effort_minutes": 960, "remaining_minutes": 90, "deadline": NOW - A_DAY},
    "Piers": {"description": "Of stone", "priority": 100},
    "Forms": {"drive": "milestone", "deadline": NOW},
}


@pytest.fixture
def gus(bridge: Project) -> Actor:
    """A guest who views the bridge."""
    return member("gus", bridge.workspace, bridge, GrantRole.VIEWER, role=Role.GUEST)
