"""Fields of a workspace in the API, in filters, lists and tables, and for guests."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from headway.actors.models import Actor, Role, Workspace
from headway.base.errors import Malformed
from headway.work.actions import (
    add_field,
    archive_field,
    create_item,
    edit_field,
    edit_item,
    give_grant,
    save_view,
)
from headway.work.filters import FilterError, Question
from headway.work.filters.building import Rows
from headway.work.filters.completing import complete
from headway.work.filters.parser import parse
from headway.work.filters.printing import text_of as printed
from headway.work.filters.reader import Reader
from headway.work.models import CustomField, Hidden, Item, Project
from tests.work.lists import LIST, signed_in, text_of
from tests.world import member

OPTIONS = [{"name": "High", "colour": "red"}, {"name": "Low"}]
API = "/api/v1/w/acme/"


@pytest.fixture
def gus(acme: Workspace, bridge: Project) -> Actor:
    return member("gus", acme, bridge, "viewer", Role.GUEST)


@pytest.fixture
def ask(ada: Actor) -> Callable[..., Any]:
    """Ask the API, as Ada unless by somebody else."""

    def send(method: str, path: str, body: Any = None, *, by: Actor = ada) -> Any:
        sent = b"" if body is None else json.dumps(body)
        kind = {"content_type": "application/json"}
        client = signed_in(Client(), by)
        return client.generic(method, API + path.removeprefix("/"), sent, **kind)

    return send


@pytest.fixture
def fields(dee: Actor) -> dict[str, CustomField]:
    kinds = {
        "Cost centre": "number",
        "Place": "text",
        "Handed over": "date",
        "Paid": "yes_no",
        "Level": "option",
        "Trades": "options",
        "Buyer": "person",
    }
    return {
        name: add_field(
            by=dee,
            name=name,
            kind=kind,
            options=OPTIONS if kind.startswith("option") else (),
        )
        for name, kind in kinds.items()
    }


@pytest.fixture
def filled(
    fields: dict[str, CustomField], survey: Item, dig: Item, bridge: Project, ada: Actor
) -> dict[str, CustomField]:
    """Two items that say something, and one that does not."""
    me = {"person_id": ada.person.pk}
    first = (12, "Zürich <b>", "2030-05-31", True, 1, [1, 2], me)
    second = (-3.5, "Aarau", "2030-06-02", False, 2, [2], me)
    for item, values in ((survey, first), (dig, second)):
        said = {f.pk: v for f, v in zip(fields.values(), values, strict=True)}
        edit_item(item.pk, by=ada, custom=said)
    create_item(bridge.pk, by=ada, title="Empty")
    return fields


def found(text: str, by: Actor) -> list[str]:
    question = Question.asked(text, by=by)
    rows = question.narrowed(Item.objects.visible_to(by))
    return [item.title.split()[0] for item in rows.select_related("project")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ('"Cost centre" = 12', ["Survey"]),
        ('"cost centre" < 0.5', ["Dig"]),
        ('"Cost centre" in (12, -3.5)', ["Dig", "Survey"]),
        ('"Cost centre" != 12', ["Dig", "Empty"]),
        ('not "Cost centre" > 0', ["Dig", "Empty"]),
        ('"Cost centre" is empty', ["Empty"]),
        ("place ~ zuri", ["Survey"]),
        ('"Place" = "aarau" or paid = yes', ["Dig", "Survey"]),
        ('"Handed over" >= 1.6.2030', ["Dig"]),
        ('"Handed over" = 2030-05-31', ["Survey"]),
        ("paid = no", ["Dig"]),
        ("level = high", ["Survey"]),
        ("trades = Low", ["Dig", "Survey"]),
        ("trades not in (High)", ["Dig", "Empty"]),
        ("buyer = me and level is not empty", ["Dig", "Survey"]),
        ('survey "Cost centre" = 12', ["Survey"]),
        ('order by "Cost centre"', ["Dig", "Survey", "Empty"]),
        ("order by level desc", ["Dig", "Survey", "Empty"]),
        ('order by place, "Handed over"', ["Dig", "Survey", "Empty"]),
        ("order by buyer, title", ["Dig", "Survey", "Empty"]),
        ("order by paid desc", ["Survey", "Dig", "Empty"]),
    ],
)
def test_filters_find_and_sort_by_fields(
    filled: dict[str, CustomField], ada: Actor, text: str, titles: list[str]
):
    said = parse(text)
    assert parse(printed(said)) == said
    both = found(text, ada)
    assert (both if "order" in text else sorted(both)) == titles


@pytest.mark.django_db
def test_what_a_filter_does_not_understand_of_fields_it_says(
    filled: dict[str, CustomField], ada: Actor, gus: Actor
):
    for text, words in (
        ('"Cost centre" = much', "no number"),
        ("level = middle", "High, Low"),
        ("paid = perhaps", "neither yes nor no"),
        ("buyer = nobody", "no person"),
        ("order by trades", "cannot be ordered"),
        ('"Cost center" = 1', "Did you mean"),
        ("paid < yes", "knows no"),
        ("'; drop table x", "no field|missing|Did you"),
    ):
        with pytest.raises(FilterError, match=words):
            Question.asked(f"{text} = 1" if "drop" in text else text, by=ada)
    with pytest.raises(FilterError, match="no field “Cost centre”") as hidden:
        Question.asked('"Cost centre" = 12', by=gus)
    assert "Place" not in str(hidden.value)


@pytest.mark.django_db
def test_fields_are_offered_and_shown_as_rows(
    filled: dict[str, CustomField], ada: Actor
):
    reader = Reader(ada)

    def offered(text: str) -> list[str]:
        return [offer.text for offer in complete(text, len(text), reader=reader).offers]

    assert offered('"Cost') == ['"Cost centre"']
    assert ">=" in offered('"Cost centre" ')
    assert offered("level = ") == ["High", "Low"]
    assert offered("order by han") == ['"Handed over"']
    text = '"Cost centre" > 5 and level in (High, Low) and paid is empty'
    rows = Rows.of_filter(parse(text), reader)
    assert rows.why_not == ""
    assert [part.field for part in rows.parts] == [
        '"Cost centre"', '"Level"', '"Paid"',
    ]  # fmt: skip
    assert found(rows.text, ada) == found(text, ada)


@pytest.mark.django_db
def test_the_api_takes_and_gives_what_is_said(
    ask, survey: Item, bridge: Project, dee: Actor, ada: Actor
):
    made = ask("POST", "/fields", {"name": "Depth", "kind": "number"}, by=dee).json()
    made |= ask("PATCH", f"/fields/{made['id']}", {"name": "Deep"}, by=dee).json()
    key = str(made["id"])
    assert ask("GET", "/fields").json()["fields"] == [made]
    new = {"project": "BRI", "title": "Bore", "custom": {key: 2.5}}
    assert ask("POST", "/items", new).json()["custom"] == {key: 2.5}
    sent = {"change": [{"item": "BRI-1", "custom": {key: 7}}], "create": [new]}
    answer = ask("POST", "/items/batch", sent).json()
    assert answer["changed"][0]["custom"] == {key: 7}
    assert answer["created"][0]["custom"] == {key: 2.5}
    rows = ask("GET", "/items?fields=key,custom").json()["items"]
    assert rows[0] == {"key": "BRI-1", "custom": {key: 7}}
    gone = ask("PATCH", "/items/BRI-1", {"custom": {key: None}})
    assert gone.json()["custom"] == {}
    for custom in ({key: "deep"}, {key: True}, {"x": 1}, {"999999": 1}):
        answer = ask("PATCH", "/items/BRI-1", {"custom": custom})
        assert answer.status_code in (404, 422), answer.content
    assert ask("PUT", f"/fields/{key}/archive", by=dee).json()["is_archived"]
    assert ask("PATCH", "/items/BRI-1", {"custom": {key: 1}}).status_code == 409
    assert not ask("DELETE", f"/fields/{key}/archive", by=dee).json()["is_archived"]
    assert ask("DELETE", f"/fields/{key}", by=dee).status_code == 409


@pytest.mark.django_db
def test_guests_are_told_what_is_for_them(
    filled: dict[str, CustomField], ask, survey: Item, client: Client, gus: Actor,
    dee: Actor, lea: Actor,
):  # fmt: skip
    place, buyer = filled["Place"], filled["Buyer"]
    for shown in ((), (place,), (place, buyer)):
        for field in shown:
            edit_field(field.pk, by=dee, is_shown_to_guests=True)
        row = ask("GET", "/items/BRI-1", by=gus).json()
        assert sorted(row["custom"]) == sorted(field.key for field in shown)
        listed = ask("GET", "/fields", by=gus).json()["fields"]
        assert {each["name"] for each in listed} == {field.name for field in shown}
    asks = signed_in(client, gus)
    page = text_of(asks, "/w/acme/items/BRI-1/")
    assert "Zürich" in page
    assert "Cost centre" not in page
    assert "changed “Place”" in text_of(asks, "/w/acme/items/BRI-1/history/")
    assert "Cost centre" not in text_of(asks, "/w/acme/items/BRI-1/history/")
    columns = ",".join(field.column for field in filled.values())
    table = text_of(asks, f"{LIST}?columns=title,{columns}")
    assert "Zürich" in table
    assert "Handed over" not in table

    give_grant(
        survey.project_id, by=lea, actor_id=gus.pk, role="viewer", hides=[Hidden.PEOPLE]
    )
    assert ask("GET", "/items/BRI-1", by=gus).json()["custom"] == {
        place.key: "Zürich <b>"
    }
    assert found('"Buyer" is not empty', gus) == []


@pytest.mark.django_db
def test_lists_show_sort_and_export_columns_of_fields(
    filled: dict[str, CustomField], adas_browser: Client, ada: Actor, dee: Actor
):
    cost, trades, buyer = (filled[n] for n in ("Cost centre", "Trades", "Buyer"))
    names = f"title,{cost.column},{trades.column},{buyer.column},field-999999"
    query = urlencode({"q": 'order by "Cost centre" desc', "columns": names})
    page = text_of(adas_browser, f"{LIST}?{query}")
    assert page.index("Survey the site") < page.index("Dig the pit")
    assert f'<th class="column-{cost.column} num" scope="col" aria-sort="desc' in page
    assert "<bdi>-3.5</bdi>" in page
    assert '<span class="tag label is-red"><bdi>High</bdi></span>' in page
    assert "field-999999" not in page
    sent = adas_browser.get(f"{LIST}table.csv?{query}").streaming_content
    table = b"".join(sent).decode()
    assert table.splitlines()[0].endswith("Title,Cost centre,Trades,Buyer")
    assert "Survey the site,12,High; Low,Ada" in table
    row = text_of(adas_browser, f"/w/acme/items/BRI-1/row/?columns={cost.column}")
    assert "<bdi>12</bdi>" in row

    view = save_view(by=ada, name="Costs", query="", columns=names.split(",")[:2])
    assert f"column-{cost.column}" in text_of(adas_browser, f"{LIST}?view={view.pk}")
    with pytest.raises(Malformed):
        save_view(by=ada, name="Other", query="", columns=["title", "field-999999"])
    query = 'state = open and not (x or "cost CENTRE" > 5) order by "Cost centre"'
    asks = save_view(by=ada, name="Asks", query=query)
    edit_field(cost.pk, by=dee, name="Kostenstelle")
    asks.refresh_from_db()
    said = 'state = open and not (x or "Kostenstelle" > 5) order by "Kostenstelle"'
    assert asks.query == said
    archive_field(cost.pk, by=dee)
    assert f'value="{cost.column}"' not in text_of(adas_browser)

    change = f"{LIST.removesuffix('work/')}work/selection/changes/field/?q="
    place = filled["Place"]
    body: dict[str, Any] = {"item": ["BRI-1", "BRI-2"]}
    body |= {"field-which": place.pk, "field-value": "Bern"}
    adas_browser.post(change, body)
    assert found("place = bern", ada) == ["Survey", "Dig"]
    adas_browser.post(change, body | {"field-value": ""})
    assert found("place is not empty", ada) == []
