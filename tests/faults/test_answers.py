"""A change is done, and whoever asked for it never hears so."""

import random
import socket
import time
from contextlib import closing

from tests.faults.clients import Connection, drawn, written
from tests.faults.database import rows
from tests.faults.ledger import Change, Ledger
from tests.faults.oracle import check
from tests.faults.proxy import losing_answers
from tests.faults.site import Site, apart

LOST = 100
AT_ONCE = 5
SAME = ("content-type", "etag", "headway-operation", "location")
"""Headers that belong to an answer, and are repeated with it."""


def changes(site: Site, ledger: Ledger) -> list[Change]:
    """Draw changes with a key; an edit has none, as it can be sent again as it is."""
    rng = random.Random(random.getrandbits(64))
    found = [drawn(rng, site, site.items[0]) for _ in range(2 * LOST)]
    wanted = [change for change in found if change.kind != "edit"][:LOST]
    for change in wanted:
        ledger.intend(change)
    return wanted


def test_a_change_whose_answer_was_lost_is_done_once_and_answered_the_same_again():
    with apart() as site:
        site.web()
        site.await_success()
        ledger = Ledger(site.notes / "ledger.jsonl")
        straight = Connection(site.port)
        wanted = changes(site, ledger)
        with losing_answers(site.port) as proxy:
            for change in wanted:
                assert Connection(proxy.port).ask(site, change) is None
                first, again = proxy.dropped[-1], straight.ask(site, change)
                assert first.is_success
                assert (again.status, again.body) == (first.status, first.body)
                for name in SAME:
                    assert again.headers.get(name) == first.headers.get(name)
        assert len(proxy.dropped) == len(wanted) == LOST
        straight.close()
        ledger.close()
        check(site.url, wanted, [change.key for change in wanted])


def test_a_client_that_hangs_up_after_asking_leaves_a_whole_change_or_none():
    with apart() as site:
        site.web()
        site.await_success()
        ledger = Ledger(site.notes / "ledger.jsonl")
        wanted = changes(site, ledger)
        for change in wanted:
            with closing(socket.create_connection(("127.0.0.1", site.port))) as one:
                one.sendall(written(site, change))
                time.sleep(random.uniform(0, 0.02))
        check(site.url, wanted, [])
        straight = Connection(site.port)
        for change in wanted:
            assert straight.ask(site, change).is_success
        straight.close()
        ledger.close()
        check(site.url, wanted, [change.key for change in wanted])


def test_the_same_change_sent_five_times_at_once_is_done_once():
    with apart() as site:
        site.web()
        site.await_success()
        ledger = Ledger(site.notes / "ledger.jsonl")
        wanted = changes(site, ledger)[: LOST // AT_ONCE]
        for change in wanted:
            connections = [
                socket.create_connection(("127.0.0.1", site.port))
                for _ in range(AT_ONCE)
            ]
            request = written(site, change)
            for connection in connections:
                connection.sendall(request)
            answers = {body_of(connection) for connection in connections}
            assert len(answers) == 1, answers
        ledger.close()
        check(site.url, wanted, [change.key for change in wanted])
        kept = rows(site.url, "SELECT count(*) FROM people_answer")
        assert kept == [(len(wanted),)]


def body_of(connection: socket.socket) -> bytes:
    """Read an answer, whose request asked for the connection's end, to that end."""
    with closing(connection), connection.makefile("rb") as answer:
        _, _, body = answer.read().partition(b"\r\n\r\n")
        return body
