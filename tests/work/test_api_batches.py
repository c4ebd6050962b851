"""Many items in one request: all of it, or nothing, and undone as one."""

import pytest

from headway.actors.models import Actor
from headway.events.models import Event
from headway.events.rest import OPERATION
from headway.work.actions import Part, assign_people, create_item
from headway.work.models import Item, Project
from headway.work.schemas import MOST_AT_ONCE


def titles() -> list[str]:
    return list(Item.objects.in_outline().values_list("title", flat=True))


def test_items_are_created_in_order_and_changed(ask, survey: Item, dig: Item):
    answer = ask(
        "POST",
        "/items/batch",
        {
            "create": [
                {"project": "BRI", "title": "Pour", "effort_minutes": 60},
                {"project": "BRI", "title": "Cure", "drive": "elapsed"},
                {"project": "BRI", "title": "Stake", "parent": survey.key},
            ],
            "change": [
                {"item": dig.key, "title": "Dig", "state": "doing", "version": 1},
                {"item": survey.key.lower(), "priority": 900},
            ],
        },
    )
    said = answer.json()

    assert answer.status_code == 200
    assert [i["title"] for i in said["created"]] == ["Pour", "Cure", "Stake"]
    assert [i["number"] for i in said["created"]] == [3, 4, 5]
    assert [(i["title"], i["state"]) for i in said["changed"]] == [
        ("Dig", "doing"),
        ("Survey the site", "todo"),
    ]
    assert titles() == ["Survey the site", "Stake", "Dig", "Pour", "Cure"]
    assert len(set(Event.objects.order_by("-pk")[:6].values_list("operation"))) == 1


@pytest.mark.django_db(transaction=True)  # each request is its own operation
def test_all_of_it_is_undone_as_one(ask, survey: Item, dig: Item):
    done = ask(
        "POST",
        "/items/batch",
        {
            "create": [{"project": "BRI", "title": "Pour"}],
            "change": [
                {"item": survey.key, "title": "Measure", "state": "done"},
                {"item": dig.key, "effort_minutes": 30},
            ],
        },
    )
    undone = ask("POST", f"/operations/{done.headers[OPERATION]}/undo")
    survey.refresh_from_db()
    dig.refresh_from_db()

    assert undone.status_code == 200
    assert (survey.title, survey.state) == ("Survey the site", "todo")
    assert dig.effort_minutes == 960
    assert not Item.objects.filter(title="Pour").exists()


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"item": "BRI-99", "title": "X"}, 404),
        ({"item": "BRI-2", "title": "X", "version": 7}, 412),
        ({"item": "BRI-1", "title": "X"}, 409),
        ({"item": "BRI-2", "title": ""}, 422),
    ],
)
def test_where_one_cannot_be_nothing_is(
    ask, survey: Item, dig: Item, change: dict, status: int
):
    before = titles()
    answer = ask(
        "POST",
        "/items/batch",
        {
            "create": [{"project": "BRI", "title": "Pour"}],
            "change": [{"item": survey.key, "title": "Measure"}, change],
        },
    )

    assert answer.status_code == status, answer.content
    assert titles() == before


def test_the_one_that_was_changed_meanwhile_is_shown(ask, survey: Item, dig: Item):
    change = {"item": dig.key, "title": "X", "version": 7}
    answer = ask("POST", "/items/batch", {"change": [change]}).json()

    assert answer["current"]["title"] == "Dig the pit"
    assert answer["sent"] == change


def test_a_parent_is_finished_together_with_what_is_in_it(
    ask, survey: Item, bridge: Project, ada: Actor
):
    child = create_item(bridge.pk, by=ada, title="Stake", parent_id=survey.pk)
    done = {"item": survey.key, "state": "done"}
    assert ask("POST", "/items/batch", {"change": [done]}).status_code == 409
    both = {"change": [done, {"item": child.key, "state": "done"}]}
    assert ask("POST", "/items/batch", both).status_code == 200


def test_more_than_500_are_refused(ask, bridge: Project):
    row = {"project": "BRI", "title": "Pour"}
    many = {"create": [row] * (MOST_AT_ONCE + 1)}
    assert ask("POST", "/items/batch", many).status_code == 422
    spread = {
        "create": [row] * MOST_AT_ONCE,
        "change": [{"item": "BRI-1", "title": "X"}],
    }
    assert "500" in ask("POST", "/items/batch", spread).json()["detail"]


def test_500_take_hardly_more_queries_than_one(
    ask, bridge: Project, django_assert_max_num_queries
):
    with django_assert_max_num_queries(40):
        rows = [{"project": "BRI", "title": f"Item {n}"} for n in range(MOST_AT_ONCE)]
        made = ask("POST", "/items/batch", {"create": rows}).json()["created"]
    changes = [{"item": item["key"], "priority": 1, "state": "doing"} for item in made]
    with django_assert_max_num_queries(40):
        changed = ask("POST", "/items/batch", {"change": changes}).json()["changed"]

    assert [item["key"] for item in changed] == [item["key"] for item in made]
    assert {item["state"] for item in changed} == {"doing"}


@pytest.mark.django_db(transaction=True)  # each request is its own operation
def test_people_are_named_and_items_deleted_in_the_same_operation(
    ask, survey: Item, dig: Item, ada: Actor, lea: Actor
):
    both = {
        "parts": [{"person_id": ada.person.pk}, {"person_id": lea.person.pk}],
        "accountable_id": lea.person.pk,
    }
    done = ask(
        "POST",
        "/items/batch",
        {
            "change": [{"item": survey.key, "people": both, "priority": 700}],
            "delete": [dig.key.lower()],
        },
    )
    assert done.status_code == 200
    held = survey.assignments.values_list("person_id", "is_accountable")
    assert set(held) == {(ada.person.pk, False), (lea.person.pk, True)}
    assert titles() == ["Survey the site"]

    assert ask("POST", f"/operations/{done.headers[OPERATION]}/undo").status_code == 200
    assert titles() == ["Survey the site", "Dig the pit"]
    assert not survey.assignments.exists()


def test_people_are_left_alone_by_null_and_taken_off_by_none(
    ask, survey: Item, ada: Actor
):
    assign_people(survey.pk, [Part(person_id=ada.person.pk)], by=ada)
    for people, count in ((None, 1), ({"parts": []}, 0)):
        change = {"item": survey.key, "people": people}
        assert ask("POST", "/items/batch", {"change": [change]}).status_code == 200
        assert survey.assignments.count() == count


def test_nothing_changes_when_one_cannot_be_deleted(ask, survey: Item):
    change = {"item": survey.key, "priority": 900}
    answer = ask("POST", "/items/batch", {"change": [change], "delete": ["BRI-77"]})
    assert answer.status_code == 404
    survey.refresh_from_db()
    assert survey.priority == 500


def test_what_is_deleted_is_not_answered(ask, survey: Item):
    create = {"project": "BRI", "title": "Stake", "parent": survey.key}
    change = {"item": survey.key, "priority": 900}
    body = {"create": [create], "change": [change], "delete": [survey.key]}
    answer = ask("POST", "/items/batch", body)
    assert answer.json() == {"created": [], "changed": []}
    assert titles() == []
