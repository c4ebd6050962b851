"""Fields of a workspace: what lists are grouped by, lines say and searches find."""

from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from headway.actors.models import Actor, Role, Workspace
from headway.base.errors import Malformed
from headway.ui.search import search
from headway.work.actions import (
    add_field,
    add_type,
    archive_field,
    create_item,
    edit_field,
    edit_item,
    edit_view,
    give_grant,
    save_view,
)
from headway.work.capture.adding import create_understood, understand
from headway.work.capture.known import Known
from headway.work.capture.table import read_table
from headway.work.listing import Listing
from headway.work.models import CustomField, Hidden, Item, Project
from tests.work.lists import LIST, signed_in, text_of
from tests.world import member

Fields = dict[str, CustomField]
KINDS = {
    "Paid": "yes_no",
    "Level": "option",
    "Trades": "options",
    "Buyer": "person",
    "Cost centre": "number",
    "Ort": "text",
    "Übergabe": "date",
}


@pytest.fixture
def gus(acme: Workspace, bridge: Project) -> Actor:
    return member("gus", acme, bridge, "viewer", Role.GUEST)


@pytest.fixture
def fields(dee: Actor) -> Fields:
    options = [{"name": "Very high"}, {"name": "Low"}]
    return {
        name: add_field(
            by=dee, name=name, kind=kind, options=options if "option" in kind else ()
        )
        for name, kind in KINDS.items()
    }


@pytest.fixture
def filled(
    fields: Fields, survey: Item, dig: Item, bridge: Project, ada: Actor, lea: Actor
) -> Fields:
    """Two items that say something in all, and one that says nothing."""
    people = [{"person_id": each.person.pk} for each in (ada, lea)]
    said: list[tuple[Any, ...]] = [
        (True, 2, [1, 2], people[1], 12, "Harbour, north quay", "2030-05-31"),
        (False, 1, [2], people[0], 7, "Lighthouse", "2030-06-01"),
    ]
    for item, values in zip((survey, dig), said, strict=True):
        custom = {f.pk: v for f, v in zip(fields.values(), values, strict=True)}
        edit_item(item.pk, by=ada, custom=custom)
    create_item(bridge.pk, by=ada, title="Empty")
    return fields


def groups(address: str, by: Actor) -> dict[str, list[str]]:
    shown = Listing.asked(QueryDict(address), by=by).groups
    return {g.name: [row.item.title.split()[0] for row in g.rows] for g in shown}


@pytest.mark.django_db
def test_a_list_is_grouped_by_fields_with_few_values(
    filled: Fields, ada: Actor, dee: Actor, client: Client, monkeypatch: Any
):
    wanted = {
        "Paid": {"Paid: yes": ["Survey"], "Paid: no": ["Dig"]},
        "Level": {"Very high": ["Dig"], "Low": ["Survey"]},
        "Trades": {"Very high": ["Survey"], "Low": ["Dig"]},
        "Buyer": {"Ada": ["Dig"], "Lea": ["Survey"]},
    }
    signed_in(client, ada)
    monkeypatch.setattr("headway.work.listing.PAGE_ROWS", 2)
    for name, said in wanted.items():
        asked = f"q=&group={filled[name].column}"
        first = groups(asked, ada)
        assert first == said
        rest = groups(f"{asked}&after={last_of(first, ada)}", ada)
        assert rest == {f"Nothing in “{name}”": ["Empty"]}
        page = text_of(client, f"{LIST}?{asked}")
        assert f"Group: <b>{name}</b>" in page
        assert f"group={filled[name].column}" in page

    low = f"{filled['Level'].column}-2"
    folded = text_of(client, f"{LIST}?q=&group={filled['Level'].column}&fold={low}")
    assert "Survey the site" not in folded
    change = f"{LIST}selection/changes/importance/?q=&group={filled['Level'].column}"
    assert client.post(change, {"group": low, "importance-value": "100"}).status_code
    assert [*Item.objects.filter(priority=100).values_list("title", flat=True)] == [
        "Survey the site"
    ]
    assert list(groups("q=&group=field-999", ada)) == ["Bridge"]  # as usual
    assert f"group={filled['Ort'].column}" not in page


def last_of(shown: dict[str, list[str]], by: Actor) -> str:
    title = [*shown.values()][-1][-1]
    return Item.objects.visible_to(by).get(title__startswith=title).key


