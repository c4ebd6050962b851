"""What ``headway up`` holds in memory when it is idle: the sum of PSS, in MB.

All its processes count, the database's too; the worker is warm and each page was
opened once.
"""

import time
import urllib.request

from benchmarks.running import Site, cookie_of, create_world, processes, report, running

LIMIT_MB = 450
SETTLE_SECONDS = 10
PAGES = ("", "work/", "timeline/", "people/")


def pss_mb(site: Site) -> dict[str, float]:
    """Give megabytes by what a process is: web, worker, database, supervisor."""
    sums: dict[str, float] = {}
    for name, process in processes(site):
        held = process.memory_full_info().pss / 1e6
        sums[name] = sums.get(name, 0) + held
    return {name: round(held, 1) for name, held in sums.items()}


def main() -> None:
    with running() as site:
        world = create_world(projects=1, items=50, people=5)
        name, value = cookie_of(world.owner)
        for page in PAGES:
            address = f"{site.address}/w/bench/{page}"
            asked = urllib.request.Request(
                address, headers={"Cookie": f"{name}={value}"}
            )
            urllib.request.urlopen(asked).read()
        site.await_worker()
        time.sleep(SETTLE_SECONDS)
        parts = pss_mb(site)
    report("memory_idle", round(sum(parts.values()), 1), LIMIT_MB, "MB", parts=parts)


if __name__ == "__main__":
    main()
