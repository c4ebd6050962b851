"""The demo, made once for all tests that only look at it."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from headway.actors.models import Actor
from headway.demo import SIGN_INS, create_demo
from headway.people.models import Person
from headway.server.data import data_folder


@pytest.fixture(scope="module")
def said(django_db_setup: None, django_db_blocker) -> Iterator[str]:
    """What is said of the demo; each module has it until its last test.

    What a test does to it is taken back, as each has a transaction inside of this one.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield create_demo()
        (data_folder() / SIGN_INS).unlink()
        transaction.set_rollback(True)


@pytest.fixture
def marta(said: str, db: None) -> Actor:
    """The administrator."""
    return Person.objects.get(user__username="marta").actor
