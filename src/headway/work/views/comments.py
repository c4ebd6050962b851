"""The conversation about an item: all of it, and what is said, changed, removed."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from headway.actors.models import Actor
from headway.base.errors import NotFound, Stale
from headway.comms.models import Comment
from headway.events.actions import performed
from headway.events.history import asked_page
from headway.people.http import for_members
from headway.ui.http import HtmxRequest
from headway.work import actions
from headway.work.conversation import (
    PAGE_COMMENTS,
    comments_on,
    shown_comment,
    talk_about,
)
from headway.work.detail import find_row
from headway.work.forms import CommentForm
from headway.work.http import answer_change
from headway.work.models import Item, commentable
from headway.work.views.item import rendered, show_item

REGION = "conversation"
"""The id of the region that holds a page of the conversation."""


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def comments(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Show what was said, ``?before=`` a comment; POST says something."""
    item = Item.objects.get_by_key(key, by=actor)
    if request.method != "POST":
        return _page(request, actor, item)
    form = CommentForm(request.POST)
    if not form.is_valid():
        commentable().check_change(item, by=actor)
        return _around(request, actor, item, status=422, form=form)
    text = form.cleaned_data["text"]
    return _change(
        request,
        actor,
        item,
        lambda: actions.add_comment(item.pk, text, by=actor),
        _("Your comment is with %s.") % item.key,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def comment(
    request: HtmxRequest, actor: Actor, key: str, comment_id: int
) -> HttpResponse:
    """Answer the form in which its author changes a comment; take it."""
    item, found = _found(actor, key, comment_id)
    commentable().check_change(item, by=actor)
    if found.author_id != actor.pk:
        raise PermissionDenied(_("Only who wrote a comment may change it."))
    if request.method != "POST":
        return _form(request, actor, item, found, CommentForm(comment=found))
    form = CommentForm(request.POST, comment=found)
    if not form.is_valid():
        return _form(request, actor, item, found, form, status=422)
    said = form.cleaned_data
    try:
        _comment, operation = performed(
            lambda: actions.edit_comment(
                found.pk, said["text"], by=actor, if_version=said["version"]
            )
        )
    except Stale:
        again = _contradicted(found, said["text"])
        return _form(request, actor, item, found, again, status=412)
    return answer_change(
        request,
        lambda: _text(request, actor, item, found),
        by=actor,
        text=_("Your comment is changed."),
        operation=operation,
        back=_page_of(item, actor),
    )


@require_POST
@for_members
def remove(
    request: HtmxRequest, actor: Actor, key: str, comment_id: int
) -> HttpResponse:
    """Take a comment away."""
    item, found = _found(actor, key, comment_id)
    return _change(
        request,
        actor,
        item,
        lambda: actions.remove_comment(found.pk, by=actor),
        _("The comment is removed."),
    )


def _found(actor: Actor, key: str, comment_id: int) -> tuple[Item, Comment]:
    item = Item.objects.get_by_key(key, by=actor)
    found = comments_on(item, by=actor).filter(pk=comment_id).first()
    if found is None:
        raise NotFound
    return item, found


def _change(
    request: HtmxRequest,
    actor: Actor,
    item: Item,
    act: Callable[[], object],
    text: str,
) -> HttpResponse:
    """Run an action and show what is around the conversation."""
    _result, operation = performed(act)
    return answer_change(
        request,
        lambda: _around(request, actor, item),
        by=actor,
        text=text,
        operation=operation,
        back=_page_of(item, actor),
    )


def _around(
    request: HtmxRequest,
    actor: Actor,
    item: Item,
    *,
    status: int = 200,
    form: CommentForm | None = None,
) -> HttpResponse:
    """Show the region that asked: the item, or a page of the conversation."""
    if request.htmx.target == REGION:
        return _page(request, actor, item, status=status, form=form)
    return show_item(request, actor, item.key, status=status, comment_form=form)


def _page(
    request: HtmxRequest,
    actor: Actor,
    item: Item,
    *,
    status: int = 200,
    form: CommentForm | None = None,
) -> HttpResponse:
    row = find_row(item.key, by=actor)
    before = asked_page(request.GET.get("before", ""))
    talk = talk_about(row, by=actor, most=PAGE_COMMENTS, before=before, form=form)
    context = {"actor": actor, "row": row, "talk": talk, "id": REGION}
    part = "conversation_region" if request.htmx else "conversation"
    return rendered(request, f"work/{part}.html", context, status=status)


def _form(
    request: HtmxRequest,
    actor: Actor,
    item: Item,
    found: Comment,
    form: CommentForm,
    *,
    status: int = 200,
) -> HttpResponse:
    row = find_row(item.key, by=actor)
    context = {"actor": actor, "row": row, "comment": found, "form": form}
    part = "item/comment_form" if request.htmx else "comment_page"
    return rendered(request, f"work/{part}.html", context, status=status)


def _text(
    request: HtmxRequest, actor: Actor, item: Item, found: Comment
) -> HttpResponse:
    found.refresh_from_db()
    shown = shown_comment(found, find_row(item.key, by=actor), by=actor)
    context = {"actor": actor, "shown": shown}
    return rendered(request, "work/item/comment_text.html", context)


def _contradicted(found: Comment, typed: str) -> CommentForm:
    """Return the form with both texts, ready to be sent over what stands now."""
    form = CommentForm({"version": found.version, "text": typed}, comment=found)
    text = _(
        "Not saved: you changed this comment to “%s” elsewhere. What you typed is kept "
        "here; save again to use it."
    )
    form.add_error("text", ValidationError(text % found.text[:200]))
    return form


def _page_of(item: Item, actor: Actor) -> str:
    return reverse("work:item", args=[actor.workspace.slug, item.key])