@pytest.mark.django_db
def test_views_keep_such_groups_and_guests_see_none_that_is_hidden(
    filled: Fields, ada: Actor, dee: Actor, gus: Actor, bridge: Project
):
    level, buyer = filled["Level"], filled["Buyer"]
    view = save_view(by=ada, name="By level", query="", grouping=level.column)
    assert list(groups(f"view={view.pk}", ada)) == [
        "Very high", "Low", "Nothing in “Level”",
    ]  # fmt: skip
    for name in (filled["Ort"].column, "field-999", "field-x"):
        with pytest.raises(Malformed, match="is not grouped by"):
            edit_view(view.pk, by=ada, grouping=name)
    archive_field(level.pk, by=dee)
    edit_view(view.pk, by=ada, name="Still by level")
    assert "Low" in groups(f"view={view.pk}", ada)

    asked = f"q=&group={buyer.column}"
    assert list(groups(asked, gus)) == ["Bridge"]
    edit_field(buyer.pk, by=dee, is_shown_to_guests=True)
    assert list(groups(asked, gus)) == ["Ada", "Lea", "Nothing in “Buyer”"]
    give_grant(bridge.pk, actor_id=gus.pk, by=dee, role="viewer", hides=[Hidden.PEOPLE])
    assert list(groups(asked, gus)) == ["Nothing in “Buyer”"]
    assert len(groups(asked, gus)["Nothing in “Buyer”"]) == 3


@pytest.mark.django_db
def test_a_line_and_a_pasted_list_say_something_in_fields(
    fields: Fields, bridge: Project, survey: Item, ada: Actor, lea: Actor, dee: Actor
):
    line = (
        'Order stones "Cost centre"=1.5 level:"very high" Trades="Low; Very high" '
        'buyer=lea Übergabe=2030-05-31 paid=no ort="north quay" http://x.example/a=b'
    )
    found = understand(line, Known(ada), project=bridge)
    assert found.draft.title == "Order stones http://x.example/a=b"
    chips = [chip.words for chip in found.draft.chips]
    assert [words.replace("\N{NO-BREAK SPACE}", " ") for words in chips] == [
        "Cost centre: 1.5", "Level: Very high", "Trades: Very high; Low", "Buyer: Lea",
        "Übergabe: 31 May 2030", "Paid: no", "Ort: north quay",
    ]  # fmt: skip
    item = create_understood(found, bridge.pk, by=ada)
    said = Item.objects.get(pk=item.pk).custom
    assert said == {
        fields["Cost centre"].key: 1.5,
        fields["Level"].key: 1,
        fields["Trades"].key: [1, 2],
        fields["Buyer"].key: {"person_id": lea.person.pk},
        fields["Übergabe"].key: "2030-05-31",
        fields["Paid"].key: False,
        fields["Ort"].key: "north quay",
    }
    wrong = understand("Order level=middle", Known(ada), project=bridge)
    assert wrong.draft.title == "Order level=middle"
    assert "there are Very high, Low" in wrong.draft.doubts[0].message
    for name in ("lena l", "lena m"):
        member(name, bridge.workspace)
    unclear = understand("Order buyer=lena", Known(dee), project=bridge)
    choices = [choice.line for choice in unclear.draft.doubts[0].choices]
    assert choices == ['Order Buyer="Lena L"', 'Order Buyer="Lena M"']

    bug = add_type(by=dee, name="Bug")
    edit_field(fields["Paid"].pk, by=dee, type_ids=[bug.pk])
    assert (
        understand("Crack type=bug paid=yes", Known(ada), project=bridge).errors == []
    )
    (error,) = understand("Crack paid=yes", Known(ada), project=bridge).errors
    assert error == "“Paid” is not for items of the type of “Crack”."
    table = read_table("Sand ort=Pit\nGravel paid=yes", Known(ada))
    assert [row.custom for row in table.new] == [{fields["Ort"].pk: "Pit"}, {}]
    assert table.rows[1].notes == ["“Paid” is not for items of the type of “Gravel”."]


@pytest.mark.django_db
def test_texts_in_fields_are_found_by_whoever_may_know_them(
    filled: Fields, survey: Item, dig: Item, ada: Actor, dee: Actor, gus: Actor
):
    def found(text: str, by: Actor) -> list[tuple[str, str]]:
        return [
            (hit.key, hit.snippet) for hit in search(text, by, kinds=["item"], most=9)
        ]

    assert found("quay harbour", ada) == [(survey.key, "Ort: Harbour, north quay")]
    assert found("survey quay", ada) == [(survey.key, "Ort: Harbour, north quay")]
    assert found("2030", ada) == []
    assert found("quay", gus) == []
    edit_field(filled["Ort"].pk, by=dee, is_shown_to_guests=True)
    assert found("north QUAY", gus) == [(survey.key, "Ort: Harbour, north quay")]
    assert found("quay lighthouse", gus) == []
    for odd in ("quay\0", "'", "%", "_", "\ud800"):
        found(odd, gus)
    edit_item(survey.pk, by=ada, custom={filled["Ort"].pk: None})
    assert found("quay", ada) == found("quay", gus) == []
    edit_item(dig.pk, by=ada, title="Deepen the pit")
    assert found("deepen lighthouse", ada) == [(dig.key, "Ort: Lighthouse")]
