"""What imports are called, and where their pages are."""

from collections.abc import Collection, Mapping

from django.urls import reverse

from headway.actors.models import Actor
from headway.events.ports import Named, Subject
from headway.integrations.importers.models import Import


def name_imports(ids: Collection[int], by: Actor) -> Mapping[int, Named]:
    rows = Import.objects.visible_to(by).filter(pk__in=ids)
    slug = by.workspace.slug
    return {
        run.pk: Named(label=run.name, url=reverse("importers:run", args=[slug, run.pk]))
        for run in rows
    }


SUBJECTS: Mapping[str, Subject] = {
    "importers.import": Subject(rows=Import.objects.all, named=name_imports)
}
