"""Set Django up for a command."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from headway.server import database
from headway.server.data import data_folder, draw_secret_key, prepare_folder


def set_up(process: str = "command") -> None:
    """Load settings and models; ``process`` chooses the limits of its queries."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "headway.settings")
    os.environ["HEADWAY_PROCESS"] = process
    prepare_folder(data_folder())
    if not os.environ.get("HEADWAY_SECRET_KEY"):
        draw_secret_key()
    import django

    django.setup()


@contextmanager
def with_database(process: str = "command") -> Iterator[None]:
    """Set Django up, with a database for the length of the block."""
    with database.at_hand():
        set_up(process)
        yield
