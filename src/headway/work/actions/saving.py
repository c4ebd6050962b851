"""Keep filters under a name."""

from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import Malformed, Refused
from headway.base.text import shown
from headway.events.actions import record
from headway.work.columns import checked
from headway.work.facts_views import ViewEdited, ViewRemoved, ViewRestored, ViewSaved
from headway.work.filters import Question
from headway.work.filters.tokens import quoted
from headway.work.grouping import BY_KIND, GROUPINGS
from headway.work.models import CustomField, SavedView, ViewPage, Zoom
from headway.work.models.custom_fields import id_of_column

MOST_VIEWS = 200
EDITABLE = (
    "name",
    "query",
    "columns",
    "grouping",
    "page",
    "zoom",
    "has_chains",
    "is_shared",
    "is_pinned",
)


@transaction.atomic
def save_view(
    *,
    by: Actor,
    name: str,
    query: str,
    columns: Sequence[str] = (),
    grouping: str = "",
    page: str = ViewPage.LIST,
    zoom: str = Zoom.WEEK,
    has_chains: bool = False,
    is_shared: bool = False,
    is_pinned: bool = False,
) -> SavedView:
    """Keep a filter under a name, and how its pages look; guests share nothing.

    ``page`` is one of :class:`ViewPage`, where it opens; ``zoom`` one of :class:`Zoom`.

    Records :class:`ViewSaved`.  Raises ``FilterError`` where the filter is none or asks
    for what the actor does not know, and :class:`Malformed` where there is no such
    column or grouping.
    """
    view = SavedView(
        workspace_id=by.workspace_id,
        owner=by,
        name=name,
        query=query,
        columns=checked(columns, by=by),
        grouping=grouping,
        page=page,
        zoom=zoom,
        has_chains=has_chains,
        is_shared=is_shared,
        is_pinned=is_pinned,
    )
    Question.asked(view.query, by=by)
    _check(view, by=by)
    _check_grouping(grouping, by=by)
    mine = SavedView.objects.live().filter(workspace_id=by.workspace_id, owner=by)
    if mine.count() >= MOST_VIEWS:
        raise Refused(
            _("You have %d saved views; remove one that is not used.") % MOST_VIEWS
        )
    view.save()
    record(ViewSaved(subject_id=view.pk), by=by)
    return view


@transaction.atomic
def edit_view(view_id: int, *, by: Actor, **changes: Any) -> SavedView:
    """Change fields of ``EDITABLE``; what is so already does not change.

    Records :class:`ViewEdited` and raises what :func:`save_view` raises.
    """
    view = SavedView.objects.live().get_for_change(view_id, by=by)
    query = changes.get("query", view.query)
    if query != view.query:
        Question.asked(query, by=by)
    return _change(view, changes, by=by)


@transaction.atomic
def change_view_back(view_id: int, *, by: Actor, **changes: Any) -> SavedView:
    """Change a view to what it was, as :func:`edit_view` does.

    What its filter asks for may have been removed since.
    """
    view = SavedView.objects.live().get_for_change(view_id, by=by)
    return _change(view, changes, by=by)


@transaction.atomic
def _change(view: SavedView, changes: dict[str, Any], *, by: Actor) -> SavedView:
    before = {name: getattr(view, name) for name in EDITABLE}
    if "columns" in changes:
        changes["columns"] = checked(changes["columns"], by=by)
    after = {n: value for n, value in changes.items() if before[n] != value}
    if not after:
        return view
    for name, value in after.items():
        setattr(view, name, value)
    _check(view, by=by)
    _check_grouping(after.get("grouping", ""), by=by)
    view.save(update_fields=list(after))
    old = {name: before[name] for name in after}
    record(ViewEdited(subject_id=view.pk, before=old, after=after), by=by)
    return view


def _check(view: SavedView, *, by: Actor) -> None:
    if view.is_shared and by.is_guest:
        raise PermissionDenied


def _check_grouping(name: str, *, by: Actor) -> None:
    if not name or name in GROUPINGS:
        return
    fields = CustomField.objects.visible_to(by).filter(kind__in=BY_KIND)
    if not fields.filter(pk=id_of_column(name) or 0).exists():
        message = _("Work is not grouped by “%(name)s”; it can be by %(known)s.")
        said = {"name": shown(name), "known": ", ".join(GROUPINGS)}
        raise Malformed(message % said)


@transaction.atomic
def remove_view(view_id: int, *, by: Actor) -> SavedView:
    """Take a view away from all who saw it.  Records :class:`ViewRemoved`."""
    view = SavedView.objects.live().get_for_change(view_id, by=by)
    view.removed_at = timezone.now()
    view.save(update_fields=["removed_at"])
    record(ViewRemoved(subject_id=view.pk), by=by)
    return view


@transaction.atomic
def restore_view(view_id: int, *, by: Actor) -> SavedView:
    """Bring a removed view back.  Records :class:`ViewRestored`."""
    view = SavedView.objects.get_for_change(view_id, by=by)
    if view.removed_at is not None:
        view.removed_at = None
        view.save(update_fields=["removed_at"])
        record(ViewRestored(subject_id=view.pk), by=by)
    return view


def rename_in_views(
    workspace_id: int, before: str, renamed: Callable[[str], str]
) -> None:
    """Let saved filters ask for what was called ``before`` by its new name.

    ``renamed`` returns a filter with it.  Records nothing: no view shows other work.
    """
    views = SavedView.objects.locked().filter(workspace_id=workspace_id)
    for view in views.filter(query__icontains=quoted(before)[1:-1]).order_by("pk"):
        query = renamed(view.query)
        if query != view.query:
            view.query = query
            view.save(update_fields=["query"])
