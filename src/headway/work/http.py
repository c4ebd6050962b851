"""Answers to changes of work: the region for htmx, else a message and the page."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from headway.actors.models import Actor
from headway.ui.http import HtmxRequest, with_toast


def answer_change(
    request: HtmxRequest,
    region: Callable[[], HttpResponse],
    *,
    by: Actor,
    text: str,
    operation: UUID | None,
    back: str,
) -> HttpResponse:
    """Show what a change left behind, and say it in ``text`` with its Undo.

    htmx gets ``region``, everybody else is sent to ``back``.  Without an operation
    nothing changed, and nothing is said.
    """
    undo = undo_address(operation, by=by) if operation else ""
    if request.htmx:
        response = region()
        return with_toast(response, text, undo=undo) if operation else response
    if operation:
        messages.success(request, text, extra_tags=undo)
    return redirect(back)


def undo_address(operation: UUID, *, by: Actor) -> str:
    return reverse("work:undo", args=[by.workspace.slug, operation])


def page_before(request: HttpRequest, otherwise: str) -> str:
    """Return the page of ours that the request came from."""
    came_from = request.headers.get("Referer", "")
    hosts = {request.get_host()}
    if url_has_allowed_host_and_scheme(
        came_from, hosts, require_https=request.is_secure()
    ):
        return came_from
    return otherwise
