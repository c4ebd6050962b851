"""The list of all work."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from headway.actors.models import Actor
from headway.work.actions import create_item
from headway.work.models import Item, Project

LIST = "/w/acme/work/"


def sign_in(client: Client, actor: Actor) -> Client:
    client.force_login(actor.person.user)
    return client


def page(client: Client, address: str = LIST) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_shows_open_work_in_its_groups(adas_browser: Client, survey: Item, dig: Item):
    shown = page(adas_browser)

    assert shown.index("BRI-1") < shown.index("BRI-2")
    assert "Survey the site" in shown
    assert "2 of 2" in shown
