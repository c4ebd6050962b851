"""500 live clients: from a change to its delivery, memory, and the end of a right.

Each client is a person of its own with a stream of its own.  ``latency`` is counted
from before the change is written to its arrival at each of the clients.
"""

import asyncio
import statistics
import time
from typing import Any
from urllib.parse import urlsplit

from benchmarks.memory import pss_mb
from benchmarks.running import Site, World, cookie_of, create_world, report, running

CLIENTS = 500
CHANGES = 20
PAUSE_SECONDS = 1.0
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
    from headway.people.members.actions import suspend_person
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
    before = pss_mb(site)["web"]
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
    after = pss_mb(site)["web"]

    begun = time.perf_counter()
    gone = world.people[-1]
    await asyncio.to_thread(suspend_person, gone.pk, by=world.owner)
    await asyncio.wait_for(tasks[-1], 30)
    revoked = (clients[-1].ended_at - begun) * 1000
    for task in tasks:
        task.cancel()
    return {"latencies": latencies, "memory": (before, after), "revoked": revoked}


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
    report("stream_delivery_p95", round(cuts[-1]), LIMIT_MS, "ms", p50=p50)
    before, after = said["memory"]
    growth = round(after - before, 1)
    memory = {"before": before, "after": after, "clients": CLIENTS}
    report("stream_memory_growth", growth, LIMIT_GROWTH_MB, "MB", **memory)
    revoked = round(said["revoked"])
    report("stream_revocation", revoked, LIMIT_REVOKED_MS, "ms")


if __name__ == "__main__":
    main()
