"""Timeline of 500 rows, board of 500 cards, list of 100 rows, of 10,000 items, warm.

Milliseconds that the server took for a whole answer on loopback, bytes of the HTML as
transferred, and the cumulative layout shift that Chromium measures while it loads; then
that of all kinds of pages, on a desktop and on a phone, while they arrive slowly.
"""

import http.client
import statistics
import time
from urllib.parse import urlsplit

import psutil
from playwright.sync_api import Browser

from benchmarks.running import (
    Site,
    await_plans,
    cookie_of,
    create_world,
    report,
    running,
    spread,
)
from benchmarks.weight import chromium, signed_in

REQUESTS, WARM_UP = 40, 5
LIMIT_BYTES = 60_000
PAGES = {
    "timeline_500_rows": ("timeline/?project=P1", 200),
    "board_500_cards": ("board/?q=project+%3D+P1", 120),
    "list_100_rows": ("work/", 120),
}
"""Addresses, and how many milliseconds they may take."""
SLOW = {
    "today": "",
    "list": "work/?q=project+%3D+P1",
    "board": "board/?q=project+%3D+P1",
    "timeline": "timeline/?project=P1",
    "project": "projects/P1/",
    "item": "items/P1-2/",
}
WIDTHS = (1440, 390)
SLOWNESS = {"offline": False, "latency": 150, "uploadThroughput": -1}
SLOW_BYTES = 25_000
"""A second brings so much, as with a slow proxy or far away."""

MOST_SHIFT = 0.1
SHIFTS = """new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if (!entry.hadRecentInput) sum += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 2000);
})"""


def ask(site: Site, path: str, cookie: tuple[str, str]) -> tuple[list[float], int]:
    """Return milliseconds of each request on one connection, and bytes of the last."""
    connection = http.client.HTTPConnection(urlsplit(site.address).netloc, timeout=60)
    headers = {"Cookie": "=".join(cookie), "Accept-Encoding": "gzip, br"}
    took, size = [], 0
    for _ in range(WARM_UP + REQUESTS):
        begun = time.perf_counter()
        connection.request("GET", f"/w/bench/{path}", headers=headers)
        answer = connection.getresponse()
        size = len(answer.read())
        took.append((time.perf_counter() - begun) * 1000)
        if answer.status != http.client.OK:
            raise RuntimeError(f"{path} answered {answer.status}")
    connection.close()
    return took[WARM_UP:], size


def shift(browser: Browser, site: Site, path: str, cookie: tuple[str, str]) -> float:
    page = signed_in(browser, site, cookie)
    page.goto(f"{site.address}/w/bench/{path}", wait_until="load")
    measured: float = page.evaluate(SHIFTS)
    return round(measured, 4)


def slow_shift(browser: Browser, site: Site, path: str, *, width: int) -> float:
    """Say how much moves on a page whose scripts and styles are there already."""
    context = browser.contexts[-1]
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 844})
    address = f"{site.address}/w/bench/{path}"
    page.goto(address)
    slow = SLOWNESS | {"downloadThroughput": SLOW_BYTES}
    context.new_cdp_session(page).send("Network.emulateNetworkConditions", slow)
    page.goto(address, wait_until="load")
    measured: float = page.evaluate(SHIFTS)
    page.close()
    return round(measured, 4)


def main() -> None:
    with running() as site, chromium() as browser:
        world = create_world(projects=20, items=500, people=30)
        spread(world)
        cookie = cookie_of(world.owner)
        site.await_worker()
        await_plans()
        web = psutil.Process(site.process.pid).children()
        (web,) = [each for each in web if "web" in each.cmdline()]
        for name, (path, limit_ms) in PAGES.items():
            used = sum(web.cpu_times()[:2])
            took, size = ask(site, path, cookie)
            cpu = (sum(web.cpu_times()[:2]) - used) / (WARM_UP + REQUESTS) * 1000
            half, most = (statistics.quantiles(took, n=20)[n] for n in (9, 18))
            more = {"p50": round(half, 1), "web_cpu": round(cpu, 1)}
            report(f"{name}_p95", round(most, 1), limit_ms, "ms", **more)
            report(f"{name}_html", size, LIMIT_BYTES, "B compressed")
            moved = shift(browser, site, path, cookie)
            report(f"{name}_layout_shift", moved, 0, "score")
        signed_in(browser, site, cookie)
        for name, path in SLOW.items():
            for width in WIDTHS:
                moved = slow_shift(browser, site, path, width=width)
                report(f"{name}_{width}_slow_shift", moved, MOST_SHIFT, "score")


if __name__ == "__main__":
    main()
