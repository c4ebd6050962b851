"""Imports that are killed, come twice or meet with a fault: whole, and once."""

import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from headway.actors.models import Actor
from headway.base.files import received
from headway.comms.models import Comment
from headway.events.models import Event
from headway.integrations.importers.actions import (
    add_import,
    cancel_import,
    start_import,
    undo_import,
)
from headway.integrations.importers.content import FileComment, FileLink, TrackerFile
from headway.integrations.importers.models import Import
from headway.integrations.importers.running import run_import
from headway.integrations.importers.stalled import end_stalled
from headway.integrations.importers.taking import trackers
from headway.integrations.importers.undoing import take_back
from headway.work.models import Item, Link, Project
from tests.integrations.importers import boards
from tests.integrations.importers.boards import BOARD, FILES, many, offer_boats
from tests.integrations.importers.jobs import work

pytestmark = pytest.mark.django_db(transaction=True)

COUNT, KILLS = 45, 8
LEAST = 4
"""So many of them before it is done."""


@pytest.fixture(autouse=True)
def _boats(monkeypatch: pytest.MonkeyPatch, store: Any) -> None:
    offer_boats(monkeypatch)
    monkeypatch.setattr(trackers, "PART", 10)
    for board in ("b1", "b2"):
        FILES[board] = talked_of(board)


def talked_of(board: str) -> TrackerFile:
    """A board on which items wait, were changed and talked of; titles say the same."""
    file = many(COUNT)
    items = [
        replace(
            item,
            id=f"{board}{item.id}",
            board=board,
            parent=item.parent and f"{board}{item.parent}",
            comments=tuple(
                FileComment(
                    id=f"{item.id}-{n}", text=f"{n}", author="u1", at=boards.at(2)
                )
                for n in range(k % 3)
            ),
            attachments=boards.HULL.attachments if k % 20 == 0 else (),
        )
        for k, item in enumerate(file.items)
    ]
    links = [
        FileLink(before=items[n].id, after=items[n + 5].id) for n in range(COUNT - 5)
    ]
    return replace(
        file,
        boards=(replace(BOARD, id=board, key=f"BO{board.upper()}"),),
        items=tuple(items),
        links=tuple(links),
    )


def begun(by: Actor, board: str) -> Import:
    with received([f'"{board}"'.encode()], name="x.boat") as draft:
        run = add_import("x.boat", draft, by=by)
    work()
    return start_import(run.pk, by=by)


def told(board: str) -> dict[str, Any]:
    """All that is in a project, in words that are the same for each board."""
    project = Project.objects.get(external_id__endswith=board)
    items = Item.objects.filter(project=project).in_outline()
    names = dict(items.values_list("pk", "title"))
    events = Event.objects.filter(subject_type="work.item", subject_id__in=names)
    return {
        "items": [
            (
                i.number, i.title, names.get(i.parent_id), i.depth, i.status.name,
                i.position, i.description, i.created_at, i.finished_at is not None,
                sorted(i.labelled.values_list("label__name", flat=True)),
                sorted(i.assignments.values_list("person__actor__name", flat=True)),
                sorted(i.attachments.values_list("file__name", flat=True)),
            )
            for i in items
        ],
        "links": sorted(
            (names[a], names[b])
            for a, b in Link.objects.filter(before__in=names).values_list(
                "before_id", "after_id"
            )
        ),
        "comments": sorted(
            Comment.objects.filter(
                thread__conversation__item__in=names
            ).values_list("thread__conversation__item__title", "text", "author__name")
        ),
        "facts": sorted((e.kind, names[e.subject_id]) for e in events),
    }  # fmt: skip


class Killed(BaseException):
    """What ends a process ends a test with this."""


class Count:
    """Counts statements; at one of them the process is killed."""

    def __init__(self, at: int = -1) -> None:
        self.at, self.seen = at, 0

    def __call__(self, execute: Any, *said: Any) -> Any:
        self.seen += 1
        if self.seen == self.at:
            raise Killed
        return execute(*said)


