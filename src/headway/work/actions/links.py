"""Let items wait for each other."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.actions import record
from headway.work.actions.lags import checked_lag
from headway.work.actions.projects import lock_for_items
from headway.work.facts import ItemsLinked, ItemsUnlinked
from headway.work.models import Item, Link, LinkKind, Project
from headway.work.models.links import LAG
from headway.work.paths import find_path

ENDS = {
    LinkKind.FINISH_START: (1, 0),
    LinkKind.START_START: (0, 0),
    LinkKind.FINISH_FINISH: (1, 1),
    LinkKind.START_FINISH: (0, 1),
}
"""Which end of the one holds back which end of the other: 0 start, 1 finish."""


@transaction.atomic
def link_items(
    before_id: int,
    after_id: int,
    *,
    by: Actor,
    kind: str = LinkKind.FINISH_START,
    lag_minutes: int = 0,
    lag_low_minutes: int | None = None,
    lag_high_minutes: int | None = None,
    lag_is_elapsed: bool = False,
) -> Link:
    """Let one item hold back another; the same link again changes nothing.

    Another kind or lag replaces what was; see :func:`checked_lag`.  Records
    :class:`ItemsLinked`.  Raises :class:`Refused`, naming the path, when the link would
    close a circle, and when the two are not of one project.  Locks the project, so that
    two links made at the same time cannot close a circle either.
    """
    before, after, project = _ends(before_id, after_id, by=by)
    lag = checked_lag(lag_minutes, lag_low_minutes, lag_high_minutes)
    _refuse_circle(before, after, kind, project)
    wanted = {
        "kind": kind,
        "lag_minutes": lag.likely,
        "lag_low_minutes": lag.low,
        "lag_high_minutes": lag.high,
        "lag_is_elapsed": lag_is_elapsed,
    }
    present = Link.objects.filter(before=before, after=after).first()
    if present is not None and present.said == wanted:
        return present
    if present is not None:
        _remove(present, project, by=by)
    link = Link.objects.create(
        workspace_id=by.workspace_id, before=before, after=after, **wanted
    )
    record(ItemsLinked(**_said(link, project)), by=by)
    return link


@transaction.atomic
def unlink_items(before_id: int, after_id: int, *, by: Actor) -> None:
    """Let one item no longer wait for another; again changes nothing.

    Records :class:`ItemsUnlinked`.
    """
    before, after, project = _ends(before_id, after_id, by=by)
    link = Link.objects.filter(before=before, after=after).first()
    if link is not None:
        _remove(link, project, by=by)


@transaction.atomic
def unlink_each(ends: Collection[tuple[int, int]], *, by: Actor) -> None:
    """Let the second of each pair no longer wait for the first; again is nothing.

    Records :class:`ItemsUnlinked` for each.
    """
    wanted = set(ends)
    ids = {pk for end in wanted for pk in end}
    items = Item.objects.visible_to(by).filter(pk__in=ids)
    projects = {
        pk: lock_for_items(pk, by=by)
        for pk in sorted(set(items.values_list("project_id", flat=True)))
    }
    befores = Link.objects.visible_to(by).filter(before__in=ids)
    links = [
        link
        for link in befores.select_related("before")
        if (link.before_id, link.after_id) in wanted
    ]
    facts = [
        ItemsUnlinked(**_said(link, projects[link.before.project_id])) for link in links
    ]
    Link.objects.filter(pk__in=[link.pk for link in links]).delete()
    record(*facts, by=by)


def _ends(before_id: int, after_id: int, *, by: Actor) -> tuple[Item, Item, Project]:
    """Return both items and their project, locked."""
    before = Item.objects.get_for_read(before_id, by=by)
    project = lock_for_items(before.project_id, by=by)
    before.refresh_from_db(fields=["project"])  # it may have moved before the lock
    after = Item.objects.get_for_read(after_id, by=by)
    if not before.project_id == after.project_id == project.pk:
        raise Refused(
            _("“%(before)s” and “%(after)s” are not of one project.")
            % {"before": before.title, "after": after.title}
        )
    return before, after, project


@transaction.atomic
def _remove(link: Link, project: Project, *, by: Actor) -> None:
    said = _said(link, project)
    link.delete()
    record(ItemsUnlinked(**said), by=by)


def _said(link: Link, project: Project) -> dict[str, Any]:
    return {
        "subject_id": link.before_id,
        "project_id": project.pk,
        "after_id": link.after_id,
        "link": str(link.kind),
        **{name: getattr(link, name) for name in LAG},
    }


def _refuse_circle(before: Item, after: Item, kind: str, project: Project) -> None:
    """Refuse a link that would let an item wait for itself, through its parents too.

    An item is two nodes, its start (twice its id) and its finish (one more).
    """
    out, into = ENDS[LinkKind(kind)]
    path = find_path(ways_of(project), after.pk * 2 + into, before.pk * 2 + out)
    if not path:
        return
    titles = Item.objects.in_bulk({node // 2 for node in path})
    circle = [before.title]
    for node in path:
        title = titles[node // 2].title
        if title != circle[-1]:
            circle.append(title)
    if len(circle) == 1:
        circle.append(before.title)
    raise Refused(_("This would close a circle: %s.") % " → ".join(circle))


def ways_of(project: Project) -> list[tuple[int, int]]:
    """Return what follows what: an item's start and finish, its parent's, its links."""
    ways: list[tuple[int, int]] = []
    for pk, parent in project.items.values_list("pk", "parent_id"):
        ways.append((pk * 2, pk * 2 + 1))
        if parent is not None:
            ways += [(parent * 2, pk * 2), (pk * 2 + 1, parent * 2 + 1)]
    links = Link.objects.of_project(project.pk)
    for before, after, kind in links.values_list("before_id", "after_id", "kind"):
        out, into = ENDS[LinkKind(kind)]
        ways.append((before * 2 + out, after * 2 + into))
    return ways
