import pytest
from django.core.exceptions import PermissionDenied

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused, Stale
from headway.events.models import Event
from headway.work.actions import create_item, edit_item
from headway.work.models import Item, Project


def outline(project: Project) -> list[tuple[int, str]]:
    rows = project.items.order_by("position").values_list("depth", "title")
    return list(rows)


def test_numbers_have_no_gaps_and_keys_are_public(bridge: Project, ada: Actor):
    first, second = (create_item(bridge.pk, by=ada, title=t) for t in "ab")

    assert [first.key, second.key] == ["BRI-1", "BRI-2"]
    assert Item.objects.get_by_key("bri-2", by=ada) == second


def test_a_child_comes_behind_its_parents_other_children(bridge: Project, ada: Actor):
    deck = create_item(bridge.pk, by=ada, title="Deck")
    create_item(bridge.pk, by=ada, title="Paint")
    beam = create_item(bridge.pk, by=ada, title="Beams", parent_id=deck.pk)
    create_item(bridge.pk, by=ada, title="Plates", parent_id=deck.pk)
    create_item(bridge.pk, by=ada, title="Bolts", parent_id=beam.pk)

    assert outline(bridge) == [
        (0, "Deck"),
        (1, "Beams"),
        (2, "Bolts"),
        (1, "Plates"),
        (0, "Paint"),
    ]


def test_the_outline_holds_when_there_is_no_room_between_two(
    bridge: Project, ada: Actor
):
    deck = create_item(bridge.pk, by=ada, title="Deck")
    create_item(bridge.pk, by=ada, title="Paint")
    titles = [f"Beam {n}" for n in range(40)]
    for title in titles:
        create_item(bridge.pk, by=ada, title=title, parent_id=deck.pk)

    assert outline(bridge) == [(0, "Deck"), *((1, t) for t in titles), (0, "Paint")]


def test_the_fact_holds_what_changed_before_and_after(survey: Item, ada: Actor):
    edit_item(survey.pk, by=ada, title=survey.title, effort_minutes=90)

    event = Event.objects.get(kind="work.item_edited")
    assert event.data["before"] == {"effort_minutes": 480}
    assert event.data["after"] == {"effort_minutes": 90}
    assert event.actor == ada


def test_an_edit_that_changes_nothing_records_nothing(survey: Item, ada: Actor):
    item = edit_item(survey.pk, by=ada, title=survey.title)

    assert item.version == 1
    assert not Event.objects.filter(kind="work.item_edited").exists()


def test_the_second_of_two_editors_is_told(survey: Item, ada: Actor):
    edit_item(survey.pk, by=ada, title="Survey", if_version=1)

    with pytest.raises(Stale, match="Reload"):
        edit_item(survey.pk, by=ada, title="Measure", if_version=1)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": " "}, "needs a title"),
        ({"title": "\ufeff\u200b"}, "needs a title"),
        ({"effort_minutes": 10**9}, "1000000000 minutes"),
        ({"drive": "milestone", "remaining_minutes": 5}, "is a milestone"),
    ],
)
def test_what_makes_no_sense_is_refused(survey: Item, ada: Actor, changes, said):
    with pytest.raises(Refused, match=said):
        edit_item(survey.pk, by=ada, **changes)

    survey.refresh_from_db()
    assert survey.version == 1


def test_only_who_contributes_may_change_and_others_see_nothing(
    bridge: Project, survey: Item, ben: Actor, dan: Actor, cem: Actor
):
    with pytest.raises(PermissionDenied):
        edit_item(survey.pk, by=ben, title="Ben's")
    with pytest.raises(PermissionDenied):
        create_item(bridge.pk, by=ben, title="Ben's")
    for stranger in (dan, cem):
        with pytest.raises(NotFound):
            edit_item(survey.pk, by=stranger, title="Mine")
        with pytest.raises(NotFound):
            create_item(bridge.pk, by=stranger, title="Mine")


def test_a_parent_is_of_the_same_project(bridge: Project, survey: Item, dee: Actor):
    other = Project.objects.create(workspace=bridge.workspace, key="OTH", name="Other")

    with pytest.raises(NotFound):
        create_item(other.pk, by=dee, title="Stray", parent_id=survey.pk)
    assert not other.items.exists()
