"""What the palette offers to do with an item."""

import pytest
from django.test import Client

from headway.actors.models import Actor
from headway.work.models import Item
from headway.work.palette import acts_on

pytestmark = pytest.mark.django_db


def test_all_that_its_page_does_is_offered_and_leads_there(
    adas_browser: Client, survey: Item, ada: Actor
):
    acts = list(acts_on(survey, ada))
    said = {str(act.label) for act in acts}
    assert {"Duplicate", "Move to another project", "Edit the labels"} <= said
    for act in acts:
        expected = 405 if act.is_act else 200  # it is sent, not followed
        assert adas_browser.get(act.url).status_code == expected, act.label


def test_an_item_is_copied_from_the_palette(
    adas_browser: Client, survey: Item, ada: Actor
):
    [copy] = [act for act in acts_on(survey, ada) if act.label == "Duplicate"]
    answer = adas_browser.post(copy.url)
    assert (
        Item.objects.latest("pk").title in adas_browser.get(answer.url).content.decode()
    )
    assert Item.objects.filter(title__startswith=survey.title).count() == 2


def test_whoever_only_reads_is_offered_to_read(survey: Item, ben: Actor):
    assert [str(act.label) for act in acts_on(survey, ben)] == ["Open", "History"]
