"""An import is killed, cancelled, or its database goes away: all of it comes, once."""

import random
import subprocess
import time

import psutil

from tests.faults.imports import await_end, await_step, begin, state, told
from tests.faults.site import Site, apart

KILLS = 8
AWAY_SECONDS = 6


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a worker; what it has started to read a file ends with it."""
    children = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    process.wait()
    _gone, alive = psutil.wait_procs(children, timeout=5)
    assert not alive


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
        while state(site, run)[0] == "running" and kills < KILLS:
            time.sleep(random.uniform(0.2, 3.0))
            kill(worker)
            kills += 1
            worker = site.worker()
            site.await_worker()
            time.sleep(random.uniform(0.0, 6.0))  # the job is given to it meanwhile
        assert await_end(site, run) == "done"
        print(f"killed {kills} times")
        assert told(site, "TWO") == expected


def test_a_cancelled_import_goes_on_and_the_database_may_go_away():
    with apart() as site:
        assert site.database is not None
        site.worker()
        site.await_worker()
        expected = whole(site)
        run = begin(site, "TWO")
        await_step(site, run, 2)
        site.inside("cancel", str(run))
        assert await_end(site, run) == "cancelled"
        assert 0 < state(site, run)[1] < state(site, run)[2]
        site.inside("start", str(run))
        assert await_end(site, run) == "done"
        assert told(site, "TWO") == expected

        run = begin(site, "SIX")
        await_step(site, run, 2)
        site.database.restart("immediate")
        site.await_worker()
        await_step(site, run, 3)
        site.database.stop()
        time.sleep(AWAY_SECONDS)
        site.database.start()
        assert await_end(site, run) == "done"
        assert told(site, "SIX") == expected
