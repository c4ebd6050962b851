"""What administrators watch: the log, jobs and readers."""

import csv
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from headway.actors.models import Actor
from headway.events import work_queue
from headway.events.actions import give_up_job, note_export, retry_job
from headway.events.forms import LogForm
from headway.events.history import asked_page, page_of
from headway.events.http import for_members
from headway.events.log import log_of, rows_of
from headway.ui.http import HtmxRequest

PAGE_EVENTS = 50


class Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def for_administrators(
    view: Callable[..., HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    @for_members
    @wraps(view)
    def check(
        request: HtmxRequest, actor: Actor, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if not actor.is_administrator:
            raise PermissionDenied
        return view(request, actor, *args, **kwargs)

    return check


@require_GET
@for_administrators
def log(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Show what happened in the workspace; ``?before=`` an event pages on."""
    form = LogForm(request.GET, by=actor)
    form.is_valid()
    before = asked_page(request.GET.get("before", ""))
    events = log_of(form.cleaned_data, by=actor)
    asked = request.GET.copy()
    asked.pop("before", None)
    context = {
        "actor": actor,
        "form": form,
        "asked": asked.urlencode(),
        "history": page_of(events, by=actor, before=before, most=PAGE_EVENTS),
        "is_later": before,
    }
    status = 200 if form.is_valid() else 422
    return render(request, "events/log.html", context, status=status)


@require_POST
@for_administrators
def export(request: HtmxRequest, actor: Actor) -> StreamingHttpResponse:
    """Answer what matches as a CSV file, which the log notes."""
    form = LogForm(request.POST, by=actor)
    form.is_valid()
    note_export(by=actor)
    events = log_of(form.cleaned_data, by=actor)
    writer = csv.writer(Echo())

    def lines() -> Iterator[str]:
        yield "\ufeff"  # without it Excel takes the file for Latin-1
        for row in rows_of(events, by=actor):
            yield writer.writerow(row)

    name = f"log-{actor.workspace.slug}-{timezone.localdate().isoformat()}.csv"
    return StreamingHttpResponse(
        lines(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_GET
@for_administrators
def jobs(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Show jobs that are not done, and how far the readers of the log have come."""
    context = {
        "actor": actor,
        "jobs": work_queue.unfinished(actor),
        "counts": work_queue.counts(actor),
        "most": work_queue.MOST_JOBS,
        "readers": work_queue.readers(),
    }
    return render(request, "events/jobs.html", context)


@require_POST
@for_administrators
def retry(request: HtmxRequest, actor: Actor, job_id: int) -> HttpResponse:
    retry_job(job_id, by=actor)
    return redirect("events:jobs", actor.workspace.slug)


@require_POST
@for_administrators
def give_up(request: HtmxRequest, actor: Actor, job_id: int) -> HttpResponse:
    give_up_job(job_id, by=actor)
    return redirect("events:jobs", actor.workspace.slug)
