"""Lists of 50 items by the API, filtered and sorted: CPU of Python and of PostgreSQL.

In one process, settled as a web server is, through the whole middleware, by the token
of a member who holds grants on half of the projects; beside it the same rows and
columns by SQL of one's own and msgspec, in a view without middleware, for one who sees
all.  In workspaces of 100,000 items in 20 projects and of 1,000, and in a project of
10,000 alone.  Then the page of the list, 100 rows of the 100,000 in groups, by a web
server.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from benchmarks.pages import LIMIT_BYTES, ask
from benchmarks.running import (
    TICKS,
    Site,
    World,
    cookie_of,
    create_world,
    enrich,
    multiply,
    report,
    running,
)

if TYPE_CHECKING:
    from headway.actors.models import Actor

PROJECTS, LARGE, SMALL, ONE = 20, 100_000, 1_000, 10_000
REQUESTS, WARM_UP, TURNS = 60, 10, 5
FILTERS = {
    "by_due": "state = open and effort > 4h order by due",
    "by_priority": "state = open and effort > 4h order by priority",
    "by_id": "state = open and effort > 4h",
}
ORDERS = {
    "by_due": "i.deadline ASC NULLS LAST, i.id",
    "by_priority": "i.priority DESC NULLS LAST, i.id",
    "by_id": "i.id",
}
MOST_RATIO, MOST_GROWTH, MOST_MS = 3, 1.3, 10
SAID_LINES = 20
LIMIT_PAGE_MS = 120
Ask = Callable[[], bytes]


def columns() -> list[str]:
    """The columns of a list as the API shows them, in SQL."""
    from headway.work.models import Outlook
    from headway.work.schemas import ITEM

    names = [name for name in ITEM.names if name != "description"]
    plain = {"key": "p.key || '-' || i.number", "project": "p.key"}
    kept = {field.attname for field in Outlook._meta.concrete_fields} - {"version"}
    plain |= {name: f"o.{name}" for name in names if name in kept}
    return [f"{plain.get(name, f'i.{name}')} AS {name}" for name in names]


def bare_view(world: World, order: str, project: str = "") -> Ask:
    """Return what answers the same rows without Headway."""
    import msgspec
    from django.db import connection
    from django.http import HttpResponse

    narrowed = "AND p.key = %s" if project else ""
    sql = f"""
        SELECT {", ".join(columns())} FROM work_item i
        JOIN work_project p ON p.id = i.project_id
        LEFT JOIN work_outlook o ON o.item_id = i.id
        WHERE i.workspace_id = %s AND i.deletion_id IS NULL {narrowed}
        AND i.state IN ('todo', 'doing', 'waiting') AND i.effort_minutes > 240
        ORDER BY {ORDERS[order]} LIMIT 51
    """
    values = [world.owner.workspace_id, *([project] if project else [])]

    def ask() -> bytes:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            names = [column.name for column in cursor.description]
            rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        response = HttpResponse(msgspec.json.encode({"items": rows[:50]}))
        return response.content

    return ask


def api_view(actor: "Actor", text: str) -> Ask:
    """Return what asks the whole of Headway as a web server does."""
    from headway.people.tokens.actions import make_token
    from headway.server.front import pages

    lives = timedelta(days=1)
    token = make_token(by=actor, name="bench", scopes=["read"], lives=lives)
    application = pages()
    path = f"/api/v1/w/{actor.workspace.slug}/items"
    said = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": urlencode({"q": text, "limit": 50}),
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": os.environ["HEADWAY_PORT"],
        "HTTP_HOST": f"127.0.0.1:{os.environ['HEADWAY_PORT']}",
        "HTTP_AUTHORIZATION": f"Bearer {token}",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
    }

    def ask() -> bytes:
        statuses: list[str] = []

        def start(status: str, *_more: Any) -> None:
            statuses.append(status)

        answer = application({**said, "wsgi.input": BytesIO()}, start)  # type: ignore[arg-type]
        body = b"".join(answer)
        close = getattr(answer, "close", None)
        if close:
            close()
        if statuses != ["200 OK"]:
            raise RuntimeError(f"{text} answered {statuses}")
        return body

    return ask


@contextmanager
def counted() -> Iterator[dict[str, float]]:
    """Count the CPU milliseconds of this process and of its connection's backend."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [backend] = cursor.fetchone()
    used: dict[str, float] = {}
    before = (time.process_time(), _ticks(backend))
    yield used
    used["python"] = (time.process_time() - before[0]) * 1000
    used["database"] = (_ticks(backend) - before[1]) / TICKS * 1000


