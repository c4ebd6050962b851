"""500 live clients: from a change to its delivery, memory, and the end of a right.

Each client is a person of its own with a stream of its own.  ``latency`` is counted
from before the change is written to its arrival at each of the clients.
"""

import asyncio
import statistics
import time
import urllib.error
import urllib.request
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import psutil

from benchmarks.memory import pss_mb
from benchmarks.running import Site, World, cookie_of, create_world, report, running

if TYPE_CHECKING:
    from headway.people.models import Person

CLIENTS = 500
CHANGES = 20
PAUSE_SECONDS = 1.0
WAYS = ("suspended", "grant_taken", "grant_ended")
"""How somebody loses a right: each is done to one client, the last ones first."""

LIMIT_MS, LIMIT_GROWTH_MB, LIMIT_REVOKED_MS = 500, 15, 1000


class Client:
    """One open stream; ``heard`` says when a subject was last told of."""

    def __init__(self) -> None:
        self.heard: dict[str, float] = {}
        self.ended_at = 0.0

    async def listen(self, site: Site, cookie: str, opened: asyncio.Semaphore) -> None:
        address = urlsplit(site.address)
        reader, writer = await asyncio.open_connection(address.hostname, address.port)
        request = f"GET /events?workspace=bench HTTP/1.1\r\nHost: {address.netloc}\r\n"
        writer.write(f"{request}Cookie: {cookie}\r\n\r\n".encode())
        await reader.readuntil(b"retry: 2000")
        opened.release()
        while line := await reader.readline():
            if line.startswith(b"data: work.item:"):
                self.heard[line[6:].decode().strip()] = time.perf_counter()
            elif line == b"0\r\n":
                break
        self.ended_at = time.perf_counter()
        writer.close()


async def measured(site: Site, world: World, cookies: list[str]) -> dict[str, Any]:
    from headway.work.actions import edit_item
    from headway.work.models import Item

    clients = [Client() for _ in cookies]
    opened = asyncio.Semaphore(0)
    tasks = [
        asyncio.create_task(client.listen(site, cookie, opened))
        for client, cookie in zip(clients, cookies, strict=True)
    ]
    for _ in clients:
        await asyncio.wait_for(opened.acquire(), 60)
    await asyncio.sleep(5)
    before, used = pss_mb(site)["web"], web_cpu(site)
    items = await asyncio.to_thread(
        lambda: list(Item.objects.values_list("pk", flat=True)[:CHANGES])
    )
    latencies = []
    for pk in items:
        begun = time.perf_counter()
        await asyncio.to_thread(edit_item, pk, by=world.owner, title=f"New {begun}")
        subject = f"work.item:{pk}"
        while missing := [c for c in clients if subject not in c.heard]:
            if time.perf_counter() - begun > 30:
                raise TimeoutError(f"{len(missing)} clients were not told")
            await asyncio.sleep(0.01)
        latencies += [(c.heard[subject] - begun) * 1000 for c in clients]
        await asyncio.sleep(PAUSE_SECONDS)
    after, used = pss_mb(site)["web"], web_cpu(site) - used
    ends = [
        await revoked(site, world, *each)
        for each in zip(WAYS, clients[::-1], tasks[::-1], cookies[::-1], strict=False)
    ]
    for task in tasks:
        task.cancel()
    return {
        "latencies": latencies,
        "memory": (before, after),
        "web_cpu_ms": used * 1000 / CHANGES,
        "ended": {way: ended for way, (ended, _) in zip(WAYS, ends, strict=True)},
        "refused": {way: refused for way, (_, refused) in zip(WAYS, ends, strict=True)},
    }


def web_cpu(site: Site) -> float:
    """Return the seconds that the web server has used so far."""
    children = psutil.Process(site.process.pid).children()
    (web,) = [child for child in children if "web" in child.cmdline()]
    return float(sum(web.cpu_times()[:2]))


async def revoked(
    site: Site,
    world: World,
    way: str,
    client: Client,
    listening: asyncio.Task[None],
    cookie: str,
) -> tuple[float, float]:
    """Take a right away; milliseconds to the end of the stream, and to a refusal."""
    person = world.people[CLIENTS - 1 - WAYS.index(way)]
    assert await asyncio.to_thread(status, site, cookie) == 200
    begun = await asyncio.to_thread(revoke, way, person, world)
    await asyncio.sleep(begun - time.perf_counter())
    refused_at = await asyncio.to_thread(await_refusal, site, cookie)
    await asyncio.wait_for(listening, 30)
    return (client.ended_at - begun) * 1000, (refused_at - begun) * 1000


def revoke(way: str, person: "Person", world: World) -> float:
    """Return when the right is gone, on the clock of ``perf_counter``."""
    from django.utils import timezone

    from headway.people.members.actions import suspend_person
    from headway.work.actions import give_grant
    from headway.work.models import Grant

    begun, project = time.perf_counter(), world.projects[0].pk
    if way == "suspended":
        suspend_person(person.pk, by=world.owner)
    if way == "grant_taken":
        give_grant(project, person.actor_id, by=world.owner, role=None)
    if way == "grant_ended":
        begun, ends_at = begun + 2, timezone.now() + timedelta(seconds=2)
        held = Grant.objects.filter(actor_id=person.actor_id)
        held.update(ends_at=ends_at)  # without a fact, that the stream would hear of
    return begun


def await_refusal(site: Site, cookie: str) -> float:
    while status(site, cookie) == 200:
        time.sleep(0.02)
    return time.perf_counter()


def status(site: Site, cookie: str) -> int:
    """Ask for an item as a program does."""
    asked = urllib.request.Request(
        f"{site.address}/api/v1/w/bench/items/P1-1", headers={"Cookie": cookie}
    )
    try:
        with urllib.request.urlopen(asked) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refusal:
        return refusal.code


def main() -> None:
    with running() as site:
        world = create_world(projects=1, items=50, people=CLIENTS)
        from headway.work.models import Grant

        Grant.objects.bulk_create(
            Grant(
                workspace_id=person.workspace_id,
                project=world.projects[0],
                actor=person.actor,
                role="viewer",
            )
            for person in world.people
        )
        cookies = ["=".join(cookie_of(person.actor)) for person in world.people]
        site.await_worker()
        said = asyncio.run(measured(site, world, cookies))
    cuts = statistics.quantiles(said["latencies"], n=20)
    p50 = round(statistics.median(said["latencies"]))
    cpu = {"p50": p50, "web_cpu_ms_per_change": round(said["web_cpu_ms"])}
    report("stream_delivery_p95", round(cuts[-1]), LIMIT_MS, "ms", **cpu)
    before, after = said["memory"]
    growth = round(after - before, 1)
    memory = {"before": before, "after": after, "clients": CLIENTS}
    report("stream_memory_growth", growth, LIMIT_GROWTH_MB, "MB", **memory)
    for figure in ("ended", "refused"):
        by_way = {way: round(took) for way, took in said[figure].items()}
        slowest = max(by_way.values())
        report(f"revocation_to_{figure}", slowest, LIMIT_REVOKED_MS, "ms", **by_way)


if __name__ == "__main__":
    main()
