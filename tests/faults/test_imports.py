"""An import is killed, or the process that reads its file: all of it comes, once."""

import random
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psutil

from headway.integrations.importers.apart.reading import CHILD
from tests.faults.imports import (
    PATIENCE_SECONDS,
    await_end,
    begin,
    page,
    send,
    state,
    told,
)
from tests.faults.site import Site, apart

KILLS = 8


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a worker; what it has started to read a file ends with it."""
    children = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    process.wait()
    _gone, alive = psutil.wait_procs(children, timeout=5)
    assert not alive


@contextmanager
def killing_reader(worker: subprocess.Popen[bytes]) -> Iterator[None]:
    """Kill the next process that a worker starts to read a file."""
    killed = threading.Event()

    def watch() -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not killed.is_set() and time.monotonic() < deadline:
            for child in psutil.Process(worker.pid).children():
                with suppress(psutil.Error):
                    if CHILD in child.cmdline():
                        child.kill()
                        killed.set()
            time.sleep(0.01)

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    yield
    watching.join()
    assert killed.is_set()


def whole(site: Site, key: str = "ONE") -> dict[str, object]:
    """What comes of an import that nothing happens to."""
    assert await_end(site, begin(site, key)) == "done"
    return told(site, key)


def test_a_worker_killed_in_mid_import_leaves_nothing_twice_and_nothing_out():
    with apart() as site:
        worker = site.worker()
        site.await_worker()
        expected = whole(site)
        run, kills = begin(site, "TWO"), 0
        kill(worker)  # while it reads, or just before
        assert "The page may be closed: it goes on." in page(site, run)
        worker = site.worker()
        while state(site, run)[0] == "running" and kills < KILLS:
            site.await_worker()
            time.sleep(random.uniform(0.0, 9.0))  # the job is given to it meanwhile
            kill(worker)
            kills += 1
            worker = site.worker()
        assert await_end(site, run) == "done"
        print(f"killed {kills} times")
        assert told(site, "TWO") == expected


def test_a_reader_that_is_killed_says_so_and_the_file_is_read_again():
    with apart() as site:
        worker = site.worker()
        site.await_worker()
        expected = whole(site)
        with killing_reader(worker):
            run = send(site, "TWO")
        assert await_end(site, run, "uploaded") == "failed"
        assert "more memory to read than there is" in page(site, run)
        site.inside("start", str(run))
        assert await_end(site, run, "uploaded") == "checked"
        with killing_reader(worker):
            site.inside("start", str(run))
        assert await_end(site, run) == "failed"
        site.inside("start", str(run))
        assert await_end(site, run) == "done"
        assert told(site, "TWO") == expected