def test_a_worker_killed_at_any_statement_ends_as_one_that_was_not(dee: Actor):
    run, count = begun(dee, "b1"), Count()
    with connection.execute_wrapper(count):
        run_import(run.pk)
    whole = told("b1")
    assert len(whole["items"]) == COUNT
    assert len(whole["comments"]) == COUNT
    assert len(whole["links"]) == COUNT - 5

    rng = random.Random(4)
    run, killed = begun(dee, "b2"), 0
    for _kill in range(KILLS):
        kill = Count(rng.randrange(1, count.seen // 2))
        with suppress(Killed), connection.execute_wrapper(kill):
            run_import(run.pk)
        killed += kill.seen >= kill.at
    run_import(run.pk)
    run.refresh_from_db()
    assert killed >= LEAST
    assert (run.state, run.counts["created"]) == ("done", COUNT)
    assert told("b2") == whole


def test_the_same_file_at_once_is_one_project(dee: Actor):
    """A workspace's imports and undos wait for each other; looking through does not."""
    one = begun(dee, "b1")
    two = begun(dee, "b1")
    waiting = {job.lock for job in jobs("importers.run")}
    assert waiting == {f"imports of {dee.workspace_id}"}
    with received([b'"b1"'], name="x.boat") as draft:
        add_import("x.boat", draft, by=dee)
    assert {job.lock for job in jobs("importers.check")} == {None}
    for run in (one, two):
        run_import(run.pk)
        run.refresh_from_db()
    assert (one.counts["created"], two.counts["unchanged"]) == (COUNT, COUNT)
    assert len(told("b1")["items"]) == COUNT
    undo_import(one.pk, by=dee)
    assert {job.lock for job in jobs("importers.undo")} == waiting


def jobs(task: str) -> Iterator[ProcrastinateJob]:
    yield from ProcrastinateJob.objects.filter(task_name=task, status="todo")


def test_an_import_whose_job_is_over_says_so_and_is_started_again(
    dee: Actor, monkeypatch: pytest.MonkeyPatch
):
    run = begun(dee, "b1")
    end_stalled()
    run.refresh_from_db()
    assert run.state == "running"  # its job waits

    def stumble(self: Any, number: int) -> Any:
        if number == 3:
            raise ZeroDivisionError("a fault of ours")
        return take(self, number)

    take = trackers.TrackerTaking.take
    monkeypatch.setattr(trackers.TrackerTaking, "take", stumble)
    with pytest.raises(ZeroDivisionError):
        run_import(run.pk)
    ProcrastinateJob.objects.filter(task_name="importers.run").update(status="failed")
    end_stalled()
    run.refresh_from_db()
    assert (run.state, run.done) == ("failed", 3)
    assert "stumbled" in run.problem

    monkeypatch.setattr(trackers.TrackerTaking, "take", take)
    start_import(run.pk, by=dee)
    run_import(run.pk)
    run.refresh_from_db()
    assert (run.state, len(told("b1")["items"])) == ("done", COUNT)

    undo_import(run.pk, by=dee)
    ProcrastinateJob.objects.all().update(status="failed")
    end_stalled()
    run.refresh_from_db()
    assert (run.state, "stumbled" in run.problem) == ("done", True)
    undo_import(run.pk, by=dee)
    take_back(run.pk, dee.pk, the_rest=False)
    run.refresh_from_db()
    assert (run.state, Item.objects.count()) == ("undone", 0)


def test_what_was_looked_through_by_nobody_says_so_and_a_command_has_its_day(
    dee: Actor,
):
    with received([b'"b1"'], name="x.boat") as draft:
        run = add_import("x.boat", draft, by=dee)
    ProcrastinateJob.objects.all().update(status="failed")
    command = Import.objects.create(
        workspace=dee.workspace, by=dee, name="c", state="running",
        started_at=timezone.now(),
    )  # fmt: skip
    end_stalled()
    run.refresh_from_db()
    command.refresh_from_db()
    assert (run.state, command.state) == ("failed", "running")
    Import.objects.filter(pk=command.pk).update(started_at=boards.at(1))
    end_stalled()
    command.refresh_from_db()
    assert command.state == "failed"
    cancel_import(run.pk, by=dee)
