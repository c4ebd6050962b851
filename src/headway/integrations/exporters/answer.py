"""A project's file on its way out: kept, never rendered."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from headway.actors.models import Actor
from headway.base.media import OCTETS
from headway.integrations.exporters.project import export_project
from headway.integrations.importers.msproject.writing import write_msproject
from headway.work.models import Project


def answer_with(
    project: Project, *, by: Actor, with_rates: bool = False
) -> HttpResponse:
    """Return the answer to whoever asks for the file of a project that they see."""
    exported = export_project(project, by=by, with_rates=with_rates)
    content = write_msproject(exported.file)
    name = content_disposition_header(True, f"{project.name}.xml")  # noqa: FBT003
    return HttpResponse(
        content,
        content_type=OCTETS,
        headers={
            "Content-Disposition": name or "attachment",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
