"""Jobs as administrators see them, and what they do about them."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from headway.actors.models import Actor
from headway.events.actions import note_failure, read_batch
from headway.events.models import Event
from tests.work.lists import signed_in, text_of

pytestmark = pytest.mark.django_db

JOBS = "/w/acme/settings/jobs/"


def job_of(actor: Actor) -> int:
    task = app.configure_task("events.perform")
    return task.defer(
        operations=[str(uuid4())], workspace_id=actor.workspace_id, effect="test"
    )


def fail(job_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'failed' WHERE id = %s", [job_id]
        )
    job = ProcrastinateJob.objects.get(pk=job_id)
    note_failure(job_id, job.args, OSError("no route to host"))


@pytest.fixture
def kept_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection of the test is not one that a worker's thread leaves behind."""
    monkeypatch.setattr("headway.events.actions.jobs.connection.close", lambda: None)


def status(job_id: int) -> str:
    return ProcrastinateJob.objects.get(pk=job_id).status


def test_a_failed_job_says_why_and_is_tried_again(
    client: Client, dee: Actor, kept_open
):
    job = job_of(dee)
    fail(job)
    browser = signed_in(client, dee)
    assert "OSError: no route to host" in text_of(browser, JOBS)

    browser.post(f"{JOBS}{job}/retry/")
    assert status(job) == "todo"
    assert Event.objects.get(kind="events.job_retried").data["job"] == job
    assert browser.post(f"{JOBS}{job}/retry/").status_code == 409


def test_a_job_that_waits_is_given_up(client: Client, dee: Actor):
    job = job_of(dee)
    browser = signed_in(client, dee)

    browser.post(f"{JOBS}{job}/giving-up/")

    assert status(job) == "cancelled"
    assert browser.post(f"{JOBS}{job}/giving-up/").status_code == 409


def test_jobs_of_other_workspaces_are_neither_seen_nor_touched(
    client: Client, dee: Actor, cem: Actor
):
    theirs = job_of(cem)
    of_headway = app.configure_task("events.ensure_partitions").defer(timestamp=0)
    browser = signed_in(client, dee)

    page = text_of(browser, JOBS)
    assert f"/jobs/{theirs}/" not in page
    assert f"/jobs/{of_headway}/" not in page
    for job in (theirs, of_headway):
        assert browser.post(f"{JOBS}{job}/giving-up/").status_code == 404


def test_readers_say_how_far_they_are_behind(client: Client, survey, dee: Actor):
    page = text_of(signed_in(client, dee), JOBS)

    assert "plan.replan" in page
    assert read_batch(["events.live"]) in (True, False)
