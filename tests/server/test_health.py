"""What monitoring is told."""

import json

from headway.server import health
from tests.server.conftest import Running


def test_live_and_ready_answer_in_json_with_the_workers_age(headway: Running):
    live = headway.get("/health/live")
    assert (live.status, json.loads(live.content)) == (200, {"status": "live"})

    ready = headway.get("/health/ready")
    report = json.loads(ready.content)
    assert (ready.status, report["status"]) == (200, "ready")
    assert (report["database"], report["migrations"]) == ("ok", "applied")
    assert report["worker"]["status"] == "working"
    assert report["worker"]["heartbeat_age_seconds"] < 6
    assert headway.get("/health/elsewhere").status == 404


def test_without_a_worker_it_is_ready_and_says_so(db):
    assert health.readiness() == {
        "status": "ready",
        "database": "ok",
        "migrations": "applied",
        "worker": {"status": "missing"},
    }


def test_with_migrations_missing_it_is_not_ready(db, monkeypatch):
    monkeypatch.setattr(health, "are_migrations_applied", lambda: False)
    report = health.readiness()
    assert (report["status"], report["migrations"]) == ("unready", "missing")
