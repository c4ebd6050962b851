"""Who asks too often is told when to go on; nobody else notices."""

import threading
import time

import pytest
from django.db import connection
from django.test import Client

from headway.actors.models import Actor
from headway.people import throttling
from headway.people.jobs import forget_counts
from headway.people.throttling import LEASE, Limiter, TooFast

ITEMS = "/api/v1/w/acme/items"


@pytest.fixture
def now() -> list[float]:
    """The first second of some minute; tests move it."""
    return [60_000_001.0 * 60]


@pytest.fixture
def processes(db: None, now: list[float]) -> list[Limiter]:
    return [Limiter(clock=lambda: now[0]) for _ in range(3)]


def granted(limiter: Limiter, *, tries: int, limit: int, who: str = "ada") -> int:
    count = 0
    for _ in range(tries):
        try:
            limiter.check(who, limit=limit)
        except TooFast:
            continue
        count += 1
    return count


def test_one_process_gives_out_all_permits_and_no_more(processes: list[Limiter]):
    assert granted(processes[0], tries=150, limit=105) == 105


def test_all_processes_together_give_out_no_more(processes: list[Limiter]):
    total = sum(granted(each, tries=100, limit=105) for each in processes)
    assert total == 105


def test_there_are_new_ones_in_the_next_minute(
    processes: list[Limiter], now: list[float]
):
    assert granted(processes[0], tries=30, limit=25) == 25
    now[0] += 59
    with pytest.raises(TooFast) as refused:
        processes[0].check("ada", limit=25)
    assert refused.value.retry_after == 1
    now[0] += 1
    assert granted(processes[0], tries=30, limit=25) == 25


def test_a_process_whose_clock_is_slow_takes_none_twice(
    db: None, processes: list[Limiter], now: list[float]
):
    slow = Limiter(clock=lambda: now[0] - 60)
    assert granted(processes[0], tries=30, limit=25) == 25
    assert granted(slow, tries=30, limit=25) == 0
    assert granted(processes[1], tries=30, limit=25) == 0


def test_most_requests_cost_no_query(
    processes: list[Limiter], django_assert_num_queries
):
    with django_assert_num_queries(100 // LEASE):
        assert granted(processes[0], tries=100, limit=1000) == 100
    assert granted(processes[0], tries=2000, limit=1000) == 900
    with django_assert_num_queries(0):
        assert granted(processes[0], tries=1000, limit=1000) == 0


@pytest.mark.django_db(transaction=True)
def test_threads_take_no_more_than_there_are(now: list[float]):
    limiter = Limiter(clock=lambda: now[0])
    counts: list[int] = []

    def ask() -> None:
        counts.append(granted(limiter, tries=60, limit=130))
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(counts) == 130


def test_whoever_asks_too_often_is_told_when_to_go_on(
    client: Client, settings, ada: Actor, lea: Actor, monkeypatch
):
    monkeypatch.setattr(throttling, "limiter", Limiter(clock=lambda: 6e7 * 60 + 13))
    settings.HEADWAY_API_RATE = 3
    client.force_login(ada.person.user)
    answers = [client.get(ITEMS) for _ in range(4)]
    client.force_login(lea.person.user)

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[-1].headers["Retry-After"] == "47"
    assert answers[-1].headers["Content-Type"] == "application/problem+json"
    assert "47 seconds" in answers[-1].json()["detail"]
    assert client.get(ITEMS).status_code == 200


@pytest.mark.parametrize(
    ("first", "second", "status"),
    [
        ("192.0.2.1", "192.0.2.1", 429),
        ("192.0.2.1", "192.0.2.2", 401),
        ("2001:db8::1", "2001:db8::ffff:2", 429),
        ("2001:db8::1", "2001:db8:1::1", 401),
        ("192.0.2.1", "::ffff:192.0.2.1", 429),
    ],
)
def test_an_address_that_asks_too_often_is_told_so_before_it_says_who_it_is(
    client: Client, settings, db, monkeypatch, first: str, second: str, status: int
):
    monkeypatch.setattr(throttling, "limiter", Limiter(clock=lambda: 6e7 * 60 + 13))
    settings.HEADWAY_API_RATE = 1
    for _ in range(5):
        assert client.get(ITEMS, REMOTE_ADDR=first).status_code == 401
    answer = client.get(ITEMS, REMOTE_ADDR=second)

    assert answer.status_code == status
    assert ("Retry-After" in answer.headers) == (status == 429)


def test_pages_have_no_limit(client: Client, settings, ada: Actor, monkeypatch):
    monkeypatch.setattr(throttling, "limiter", Limiter())
    settings.HEADWAY_API_RATE = 1
    client.force_login(ada.person.user)
    statuses = {client.get("/w/acme/people/").status_code for _ in range(8)}
    assert statuses == {200}


def test_counts_of_past_minutes_are_deleted(processes: list[Limiter]):
    processes[0].check("old", limit=5)
    Limiter(clock=lambda: time.time() + 60).check("new", limit=5)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE headway_rate SET minute = 1 WHERE who = 'old'")
        forget_counts(timestamp=0)
        cursor.execute("SELECT who FROM headway_rate")
        assert cursor.fetchall() == [("new",)]
