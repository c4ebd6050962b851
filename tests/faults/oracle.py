"""Whether what is in the database is what clients were told.

Nothing acknowledged is lost, nothing is there twice, nothing half; the log, the
readers and the effects agree, and the doctor finds nothing wrong.
"""

import json
import time
from collections import Counter
from collections.abc import Iterable
from typing import Any

import psycopg

from headway.server.connections import JOB_THREADS
from tests.faults.clients import settle
from tests.faults.database import rows
from tests.faults.ledger import Change, Ledger
from tests.faults.relay import Relay
from tests.faults.site import Site
from tests.faults.wired import READ

DRAIN_SECONDS = 240


Connection = psycopg.Connection[tuple[Any, ...]]


def titles_given(connection: Connection) -> Counter[str]:
    """How often each title was given, as the log says."""
    given = connection.execute(
        "SELECT coalesce(data->>'title', data->'after'->>'title') FROM events_event"
        " WHERE kind IN ('work.item_created', 'work.item_edited')"
    )
    return Counter(title for (title,) in given)


def titles_present(connection: Connection) -> Counter[str]:
    """How many items have each title."""
    items = connection.execute("SELECT title FROM work_item WHERE deletion_id IS NULL")
    return Counter(title for (title,) in items)


def check(url: str, changes: Iterable[Change], done: Iterable[str]) -> None:
    """Compare one moment of the database with what was meant, and what was done."""
    must = set(done)
    with psycopg.connect(url) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        log, items = titles_given(connection), titles_present(connection)
        check_rules(connection)
    for change in changes:
        times = {log[title] for title in change.titles}
        assert len(times) == 1, f"half of {change} is there"
        assert times <= {0, 1}, f"{change} is there {times} times"
        assert change.key not in must or times == {1}, f"{change} is lost"
        if change.kind != "edit":  # which the next edit overwrites
            assert {items[title] for title in change.titles} == times, change


RULES = {
    "numbers of items have no gaps, and the next is free": (
        "SELECT project.key, max(number), count(*), min(next_number) FROM work_item"
        " JOIN work_project project ON project.id = project_id GROUP BY project.key"
        " HAVING NOT (max(number) = count(*) AND min(next_number) = count(*) + 1)"
    ),
    "an item has as many versions as edits": (
        "SELECT item.id, version, count(event.id) FROM work_item item"
        " LEFT JOIN events_event event ON subject_id = item.id AND kind ="
        " 'work.item_edited' GROUP BY item.id, version"
        " HAVING version <> 1 + count(event.id)"
    ),
    "an effect reaches a receiver once": (
        "SELECT operation, effect, receiver_id FROM events_sent"
        " GROUP BY operation, effect, receiver_id HAVING count(*) > 1"
    ),
}
"""What always holds; each query finds what breaks it."""


def check_rules(connection: Connection) -> None:
    for rule, query in RULES.items():
        assert connection.execute(query).fetchall() == [], rule


def verify(site: Site, ledger: Ledger) -> None:
    """Check all that was written, before and after what was lost is tried again."""
    assert ledger.unexpected == []
    check(site.url, ledger.intents.values(), ledger.acknowledged)
    settle(site, ledger)
    check(site.url, ledger.intents.values(), ledger.intents)
    drain(site)
    assert problems(site) == []


def problems(site: Site) -> list[dict[str, str]]:
    """What the doctor finds wrong, but for the room on the test's disk."""
    report = json.loads(site.run("headway.cli", "doctor", "--json", status=None))
    found = [each for each in report["findings"] if each["level"] == "problem"]
    return [each for each in found if each["check"] != "disk"]


def drain(site: Site) -> None:
    """Wait until all is read and sent, and see that each event was read once."""
    deadline = time.monotonic() + DRAIN_SECONDS
    while waiting := _waiting(site.url):
        assert time.monotonic() < deadline, (waiting, site.tail())
        time.sleep(0.2)
    unread = rows(
        site.url,
        f"SELECT event.id, count(event_id) FROM events_event event"
        f" LEFT JOIN {READ} ON event_id = event.id GROUP BY event.id"
        " HAVING count(event_id) <> 1",
    )
    assert unread == []
    failed = rows(site.url, "SELECT * FROM procrastinate_jobs WHERE status = 'failed'")
    assert failed == []


def check_letters(site: Site, relay: Relay, *, faults: int = 0) -> None:
    """Each operation that made items has its letter.

    What each of a worker's threads had on its way at a fault may have come once more:
    the same letter, with the same id and the same words.
    """
    made = rows(
        site.url,
        "SELECT DISTINCT '<' || operation || '.' || actor_id || '@fault.example>'"
        " FROM events_event WHERE kind = 'work.item_created'",
    )
    counts = relay.counts()
    assert set(counts) == {name for (name,) in made}
    assert sum(counts.values()) - len(counts) <= JOB_THREADS * faults
    assert all(len(bodies) == 1 for bodies in relay.bodies.values())


def _waiting(url: str) -> list[tuple[str, int]]:
    jobs = "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')"
    behind = (
        "SELECT count(*) FROM events_event, events_cursor"
        " WHERE (events_event.transaction, events_event.id) >"
        " (events_cursor.transaction, event_id)"
    )
    unread = rows(url, behind)[0][0]  # first: what is read becomes jobs
    counts = {"events": unread, "jobs": rows(url, jobs)[0][0]}
    return [(name, count) for name, count in counts.items() if count]
