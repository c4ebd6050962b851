"""A world with a past, an empty database beside it, and archives to do harm to."""

import json
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection
from procrastinate.contrib.django.utils import connector_params
from psycopg import sql

from headway.actors.models import Actor
from headway.events.actions import read_batch
from headway.events.models import Cursor, Event
from headway.keeping.backup.archive import MANIFEST
from headway.keeping.backup.making import back_up
from headway.people.actions import add_absence
from headway.work.actions import Part, assign_people, edit_item, link_items
from headway.work.models import Item
from tests.plan.timelines import keep

DROPS = 20
"""Attempts, half a second apart."""

LATE = 10**12
"""A transaction id that no fresh database server reaches."""


@pytest.fixture
def world(
    transactional_db: None, survey: Item, dig: Item, ada: Actor, dee: Actor, cem: Actor
) -> Item:
    """Work, people, links and a log in two workspaces; one reader is half way."""
    add_absence(
        ada.person.pk, by=ada, first_on=date(2030, 5, 1), last_on=date(2030, 5, 2)
    )
    edit_item(dig.pk, by=ada, title='Dig "deep"\n\tat 5 °C \\N')
    assign_people(survey.pk, [Part(person_id=ada.person.pk)], by=ada)
    link_items(survey.pk, dig.pk, by=dee)
    keep(survey.project, survey, dig, by=dee)
    read_for_sure("events.live")
    edit_item(dig.pk, by=dee, effort_minutes=30)
    log = Event.objects.order_by("pk")
    for event in log:  # as after years on another server
        Event.objects.filter(pk=event.pk).update(transaction=LATE + event.transaction)
    log.filter(pk=log[0].pk).update(at=datetime(2024, 2, 3, tzinfo=UTC))
    for cursor in Cursor.objects.exclude(transaction=0):
        late = cursor.position._replace(transaction=LATE + cursor.transaction)
        Cursor.objects.filter(pk=cursor.pk).move_to(late)
    return dig


def read_for_sure(reader: str) -> None:
    """Let a reader read on; a transaction in another database may hold it up."""
    deadline = time.monotonic() + 60
    while not Cursor.objects.filter(reader=reader).exclude(transaction=0).exists():
        read_batch([reader])
        assert time.monotonic() < deadline, "somebody keeps a transaction open"
        time.sleep(0.05)


@pytest.fixture
def archive(archive_of_now: Callable[[], Path]) -> Path:
    return archive_of_now()


@pytest.fixture
def archive_of_now(world: Item, tmp_path: Path) -> Callable[[], Path]:
    return lambda: _archive(tmp_path)


def _archive(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    (data / "files/a").mkdir(parents=True)
    (data / "files/a/plan.pdf").write_bytes(b"%PDF" * 1000)
    (data / "secret_key").write_text("hush")
    (data / "postgres").mkdir()
    (data / "postgres/PG_VERSION").write_text("18")
    file = tmp_path / "backup.zip"
    back_up(file, data=data, connect_options=connector_params())
    return file


@contextmanager
def another_database() -> Iterator[None]:
    """Let Django work on an empty database of the same server, dropped at the end."""
    settings = connection.settings_dict
    own, name = settings["NAME"], f"{settings['NAME']}_elsewhere"
    server = {**connector_params(), "autocommit": True}
    identifier = sql.Identifier(name)
    with psycopg.connect(**server) as admin:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(identifier))
        admin.execute(sql.SQL("CREATE DATABASE {}").format(identifier))
        connection.close()
        settings["NAME"] = name
        try:
            yield
        finally:
            connection.close()
            settings["NAME"] = own
            _drop(admin, identifier)


def _drop(admin: psycopg.Connection[Any], name: sql.Identifier) -> None:
    """Drop a database; autovacuum may be in it, which only a superuser can end."""
    for _ in range(DROPS):
        with suppress(psycopg.errors.InsufficientPrivilege):
            admin.execute(sql.SQL("DROP DATABASE {} (FORCE)").format(name))
            return
        time.sleep(0.5)
    pytest.fail("Somebody stays in the other database.")


@pytest.fixture
def elsewhere() -> Iterator[Callable[[], None]]:
    """Call it to go on in an empty database; the test's own is back at the end."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(another_database())


def altered(file: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """Return a copy of an archive whose manifest was changed by somebody skilled."""
    copy = file.with_name("altered.zip")
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(copy, "w") as target:
        for name in source.namelist():
            body = source.read(name)
            if name == MANIFEST:
                manifest = json.loads(body)
                change(manifest)
                body = json.dumps(manifest).encode()
            target.writestr(name, body)
    return copy


def tables_of(file: Path) -> dict[str, str]:
    """The checksum of each table; positions of the log differ between databases."""
    with zipfile.ZipFile(file) as archive:
        manifest = json.loads(archive.read(MANIFEST))
    positions = {"events_event", "events_cursor"}
    return {
        table["name"]: table["sha256"]
        for table in manifest["tables"]
        if table["name"] not in positions
    }
