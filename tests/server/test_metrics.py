"""``/metrics`` tells numbers, to this machine or to whoever has the token.

Nobody's session opens it: it is asked for each of the cast's places instead.
"""

import re

import pytest
from django.db import Error, connection
from django.test import Client
from prometheus_client import generate_latest
from prometheus_client.parser import text_string_to_metric_families

from headway.events.models import Event
from headway.server import measures
from headway.server.metrics import admission
from headway.work.models import Item


def asked(
    client: str = "127.0.0.1", host: str = "localhost:8000", **headers: str
) -> int:
    sent = {"host": host} | {k.replace("_", "-"): v for k, v in headers.items()}
    scope = {
        "method": "GET",
        "client": (client, 5) if client else None,
        "headers": [(k.encode(), v.encode()) for k, v in sent.items()],
    }
    return admission(scope)


@pytest.mark.parametrize(
    ("where", "status"),
    [
        ({}, 200),
        ({"client": "::1", "host": "[::1]:8000"}, 200),
        ({"client": "192.0.2.7"}, 404),
        ({"client": ""}, 404),
        ({"host": "work.example.org"}, 404),
        ({"host": ""}, 404),
        ({"x_forwarded_for": "192.0.2.7"}, 404),
        ({"x_forwarded_proto": "https"}, 404),
        ({"forwarded": "for=192.0.2.7"}, 404),
        ({"authorization": "Bearer "}, 200),
        ({"client": "192.0.2.7", "authorization": "Bearer "}, 404),
    ],
    ids=str,
)
def test_without_a_token_only_this_machine_is_answered(where, status, monkeypatch):
    monkeypatch.delenv("HEADWAY_METRICS_TOKEN", raising=False)
    assert asked(**where) == status


@pytest.mark.parametrize(
    ("where", "status"),
    [
        ({}, 401),
        ({"client": "192.0.2.7"}, 401),
        ({"client": "192.0.2.7", "authorization": "Bearer wrong"}, 401),
        ({"client": "192.0.2.7", "authorization": "Bearer hush"}, 200),
        ({"x_forwarded_for": "::1", "authorization": "Bearer hush"}, 200),
    ],
    ids=str,
)
def test_with_a_token_it_must_be_sent_from_wherever(where, status, monkeypatch):
    monkeypatch.setenv("HEADWAY_METRICS_TOKEN", "hush")
    assert asked(**where) == status


def test_it_can_only_be_read():
    assert admission({"method": "POST", "headers": []}) == 405


def numbers() -> dict[str, float]:
    text = generate_latest(measures.REGISTRY).decode()
    return {
        sample.name + "".join(f" {value}" for value in sample.labels.values()): value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        for value in [sample.value]
    }


def test_requests_are_counted_by_status_and_time(db, client: Client):
    before = numbers().get("headway_request_seconds_count 404", 0)
    client.get("/nowhere/")
    after = numbers()
    assert after["headway_request_seconds_count 404"] == before + 1
    assert after["headway_request_seconds_sum 404"] > 0


def test_readers_jobs_plans_and_the_database_are_measured(dig: Item):
    Event.objects.update(at="2026-01-01T00:00Z")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status)"
            " VALUES ('default', 'mail', 'failed')"
        )
    found = numbers()
    assert found["headway_database_up"] == 1
    assert found["headway_database_bytes"] > 1_000_000
    assert found["headway_reader_lag_seconds plan.replan"] > 86_400
    assert found["headway_jobs failed"] == 1
    assert found["headway_plans_waiting"] == 0
    assert "headway_plan_age_seconds" not in found  # no plan was made


def test_a_database_that_is_away_is_a_number_too(db, monkeypatch):
    def fail() -> None:
        raise Error

    monkeypatch.setattr(measures, "_jobs", fail)
    monkeypatch.setattr(measures.connection, "close", lambda: None)
    found = numbers()
    assert found["headway_database_up"] == 0
    assert "headway_database_bytes" not in found


def test_no_name_of_anybody_is_told(dig: Item):
    text = generate_latest(measures.REGISTRY).decode()
    assert not re.search(r"acme|bridge|dig", text, re.IGNORECASE)
