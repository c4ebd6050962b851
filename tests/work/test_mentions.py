"""Items and people named in a description become links, for who may see them."""

from django.test import Client

from headway.actors.models import Actor
from headway.people.models import Person
from headway.work.actions import create_item, create_project, delete_items, edit_item
from headway.work.mentions import mentions_in
from headway.work.models import Item
from tests.work.lists import text_of
from tests.work.test_item_page import ITEM


def test_what_may_be_seen_becomes_a_link_and_the_rest_stays_text(
    client: Client, survey: Item, dig: Item, ada: Actor, dee: Actor, lea: Actor
):
    secret = create_project(by=dee, key="GEH", name="Secret")
    create_item(secret.pk, by=dee, title="Hidden")
    text = f"After {dig.key}, GEH-1, ISO-9001 and BRI-99 ask @Lea or @Nobody."
    edit_item(survey.pk, by=ada, description=text)

    client.force_login(ada.person.user)
    page = text_of(client, ITEM)
    assert f'<a href="/w/acme/items/{dig.key}/" rel=' in page
    assert f'<a href="/w/acme/people/{lea.person.pk}/" rel=' in page
    assert "GEH-1, ISO-9001 and BRI-99" in page
    assert "@Nobody" in page
    client.force_login(dee.person.user)
    assert '<a href="/w/acme/items/GEH-1/" rel=' in text_of(client, ITEM)


def test_what_is_in_the_bin_is_no_link(survey: Item, dig: Item, ada: Actor):
    assert mentions_in(f"{dig.key} {dig.key}", by=ada) == (
        ("BRI-2", "/w/acme/items/BRI-2/"),
    )
    delete_items([dig.pk], by=ada)
    assert mentions_in(dig.key, by=ada) == ()


def test_a_text_that_names_nothing_costs_nothing(ada: Actor, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert mentions_in("Nothing to see at 5-6 pm", by=ada) == ()
    assert Person.objects.exists()


def test_a_name_cannot_bring_markup_along(
    client: Client, survey: Item, ada: Actor, lea: Actor
):
    Actor.objects.filter(pk=lea.pk).update(name='<img src=x onerror="x">')
    edit_item(survey.pk, by=ada, description='Ask @<img src=x onerror="x"> now')
    client.force_login(ada.person.user)
    page = text_of(client, ITEM)
    assert "<img" not in page
    assert "&lt;img src=x" in page
