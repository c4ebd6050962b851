"""What is deleted goes to the bin whole, and comes back whole."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused
from headway.plan.snapshot import take_snapshot
from headway.work import actions
from headway.work.actions import create_item, delete_items, link_items, restore
from headway.work.jobs import empty_bins
from headway.work.models import Deletion, Item, Link, Project

pytestmark = pytest.mark.django_db


@pytest.fixture
def inside(bridge: Project, survey: Item, dee: Actor) -> Item:
    return create_item(bridge.pk, by=dee, title="Measure", parent_id=survey.pk)


def outline(project: Project) -> list[str]:
    return [item.key for item in project.items.order_by("position", "pk")]


def test_what_is_in_it_and_its_links_go_and_come_along(
    bridge: Project, survey: Item, inside: Item, dig: Item, ada: Actor
):
    link_items(inside.pk, dig.pk, by=ada)
    before = outline(bridge)

    [deletion] = delete_items([survey.pk, inside.pk], by=ada)
    assert outline(bridge) == [dig.key]
    assert not Link.objects.exists()
    planned = take_snapshot(ada.workspace_id)
    assert ([row.pk for row in planned.items], planned.links) == ([dig.pk], ())

    added = create_item(bridge.pk, by=ada, title="Meanwhile")
    restore([deletion.pk], by=ada)
    assert outline(bridge) == [*before, added.key]
    assert Link.objects.get().before_id == inside.pk
    assert not Deletion.objects.exists()


def test_nobody_finds_it_by_its_key(survey: Item, ada: Actor):
    delete_items([survey.pk], by=ada)

    with pytest.raises(NotFound):
        Item.objects.get_by_key(survey.key, by=ada)
    with pytest.raises(NotFound):
        actions.edit_item(survey.pk, by=ada, title="New")


def test_a_link_between_two_of_them_waits_for_both(survey: Item, dig: Item, ada: Actor):
    link_items(survey.pk, dig.pk, by=ada)
    first, second = delete_items([survey.pk, dig.pk], by=ada)

    restore([first.pk], by=ada)
    assert not Link.objects.exists()
    restore([second.pk], by=ada)
    assert Link.objects.get().after_id == dig.pk


def test_what_was_in_it_is_not_restored_without_it(
    survey: Item, inside: Item, ada: Actor
):
    [part] = delete_items([inside.pk], by=ada)
    [whole] = delete_items([survey.pk], by=ada)

    with pytest.raises(Refused, match="Restore “Survey the site” first"):
        restore([part.pk], by=ada)
    restore([whole.pk], by=ada)
    assert not Item.objects.filter(pk=inside.pk).exists()
    restore([part.pk], by=ada)
    assert Item.objects.get(pk=inside.pk).parent_id == survey.pk


def test_a_link_that_would_close_a_circle_now_keeps_it_in_the_bin(
    bridge: Project, survey: Item, dig: Item, ada: Actor
):
    middle = create_item(bridge.pk, by=ada, title="Pump")
    link_items(survey.pk, middle.pk, by=ada)
    link_items(middle.pk, dig.pk, by=ada)
    [deletion] = delete_items([middle.pk], by=ada)
    link_items(dig.pk, survey.pk, by=ada)

    with pytest.raises(Refused, match="circle: Dig the pit, Pump, Survey the site"):
        restore([deletion.pk], by=ada)


def test_a_project_goes_whole_and_its_key_stays_taken(
    bridge: Project, survey: Item, dig: Item, lea: Actor, dee: Actor
):
    [part] = delete_items([dig.pk], by=lea)
    deletion = actions.delete_project(bridge.pk, by=lea)
    assert not Item.objects.exists()
    assert not Project.objects.exists()
    assert not Deletion.objects.visible_to(lea).filter(pk=part.pk).exists()
    with pytest.raises(Refused, match="BRI is taken"):
        actions.create_project(by=dee, key="BRI", name="Other")

    restore([deletion.pk], by=lea)
    assert list(Item.objects.all()) == [survey]
    restore([part.pk], by=lea)
    assert Item.objects.count() == 2


def test_contributors_delete_items_and_leads_projects(
    bridge: Project, survey: Item, ada: Actor, ben: Actor, lea: Actor, dan: Actor
):
    for who, error in ((ben, PermissionDenied), (dan, NotFound)):
        with pytest.raises(error):
            delete_items([survey.pk], by=who)
    for who, error in ((ada, PermissionDenied), (dan, NotFound)):
        with pytest.raises(error):
            actions.delete_project(bridge.pk, by=who)

    [deletion] = delete_items([survey.pk], by=ada)
    for who, error in ((ben, PermissionDenied), (dan, NotFound)):
        with pytest.raises(error):
            restore([deletion.pk], by=who)
    restore([deletion.pk], by=ada)


def test_what_is_old_is_purged_for_good(
    survey: Item, inside: Item, dig: Item, ada: Actor, settings
):
    settings.HEADWAY_BIN_DAYS = 30
    old, fresh = delete_items([survey.pk, dig.pk], by=ada)
    Deletion.objects.filter(pk=old.pk).update(at=timezone.now() - timedelta(31))

    empty_bins(timestamp=int(timezone.now().timestamp()))

    assert list(Item.everything.all()) == [dig]
    assert list(Deletion.objects.all()) == [fresh]


def test_what_was_imported_again_is_not_there_twice(
    survey: Item, bridge: Project, ada: Actor
):
    Item.objects.filter(pk=survey.pk).update(external_source="x", external_id="7")
    [deletion] = delete_items([survey.pk], by=ada)
    create_item(bridge.pk, by=ada, title="Again", external_source="x", external_id="7")

    with pytest.raises(Refused, match="“Survey the site” was imported again"):
        restore([deletion.pk], by=ada)


def test_many_are_deleted_and_restored_with_as_many_queries_as_few(
    bridge: Project, dee: Actor, django_assert_num_queries
):
    ids = [create_item(bridge.pk, by=dee, title=f"Item {n}").pk for n in range(20)]
    with django_assert_num_queries(10):
        delete_items(ids[:2], by=dee)
    with django_assert_num_queries(10):
        delete_items(ids[2:], by=dee)
