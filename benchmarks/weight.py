"""What the scripts and the CSS of a page weigh, libraries included, in bytes.

For each page all that Chromium loads is counted, as written and as transferred.  One
line for scripts and one for CSS, each of the heaviest page, and one for both.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, Response, sync_playwright

from benchmarks.running import Site, cookie_of, create_world, report, running

LIMITS = {"script": 60_000, "stylesheet": 20_000}
PAGES = {
    "today": "",
    "list": "work/?project=P1",
    "timeline": "timeline/?project=P1",
    "item": "items/P1-2/",
}
CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"] + [
    f"--disable-{name}" for name in ("background-networking", "component-update")
]


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


def signed_in(browser: Browser, site: Site, cookie: tuple[str, str]) -> Page:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    name, value = cookie
    context.add_cookies([{"name": name, "value": value, "url": site.address}])
    return context.new_page()


def weigh(page: Page, address: str) -> Counter[str]:
    """Count bytes by ``raw``/``sent`` and kind of what a page loads."""
    weight: Counter[str] = Counter()
    loaded: list[Response] = []
    page.on("response", lambda response: loaded.append(response))
    page.goto(address, wait_until="load")
    page.wait_for_timeout(1000)
    for response in loaded:
        kind = response.request.resource_type
        if kind in LIMITS:
            weight[f"raw {kind}"] += len(response.body())
            weight[f"sent {kind}"] += response.request.sizes()["responseBodySize"]
            weight[f"files {kind}"] += 1
    return weight


def main() -> None:
    with running() as site, chromium() as browser:
        cookie = cookie_of(create_world(projects=1, items=100, people=5).owner)
        weights = {
            name: weigh(
                signed_in(browser, site, cookie), f"{site.address}/w/bench/{path}"
            )
            for name, path in PAGES.items()
        }
    for kind, limit in LIMITS.items():
        name, most = max(weights.items(), key=lambda pair: pair[1][f"sent {kind}"])
        more = {
            "page": name,
            "raw": most[f"raw {kind}"],
            "files": most[f"files {kind}"],
        }
        report(f"{kind}_bytes", most[f"sent {kind}"], limit, "B compressed", **more)
    totals = {
        name: {
            how: sum(weight[f"{how} {kind}"] for kind in LIMITS)
            for how in ("raw", "sent")
        }
        for name, weight in weights.items()
    }
    most_sent = max(total["sent"] for total in totals.values())
    report("both_bytes", most_sent, sum(LIMITS.values()), "B compressed", pages=totals)


if __name__ == "__main__":
    main()
