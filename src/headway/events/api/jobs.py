"""Jobs that are not done, for administrators."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.base.parameters import PathId
from headway.events import work_queue
from headway.events.actions import give_up_job, retry_job
from headway.events.rest import (
    answer_done,
    for_administrators,
    for_administrators_once,
    sparse,
)
from headway.events.schemas import JobOut, JobsOut, ReaderOut

router = Router()


@router.get("/jobs", operation_id="listJobs", response=JobsOut)
@for_administrators
@sparse(JobsOut)
def list_jobs(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List at most 100 jobs that are not done, the worst first; for administrators."""
    jobs = [
        JobOut(
            id=job.pk,
            task=job.task,
            state=job.state,
            attempts=job.attempts,
            due_at=job.due_at,
            reason=job.reason,
        )
        for job in work_queue.unfinished(actor)
    ]
    readers = [
        ReaderOut(name=reader.name, waiting=reader.waiting, since=reader.since)
        for reader in work_queue.readers()
    ]
    return json_answer(JobsOut(jobs=jobs, readers=readers).dict())


@router.post("/jobs/{job}/retry", operation_id="retryJob", response={204: None})
@for_administrators_once
def retry(request: HttpRequest, actor: Actor, job: PathId) -> HttpResponse:
    """Let a job that failed be tried again now; 409 when it has not failed."""
    return answer_done(lambda: retry_job(job, by=actor))


@router.delete("/jobs/{job}", operation_id="giveUpJob", response={204: None})
@for_administrators
def give_up(request: HttpRequest, actor: Actor, job: PathId) -> HttpResponse:
    """Let a job that waits never be done; 409 when it no longer waits."""
    return answer_done(lambda: give_up_job(job, by=actor))
