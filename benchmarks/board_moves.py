"""50 people move cards of one board, 5 a second together: milliseconds, nothing lost.

Each has cards of their own and puts them into any column behind any card, over HTTP on
loopback; nobody watches meanwhile.  Afterwards every card must be in the column of its
last move, and the board of everybody must have one order, that of the database.
"""

import http.client
import random
import re
import statistics
import threading
import time
from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit

from benchmarks.running import (
    Site,
    World,
    await_plans,
    cookie_of,
    create_world,
    report,
    running,
    spread,
)

PEOPLE, CARDS, PER_SECOND, SECONDS = 50, 500, 5, 30
LIMIT_MS = 300
CARD = re.compile(r'data-card="([A-Z0-9-]+)" data-column="(\d+)"')


class Mover(threading.Thread):
    """Somebody with a connection, who moves a card of their own every ten seconds."""

    def __init__(
        self,
        site: Site,
        cookie: tuple[str, str],
        token: str,
        mine: list[str],
        others: list[str],
        columns: list[int],
        seed: int,
    ) -> None:
        super().__init__()
        self.took: list[float] = []
        self.last: dict[str, int] = {}
        self._connection = http.client.HTTPConnection(urlsplit(site.address).netloc)
        name, value = cookie
        self._headers = {
            "Cookie": f"{name}={value}; headway_csrf={token}",
            "X-CSRFToken": token,
            "HX-Request": "true",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self._mine, self._others, self._columns = mine, others, columns
        self._random = random.Random(seed)

    def run(self) -> None:
        every = PEOPLE / PER_SECOND
        time.sleep(self._random.random() * every)
        for _ in range(int(SECONDS / every)):
            begun = time.perf_counter()
            self._move()
            self.took.append((time.perf_counter() - begun) * 1000)
            time.sleep(max(0, every - (time.perf_counter() - begun)))

    def _move(self) -> None:
        card, column = (
            self._random.choice(self._mine),
            self._random.choice(self._columns),
        )
        said = {"to": column, "after": self._random.choice(self._others)}
        address = f"/w/bench/items/{card}/place/?q=project+%3D+P1"
        self._connection.request("POST", address, urlencode(said), self._headers)
        answer = self._connection.getresponse()
        answer.read()
        self._connection.close()  # idle ones end before the next move
        if answer.status != http.client.OK:
            raise RuntimeError(f"{address} answered {answer.status}")
        self.last[card] = column


def board_of(site: Site, cookie: tuple[str, str]) -> list[tuple[str, str]]:
    """The cards of the board and their columns, in the order of its page."""
    connection = http.client.HTTPConnection(urlsplit(site.address).netloc)
    headers = {"Cookie": "=".join(cookie), "HX-Request": "true"}
    connection.request("GET", "/w/bench/board/?q=project+%3D+P1", headers=headers)
    return CARD.findall(connection.getresponse().read().decode())


def let_move(world: World, site: Site, columns: Mapping[int, str]) -> list[Mover]:
    from django.middleware.csrf import _get_new_csrf_string

    from headway.work.actions import give_grant

    project = world.projects[0]
    for person in world.people[2:]:
        give_grant(project.pk, person.actor_id, by=world.owner, role="contributor")
    keys = [f"P1-{n}" for n in range(1, CARDS + 1)]
    movers = [
        Mover(
            site,
            cookie_of(person.actor),
            _get_new_csrf_string(),
            keys[n::PEOPLE],
            keys,
            list(columns),
            n,
        )
        for n, person in enumerate(world.people)
    ]
    for mover in movers:
        mover.start()
    for mover in movers:
        mover.join()
    return movers


def main() -> None:
    with running() as site:
        from headway.work.models import Item, WorkflowState

        world = create_world(projects=1, items=CARDS, people=PEOPLE)
        spread(world)
        site.await_worker()
        open_ = WorkflowState.objects.filter(category__in=("todo", "doing", "waiting"))
        columns = dict(open_.values_list("pk", "name"))
        await_plans()  # of all that the world is; of moves there are new ones meanwhile
        board_of(site, cookie_of(world.owner))  # loads what a first request loads
        movers = let_move(world, site, columns)
        took = [each for mover in movers for each in mover.took]
        half, most = (statistics.quantiles(took, n=20)[n] for n in (9, 18))
        more = {"p50": round(half, 1), "moves": len(took)}
        report("board_move_p95", round(most, 1), LIMIT_MS, "ms", **more)
        last = {key: column for mover in movers for key, column in mover.last.items()}
        items = Item.objects.select_related("project").order_by("board_rank", "pk")
        kept = [(item.key, str(item.status_id)) for item in items]
        lost = sum(dict(kept)[key] != str(column) for key, column in last.items())
        report("board_moves_lost", lost, 0, "moves")
        orders = [board_of(site, cookie_of(p.actor)) for p in world.people[::10]]
        ranks = {key: rank for rank, (key, _column) in enumerate(kept)}
        in_columns = sorted(kept, key=lambda row: (row[1], ranks[row[0]]))
        others = [sorted(o, key=lambda row: row[1]) for o in orders]
        report("board_orders_that_differ", sum(o != in_columns for o in others), 0, "")


if __name__ == "__main__":
    main()
