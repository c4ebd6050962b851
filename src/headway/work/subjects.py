"""What the things of work are called, and where their pages are."""

from collections.abc import Collection, Mapping

from django.urls import reverse

from headway.actors.models import Actor
from headway.events.ports import Named, Subject
from headway.work.filters.addresses import of_view, page_of_views
from headway.work.hiding import masks_of
from headway.work.models import (
    CustomField,
    Demand,
    Grant,
    Item,
    ItemType,
    Label,
    Project,
    SavedView,
    WorkflowState,
)


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
            else reverse("plan:project", args=[slug, project.key]),
        )
        for project in projects
    }


def name_views(ids: Collection[int], by: Actor) -> Mapping[int, Named]:
    """Views keep their names when they are removed, and lose their pages."""
    views = SavedView.objects.visible_to(by).filter(pk__in=ids)
    slug = by.workspace.slug
    return {
        view.pk: Named(
            label=view.name,
            url=""
            if view.removed_at
            else page_of_views(view.page, slug) + of_view(view.pk),
        )
        for view in views
    }


def silent_items(ids: Collection[int], by: Actor) -> set[int]:
    """Return the items of projects of which something is hidden from ``by``."""
    masks = masks_of(by)
    if not masks:
        return set()
    items = Item.everything.filter(pk__in=ids, project__in=masks.projects)
    return set(items.values_list("pk", flat=True))


def silent_projects(ids: Collection[int], by: Actor) -> set[int]:
    return set(ids) & set(masks_of(by).projects)


def readers_of_item(pk: int, actors: Collection[Actor]) -> set[int]:
    """Return the ids of those whom the item is visible to; three queries."""
    item = Item.objects.filter(pk=pk).first()
    return _readers(item.project_id, item.workspace_id, actors) if item else set()


def readers_of_project(pk: int, actors: Collection[Actor]) -> set[int]:
    """Return the ids of those whom the project is visible to; three queries."""
    project = Project.objects.filter(pk=pk).first()
    return _readers(pk, project.workspace_id, actors) if project else set()


def _readers(project_id: int, workspace_id: int, actors: Collection[Actor]) -> set[int]:
    here = [actor for actor in actors if actor.workspace_id == workspace_id]
    ids = {actor.pk for actor in here if not actor.is_administrator}
    grants = Grant.objects.lasting().filter(
        workspace_id=workspace_id, project_id=project_id
    )
    member = "team__members__person__actor_id"
    holders = grants.filter(actor_id__in=ids).values_list("actor_id", flat=True)
    teams = grants.filter(**{f"{member}__in": ids}).values_list(member, flat=True)
    granted = {pk for pk in (*holders, *teams) if pk is not None}
    return (granted & ids) | {actor.pk for actor in here if actor.is_administrator}


def name_types(ids: Collection[int], by: Actor) -> Mapping[int, Named]:
    """Types keep their names when they are removed."""
    rows = ItemType.objects.filter(workspace_id=by.workspace_id, pk__in=ids)
    return {row.pk: Named(label=row.name) for row in rows}


def name_states(ids: Collection[int], by: Actor) -> Mapping[int, Named]:
    rows = WorkflowState.objects.filter(workspace_id=by.workspace_id, pk__in=ids)
    return {row.pk: Named(label=row.name) for row in rows}


def name_labels(ids: Collection[int], by: Actor) -> Mapping[int, Named]:
    """Labels keep their names when they are removed; guests know none."""
    rows = Label.objects.filter(workspace_id=by.workspace_id, pk__in=ids)
    return {} if by.is_guest else {row.pk: Named(label=row.name) for row in rows}


def name_fields(ids: Collection[int], by: Actor) -> Mapping[int, Named]:
    """Fields keep their names when they are removed; guests know those for them."""
    rows = CustomField.objects.filter(workspace_id=by.workspace_id, pk__in=ids)
    if by.is_guest:
        rows = rows.filter(is_shown_to_guests=True)
    return {row.pk: Named(label=row.name) for row in rows}


def name_demands(ids: Collection[int], by: Actor) -> Mapping[int, Named]:
    """Expected work keeps its name when it is removed; guests know of none."""
    rows = Demand.objects.filter(workspace_id=by.workspace_id, pk__in=ids)
    seen = rows.filter(project__in=Project.everything.visible_to(by).values("pk"))
    return {} if by.is_guest else {row.pk: Named(label=row.title) for row in seen}


SUBJECTS: Mapping[str, Subject] = {
    "work.demand": Subject(rows=Demand.objects.all, named=name_demands),
    "work.itemtype": Subject(rows=ItemType.objects.all, named=name_types),
    "work.workflowstate": Subject(rows=WorkflowState.objects.all, named=name_states),
    "work.customfield": Subject(rows=CustomField.objects.all, named=name_fields),
    "work.label": Subject(rows=Label.objects.all, named=name_labels),
    "work.item": Subject(
        rows=Item.objects.all,
        named=name_items,
        readers=readers_of_item,
        silent=silent_items,
    ),
    "work.savedview": Subject(rows=SavedView.objects.live, named=name_views),
    "work.project": Subject(
        rows=Project.objects.all,
        named=name_projects,
        readers=readers_of_project,
        silent=silent_projects,
    ),
}
