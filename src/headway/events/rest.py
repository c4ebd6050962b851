"""What operations of the API have in common: who acts, and that it happens once."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Schema

from headway.actors.models import Actor
from headway.base.encode import Shape
from headway.base.errors import Stale
from headway.base.parameters import IdempotencyKey, Slug
from headway.base.problems import problem
from headway.events.actions import performed
from headway.events.http import acting, answer_once

OPERATION = "Headway-Operation"
"""The header that says which operation a change was, so that it can be undone."""

P = ParamSpec("P")
Operation = Callable[Concatenate[HttpRequest, Actor, P], HttpResponse]


def for_programs(view: Operation[P]) -> Callable[..., HttpResponse]:
    """Give an operation the acting member in place of the workspace's slug."""

    @wraps(view)
    def operation(
        request: HttpRequest, workspace: str, *args: P.args, **values: P.kwargs
    ) -> HttpResponse:
        return view(request, acting(request, workspace), *args, **values)

    return _declared(operation, view, workspace=Slug)


def for_programs_once(view: Operation[P]) -> Callable[..., HttpResponse]:
    """Do the same, and keep the answer for the request's ``Idempotency-Key``."""

    @wraps(view)
    def operation(
        request: HttpRequest,
        workspace: str,
        idempotency_key: str | None,
        *args: P.args,
        **values: P.kwargs,
    ) -> HttpResponse:
        actor = acting(request, workspace)
        return answer_once(
            request,
            lambda: view(request, actor, *args, **values),
            by=actor,
            key=idempotency_key,
        )

    return _declared(operation, view, workspace=Slug, idempotency_key=IdempotencyKey)


def _declared(
    operation: Callable[..., HttpResponse], view: Callable[..., Any], **own: Any
) -> Callable[..., HttpResponse]:
    """Let ninja read the operation's own parameters from its signature."""
    first, _actor, *rest = inspect.signature(view).parameters.values()
    mine = [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            annotation=kind,
            default=None if name == "idempotency_key" else inspect.Parameter.empty,
        )
        for name, kind in own.items()
    ]
    named = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in rest]
    signature = inspect.Signature([first, *mine, *named])
    operation.__signature__ = signature  # type: ignore[attr-defined]
    return operation


def answer_change(
    act: Callable[[], object], *, shape: Shape, rows: QuerySet[Any], sent: Schema
) -> HttpResponse:
    """Run an action and answer with the only one of ``rows`` as it is then.

    Where that has another version than was asked for, both are shown: it, and what
    was ``sent``.
    """
    try:
        __, operation = performed(act)
    except Stale as stale:
        return problem(
            stale.status,
            str(stale),
            current=shape.one(rows),
            sent=sent.model_dump(mode="json", exclude_unset=True),
        )
    return with_operation(shape.answer(rows), operation)


def with_operation(response: HttpResponse, operation: UUID | None) -> HttpResponse:
    """Say which operation a change was; nothing where nothing changed."""
    if operation is not None:
        response.headers[OPERATION] = str(operation)
    return response
