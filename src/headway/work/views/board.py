"""The board, a card of it alone, the heads of its columns, and cards that move."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from headway.actors.models import Actor
from headway.base.days import asked_day
from headway.events.actions import performed
from headway.people.http import for_members
from headway.ui.http import HtmxRequest, render_region
from headway.work import actions
from headway.work.board import CARD_STRIP_WIDTH, Board
from headway.work.detail import find_row
from headway.work.filters.addresses import of_project
from headway.work.forms import FIRST, LAST, PlaceForm
from headway.work.http import answer_change
from headway.work.models import Item, Project
from headway.work.reading import axis_of
from headway.work.views.framed import answer_page, readable_address


@require_GET
@for_members
def board(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Show the board of what a filter finds; to htmx its columns alone.

    What controls say becomes part of the filter, and of the address.
    """
    return readable_address(request, Board, actor) or show_board(request, actor)


def show_board(
    request: HtmxRequest,
    actor: Actor,
    *,
    status: int = 200,
    is_unnamed: bool = False,
) -> HttpResponse:
    """Answer the board; ``is_unnamed`` is a view to be saved without a name."""
    shown = Board.asked(request.GET, by=actor)
    context = _context(shown) | {
        "in_list": of_project(shown.project.key) if shown.project else "",
        "can_add": Project.objects.contributable_by(actor).exists,
        "page": reverse("work:board", args=[actor.workspace.slug]),
        "panel": reverse("work:item", args=[actor.workspace.slug, "KEY"]),
        "is_unnamed": is_unnamed,
    }
    page = "work/board.html"
    region = "work/board/columns.html" if request.htmx else ""
    return answer_page(request, shown, context, page=page, region=region, status=status)


@require_GET
@for_members
def heads(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Answer the heads of the columns, each to take the place of the one there."""
    shown = Board.asked(request.GET, by=actor)
    context = {"actor": actor, "board": shown, "columns": shown.heads}
    return render(request, "work/board/heads.html", context)


@require_GET
@for_members
def card(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Answer one card as it stands on a board whose axis ends ``until`` that day."""
    return _show_card(request, actor, key)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def place(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Ask where a card goes; POST moves it there."""
    item = Item.objects.get_by_key(key, by=actor)
    Item.objects.check_change(item, by=actor)
    shown = Board.asked(request.GET, by=actor)
    initial = {"to": shown.column_of(item.status_id), "place": FIRST}
    form = PlaceForm(request.POST or None, columns=shown.choices, initial=initial)
    back = reverse("work:board", args=[actor.workspace.slug]) + shown.address
    if not form.is_valid():
        context = {
            "actor": actor,
            "item": item,
            "form": form,
            "asked": shown.address,
            "back": back,
        }
        name = "work/board/move_form.html" if request.htmx else "work/board/move.html"
        status = 422 if form.is_bound else 200
        return render(request, name, context, status=status)
    _result, operation = performed(lambda: _place(item, form, shown))
    return answer_change(
        request,
        lambda: _show_card(request, actor, key),
        by=actor,
        text=_("%s is moved.") % item.key,
        operation=operation,
        back=back,
    )


def _place(item: Item, form: PlaceForm, shown: Board) -> Item:
    """Do what the form says: beside a card, at an end of a column, or in its order."""
    said, by = form.cleaned_data, shown.by
    beside = {
        f"{way}_id": Item.objects.pk_by_key(said[way], by=by)
        for way in ("after", "before")
        if said[way]
    }
    if not beside:
        beside = _end(said["place"], said["to"], shown)
    if not beside:
        return actions.move_item(item.pk, by=by, status_id=said["to"])
    return actions.place_item(item.pk, said["to"], by=by, **beside)


def _end(place: str, to: int, shown: Board) -> dict[str, int]:
    if place not in (FIRST, LAST):
        return {}
    other = shown.end_of(to, is_first=place == FIRST)
    if other is None:
        return {}
    return {"before_id" if place == FIRST else "after_id": other}


def _context(shown: Board) -> dict[str, object]:
    return {
        "actor": shown.by,
        "board": shown,
        "axis": shown.axis,
        "asked": _asked(shown, shown.axis.last.isoformat()),
    }


def _asked(shown: Board, until: str) -> str:
    """What cards ask with."""
    start = shown.address if shown.address == "?" else f"{shown.address}&"
    return f"{start}until={until}"


def _show_card(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    shown = Board.asked(request.GET, by=actor)
    row = find_row(key, by=actor)
    until = asked_day(request.GET.get("until", ""))
    axis = axis_of([row], last=until, width=CARD_STRIP_WIDTH)
    asked = _asked(shown, axis.last.isoformat())
    cards = shown.cards_of([row])
    context = {"actor": actor, "shown": cards, "axis": axis, "asked": asked}
    return render_region(request, "work/board/card.html", context)
