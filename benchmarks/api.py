"""API requests in a project of 10,000 items with history: CPU milliseconds of each.

One after the other on one connection, by a token of an administrator, as the peers were
measured.  All processes count: web, worker with its readers, PostgreSQL with what its
ended backends used, the supervisor; from the first of 300 requests until all that they
recorded is read.  Each item was created, and edited twice.  Plans are made by hand: a
plan costs the same after one change or after a hundred.
"""

import http.client
import json
import os
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from benchmarks.running import (
    Site,
    World,
    await_readers,
    cpu_seconds,
    create_world,
    report,
    running,
)

if TYPE_CHECKING:
    from headway.events.facts import Fact

ITEMS, REQUESTS, WARM_UP = 10_000, 300, 60
STEP = 29
"""From the number of one item to that of the next: they are all over the table."""

LIMITS = {"get": 6, "create": 14, "move": 12}
Asked = tuple[str, str, dict[str, Any] | None]


def remember(world: World) -> None:
    """Record for each item what its creation and two edits would have."""
    from django.db import connection, transaction

    from headway.events.actions import record
    from headway.work.facts import ItemCreated, ItemEdited
    from headway.work.models import Item

    (project,) = world.projects

    def edit(pk: int, before: int, after: int) -> "Fact":
        was, now = {"priority": before}, {"priority": after}
        return ItemEdited(subject_id=pk, project_id=project.pk, before=was, after=now)

    rows = list(Item.objects.values_list("pk", "title"))
    made = [
        ItemCreated(subject_id=pk, project_id=project.pk, title=title)
        for pk, title in rows
    ]
    edits = [edit(pk, *pair) for pair in ((500, 700), (700, 500)) for pk, _ in rows]
    with transaction.atomic():
        record(*made, *edits, by=world.owner)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def numbers() -> Iterator[int]:
    return (1 + n * STEP % ITEMS for n in range(WARM_UP + REQUESTS))


def asked(operation: str) -> Iterator[Asked]:
    if operation == "create":
        for n in numbers():
            said = {"project": "P1", "title": f"Another one {n}", "effort_minutes": 480}
            yield "POST", "items", said
    for n in numbers():
        if operation == "get":
            yield "GET", f"items/P1-{n}", None
        if operation == "move":
            yield "POST", f"items/P1-{n}/transition", {"to": "doing"}


def measured(site: Site, operation: str, token: str) -> dict[str, float]:
    """Return the CPU milliseconds of a request, by kind of process."""
    connection = http.client.HTTPConnection(urlsplit(site.address).netloc, timeout=60)
    headers = {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json",
    }
    before = Counter[str]()
    for n, (method, path, said) in enumerate(asked(operation)):
        if n == WARM_UP:
            await_readers()
            before = cpu_seconds(site)
        body = json.dumps(said) if said else None
        connection.request(method, f"/api/v1/w/bench/{path}", body, headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status >= http.client.BAD_REQUEST:
            raise RuntimeError(f"{path} answered {answer.status}")
    await_readers()
    connection.close()
    used = cpu_seconds(site)
    return {k: round((used[k] - before[k]) / REQUESTS * 1000, 2) for k in used}


def main() -> None:
    os.environ["HEADWAY_API_RATE"] = "60000"
    with running() as site:
        world = create_world(projects=1, items=ITEMS, people=50)
        from headway.people.tokens.actions import make_token
        from headway.plan.actions import change_planning

        change_planning(by=world.owner, is_by_hand=True)
        remember(world)
        site.await_worker()
        token = make_token(
            by=world.owner, name="bench", scopes=["read", "write"], lives=timedelta(1)
        )
        await_readers()
        time.sleep(2)
        for operation, limit in LIMITS.items():
            parts = measured(site, operation, token)
            value = round(sum(parts.values()), 2)
            report(f"api_{operation}", value, limit, "ms CPU a request", parts=parts)


if __name__ == "__main__":
    main()
