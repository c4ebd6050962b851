"""One change on a project of 1,000 open items and 30 people: seconds to new dates.

From the request that changes an item to the moment at which the timeline, open in
somebody else's Chromium, shows other dates; planned with as many scenarios as always.
"""

import json
import os
import statistics
import time
import urllib.request

import psutil

from benchmarks.running import (
    Site,
    await_plans,
    cookie_of,
    create_world,
    report,
    running,
)
from benchmarks.weight import chromium, signed_in

ITEMS, PEOPLE, CHANGES = 1_000, 30, 5
LIMIT_SECONDS = 2
QUIET_SECONDS, PATIENCE_SECONDS = 6, 60

WATCH = """(changed) => {
  const others = `a[id^='bar-']:not(#bar-${changed})`;  // which say only their dates
  const drawn = () => [...document.querySelectorAll(others)]
    .map((bar) => bar.outerHTML).join();
  let before = drawn();
  window.changedAt = 0;
  new MutationObserver(() => {
    const now = drawn();
    if (now !== before && !window.changedAt) window.changedAt = Date.now();
    before = now;
  }).observe(document.body, { subtree: true, childList: true, attributes: true });
}"""


def change(site: Site, cookie: tuple[str, str], token: str, minutes: int) -> None:
    """Say over the API how much is left of the first item, on which others wait."""
    name, value = cookie
    asked = urllib.request.Request(
        f"{site.address}/api/v1/w/bench/items/P1-1",
        method="PATCH",
        data=json.dumps({"effort_minutes": minutes}).encode(),
        headers={
            "Cookie": f"{name}={value}; headway_csrf={token}",
            "X-CSRFToken": token,
            "Content-Type": "application/json",
        },
    )
    urllib.request.urlopen(asked).read()


def main() -> None:
    from django.middleware.csrf import _get_new_csrf_string

    took = []
    with running() as site, chromium() as browser:
        world = create_world(projects=1, items=ITEMS, people=PEOPLE)
        site.await_worker()
        await_plans()
        mine, theirs = cookie_of(world.owner), cookie_of(world.mate)
        first = world.projects[0].items.get(number=1).pk
        (worker,) = [
            child
            for child in psutil.Process(site.process.pid).children()
            if "worker" in child.cmdline()
        ]
        used = sum(worker.cpu_times()[:2])
        token = _get_new_csrf_string()
        page = signed_in(browser, site, theirs)
        page.goto(f"{site.address}/w/bench/timeline/?project=P1", wait_until="load")
        page.wait_for_timeout(QUIET_SECONDS * 1000)
        for n in range(CHANGES):
            page.evaluate(WATCH, first)
            begun = time.time()
            change(site, mine, token, minutes=3000 if n % 2 else 600)
            page.wait_for_function(
                "() => window.changedAt", timeout=PATIENCE_SECONDS * 1000, polling=50
            )
            took.append(page.evaluate("window.changedAt") / 1000 - begun)
            await_plans()
        from headway.plan.models import Run

        run = Run.objects.latest("pk")
        said = {
            "all": [round(each, 2) for each in took],
            "scenarios": run.scenarios,
            "planning_ms": run.milliseconds,
            "worker_cpu_s": round((sum(worker.cpu_times()[:2]) - used) / CHANGES, 2),
            "load": round(os.getloadavg()[0], 1),
        }
    report(
        "change_to_dates", round(statistics.median(took), 2), LIMIT_SECONDS, "s", **said
    )


if __name__ == "__main__":
    main()
