"""Filters kept under a name: saved, changed and removed beside what they show."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from headway.actors.models import Actor
from headway.events.actions import performed
from headway.people.http import for_members
from headway.ui.http import HtmxRequest
from headway.work.actions import edit_view, remove_view, save_view
from headway.work.filters.addresses import of_view
from headway.work.forms.saved_views import SavedViewForm
from headway.work.http import answer_change
from headway.work.models import SavedView
from headway.work.views.board import show_board
from headway.work.views.calendar import show_calendar
from headway.work.views.listing import show_list


@require_POST
@for_members
def save(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Keep a filter under a name, and show it."""
    form = SavedViewForm(request.POST)
    if not form.is_valid():
        return _refuse(request, actor)
    said = form.said
    return _answer(
        request, actor, _("“%s” is saved."), lambda: save_view(by=actor, **said)
    )


@require_POST
@for_members
def change(request: HtmxRequest, actor: Actor, view_id: int) -> HttpResponse:
    """Say all of a view anew."""
    SavedView.objects.live().get_for_read(view_id, by=actor)
    form = SavedViewForm(request.POST)
    if not form.is_valid():
        return _refuse(request, actor)
    said = form.said
    return _answer(
        request,
        actor,
        _("“%s” is saved."),
        lambda: edit_view(view_id, by=actor, **said),
    )


@require_POST
@for_members
def remove(request: HtmxRequest, actor: Actor, view_id: int) -> HttpResponse:
    """Take a view away, and go back to all work, or all days."""
    return _answer(
        request,
        actor,
        _("“%s” is removed."),
        lambda: remove_view(view_id, by=actor),
    )


def _answer(
    request: HtmxRequest, actor: Actor, text: str, act: Callable[[], SavedView]
) -> HttpResponse:
    view, operation = performed(act)
    page = reverse(f"work:{_place(request)}", args=[actor.workspace.slug])
    address = page if view.removed_at else page + of_view(view.pk)
    return answer_change(
        request,
        lambda: redirect(address),
        by=actor,
        text=text % view.name,
        operation=operation,
        back=address,
    )


def _refuse(request: HtmxRequest, actor: Actor) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return PLACES[_place(request)](request, actor, status=status, is_unnamed=True)


def _place(request: HtmxRequest) -> str:
    """The page on which the view is open, by the name of its route."""
    place = request.POST.get("place", "")
    return place if place in PLACES else "list"


PLACES = {"list": show_list, "board": show_board, "calendar": show_calendar}
