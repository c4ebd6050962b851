"""A change of 5,000 items in one operation, and its undo: seconds and jobs.

The worker follows the log meanwhile, as it does for people.  ``cpu`` is what this
process used, ``database_cpu`` what PostgreSQL did: on a machine that others share the
seconds say little.
"""

import time
from collections.abc import Callable

from benchmarks.running import (
    Site,
    await_plans,
    cpu_seconds,
    create_world,
    report,
    running,
)

ITEMS = 5000
LIMIT_SECONDS, LIMIT_JOBS = 5, 20


def measured(site: Site, figure: str, act: Callable[[], object]) -> object:
    """Run an act, and report how long it took and how many jobs it left."""
    from procrastinate.contrib.django.models import ProcrastinateJob

    before = ProcrastinateJob.objects.filter(task_name="events.perform").count()
    database = cpu_seconds(site)["database"]
    begun, busy = time.perf_counter(), time.process_time()
    result = act()
    seconds = round(time.perf_counter() - begun, 2)
    jobs = ProcrastinateJob.objects.filter(task_name="events.perform").count() - before
    more = {
        "cpu": round(time.process_time() - busy, 2),
        "database_cpu": round(cpu_seconds(site)["database"] - database, 2),
    }
    report(figure, seconds, LIMIT_SECONDS, "s", items=ITEMS, **more)
    report(f"{figure}_jobs", jobs, LIMIT_JOBS, "jobs")
    return result


def main() -> None:
    with running() as site:
        world = create_world(projects=1, items=ITEMS, people=20)
        from headway.events.actions import performed, undo_operation
        from headway.work.actions import Part, change_items, delete_items
        from headway.work.models import Item

        ids = list(Item.objects.values_list("pk", flat=True))
        changes = {
            "edit": {"priority": 700, "remaining_minutes": 600},
            "move": {"state": "doing"},
            "assign": {"parts": [Part(person_id=world.people[0].pk)]},
        }
        site.await_worker()
        await_plans()
        for name, said in changes.items():

            def act(said: dict[str, object] = said) -> object:
                return performed(lambda: change_items(ids, by=world.owner, **said))

            _, operation = measured(site, f"bulk_{name}", act)
            measured(
                site,
                f"bulk_{name}_undo",
                lambda op=operation: undo_operation(op, by=world.owner),
            )
        _, operation = measured(
            site,
            "bulk_delete",
            lambda: performed(lambda: delete_items(ids, by=world.owner)),
        )
        measured(
            site, "bulk_delete_undo", lambda: undo_operation(operation, by=world.owner)
        )


if __name__ == "__main__":
    main()
