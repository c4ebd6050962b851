"""What imports are called, and where their pages are."""

from collections.abc import Collection, Mapping

from django.db.models import Q, QuerySet
from django.urls import reverse

from headway.actors.models import Actor
from headway.events.models import Event
from headway.events.ports import Named, Subject
from headway.integrations.importers.models import Import
from headway.work.facts import ItemCreated, ProjectCreated
from headway.work.models import Project


def name_imports(ids: Collection[int], by: Actor) -> Mapping[int, Named]:
    rows = Import.objects.visible_to(by).filter(pk__in=ids)
    slug = by.workspace.slug
    return {
        run.pk: Named(label=run.name, url=reverse("importers:run", args=[slug, run.pk]))
        for run in rows
    }


def projects_of(run: Import, *, by: Actor) -> QuerySet[Project]:
    """Return the projects that an import made, or changed by making items."""
    events = Event.objects.filter(
        workspace_id=run.workspace_id, operation=run.operation
    )
    made = events.filter(kind=ProjectCreated.kind).values("subject_id")
    filled = events.filter(kind=ItemCreated.kind).values("other_id")
    rows = Project.objects.visible_to(by)
    return rows.filter(Q(pk__in=made) | Q(pk__in=filled)).order_by("key")


SUBJECTS: Mapping[str, Subject] = {
    "importers.import": Subject(rows=Import.objects.all, named=name_imports)
}
