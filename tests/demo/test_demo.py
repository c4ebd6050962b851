import re
import stat

import pytest
from django.test import Client

from headway.demo import SIGN_INS, create_demo
from headway.people.models import Person
from headway.server.data import data_folder
from headway.work.models import Item, Link, Project


@pytest.fixture
def said(db: None):
    file = data_folder() / SIGN_INS
    yield create_demo()
    file.unlink()


def test_the_demo_has_people_projects_and_links(said: str):
    assert Person.objects.filter(user__isnull=False).count() == 6
    assert Project.objects.count() == 3
    assert Item.objects.filter(state="doing").count() >= 3
    assert Link.objects.count() > Item.objects.count() / 2


def test_its_passwords_are_drawn_kept_for_the_owner_and_work(said: str, client: Client):
    mode = (data_folder() / SIGN_INS).stat().st_mode
    assert stat.S_IMODE(mode) == 0o600
    name, password = re.findall(r"^  (\w+) +(\S+)$", said, re.MULTILINE)[0]
    assert client.login(username=name, password=password)


def test_a_second_start_leaves_it_as_it_was(said: str):
    before = Item.objects.count()
    assert create_demo() == said
    assert Item.objects.count() == before
