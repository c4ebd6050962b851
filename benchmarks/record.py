"""What the record of a change costs over the bare change: CPU milliseconds.

The change is ``edit_item``: one row locked, checked and written in a transaction of
its own.  *Bare* it records nothing.  Then it records its fact, with all *readers* of
``wiring``; *queued*, with the two effects of ``benchmarks.effects`` besides: a mail to
whoever works on the item, and a stand-in for a webhook, whose jobs wait; and at last
*performed*, with these jobs done.  What is reported is the difference, of everything
that runs: this process, which makes the changes, web, worker and PostgreSQL, until the
last event is read and the last job done (three a change: two effects, and the letter).
A change begins 20 ms after the one before has ended, so that readers find a few at a
time.  Plans are made by hand.  The mail is written, sealed, queued and rendered; no
server takes it.

The limit is that of the record: what effects do is their own, and has none.
"""

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from unittest.mock import patch

from benchmarks.running import (
    Site,
    await_readers,
    cpu_seconds,
    create_world,
    report,
    running,
)

ITEMS, WARM_UP, PAUSE = 1000, 100, 0.02
LIMIT_MS = 3
NAMES = ("readers", "queued", "performed")
JOBS_SECONDS = 120


def await_jobs() -> None:
    from procrastinate.contrib.django.models import ProcrastinateJob

    deadline = time.monotonic() + JOBS_SECONDS
    waiting = ProcrastinateJob.objects.filter(
        task_name__in=["events.perform", "people.send_letter"],
        status__in=["todo", "doing"],
        scheduled_at=None,
    )
    while waiting.exists():
        if time.monotonic() > deadline:
            raise TimeoutError("the jobs take too long")
        time.sleep(0.5)


def measured(
    site: Site, act: Callable[[int, int], object], ids: list[int], priority: int
) -> Counter[str]:
    """Return the CPU milliseconds of a change, by kind of process."""
    before, begun = Counter[str](), 0.0
    for n, pk in enumerate(ids):
        if n == WARM_UP:
            await_readers()
            await_jobs()
            before, begun = cpu_seconds(site), time.process_time()
        act(pk, priority)
        time.sleep(PAUSE)
    await_readers()
    await_jobs()
    used = cpu_seconds(site)
    used.subtract(before)
    used["change"] = time.process_time() - begun
    changes = len(ids) - WARM_UP
    return Counter({kind: spent / changes * 1000 for kind, spent in used.items()})


def compared(name: str) -> Counter[str]:
    """Return what the record of a change costs over the bare change: CPU ms."""
    os.environ["BENCHMARK_EFFECTS"] = name if name != "readers" else ""
    with running() as site:
        world = create_world(projects=1, items=ITEMS, people=20)
        from headway.plan.actions import change_planning
        from headway.work.actions import edit_item
        from headway.work.models import Item

        change_planning(by=world.owner, is_by_hand=True)
        ids = list(Item.objects.values_list("pk", flat=True))
        site.await_worker()

        def change(pk: int, priority: int) -> object:
            return edit_item(pk, by=world.owner, priority=priority)

        with patch("headway.work.actions.items.record", lambda *_, **__: []):
            bare = measured(site, change, ids, 600)
        over = measured(site, change, ids, 601)
    over.subtract(bare)
    return over


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    os.environ["HEADWAY_EMAIL_URL"] = "console:"
    name = sys.argv[1]
    over = compared(name)
    parts = {kind: round(spent, 2) for kind, spent in over.items()}
    value = round(sum(over.values()), 2)
    limit = LIMIT_MS if name != "performed" else None
    report(f"record_{name}", value, limit, "ms CPU a change", parts=parts)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main()
    else:  # a process sets Django up once
        for name in NAMES:
            subprocess.run(
                [sys.executable, "-m", "benchmarks.record", name], check=True
            )
