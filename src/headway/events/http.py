"""Requests about the log; who asks is found by an app above this one."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.module_loading import import_string

from headway.actors.models import Actor
from headway.ui.http import HtmxRequest

P = ParamSpec("P")


def for_members(
    view: Callable[Concatenate[HtmxRequest, Actor, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Give a view the acting member, as ``settings.HEADWAY_FOR_MEMBERS`` finds it."""

    @wraps(view)
    def ask(*args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = import_string(settings.HEADWAY_FOR_MEMBERS)(view)(
            *args, **kwargs
        )
        return response

    return ask


def acting(request: HttpRequest, workspace: str) -> Actor:
    """Return who asks over the API, as ``settings.HEADWAY_ACTING`` finds them."""
    actor: Actor = import_string(settings.HEADWAY_ACTING)(request, workspace)
    return actor


def answer_once(
    request: HttpRequest,
    respond: Callable[[], HttpResponse],
    *,
    by: Actor,
    key: str | None,
    body: bytes | None = None,
) -> HttpResponse:
    """Answer once per ``Idempotency-Key``, as ``settings.HEADWAY_ANSWER_ONCE`` does."""
    once = import_string(settings.HEADWAY_ANSWER_ONCE)
    response: HttpResponse = once(request, respond, by=by, key=key, body=body)
    return response


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
