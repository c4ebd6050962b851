"""The chain of what holds an item, as programs read it."""

from datetime import UTC, datetime, timedelta

import pytest

from headway.actors.models import Actor, Role, Workspace
from headway.work.actions import (
    create_item,
    create_project,
    give_grant,
    publish_outlook,
)
from headway.work.holds import MOST_HOLDS
from headway.work.models import Hidden, Item, Outlook, Project
from tests.programs import program_of
from tests.world import member

FIRST = datetime(2041, 1, 1, tzinfo=UTC)


@pytest.fixture
def plan(ada: Actor):
    """Publish why items start no earlier, one day after the other."""

    def publish(*said: dict[str, object]) -> None:
        rows = [
            Outlook(
                workspace_id=ada.workspace_id,
                run_id=1,
                starts_at=FIRST + timedelta(days=day),
                **dict.fromkeys(
                    ("p5", "p50", "p85", "p95"), FIRST + timedelta(days=day + 1)
                ),
                **each,
            )
            for day, each in enumerate(said)
        ]
        publish_outlook(rows, [], by=ada)

    return publish


def why(item: Item, by: Actor) -> dict:
    return program_of(by)("GET", f"/items/{item.key}/why").json()


def test_what_is_not_planned_has_no_chain(survey: Item, ada: Actor):
    assert why(survey, ada) == {"chain": [], "is_whole": True}


def test_the_chain_goes_back_to_now(plan, survey: Item, dig: Item, ada: Actor):
    plan(
        {"item": survey, "cause": "now"},
        {"item": dig, "cause": "busy", "culprit": survey, "witness": ada.person},
    )
    said = why(dig, ada)

    assert said["is_whole"]
    assert said["chain"][0] == {
        "item": dig.key,
        "cause": "busy",
        "culprit": survey.key,
        "person_id": ada.person.pk,
        "demand_id": None,
        "starts_at": "2041-01-02T00:00:00Z",
        "p50": "2041-01-03T00:00:00Z",
    }
    assert said["chain"][1]["item"] == survey.key
    assert (said["chain"][1]["cause"], said["chain"][1]["culprit"]) == ("now", None)


def test_of_a_summary_the_last_item_goes_on(
    plan, survey: Item, dig: Item, bridge: Project, ada: Actor
):
    inside = create_item(bridge.pk, title="Inside", parent_id=survey.pk, by=ada)
    plan(
        {"item": survey},
        {"item": inside, "cause": "now"},
        {"item": dig, "cause": "link", "culprit": survey},
    )
    said = why(dig, ada)

    assert [each["item"] for each in said["chain"]] == [dig.key, inside.key]
    assert said["chain"][0]["culprit"] == survey.key


def test_a_circle_ends_where_it_began(plan, survey: Item, dig: Item, ada: Actor):
    plan(
        {"item": survey, "cause": "busy", "culprit": dig},
        {"item": dig, "cause": "busy", "culprit": survey},
    )
    assert [each["item"] for each in why(dig, ada)["chain"]] == [dig.key, survey.key]
    assert why(dig, ada)["is_whole"]


def test_a_long_chain_says_that_it_goes_on(plan, bridge: Project, ada: Actor):
    items = [
        create_item(bridge.pk, title=f"{n}", by=ada) for n in range(MOST_HOLDS + 1)
    ]
    before = [None, *items]
    plan(*(
        {"item": item, "cause": "link", "culprit": before[n]}
        for n, item in enumerate(items)
    ))  # fmt: skip
    assert why(items[-2], ada)["is_whole"]
    said = why(items[-1], ada)
    assert (len(said["chain"]), said["is_whole"]) == (MOST_HOLDS, False)


@pytest.fixture
def gus(acme: Workspace, bridge: Project) -> Actor:
    return member("gus", acme, bridge, "viewer", Role.GUEST)


def test_a_guest_is_not_led_to_another_project(
    plan, survey: Item, dig: Item, ada: Actor, gus: Actor
):
    apart = create_project(name="Apart", key="APA", by=ada)
    other = create_item(apart.pk, title="Secret", by=ada)
    plan(
        {"item": survey, "cause": "now"},
        {"item": other, "cause": "busy", "culprit": survey},
        {"item": dig, "cause": "busy", "culprit": other, "witness": ada.person},
    )
    said = why(dig, gus)

    assert [each["item"] for each in said["chain"]] == [dig.key]
    assert (said["chain"][0]["culprit"], said["is_whole"]) == (None, False)
    assert len(why(dig, ada)["chain"]) == 3


def test_people_and_forecasts_that_are_hidden_are_not_told(
    plan, survey: Item, dig: Item, bridge: Project, lea: Actor, gus: Actor
):
    plan(
        {"item": survey, "cause": "now"},
        {"item": dig, "cause": "busy", "culprit": survey, "witness": gus.person},
    )
    assert why(dig, gus)["chain"][0]["person_id"] == gus.person.pk
    give_grant(bridge.pk, gus.pk, by=lea, role="viewer", hides=[Hidden.PEOPLE])
    assert why(dig, gus)["chain"][0]["person_id"] is None
    give_grant(bridge.pk, gus.pk, by=lea, role="viewer", hides=[Hidden.FORECAST])
    answer = program_of(gus)("GET", f"/items/{dig.key}/why")
    assert answer.status_code == 403
