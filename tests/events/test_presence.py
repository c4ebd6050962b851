"""Who else has an item open."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from headway.actors.models import Actor
from headway.events.actions import be_present, forget_absent, leave
from headway.events.actions.presence import GONE_AFTER
from headway.events.models import Event, Presence
from headway.work.actions import give_grant
from headway.work.models import Item
from tests.work.test_list_page import signed_in, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def thing(survey: Item) -> tuple[str, int]:
    return ("work.item", survey.pk)


def test_others_are_named_until_they_leave(thing, ada: Actor, ben: Actor):
    assert be_present(thing, by=ada) == []
    assert be_present(thing, by=ben) == ["Ada"]
    assert be_present(thing, by=ada) == ["Ben"]

    leave(thing, by=ben)
    assert be_present(thing, by=ada) == []


def test_who_says_nothing_is_gone_after_20_seconds(thing, ada: Actor, ben: Actor):
    be_present(thing, by=ben)
    Presence.objects.update(seen_at=timezone.now() - GONE_AFTER)

    assert timedelta(seconds=20) == GONE_AFTER
    assert be_present(thing, by=ada) == []
    forget_absent()
    assert Presence.objects.get().actor == ada


def test_it_writes_no_log_and_costs_few_queries(
    thing, ada: Actor, django_assert_max_num_queries
):
    events = Event.objects.count()
    with django_assert_max_num_queries(6):
        be_present(thing, by=ada)
    assert Event.objects.count() == events


def test_who_lost_the_right_is_not_told_and_soon_not_named(
    thing, client: Client, bridge, ada: Actor, ben: Actor, lea: Actor
):
    address = f"/w/acme/presence/{thing[0]}/{thing[1]}/"
    be_present(thing, by=ada)
    signed_in(client, ben)
    assert "Ada is here too" in client.post(address).content.decode()

    give_grant(bridge.pk, ben.pk, by=lea, role=None)
    assert client.post(address).status_code == 404
    assert client.post(f"/w/acme/presence/no.such/{thing[1]}/").status_code == 404


def test_the_item_page_asks_for_it(adas_browser: Client, survey: Item):
    page = text_of(adas_browser, f"/w/acme/items/{survey.key}/")

    assert f'src="/w/acme/presence/work.item/{survey.pk}/"' in page
