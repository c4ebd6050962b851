"""The timeline as a page: who sees what, and how much it costs."""

import pytest
from django.test import Client

from headway.work.models import Item

ADDRESS = "/w/acme/timeline/"


@pytest.mark.django_db
def test_the_timeline_shows_projects_and_items(adas_browser: Client, survey: Item, dig: Item):
    answer = adas_browser.get(ADDRESS)

    assert answer.status_code == 200
    assert "Survey the site" in answer.content.decode()


@pytest.mark.django_db
def test_dump(adas_browser: Client, survey: Item, dig: Item):
    open("/tmp/tl.html","w").write(adas_browser.get(ADDRESS).content.decode())
