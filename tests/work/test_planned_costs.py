"""Planned costs: said by administrators, added up, taken back, told to nobody else."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.actions import undo_operation
from headway.events.models import Event
from headway.work.actions import Cost, create_item, duplicate_item, plan_costs
from headway.work.actions.planning_costs import costs_of
from headway.work.models import Item, PlannedCost, Project
from headway.work.planned_costs import total_words, totals
from headway.work.views import planned_costs as views
from tests.programs import program_of
from tests.work.lists import text_of
from tests.work.test_item_page import ITEM

TIMBER = Cost(
    kind="material",
    name="Timber",
    quantity=Decimal("2.5"),
    unit="m³",
    price_minor=4001,
    once_minor=500,
    currency="EUR",
)
TRIP = Cost(kind="expense", name="Trip", price_minor=30000, currency="EUR")
YEN = Cost(kind="fixed", name="Fee", price_minor=900, currency="JPY")


def test_sums_are_by_currency_and_rounded_once_each():
    assert totals([TIMBER, TRIP, YEN]) == {"EUR": 10003 + 500 + 30000, "JPY": 900}
    said = total_words([TIMBER, TRIP, YEN]).replace("\xa0", " ")
    assert said == "EUR 405.03 + JPY 900"


def test_they_are_planned_on_the_page_of_the_project(
    client: Client, ada: Actor, dee: Actor, survey: Item, bridge: Project
):
    client.force_login(dee.person.user)
    page = f"/w/acme/projects/{bridge.key}/costs/"
    sent = {
        "key": survey.key, "kind": "material", "name": "Timber", "unit": "m³",
        "quantity": "2,5", "price": "40.01", "once": "5", "currency": "eur",
    }  # fmt: skip
    assert client.post(page, sent).status_code == 302
    assert costs_of(survey) == [TIMBER]
    for name, value in (("quantity", "-1"), ("price", "x"), ("key", "NO-1")):
        assert client.post(page, sent | {name: value}).status_code == 422, name
    shown = text_of(client, page).replace("\xa0", " ")
    assert "2.5 <bdi>m³</bdi>" in shown
    assert "EUR 105.03" in shown
    assert "EUR 105.03" in text_of(client, ITEM).replace("\xa0", " ")
    told = text_of(client, f"{ITEM}history/").replace("\xa0", " ")
    assert "what it is planned to cost: nothing → EUR 105.03" in told
    hers = Client()
    hers.force_login(ada.person.user)
    for place in (ITEM, f"{ITEM}history/", f"/w/acme/projects/{bridge.key}/settings/"):
        assert "cost: nothing" not in text_of(hers, place)
        assert "Planned costs" not in text_of(hers, place)
    row = PlannedCost.objects.get()
    assert client.post(f"{page}{row.pk}/removal/").status_code == 302
    assert costs_of(survey) == []


def test_of_two_at_once_none_loses_what_the_other_planned(
    client: Client, dee: Actor, survey: Item, monkeypatch: pytest.MonkeyPatch
):
    def read_and_then_others_plan(item: Item) -> list[Cost]:
        before = costs_of(item)
        plan_costs(item.pk, [TRIP], by=dee)
        return before

    client.force_login(dee.person.user)
    monkeypatch.setattr(views, "costs_of", read_and_then_others_plan)
    sent = {
        "key": survey.key, "kind": "material", "name": "Timber", "quantity": "1",
        "price": "40", "currency": "EUR",
    }  # fmt: skip
    page = f"/w/acme/projects/{survey.project.key}/costs/"
    assert client.post(page, sent).status_code == 422
    assert costs_of(survey) == [TRIP]


def test_a_summary_costs_what_is_in_it(client: Client, dee: Actor, survey: Item):
    client.force_login(dee.person.user)
    inside = create_item(survey.project_id, by=dee, title="In", parent_id=survey.pk)
    plan_costs(inside.pk, [TRIP], by=dee)
    plan_costs(survey.pk, [TIMBER], by=dee)
    assert "EUR 405.03" in text_of(client, ITEM).replace("\xa0", " ")


@pytest.mark.django_db(transaction=True)
def test_they_are_taken_back_unless_others_said_otherwise(
    survey: Item, dee: Actor, ada: Actor
):
    plan_costs(survey.pk, [TIMBER, TRIP], by=dee)
    events = Event.objects.count()
    plan_costs(survey.pk, [TIMBER, TRIP], by=dee)
    assert Event.objects.count() == events
    first = Event.objects.order_by("-pk").first().operation
    undo_operation(first, by=dee)
    assert costs_of(survey) == []
    undo_operation(Event.objects.order_by("-pk").first().operation, by=dee)
    assert costs_of(survey) == [TIMBER, TRIP]
    with pytest.raises(PermissionDenied):
        plan_costs(survey.pk, [], by=ada)
    plan_costs(survey.pk, [YEN], by=dee)
    with pytest.raises(Refused):
        undo_operation(first, by=dee)
    assert costs_of(survey) == [YEN]
    assert costs_of(duplicate_item(survey.pk, by=ada)) == [YEN]


@pytest.mark.parametrize(
    "wrong",
    [
        {"currency": "eur"},
        {"kind": "wages"},
        {"name": " "},
        {"quantity": Decimal(-1)},
        {"price_minor": 10**13},
    ],
)
def test_what_is_no_cost_is_refused_and_leaves_no_trace(
    survey: Item, dee: Actor, wrong: dict[str, object]
):
    said = {"kind": "expense", "name": "Trip", "price_minor": 1, "currency": "EUR"}
    with pytest.raises(Refused):
        plan_costs(survey.pk, [Cost(**{**said, **wrong})], by=dee)
    row = {"workspace_id": survey.workspace_id, "item": survey, **said}
    with pytest.raises(IntegrityError), transaction.atomic():
        PlannedCost.objects.create(**row | {"currency": "€"})
    assert not PlannedCost.objects.exists()


def test_programs_say_them(survey: Item, dee: Actor, bridge: Project):
    ask = program_of(dee)
    row = {"kind": "material", "name": "Timber", "quantity": 2.5, "unit": "m³",
           "price_minor": 4001, "once_minor": 500, "currency": "EUR"}  # fmt: skip
    path = f"/items/{survey.key}/costs"
    assert ask("PUT", path, {"costs": [row]}).status_code == 200
    said = {"costs": [row], "totals": [{"currency": "EUR", "amount_minor": 10503}]}
    assert ask("GET", path).json() == said
    assert ask("GET", f"/projects/{bridge.key}/costs").json() == said
    assert ask("PUT", path, {"costs": [row | {"kind": "wages"}]}).status_code == 422
