"""What monitoring is told."""

from headway.server import health


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