def _ticks(pid: int) -> int:
    said = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, said[11:13]))


def measured(ask: Ask) -> dict[str, float]:
    """Return the CPU milliseconds of a request: the median of some turns."""
    for _ in range(WARM_UP):
        ask()
    turns = []
    for _ in range(TURNS):
        with counted() as used:
            for _ in range(REQUESTS):
                ask()
        turns.append({name: each / REQUESTS for name, each in used.items()})
    names = ("python", "database")
    return {n: round(statistics.median(t[n] for t in turns), 2) for n in names}


def member_of(world: World, size: int) -> "Actor":
    """Let somebody contribute to so many of the projects."""
    from headway.work.actions import give_grant

    actor = world.people[2].actor
    for project in world.projects[:size]:
        give_grant(project.pk, actor.pk, by=world.owner, role="contributor")
    return actor


def world_of(items: int, projects: int) -> World:
    from headway.plan.actions import change_planning

    world = create_world(projects=projects, items=1, people=30)
    change_planning(by=world.owner, is_by_hand=True)
    multiply(world, items // projects)
    return world


def compare(items: int, projects: int, project: str) -> None:
    """Report the lists in a workspace of so many items, or in a project of it."""
    from headway.server.settling import settle_now

    with running() as site:
        world = world_of(items, projects)
        site.await_worker()
        actor = member_of(world, max(1, projects // 2))
        settle_now()
        for name, text in FILTERS.items():
            asked = f"project = {project} and {text}" if project else text
            parts = measured(api_view(actor, asked))
            bare = measured(bare_view(world, name, project))
            value = round(sum(parts.values()), 2)
            more = {
                "times_bare": round(value / sum(bare.values()), 2),
                "most_times": MOST_RATIO,
                "parts": parts,
                "bare": bare,
            }
            where = "one_project" if project else "all"
            figure = f"api_list_{name}_of_{items}_in_{where}"
            limit = MOST_MS if project else None
            report(figure, value, limit, "ms CPU a request", **more)
        if items == LARGE:
            pages_of(site, world)


def pages_of(site: Site, world: World) -> None:
    """Report the page of 100 rows, in each way to group it.

    A third of the items carries labels, two fifths are in others, and a third says
    something in the workspace's own fields.
    """
    from headway.work.grouping import GROUPINGS

    fields = enrich(world)
    cookie = cookie_of(world.owner)
    ways = {name: name for name in GROUPINGS}
    ways |= {f"field_{field.kind}": field.column for field in fields}
    for name, group in ways.items():
        took, size = ask(site, f"work/?group={group}", cookie)
        half, most = (statistics.quantiles(took, n=20)[n] for n in (9, 18))
        figure = f"list_by_{name}_of_{LARGE}"
        report(f"{figure}_p95", round(most), LIMIT_PAGE_MS, "ms", p50=round(half))
        report(f"{figure}_html", size, LIMIT_BYTES, "B compressed")


def main() -> None:
    """Compare in processes of their own: each has a Headway of its own."""
    os.environ["HEADWAY_API_RATE"] = "60000"
    if asked := sys.argv[1:]:
        items, projects = map(int, asked[:2])
        compare(items, projects, asked[2] if len(asked) > 2 else "")
        return
    found: dict[str, float] = {}
    for world in ((LARGE, PROJECTS), (SMALL, PROJECTS), (ONE, 1, "P1")):
        command = [sys.executable, "-m", "benchmarks.api_lists", *map(str, world)]
        said = subprocess.run(command, check=False, capture_output=True, text=True)
        print(said.stdout, end="", flush=True)
        if said.returncode:  # what it says besides is a line for each request
            sys.exit("\n".join(said.stderr.splitlines()[-SAID_LINES:]))
        lines = map(json.loads, said.stdout.splitlines())
        found |= {line["figure"]: line["value"] for line in lines}
    for name in FILTERS:
        many, few = (found[f"api_list_{name}_of_{n}_in_all"] for n in (LARGE, SMALL))
        figure = f"api_list_{name}_growth"
        report(figure, round(many / few, 2), MOST_GROWTH, "times, 1,000 to 100,000")


if __name__ == "__main__":
    main()
