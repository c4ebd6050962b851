"""Files of other programs taken over by a real worker: seconds, memory, and no loss.

``bin/bench imports`` takes a table and a dump of Jira of 10,000 items each, undoes one,
and takes files of 100 MB; ``--only=csv,jira,csv100,xml100,json100,trello100,plan100``
some of them.  What came over is counted against what is in the file, by marks in all
texts.  ``cpu`` is what all processes used: on a machine that others share the seconds
say little.  Memory is the most that a process has held, page for page; ``reader`` is
the process that reads a large file.  Pages are asked for all the while.
"""

import os
import sys
import tempfile
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median
from typing import Any

import psutil

from benchmarks import import_files
from benchmarks.import_files import Said
from benchmarks.running import (
    Site,
    cookie_of,
    cpu_seconds,
    create_world,
    processes,
    report,
    running,
)

ITEMS = 10_000
SECONDS = {"csv": 20, "jira": 90}
UNDO_SECONDS = 20
LARGE, LIMIT_MEGABYTES = 100 << 20, 512
READER = "headway.integrations.importers.apart.child"
LOOK_SECONDS, PAGE_SECONDS = 0.1, 0.5
PATIENCE_SECONDS = 3600
MARK = r"((?:text|comment|change)\d+(?:x\d+)?mark(?:end)?)"

Make = Callable[[Path, int, int], Said]
FILES: dict[str, tuple[str, Make, int, int]] = {
    "csv": ("big.csv", import_files.table, ITEMS, 200),
    "jira": ("big.json", import_files.jira_json, ITEMS, 800),
    "csv100": ("huge.csv", import_files.table, 30_000, 3400),
    "xml100": ("huge.xml", import_files.jira_xml, 12_000, 7000),
    "json100": ("huge.json", import_files.jira_json, 10_000, 6800),
    "trello100": ("board.json", import_files.trello, 10_000, 8000),
    "plan100": ("plan.xml", import_files.mspdi, 15_000, 400),
}
"""Name, what makes it, items, and characters of each description."""


class Watch(threading.Thread):
    """Looks at what processes hold, and asks for a page, until it is stopped."""

    def __init__(self, site: Site, cookie: tuple[str, str]) -> None:
        super().__init__(daemon=True)
        self._site, self._cookie = site, cookie
        self._stopping = threading.Event()
        self.most = Counter[str]()
        self.pages: list[float] = []
        self._asking = threading.Thread(target=self._ask, daemon=True)

    def run(self) -> None:
        self._asking.start()
        while not self._stopping.wait(LOOK_SECONDS):
            for kind, process in processes(self._site):
                with suppress(psutil.Error):
                    name = "reader" if READER in process.cmdline() else kind
                    if name != "database":  # whose pages are shared
                        self.most[name] = max(self.most[name], _most(process))

    def stop(self) -> None:
        self._stopping.set()
        self.join()
        self._asking.join()

    def _ask(self) -> None:
        while not self._stopping.wait(PAGE_SECONDS):
            self.pages.append(page_seconds(self._site, self._cookie))


def _most(process: psutil.Process) -> int:
    """The most that a process has held, in MB, since its memory was last forgotten."""
    lines = Path(f"/proc/{process.pid}/status").read_text().splitlines()
    held = next((x for x in lines if x.startswith("VmHWM:")), "VmHWM: 0 kB")
    return int(held.split()[1]) >> 10


def page_seconds(site: Site, cookie: tuple[str, str]) -> float:
    asked = urllib.request.Request(
        f"{site.address}/w/bench/work/", headers={"Cookie": "=".join(cookie)}
    )
    begun = time.perf_counter()
    urllib.request.urlopen(asked).read()
    return time.perf_counter() - begun


@contextmanager
def watching(site: Site, cookie: tuple[str, str]) -> Iterator[Watch]:
    for _kind, process in processes(site):
        with suppress(OSError):
            Path(f"/proc/{process.pid}/clear_refs").write_text("5")
    watch = Watch(site, cookie)
    watch.start()
    try:
        yield watch
    finally:
        watch.stop()


def sent(path: Path, by: Any) -> Any:
    """Send a file, and have it looked through and taken over; the seconds of both."""
    from headway.base.files import blocks_of, received
    from headway.integrations.importers.actions import add_import, start_import

    with path.open("rb") as file, received(blocks_of(file), name=path.name) as draft:
        run = add_import(path.name, draft, by=by)
    looked = awaited(run.pk, "uploaded")
    run.refresh_from_db()
    if run.state != "checked":
        raise RuntimeError(f"{run.state}: {run.problem}")
    start_import(run.pk, by=by)
    took = awaited(run.pk, "running")
    run.refresh_from_db()
    if run.state != "done":
        raise RuntimeError(f"{run.state}: {run.problem} {run.counts}")
    return run, looked, took


def awaited(import_id: int, state: str) -> float:
    """Wait until an import is no longer in a state; return the seconds."""
    from headway.integrations.importers.models import Import

    begun = time.perf_counter()
    while Import.objects.get(pk=import_id).state == state:
        if time.perf_counter() - begun > PATIENCE_SECONDS:
            raise TimeoutError(state)
        time.sleep(0.2)
    return time.perf_counter() - begun


