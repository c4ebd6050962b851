"""Take an operation back: one that is named, or what one did last."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django_htmx.http import reswap, retarget

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.actions import performed, undo_operation
from headway.events.actions.undoing import CannotUndo
from headway.events.http import for_members, page_before, undo_address
from headway.events.operations import Operation, next_to_redo, next_to_undo, words_of
from headway.events.ports import Kept
from headway.ui.http import HtmxRequest, with_toast

SHOWN_REASONS = 20


@require_POST
@for_members
def undo(request: HtmxRequest, actor: Actor, operation: UUID) -> HttpResponse:
    """Take back what an operation did, or with ``?the_rest`` all that can be."""
    return _undo(request, actor, operation, _taken_back)


@require_POST
@for_members
def undo_last(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Take back what the actor did last, wherever that was."""
    last = next_to_undo(actor)
    if last is None:
        raise Refused(_("There is nothing of yours to take back."))
    said = _words(last, actor)
    return _undo(request, actor, last.pk, lambda _kept: _("Taken back: %s.") % said)


@require_POST
@for_members
def redo_last(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Do again what the actor took back last."""
    last = next_to_redo(actor)
    if last is None:
        raise Refused(_("There is nothing to do again."))
    said = _words(last, actor)
    text = _("Done again. Before: %s.") % said
    return _undo(request, actor, last.pk, lambda _kept: text, is_redo=True)


def _words(operation: Operation, actor: Actor) -> str:
    said = words_of([operation.pk], by=actor, most=1)[operation.pk]
    text = said[0] if said else _("a change")
    if operation.events == 1:
        return text
    more = ngettext("and %d more", "and %d more", operation.events - 1)
    return f"{text} {more % (operation.events - 1)}"


def _taken_back(kept: Sequence[Kept]) -> str:
    if not kept:
        return _("Taken back.")
    text = ngettext(
        "Taken back, but for %(count)d change: %(why)s",
        "Taken back, but for %(count)d changes: %(why)s",
        len(kept),
    )
    return text % {"count": len(kept), "why": kept[0].why}


def _undo(
    request: HtmxRequest,
    actor: Actor,
    operation: UUID,
    text: Callable[[Sequence[Kept]], str],
    *,
    is_redo: bool = False,
) -> HttpResponse:
    """Say what was taken back; only what is done again offers Undo itself.

    Ctrl-Z presses the last Undo on the page: pressed twice, it takes back two acts.
    """
    the_rest = "the_rest" in request.GET
    try:
        kept, again = performed(
            lambda: undo_operation(operation, by=actor, the_rest=the_rest)
        )
    except CannotUndo as refusal:
        return _conflict(request, actor, operation, refusal)
    back = undo_address(again, by=actor) if again and is_redo else ""
    if request.htmx:
        return with_toast(HttpResponse(status=204), text(kept), undo=back)
    messages.success(request, text(kept), extra_tags=back)
    work = reverse("work:list", args=[actor.workspace.slug])
    return redirect(page_before(request, work))


def _conflict(
    request: HtmxRequest, actor: Actor, operation: UUID, refusal: CannotUndo
) -> HttpResponse:
    """Say what stands in the way, and offer to take back the rest."""
    reasons = list(dict.fromkeys(each.why for each in refusal.kept))
    context = {
        "actor": actor,
        "refusal": refusal,
        "reasons": reasons[:SHOWN_REASONS],
        "more": len(reasons[SHOWN_REASONS:]),
        "rest": undo_address(operation, by=actor) + "?the_rest",
    }
    region = "#notice" if request.htmx else ""
    response = render(
        request, f"events/conflict.html{region}", context, status=refusal.status
    )
    if request.htmx:
        reswap(retarget(response, "#notice"), "outerHTML")
    return response
