"""What operations of the API have in common: who acts, and that it happens once."""

import inspect
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.module_loading import import_string
from ninja import Schema

from headway.actors.models import ADMIN_SCOPE, Actor
from headway.base.encode import Shape, asked_names, narrow, rows_of
from headway.base.errors import Stale
from headway.base.parameters import Fields, IdempotencyKey, Slug
from headway.base.problems import problem
from headway.base.schemas import all_optional
from headway.base.uploads import received_from
from headway.events.actions import performed

OPERATION = "Headway-Operation"
"""The header that says which operation a change was, so that it can be undone."""

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)
Operation = Callable[Concatenate[HttpRequest, Actor, P], HttpResponse]
Reading = Callable[Concatenate[HttpRequest, Actor, P], HttpResponseBase]


def for_programs(view: Reading[P]) -> Callable[..., HttpResponseBase]:
    """Give an operation the acting member in place of the workspace's slug.

    ``settings.HEADWAY_ACTING`` finds them, in an app above this one.
    """

    @wraps(view)
    def operation(
        request: HttpRequest, workspace: str, *args: P.args, **values: P.kwargs
    ) -> HttpResponseBase:
        return view(request, _acting(request, workspace), *args, **values)

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
        actor = _acting(request, workspace)
        return _answer_once(
            request,
            lambda: view(request, actor, *args, **values),
            by=actor,
            key=idempotency_key,
        )

    return _declared(operation, view, workspace=Slug, idempotency_key=IdempotencyKey)


def for_administrators(view: Operation[P]) -> Callable[..., HttpResponseBase]:
    """Let in administrators alone, by a token only if it may administer."""
    return _administering(for_programs, view)


def for_administrators_once(view: Operation[P]) -> Callable[..., HttpResponseBase]:
    """Do the same, and keep the answer for the request's ``Idempotency-Key``."""
    return _administering(for_programs_once, view)


def sparse(
    answer: type[Schema],
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Give a list the parameter ``fields``: only these are answered of each row.

    Stands below ``for_programs``.  ``answer`` is the operation's; that any field of its
    rows may be missing is said in the document.  A :class:`Shape` reads no more columns
    than were asked for, so its lists do without this.
    """
    rows = rows_of(answer)
    known = tuple(dict.fromkeys(name for row in rows for name in row.model_fields))
    for row in rows:
        row.model_config["json_schema_extra"] = all_optional

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def operation(
            request: HttpRequest, actor: Actor, fields: str | None, **values: Any
        ) -> HttpResponse:
            asked = asked_names(fields, known) if fields else ()
            response = view(request, actor, **values)
            if asked:
                narrow(response, asked)
            return response

        signature = inspect.signature(view)
        wanted = inspect.Parameter(
            "fields", inspect.Parameter.KEYWORD_ONLY, annotation=Fields, default=None
        )
        parameters = [*signature.parameters.values(), wanted]
        operation.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
        return operation

    return decorate


def _administering(
    frame: Callable[[Operation[P]], Callable[..., HttpResponseBase]],
    view: Operation[P],
) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def checked(
        request: HttpRequest, actor: Actor, /, *args: P.args, **values: P.kwargs
    ) -> HttpResponse:
        actor.check_administers()
        return view(request, actor, *args, **values)

    operation = frame(checked)
    operation.scope = ADMIN_SCOPE  # type: ignore[attr-defined]
    return operation


def _acting(request: HttpRequest, workspace: str) -> Actor:
    actor: Actor = import_string(settings.HEADWAY_ACTING)(request, workspace)
    return actor


def _answer_once(
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


def for_uploads_once(
    check: Callable[..., str],
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Do the same for an operation whose body is a file: it gets the draft as well.

    ``check`` says, before anything is read, what to call the file, or refuses.  It is
    received before there is a transaction: readers of the log would wait for it.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def operation(
            request: HttpRequest,
            workspace: str,
            idempotency_key: str | None,
            **values: Any,
        ) -> HttpResponse:
            actor = _acting(request, workspace)
            name = check(request, actor, **values)
            with received_from(request, name=name) as draft:
                return _answer_once(
                    request,
                    lambda: view(request, actor, draft, **values),
                    by=actor,
                    key=idempotency_key,
                    body=draft.sha256.encode(),
                )

        own = {"workspace": Slug, "idempotency_key": IdempotencyKey}
        return _declared(operation, view, given=2, **own)

    return decorate


def _declared(
    operation: Callable[..., R],
    view: Callable[..., Any],
    *,
    given: int = 1,
    **own: Any,
) -> Callable[..., R]:
    """Let ninja read the operation's own parameters from its signature.

    ``given`` parameters behind the request are not the program's.
    """
    first, *others = inspect.signature(view).parameters.values()
    rest = others[given:]
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


def answer_created(
    act: Callable[[], Model], *, shape: Shape, rows: QuerySet[Any]
) -> HttpResponse:
    """Run an action that makes one of ``rows``, and answer with it."""
    made, operation = performed(act)
    answer = shape.answer(rows.filter(pk=made.pk), status=HTTPStatus.CREATED)
    return with_operation(answer, operation)


def answer_done(act: Callable[[], object]) -> HttpResponse:
    """Run an action after which there is nothing to show."""
    __, operation = performed(act)
    return with_operation(HttpResponse(status=HTTPStatus.NO_CONTENT), operation)


def with_operation(response: HttpResponse, operation: UUID | None) -> HttpResponse:
    """Say which operation a change was; nothing where nothing changed."""
    if operation is not None:
        response.headers[OPERATION] = str(operation)
    return response
