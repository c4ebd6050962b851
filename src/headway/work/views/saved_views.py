"""Filters kept under a name: saved, changed and removed beside what they show."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Protocol

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from headway.actors.models import Actor
from headway.events.actions import performed
from headway.people.http import for_members
from headway.ui.http import HtmxRequest
from headway.work.actions import edit_view, remove_view, save_view
from headway.work.filters.addresses import of_view, page_of_views
from headway.work.forms.saved_views import SavedViewForm
from headway.work.http import answer_change
from headway.work.models import SavedView, ViewPage


class Show(Protocol):
    """Answers a page, ``is_unnamed`` with a view to be saved without a name."""

    def __call__(
        self, request: HtmxRequest, actor: Actor, *, status: int, is_unnamed: bool
    ) -> HttpResponse: ...


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
    """Take a view away, and go back to all that its page shows."""
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
    page = page_of_views(_place(request), actor.workspace.slug)
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
    shown: Mapping[str, str] = import_string(settings.HEADWAY_VIEW_PAGES)
    show: Show = import_string(shown[_place(request)])
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return show(request, actor, status=status, is_unnamed=True)


def _place(request: HtmxRequest) -> str:
    """The page on which the view is open."""
    place = request.POST.get("place", "")
    return place if place in ViewPage.values else ViewPage.LIST
