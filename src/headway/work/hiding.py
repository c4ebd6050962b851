"""Takes out of rows what grants hide from guests, before anything shows them."""

from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from headway.actors.models import Actor
from headway.base.querysets import Acting
from headway.work.models import Assignment, Grant, Hidden, Item, Masks, Project


def masks_of(by: Actor) -> Masks:
    """Return what is hidden from ``by``; two queries for guests, none for others."""
    return Grant.objects.masks_of(by)


def named_assignments(masks: Masks, *, by: Actor) -> QuerySet[Assignment]:
    """Return who does what, where that is not hidden from ``by``.

    Whether the items may be seen at all the caller has made sure of.
    """
    return assignments_but_in(masks.projects_hiding(Hidden.PEOPLE), by=by)


def assignments_but_in(
    nameless: Collection[int], *, by: Acting
) -> QuerySet[Assignment]:
    """Return who does what, but for the projects that hide it."""
    rows = Assignment.objects.filter(workspace_id=by.workspace_id)
    return rows.exclude(item__project__in=nameless) if nameless else rows


def strip_items(items: Iterable[Item], masks: Masks) -> None:
    """Empty what is hidden, on rows that are only read from here on.

    Nobody saves them: who may change a project sees all of it.
    """
    if not masks:
        return
    for item in items:
        hides = masks.of(item.project_id)
        if Hidden.EFFORT in hides:
            item.effort_minutes = item.duration_minutes = item.remaining_minutes = None
            item.low_minutes = item.high_minutes = item.chunk_minutes = None
            item.spent_minutes = 0
        if Hidden.FORECAST in hides:
            Item._meta.get_field("outlook").set_cached_value(item, None)
        if Hidden.DESCRIPTION in hides:
            item.description = ""
        said = vars(item).get("custom")  # what was not read need not be hidden
        if said and (unseen := masks.fields_hidden(item.project_id)):
            item.custom = {k: v for k, v in said.items() if k not in unseen}


def strip_scores(items: Iterable[Item], *, by: Actor) -> None:
    """Take away what work is worth, which guests are not told; as above."""
    for item in items if by.is_guest else ():
        outlook = getattr(item, "outlook", None)
        if outlook is not None:
            outlook.score = outlook.score_minutes = outlook.waiting_id = None


def strip_projects(projects: Iterable[Project], masks: Masks) -> None:
    """Take away the forecasts that are hidden."""
    for project in projects if masks else ():
        if masks.hides(Hidden.FORECAST, project.pk):
            Project._meta.get_field("outlook").set_cached_value(project, None)
