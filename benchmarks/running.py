"""A Headway of its own for a benchmark: processes, data, sign-ins, figures.

All is in a temporary ``HEADWAY_DATA`` and ends with the block; only compiled kernels
are kept between runs, beside the tests' own.
"""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

if TYPE_CHECKING:
    from headway.actors.models import Actor
    from headway.people.models import Person
    from headway.work.models import CustomField, Project

REPOSITORY = Path(__file__).parents[1]
START_SECONDS, WARM_SECONDS, PLAN_SECONDS = 600, 600, 600
QUIET_SECONDS = 4
LINK_EVERY = 3
"""Of every so many items one waits for none before it."""


@dataclass
class Site:
    """A running ``headway up``; ``cookies`` are what its users sign in with."""

    address: str
    process: subprocess.Popen[bytes]

    def health(self) -> dict[str, Any]:
        """What ``/health/ready`` says, or nothing while nobody answers."""
        try:
            with urllib.request.urlopen(f"{self.address}/health/ready") as answer:
                said: dict[str, Any] = json.load(answer)
                return said
        except OSError:
            return {}

    def await_worker(self) -> None:
        """Wait until the worker has its kernels and follows the log."""
        deadline = time.monotonic() + WARM_SECONDS
        while self.health().get("worker", {}).get("status") != "working":
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise TimeoutError("the worker is not ready")
            time.sleep(0.5)


