"""What a drag would move: milliseconds of a preview, 1,000 open items and 30 people.

Asked of the running server as the timeline asks while a bar is in hand; with 200
finished items beside them, so that plans follow what these teach.  Then what a list of
40 lines would come to, as it is asked while somebody types it.
"""

import json
import os
import statistics
import time
import urllib.request
from datetime import UTC, datetime, timedelta

from benchmarks.running import (
    Site,
    World,
    await_plans,
    cookie_of,
    create_world,
    report,
    running,
)

OPEN, DONE, PEOPLE, ASKED = 1_000, 200, 30, 30
LIMIT_MS = 100
LINES, LIST_LIMIT_MS = 40, 300


def finish(world: World) -> None:
    """Let the last items be done long ago, each half as long again as estimated."""
    from django.db.models import F
    from django.utils import timezone

    from headway.plan.pending import mark_for_planning
    from headway.work.models import Item, WorkflowState

    done = WorkflowState.objects.filter(category="done", is_default=True)
    last = Item.objects.filter(project=world.projects[0], number__gt=OPEN)
    ago = timezone.now() - timedelta(days=9)
    last.update(
        state="done",
        status=done.get(type=last[0].type_id),
        spent_minutes=F("effort_minutes") * 3 / 2,
        started_at=ago,
        finished_at=ago + timedelta(days=1),
    )
    mark_for_planning([world.owner.workspace_id])


def milliseconds(asked: urllib.request.Request) -> float:
    begun = time.perf_counter()
    urllib.request.urlopen(asked).read()
    return (time.perf_counter() - begun) * 1000


def drags(site: Site, world: World) -> list[float]:
    name, value = cookie_of(world.mate)
    soon = datetime.now(UTC) + timedelta(days=7)
    took = []
    for n in range(ASKED + 2):
        pin = f"{soon + timedelta(days=n % 28):%Y-%m-%d}T09:00:00Z"
        address = f"{site.address}/api/v1/w/bench/items/P1-{n + 1}/preview"
        address = f"{address}?starts_no_earlier={pin}"
        cookie = {"Cookie": f"{name}={value}"}
        took.append(milliseconds(urllib.request.Request(address, headers=cookie)))
    return took


def lists(site: Site, world: World) -> list[float]:
    """Ask for one line more each time; every fifth waits for the one above."""
    from headway.people.tokens.actions import make_token

    token = make_token(
        by=world.mate, name="bench", scopes=["read", "write"], lives=timedelta(1)
    )
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    took = []
    for more in range(ASKED + 2):
        lines = [
            f"Line {n} ~{n % 7 + 1}h" + (f" after line {n - 1}" if n % 5 == 1 else "")
            for n in range(LINES + more)
        ]
        body = json.dumps({"text": "\n".join(lines)}).encode()
        address = f"{site.address}/api/v1/w/bench/plan/sketch"
        took.append(milliseconds(urllib.request.Request(address, body, headers)))
    return took


def figure(name: str, took: list[float], limit: int, **more: object) -> None:
    report(
        name,
        round(statistics.median(took[2:])),
        limit,
        "ms",
        first=[round(each) for each in took[:2]],
        p95=round(sorted(took[2:])[int(ASKED * 0.95)]),
        load=round(os.getloadavg()[0], 1),
        **more,
    )


def main() -> None:
    with running() as site:
        world = create_world(projects=1, items=OPEN + DONE, people=PEOPLE)
        finish(world)
        site.await_worker()
        await_plans()
        from headway.work.models import Outlook

        learned = Outlook.objects.exclude(expected_minutes=None).count()
        figure("drag_preview", drags(site, world), LIMIT_MS, learned=learned)
        figure("list_preview", lists(site, world), LIST_LIMIT_MS)


if __name__ == "__main__":
    main()
