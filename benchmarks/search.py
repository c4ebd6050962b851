"""Search over 100,000 items, titles and texts: milliseconds of an answer of the API.

For an administrator, for a member who sees a quarter of the projects, and for a guest
from whom half of their descriptions are hidden.  Words are as frequent as in a language
(Zipf): what is asked are beginnings as they are typed, two words, the most frequent
words of all, rare words of texts, keys, and what is nowhere.  One request after the
other on one connection, on loopback.
"""

import http.client
import random
import statistics
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from benchmarks.running import Site, World, create_world, report, running

if TYPE_CHECKING:
    from headway.actors.models import Actor

ITEMS, PROJECTS, VOCABULARY = 100_000, 20, 20_000
BATCH = 5000
REQUESTS, WARM_UP = 240, 40
LIMIT_MS = 60
SYLLABLES = [c + v for c in "bcdfghklmnprstvwz" for v in ("a", "e", "i", "o", "u")]


def vocabulary(rng: random.Random) -> list[str]:
    """Made-up words, the frequent ones short."""
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        size = 1 + min(len(words) // 300, 1) + rng.randrange(3)
        words["".join(rng.choices(SYLLABLES, k=size))] = None
    return list(words)


class Writer:
    """Says words as often as a language would."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.words = vocabulary(rng)
        self._stream: list[str] = []

    def say(self, count: int) -> str:
        if len(self._stream) < count:
            weights = [1 / (n + 10) for n in range(VOCABULARY)]
            self._stream = self.rng.choices(self.words, weights, k=500_000)
        said, self._stream = self._stream[:count], self._stream[count:]
        return " ".join(said)


def write_items(world: World, writer: Writer) -> None:
    """Fill the projects in turn; a third is done."""
    from django.db import connection, transaction
    from django.utils import timezone

    from headway.work.actions import index_items
    from headway.work.actions.items import beginning
    from headway.work.models import Item, WorkflowState

    begun_in = beginning(world.owner.workspace_id)
    end = WorkflowState.objects.filter(type=begun_in["type_id"], category="done")[0]
    done = {"status_id": end.pk, "state": "done", "finished_at": timezone.now()}
    each = ITEMS // PROJECTS
    for project in world.projects:
        for begun in range(0, each, BATCH):
            with transaction.atomic():
                rows = Item.objects.bulk_create(
                    Item(
                        workspace=project.workspace,
                        project=project,
                        number=1000 + n,
                        position=(1000 + n) << 20,
                        title=writer.say(6).capitalize(),
                        description=writer.say(60) if n % 10 < 7 else "",
                        **(begun_in | (done if n % 3 == 0 else {})),
                    )
                    for n in range(begun, min(begun + BATCH, each))
                )
                index_items(rows)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def asked(writer: Writer) -> Iterator[str]:
    """Yield what is looked for, one of each sort after the other."""
    rng, words = writer.rng, writer.words
    while True:
        yield rng.choice(words[100:])[: rng.randrange(3, 6)]
        yield f"{rng.choice(words[:300])} {rng.choice(words[:3000])[:3]}"
        yield rng.choice(words[:20])
        yield f"{rng.choice(words[:20])} {rng.choice(words[:20])}"
        yield rng.choice(words[10_000:])
        yield f"P{rng.randrange(1, PROJECTS)}-{rng.randrange(1000, 5000)}"
        yield rng.choice(words)[:2]
        yield f"{rng.choice(words)} xyzzy"


def measured(site: Site, token: str, writer: Writer) -> list[tuple[float, str]]:
    connection = http.client.HTTPConnection(urlsplit(site.address).netloc, timeout=60)
    headers = {"Authorization": f"Bearer {token}"}
    took = []
    for n, text in zip(range(WARM_UP + REQUESTS), asked(writer), strict=False):
        begun = time.perf_counter()
        path = f"/api/v1/w/bench/search?q={quote(text)}"
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != http.client.OK:
            raise RuntimeError(f"{path} answered {answer.status}")
        if n >= WARM_UP:
            took.append(((time.perf_counter() - begun) * 1000, text))
    connection.close()
    return took


def readers_of(world: World) -> "dict[str, Actor]":
    """An administrator, a member with a quarter of the projects, and a guest."""
    from headway.people.members.actions import change_role
    from headway.work.actions import give_grant

    member, guest = (person.actor for person in world.people[2:4])
    change_role(guest.person.pk, "guest", by=world.owner)
    for n, project in enumerate(world.projects[:: PROJECTS // 5]):
        give_grant(project.pk, member.pk, by=world.owner, role="contributor")
        hides = ["description"] if n % 2 else []
        give_grant(project.pk, guest.pk, by=world.owner, role="viewer", hides=hides)
    return {"administrator": world.owner, "member": member, "guest": guest}


def main() -> None:
    with running() as site:
        world = create_world(projects=PROJECTS, items=5, people=10)
        from headway.people.tokens.actions import make_token
        from headway.plan.actions import change_planning

        change_planning(by=world.owner, is_by_hand=True)
        site.await_worker()
        writer = Writer(random.Random(7))
        write_items(world, writer)
        for name, actor in readers_of(world).items():
            actor.refresh_from_db()
            token = make_token(
                by=actor, name="bench", scopes=["read"], lives=timedelta(1)
            )
            took = sorted(measured(site, token, writer))
            times = [each for each, _text in took]
            p95 = statistics.quantiles(times, n=20)[-1]
            report(
                f"search_{name}",
                round(p95, 1),
                LIMIT_MS,
                "ms p95",
                median=round(statistics.median(times), 1),
                slowest=[(round(each), text) for each, text in took[-3:]],
            )


if __name__ == "__main__":
    main()
