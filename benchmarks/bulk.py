"""A change of 5,000 items in one operation, and its undo: seconds and jobs.

The worker follows the log meanwhile, as it does for people.
"""

import time
from collections.abc import Callable

from benchmarks.running import await_plans, create_world, report, running

ITEMS = 5000
LIMIT_SECONDS, LIMIT_JOBS = 5, 20


def measured(figure: str, act: Callable[[], object]) -> object:
    """Run an act, and report how long it took and how many jobs it left."""
    from procrastinate.contrib.django.models import ProcrastinateJob

    before = ProcrastinateJob.objects.filter(task_name="events.perform").count()
    begun, busy = time.perf_counter(), time.process_time()
    result = act()
    seconds = round(time.perf_counter() - begun, 2)
    cpu = round(time.process_time() - busy, 2)
    jobs = ProcrastinateJob.objects.filter(task_name="events.perform").count() - before
    report(figure, seconds, LIMIT_SECONDS, "s", items=ITEMS, cpu=cpu)
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

            _, operation = measured(f"bulk_{name}", act)
            measured(
                f"bulk_{name}_undo",
                lambda op=operation: undo_operation(op, by=world.owner),
            )
        _, operation = measured(
            "bulk_delete",
            lambda: performed(lambda: delete_items(ids, by=world.owner)),
        )
        measured("bulk_delete_undo", lambda: undo_operation(operation, by=world.owner))


if __name__ == "__main__":
    main()
