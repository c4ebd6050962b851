"""Jobs of dead workers are done by living ones."""

import psycopg
import pytest
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params

from headway.server.jobs import STALLED_SECONDS, give_back_stalled_jobs

pytestmark = pytest.mark.django_db(transaction=True)


def worker(silent_for: float) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat)"
            " VALUES (now() - make_interval(secs => %s)) RETURNING id",
            [silent_for],
        )
        return cursor.fetchone()[0]


def job(worker_id: int | None) -> int:
    """A job that a worker has begun; the worker may have been forgotten since."""
    pk = app.configure_task("people.answer_reset").defer(address="")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s"
            " WHERE id = %s",
            [worker_id, pk],
        )
    return pk


@pytest.fixture
def jobs():
    """One of a dead worker, one of a forgotten one, one of a living one."""
    dead, living = worker(STALLED_SECONDS + 1), worker(STALLED_SECONDS - 3)
    return [job(dead), job(None), job(living)]


def statuses(jobs: list[int]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT status FROM procrastinate_jobs WHERE id = ANY(%s) ORDER BY id",
            [jobs],
        )
        return [status for (status,) in cursor.fetchall()]


def test_what_dead_workers_left_is_to_be_done_again_and_given_back_once(jobs):
    assert give_back_stalled_jobs() == jobs[:2]
    assert statuses(jobs) == ["todo", "todo", "doing"]
    assert give_back_stalled_jobs() == []


def test_a_job_that_another_worker_gives_back_is_left_to_it(jobs):
    with psycopg.connect(**connector_params()) as other:
        other.execute(
            "SELECT id FROM procrastinate_jobs WHERE id = %s FOR UPDATE", [jobs[0]]
        )

        assert give_back_stalled_jobs() == [jobs[1]]

    assert statuses(jobs) == ["doing", "todo", "doing"]
