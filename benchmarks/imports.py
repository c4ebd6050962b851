"""Tables taken over: seconds of 10,000 items, and memory of a file of 100 MB.

The worker follows the log meanwhile, as it does for people.  ``longest`` is the longest
step, while which readers of the log wait.  ``cpu`` is what this process used: on a
machine that others share the seconds say little.
"""

import io
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from typing import Any

from benchmarks.running import create_world, report, running

ITEMS, LIMIT_SECONDS, UNDO_SECONDS = 10_000, 20, 20
LARGE, LIMIT_MEGABYTES = 100 << 20, 512
STATES = ("Backlog", "In progress", "Review", "Done")
HEAD = "Key,Title,Status,Assignee,Due,Estimate,Labels,Parent,Description\n"


def lines(count: int, text: str = "") -> Iterator[str]:
    """A table of so many items, a tenth of them in each other's place."""
    yield HEAD
    for n in range(count):
        above = f"T-{n - n % 10}" if n % 10 else ""
        state, person = STATES[n % 4], f"Worker {n % 50}"
        due = f"2027-{n % 12 + 1:02}-15"
        yield (
            f"T-{n},Item {n},{state},{person},{due},{n % 9 + 1}h,"
            f"area {n % 7},{above},{text}\n"
        )


def taken(data: bytes, by: Any) -> Any:
    """Take a table over, as a worker does; report how long that took."""
    from django.utils import timezone

    from headway.integrations.importers.choices import Choices
    from headway.integrations.importers.models import Import, ImportState
    from headway.integrations.importers.running import run_import
    from headway.integrations.importers.sources import BY_NAME
    from headway.integrations.importers.taking.reading import taking_of

    steps: list[float] = []
    begun, busy = time.perf_counter(), time.process_time()
    source = BY_NAME["spreadsheet"]
    taking = taking_of(io.BytesIO(data), source, Choices(), name="t.csv", by=by)
    read = time.perf_counter() - begun
    take = taking.take

    def timed(number: int) -> Any:
        started = time.perf_counter()
        done = take(number)
        steps.append(time.perf_counter() - started)
        return done

    taking.take = timed  # type: ignore[method-assign]
    run = Import.objects.create(
        workspace_id=by.workspace_id,
        by=by,
        name="t.csv",
        source=source.name,
        state=ImportState.RUNNING,
        started_at=timezone.now(),
    )
    run_import(run.pk, taking)
    run.refresh_from_db()
    if run.state != ImportState.DONE or run.counts.get("created") != ITEMS:
        raise RuntimeError(f"{run.state}: {run.problem} {run.counts}")
    report(
        "import_csv",
        round(time.perf_counter() - begun, 2),
        LIMIT_SECONDS,
        "s",
        items=ITEMS,
        read=round(read, 2),
        longest=round(max(steps), 2),
        cpu=round(time.process_time() - busy, 2),
    )
    return run


def read_large() -> None:
    """Read a table of 100 MB in this process, and report what memory that took."""
    import django

    django.setup()
    from headway.integrations.importers.sources import BY_NAME

    text = "x" * 900
    with tempfile.TemporaryFile() as file:
        for line in lines(LARGE // (len(text) + 70), text):
            file.write(line.encode())
        size = file.tell()
        file.seek(0)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        read = BY_NAME["spreadsheet"].read(file, zone="UTC", name="t")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    report(
        "import_memory",
        round(peak / 1024),
        LIMIT_MEGABYTES,
        "MB",
        items=len(read.items),
        file=round(size / (1 << 20)),
        before=round(before / 1024),
    )


def main() -> None:
    if sys.argv[1:] == ["--large"]:
        read_large()
        return
    with running() as site:
        world = create_world(projects=1, items=10, people=20)
        from headway.events.actions import undo_operation

        site.await_worker()
        run = taken("".join(lines(ITEMS)).encode(), world.owner)
        begun, busy = time.perf_counter(), time.process_time()
        undo_operation(run.operation, by=world.owner)
        report(
            "import_csv_undo",
            round(time.perf_counter() - begun, 2),
            UNDO_SECONDS,
            "s",
            items=ITEMS,
            cpu=round(time.process_time() - busy, 2),
        )
    subprocess.run([sys.executable, "-m", "benchmarks.imports", "--large"], check=True)


if __name__ == "__main__":
    main()
