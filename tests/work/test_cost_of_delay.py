"""What delay costs: said on the page and by programs, told, taken back, copied."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from headway.actors.models import Actor, Role
from headway.base.errors import Refused
from headway.events.actions import undo_operation
from headway.events.models import Event
from headway.work.actions import cost_delay, duplicate_item, give_grant
from headway.work.actions.costing import costed
from headway.work.costs import parse_delay
from headway.work.models import CostOfDelay, Item
from tests.programs import program_of
from tests.work.lists import HTMX, text_of
from tests.work.test_item_cells import opened
from tests.work.test_item_page import ITEM
from tests.world import member


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", (0, 0)),
        ("2000", (2000, 0)),
        ("2,000 + 5.000", (2000, 5000)),
        ("0+7", (0, 7)),
    ],
)
def test_costs_are_read_as_people_write_them(text: str, said: tuple[int, int]):
    assert parse_delay(text) == said


@pytest.mark.parametrize("text", ["much", "-5", "1 + 2 + 3", "5 EUR"])
def test_what_is_no_cost_is_named(text: str):
    with pytest.raises(Refused, match="“"):
        parse_delay(text)


def test_it_is_said_on_the_page(adas_browser: Client, survey: Item):
    for headers in ({}, HTMX):
        sent = opened(adas_browser, "delay") | {"value": "2,000 + 5000"}
        answer = adas_browser.post(f"{ITEM}cells/delay/", sent, headers=headers)
        assert answer.status_code == (200 if headers else 302)
    assert costed(survey) == {"per_week": 2000, "once": 5000}
    said = "2,000 a week, and 5,000 once its deadline is missed"
    assert said in answer.content.decode()
    assert opened(adas_browser, "delay")["value"] == "2000 + 5000"
    assert "700 a week" in text_of(adas_browser, f"{ITEM}cells/delay/echo/?value=700")
    history = text_of(adas_browser, f"{ITEM}history/")
    assert f"what its delay costs: nothing → {said}" in history
    wrong = opened(adas_browser, "delay") | {"value": "much"}
    assert adas_browser.post(f"{ITEM}cells/delay/", wrong).status_code == 422


@pytest.mark.django_db(transaction=True)
def test_it_is_taken_back_unless_others_said_otherwise(
    survey: Item, ada: Actor, lea: Actor
):
    cost_delay(survey.pk, by=ada, per_week=700)
    events = Event.objects.count()
    cost_delay(survey.pk, by=ada, per_week=700)
    assert Event.objects.count() == events
    first = Event.objects.order_by("-pk").first().operation
    undo_operation(first, by=ada)
    assert costed(survey) is None
    undo_operation(Event.objects.order_by("-pk").first().operation, by=ada)
    assert costed(survey) == {"per_week": 700, "once": 0}
    cost_delay(survey.pk, by=lea, per_week=900)
    with pytest.raises(Refused, match="Lea changed"):
        undo_operation(first, by=ada)
    assert costed(survey) == {"per_week": 900, "once": 0}


def test_what_is_out_of_bounds_is_refused_and_leaves_no_trace(survey: Item, ada: Actor):
    with pytest.raises(Refused, match="no cost of delay"):
        cost_delay(survey.pk, by=ada, per_week=10**10)
    with pytest.raises(IntegrityError, match="costs_something"), transaction.atomic():
        CostOfDelay.objects.create(
            workspace_id=survey.workspace_id, item=survey, per_week=0
        )
    assert not CostOfDelay.objects.exists()


def test_a_copy_costs_the_same(survey: Item, ada: Actor):
    cost_delay(survey.pk, by=ada, once=50)
    assert costed(duplicate_item(survey.pk, by=ada)) == {"per_week": 0, "once": 50}


def test_programs_say_it_and_guests_are_not_told(
    survey: Item, ada: Actor, bridge, acme, dee: Actor
):
    ask = program_of(ada)
    path = f"/items/{survey.key}/delay-cost"
    assert ask("PUT", path, {"per_week": 300}).status_code == 200
    assert ask("GET", path).json() == {"per_week": 300, "once": 0}
    gus = member("gus", acme, role=Role.GUEST)
    give_grant(bridge.pk, gus.pk, by=dee, role="contributor")
    guest = program_of(gus)
    assert guest("GET", path).status_code == 403
    assert guest("PUT", path, {"per_week": 1}).status_code == 403
    page = Client()
    page.force_login(gus.person.user)
    assert "Cost of delay" not in text_of(page, ITEM)
    assert ask("PUT", path, {}).status_code == 200
    assert costed(survey) is None
