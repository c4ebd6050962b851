"""What the things of work are called, and where their pages are."""

from collections.abc import Collection, Mapping

from django.urls import reverse

from headway.actors.models import Actor
from headway.events.ports import Named, Subject
from headway.work.models import Item, Project


def name_items(ids: Collection[int], by: Actor) -> Mapping[int, Named]:
    """Keys and titles; what is in the bin has a name, but no page."""
    items = Item.everything.visible_to(by).filter(pk__in=ids).select_related("project")
    slug = by.workspace.slug
    return {
        item.pk: Named(
            label=item.key,
            url="" if item.deletion_id else reverse("work:item", args=[slug, item.key]),
        )
        for item in items
    }


def name_projects(ids: Collection[int], by: Actor) -> Mapping[int, Named]:
    projects = Project.everything.visible_to(by).filter(pk__in=ids)
    slug = by.workspace.slug
    return {
        project.pk: Named(
            label=project.name,
            url=""
            if project.deletion_id
            else reverse("work:project_history", args=[slug, project.key]),
        )
        for project in projects
    }


SUBJECTS: Mapping[str, Subject] = {
    "work.item": Subject(rows=Item.objects.all, named=name_items),
    "work.project": Subject(rows=Project.objects.all, named=name_projects),
}