def marks(query: str, *values: Any) -> Counter[str]:
    """Count the marks in a column of the database."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT found[1], count(*) FROM (SELECT regexp_matches("
            f"text, '{MARK}', 'g') AS found FROM ({query}) rows(text)) each"
            " GROUP BY 1",
            values,
        )
        return Counter(dict(cursor.fetchall()))


def lost(run: Any, said: Said) -> dict[str, int]:
    """How many of what the file has are not there, or not once."""
    from headway.events.models import Event
    from headway.work.models import Item, Link, Relation

    made = list(
        Event.objects.filter(operation=run.operation, kind="work.item_created")
        .values_list("subject_id", flat=True)
    )  # fmt: skip
    items = Item.objects.filter(pk__in=made)
    ids = dict(items.values_list("pk", "external_id"))
    pairs = {(ids[a], ids[b]) for a, b in Link.objects.filter(before__in=made)
             .values_list("before_id", "after_id")}  # fmt: skip
    others = Relation.objects.filter(source__in=made).count()
    where = "WHERE item_id = ANY(%s)"
    texts = marks("SELECT description FROM work_item WHERE id = ANY(%s)", made)
    comments = marks(
        "SELECT c.text FROM comms_comment c JOIN work_conversation w "
        f"ON w.thread_id = c.thread_id {where}", made
    )  # fmt: skip
    changes = marks(
        "SELECT data->>'after' FROM events_event WHERE operation = %s "
        "AND kind = 'work.item_changed_elsewhere'", run.operation
    )  # fmt: skip
    return {
        "items": abs(said.items - len(ids)),
        "titles": said.items - sum(
            title.split()[0] == str(n) for n, title in
            enumerate(items.order_by("number").values_list("title", flat=True))
        ),
        "texts": _differing(said.texts, texts),
        "comments": _differing(said.comments, comments),
        "changes": _differing(said.changes, changes),
        "links": len(said.links ^ pairs) + others,
    }  # fmt: skip


def _differing(wanted: set[str], found: Counter[str]) -> int:
    return sum(found[mark] != 1 for mark in wanted | found.keys())


def take(site: Site, name: str, folder: Path, world: Any, cookie: Any) -> Any:
    called, make, items, size = FILES[name]
    path = folder / called
    said = make(path, items, size)
    quiet = sorted(page_seconds(site, cookie) for _each in range(20))
    before = cpu_seconds(site)
    with watching(site, cookie) as watch:
        run, looked, took = sent(path, world.owner)
    used = cpu_seconds(site) - before
    missing = lost(run, said)
    pages = sorted(watch.pages)
    more = {
        "items": items,
        "file_mb": path.stat().st_size >> 20,
        "looked_through": round(looked, 1),
        "taken_over": round(took, 1),
        "cpu": {kind: round(each, 1) for kind, each in used.items()},
        "lost": missing,
        "findings": run.findings.count(),
        "most_mb": dict(watch.most),
        "page_ms": _ms(pages),
        "page_ms_before": _ms(quiet),
        "load": os.getloadavg()[0],
    }
    if name in SECONDS:
        report(f"import_{name}", round(took, 1), SECONDS[name], "s", **more)
    worst = max(watch.most["worker"], watch.most["reader"])
    report(f"import_{name}_memory", worst, LIMIT_MEGABYTES, "MB", **more)
    path.unlink()
    if any(missing.values()):
        raise RuntimeError(f"lost: {missing}")
    return run


def _ms(seconds: list[float]) -> dict[str, int]:
    if not seconds:
        return {}
    at95 = seconds[min(len(seconds) - 1, len(seconds) * 95 // 100)]
    return {"p50": round(median(seconds) * 1000), "p95": round(at95 * 1000),
            "max": round(seconds[-1] * 1000)}  # fmt: skip


def undo(site: Site, run: Any, world: Any, cookie: Any) -> None:
    """Take an import back by the worker."""
    from headway.integrations.importers.actions import undo_import
    from headway.work.models import Item

    before = cpu_seconds(site)
    with watching(site, cookie) as watch:
        undo_import(run.pk, by=world.owner)
        took = awaited(run.pk, "undoing")
    run.refresh_from_db()
    left = Item.objects.filter(project__external_source=run.source).count()
    if run.state != "undone" or left:
        raise RuntimeError(f"{run.state}: {run.problem} {left}")
    used = cpu_seconds(site) - before
    report(
        f"import_undo_{run.source}",
        round(took, 1),
        UNDO_SECONDS,
        "s",
        cpu={kind: round(each, 1) for kind, each in used.items()},
        most_mb=dict(watch.most),
        page_ms=_ms(sorted(watch.pages)),
        load=os.getloadavg()[0],
    )


def main() -> None:
    chosen = [x.partition("=")[2] for x in sys.argv[1:] if x.startswith("--only=")]
    names = chosen[0].split(",") if chosen else list(FILES)
    os.environ["HEADWAY_FILE_MEGABYTES"] = str((LARGE >> 20) + 28)
    with running() as site, tempfile.TemporaryDirectory() as folder:
        world = create_world(projects=1, items=100, people=20)
        cookie = cookie_of(world.owner)
        site.await_worker()
        for name in names:
            run = take(site, name, Path(folder), world, cookie)
            if name in SECONDS:
                undo(site, run, world, cookie)


if __name__ == "__main__":
    main()
