"""Answers to changes of work: the region for htmx, else a message and the page."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from headway.actors.models import Actor
from headway.base import forms
from headway.base.errors import Refused
from headway.events.actions import performed
from headway.events.http import undo_address
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


def change_and_go(
    request: HtmxRequest, act: Callable[[], object], *, by: Actor, text: str, to: str
) -> HttpResponse:
    """Run an action and go to a page, which says ``text`` with its Undo."""
    _result, operation = performed(act)
    return answer_change(
        request, lambda: redirect(to), by=by, text=text, operation=operation, back=to
    )


def change_form(
    request: HtmxRequest,
    form: forms.Form,
    act: Callable[[], object],
    *,
    by: Actor,
    text: str,
) -> bool:
    """Run an action and say so; what it refuses becomes an error of the form."""
    refused = try_change(request, act, by=by, text=text)
    if refused:
        form.full_clean()
        form.add_error(None, str(refused))
    return refused is None


def try_change(
    request: HtmxRequest, act: Callable[[], object], *, by: Actor, text: str
) -> Refused | None:
    """Run an action and say ``text`` with its Undo; return what a rule refuses."""
    try:
        _result, operation = performed(act)
    except Refused as refused:
        return refused
    if operation:
        undo = undo_address(operation, by=by)
        messages.success(request, text, extra_tags=undo)
    return None
