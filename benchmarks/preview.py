"""What a drag would move: milliseconds of a preview, 1,000 open items and 30 people.

Asked of the running server as the timeline asks while a bar is in hand; with 200
finished items beside them, so that plans follow what these teach.
"""

import os
import statistics
import time
import urllib.request
from datetime import UTC, datetime, timedelta

from benchmarks.running import (
    World,
    await_plans,
    cookie_of,
    create_world,
    report,
    running,
)

OPEN, DONE, PEOPLE, ASKED = 1_000, 200, 30, 30
LIMIT_MS = 100


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


def main() -> None:
    took = []
    with running() as site:
        world = create_world(projects=1, items=OPEN + DONE, people=PEOPLE)
        finish(world)
        site.await_worker()
        await_plans()
        from headway.work.models import Outlook

        learned = Outlook.objects.exclude(expected_minutes=None).count()
        name, value = cookie_of(world.mate)
        soon = datetime.now(UTC) + timedelta(days=7)
        for n in range(ASKED + 2):
            pin = f"{soon + timedelta(days=n % 28):%Y-%m-%d}T09:00:00Z"
            asked = urllib.request.Request(
                f"{site.address}/api/v1/w/bench/items/P1-{n + 1}/preview"
                f"?starts_no_earlier={pin}",
                headers={"Cookie": f"{name}={value}"},
            )
            begun = time.perf_counter()
            urllib.request.urlopen(asked).read()
            took.append((time.perf_counter() - begun) * 1000)
    report(
        "drag_preview",
        round(statistics.median(took[2:])),
        LIMIT_MS,
        "ms",
        first=[round(each) for each in took[:2]],
        p95=round(sorted(took[2:])[int(ASKED * 0.95)]),
        learned=learned,
        load=round(os.getloadavg()[0], 1),
    )


if __name__ == "__main__":
    main()
