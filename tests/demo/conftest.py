"""The demo, made once for all tests that only look at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction

from headway.actors.models import Actor
from headway.demo import SIGN_INS, create_demo
from headway.people.models import Person


@pytest.fixture(scope="session", autouse=True)
def sign_ins(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the sign-ins are kept: other processes have the same data folder."""
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("headway.demo.data_folder", lambda: folder)
        yield folder / SIGN_INS


@pytest.fixture(scope="module")
def said(django_db_setup: None, django_db_blocker, sign_ins: Path) -> Iterator[str]:
    """What is said of the demo; each module has it until its last test.

    What a test does to it is taken back, as each has a transaction inside of this one.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield create_demo()
        sign_ins.unlink()
        transaction.set_rollback(True)


@pytest.fixture
def marta(said: str, db: None) -> Actor:
    """The administrator."""
    return Person.objects.get(user__username="marta").actor