@contextmanager
def running() -> Iterator[Site]:
    """Run ``headway up`` on loopback, with Django set up here on its database."""
    with tempfile.TemporaryDirectory(prefix="headway-bench-") as folder:
        Path(folder).chmod(0o755)
        with closing(socket.create_server(("127.0.0.1", 0))) as free:
            port = free.getsockname()[1]
        os.environ |= {
            "HEADWAY_DATA": folder,
            "HEADWAY_HOST": "127.0.0.1",
            "HEADWAY_PORT": str(port),
            "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
        }
        compiled = str(REPOSITORY / ".pytest_cache/numba")
        os.environ.setdefault("NUMBA_CACHE_DIR", compiled)
        command = [sys.executable, "-m", "headway.cli", "up"]
        with (Path(folder) / "log").open("wb") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log)
        site = Site(f"http://127.0.0.1:{port}", process)
        try:
            _await_page(site, Path(folder) / "log")
            from headway.cli.django import set_up

            set_up()
            yield site
        finally:
            _disconnect()
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def _await_page(site: Site, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while "(Ctrl-C stops it)" not in log.read_text():
        if site.process.poll() is not None or time.monotonic() > deadline:
            raise TimeoutError(log.read_text())
        time.sleep(0.1)


def _disconnect() -> None:
    if "django.db" in sys.modules:
        from django.db import connections

        connections.close_all()


@dataclass
class World:
    """A workspace ``bench``: ``owner`` sees all of it, ``mate`` leads its projects."""

    owner: "Actor"
    mate: "Actor"
    people: "list[Person]"
    projects: "list[Project]"


def create_world(*, projects: int, items: int, people: int) -> World:
    """Fill the workspace: ``items`` a project, linked and assigned.

    People have weeks of 4 or 5 days, three time zones and an absence each.
    """
    from django.db import transaction
    from django.utils import timezone

    from headway.actors.models import Actor, Role, Workspace
    from headway.people.actions import add_absence, add_person
    from headway.people.models import Calendar, User
    from headway.people.models.calendars import WEEKDAYS
    from headway.plan.pending import mark_for_planning
    from headway.work.actions import create_project

    rng = random.Random(7)
    day = ((540, 720), (780, 1080))
    with transaction.atomic():
        workspace = Workspace.objects.create(slug="bench", name="Bench", seed=7)
        week = {name: day if i < 5 else () for i, name in enumerate(WEEKDAYS)}
        default = Calendar.objects.create(
            workspace=workspace, name="Week", is_default=True, **week
        )
        system = Actor.objects.system("bench", workspace_id=workspace.pk)
        staff = []
        today = timezone.now().date()
        for n in range(people):
            own = {w: day if i < 4 + n % 2 else () for i, w in enumerate(WEEKDAYS)}
            person = add_person(
                by=system,
                name=f"Person {n + 1}",
                user=User.objects.create_user(f"person{n + 1}"),
                role=Role.OWNER if n == 0 else Role.ADMIN if n == 1 else Role.MEMBER,
                zone=("Europe/Berlin", "Europe/London", "Asia/Tokyo")[n % 3],
                calendar=Calendar.objects.create(
                    workspace=workspace, name=f"Person {n + 1}", base=default, **own
                ),
            )
            first = today + timedelta(rng.randrange(5, 60))
            add_absence(
                person.pk, by=system, first_on=first, last_on=first + timedelta(4)
            )
            staff.append(person)
        made = [
            create_project(by=system, key=f"P{n + 1}", name=f"Project {n + 1}")
            for n in range(projects)
        ]
        for project in made:
            _fill(project, staff, items, rng)
        mark_for_planning([workspace.pk])
    return World(staff[0].actor, staff[1].actor, staff, made)


def multiply(world: World, items: int) -> None:
    """Fill each project up to so many items, as its first, in as few statements.

    Each has somebody who does it; a tenth is done; a fifth has no deadline.  All have
    forecasts as if they were planned.
    """
    from django.db import connection

    from headway.work.models import Item, Outlook, WorkflowState

    done = WorkflowState.objects.get(
        workspace_id=world.owner.workspace_id, type__is_default=True, category="done"
    )
    changed = {
        "number": "n",
        "position": "n::bigint << 20",
        "title": "'Piece of work ' || n",
        "effort_minutes": "60 * (2 + mod(n, 28))",
        "priority": "100 + 200 * (mod(n, 5))",
        "deadline": "CASE WHEN mod(n, 5) > 0 "
        "THEN now() + mod(n, 997) * interval '1 day' END",
        "board_rank": "n",
        "status_id": f"CASE WHEN mod(n, 10) = 7 THEN {done.pk} ELSE status_id END",
        "state": "CASE WHEN mod(n, 10) = 7 THEN 'done' ELSE state END",
        "finished_at": "CASE WHEN mod(n, 10) = 7 THEN now() END",
    }
    fields = [f for f in Item._meta.concrete_fields if not f.generated]
    names = [f.column for f in fields if f.column != "id"]
    values = [changed.get(name, name) for name in names]
    people = [person.pk for person in world.people]
    dated = {
        name: f"now() + (mod(id, 90) + {days}) * interval '1 day'"
        for name, days in {"starts_at": 1, "p50": 9, "p85": 17, "p95": 29}.items()
    }
    said = {"workspace_id": "workspace_id", "item_id": "id", "run_id": "1", **dated}
    said |= {"rank": "row_number() OVER (ORDER BY id)", "cause": "''", "unplaced": "''"}
    said |= dict.fromkeys(
        ("is_critical", "has_assumed_people", "has_assumed_effort"), "false"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO work_item ({', '.join(names)}) SELECT {', '.join(values)} "
            "FROM work_item CROSS JOIN generate_series(2, %s) n WHERE number = 1",
            [items],
        )
        cursor.execute(
            "INSERT INTO work_assignment (workspace_id, item_id, person_id, share, "
            "units_percent, is_accountable) SELECT workspace_id, id, "
            "(%s)[1 + mod(id, %s)], 1, 100, true FROM work_item WHERE number > 1",
            [people, len(people)],
        )
        cursor.execute(
            f"INSERT INTO {Outlook._meta.db_table} ({', '.join(said)}) "
            f"SELECT {', '.join(said.values())} FROM work_item WHERE number > %s",
            [1],
        )
        cursor.execute("VACUUM ANALYZE")


def enrich(world: World) -> "list[CustomField]":
    """Give many items what few have at first: labels, parents, fields of their own.

    A third carries one label of forty or two; two fifths are in a tenth of the others,
    which stand right before them; a third says something in a field of each kind by
    which lists have groups; these fields are returned.
    """
    from django.db import connection

    from headway.work.actions import add_field, settle_first_labels
    from headway.work.actions.labelling import labels_named
    from headway.work.models import ItemLabel

    by = world.owner
    named = labels_named([f"Label {n}" for n in range(40)], by=by)
    labels = [label.pk for label in named]
    names = [{"name": f"Option {n}"} for n in range(8)]
    fields = [
        add_field(by=by, name=f"Field {kind}", kind=kind, options=options)
        for kind, options in (
            ("option", names),
            ("options", names),
            ("yes_no", ()),
            ("person", ()),
        )
    ]
    people = [person.pk for person in world.people]
    with connection.cursor() as cursor:
        for every in (3, 9):
            cursor.execute(
                "INSERT INTO work_itemlabel (workspace_id, item_id, label_id, is_first)"
                " SELECT workspace_id, id, (%s)[1 + mod(id / %s, 40)], false "
                "FROM work_item WHERE mod(id, %s) = 0 ON CONFLICT DO NOTHING",
                [labels, every, every],
            )
        settle_first_labels(ItemLabel.objects.all())
        cursor.execute(
            "UPDATE work_item i SET parent_id = p.id, depth = 1 FROM work_item p "
            "WHERE p.project_id = i.project_id AND mod(i.number, 10) IN (2, 3, 4, 5) "
            "AND p.number = i.number - mod(i.number, 10) + 1"
        )
        option = "1 + mod(id / 3, 8)"
        said = f"%s, {option}, %s, jsonb_build_array({option}), %s, mod(id, 2) = 0, "
        said += "%s, jsonb_build_object('person_id', (%s)[1 + mod(id, %s)])"
        cursor.execute(
            f"UPDATE work_item SET custom = jsonb_build_object({said}) "
            "WHERE mod(id, 3) = 1",
            [*(field.key for field in fields), people, len(people)],
        )
        cursor.execute("VACUUM ANALYZE")
    return fields


def spread(world: World) -> None:
    """Let the cards of the first project stand in three columns of its board."""
    from headway.work.actions import change_items
    from headway.work.models import Item

    mine = Item.objects.filter(project=world.projects[0]).order_by("pk")
    ids = list(mine.values_list("pk", flat=True))
    for n, state in enumerate(("doing", "waiting")):
        change_items(ids[n::3], by=world.owner, state=state)


def _fill(
    project: "Project", people: "list[Person]", count: int, rng: random.Random
) -> None:
    """Write the items, their people and links in bulk: no facts are recorded."""
    from headway.work.actions.items import beginning
    from headway.work.models import Assignment, Item, Link

    rows = Item.objects.bulk_create(
        Item(
            workspace=project.workspace,
            project=project,
            number=n,
            position=n << 20,
            title=f"Piece of work {n} of {project.name}",
            effort_minutes=rng.randrange(2, 30) * 60,
            **beginning(project.workspace_id),
        )
        for n in range(1, count + 1)
    )
    type(project).objects.filter(pk=project.pk).update(next_number=count + 1)
    Assignment.objects.bulk_create(
        Assignment(
            workspace=project.workspace,
            item=row,
            person=rng.choice(people),
            share=1,
            units_percent=100,
            is_accountable=True,
        )
        for row in rows
    )
    Link.objects.bulk_create(
        Link(
            workspace=project.workspace,
            before=rows[n - rng.randrange(1, min(n, 20) + 1)],
            after=rows[n],
            lag_minutes=rng.choice([0, 0, 0, 480]),
        )
        for n in range(1, count)
        if n % LINK_EVERY
    )


def await_plans() -> None:
    """Wait until everything that was asked for is planned, and all was told."""
    from headway.plan.pending import waiting_workspaces

    deadline = time.monotonic() + PLAN_SECONDS
    time.sleep(QUIET_SECONDS)
    while waiting_workspaces():
        if time.monotonic() > deadline:
            raise TimeoutError("planning takes too long")
        time.sleep(0.2)
    time.sleep(QUIET_SECONDS)


def await_readers() -> None:
    """Wait until the readers have read all that was recorded."""
    from headway.events.models import Cursor, Event
    from headway.events.ports import readers

    deadline = time.monotonic() + PLAN_SECONDS
    while True:
        positions = {row.reader: row.position for row in Cursor.objects.all()}
        begun = readers().keys() <= positions.keys()
        if begun and not any(
            Event.objects.after(position).exists() for position in positions.values()
        ):
            return
        if time.monotonic() > deadline:
            raise TimeoutError("the readers take too long")
        time.sleep(0.2)


TICKS = os.sysconf("SC_CLK_TCK")


def processes(site: Site) -> Iterator[tuple[str, psutil.Process]]:
    """Yield the site's processes with what they are: web, worker, database or up."""
    top = psutil.Process(site.process.pid)
    for process in [top, *top.children(recursive=True)]:
        try:
            words = process.cmdline()
        except psutil.NoSuchProcess:
            continue
        kinds = [kind for kind in ("web", "worker", "up") if kind in words]
        yield (kinds[0] if kinds else "database"), process


def cpu_seconds(site: Site) -> Counter[str]:
    """Return the CPU that processes used, and all that they waited for, by kind.

    PostgreSQL's backends that ended are among what its postmaster waited for.
    """
    used = Counter[str]()
    for kind, process in processes(site):
        with suppress(FileNotFoundError):
            said = Path(f"/proc/{process.pid}/stat").read_text()
            ticks = said.rpartition(")")[2].split()[11:15]
            used[kind] += sum(map(int, ticks)) / TICKS
    return used


def cookie_of(actor: "Actor") -> tuple[str, str]:
    """Sign somebody in; name and value of the cookie."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(actor.person.user)
    name = settings.SESSION_COOKIE_NAME
    return name, client.cookies[name].value


def report(
    figure: str, value: float, limit: float | None, unit: str, **more: Any
) -> None:
    """Print one line of JSON; ``ratio`` over 1 misses the limit, if there is one."""
    ratio = round(value / limit, 3) if limit else None
    said = {"figure": figure, "value": value, "unit": unit, "limit": limit}
    print(json.dumps(said | {"ratio": ratio} | more))
