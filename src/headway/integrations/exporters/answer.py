"""A project's file on its way out: kept, never rendered."""

from typing import TypeVar

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from headway.actors.models import Actor
from headway.base.media import OCTETS
from headway.integrations.exporters.headway import project_file
from headway.integrations.exporters.project import export_project
from headway.integrations.importers.msproject.writing import write_msproject
from headway.work.models import Project

Answer = TypeVar("Answer", bound=HttpResponseBase)


def answer_with(
    project: Project, *, by: Actor, with_rates: bool = False
) -> HttpResponse:
    """Return the project as Microsoft Project XML, for whoever sees it."""
    exported = export_project(project, by=by, with_rates=with_rates)
    content = write_msproject(exported.file)
    return _kept(HttpResponse(content, content_type=OCTETS), f"{project.name}.xml")


def answer_whole(project: Project, *, by: Actor) -> StreamingHttpResponse:
    """Return the project as the file that Headway reads again, as it is written."""
    pieces = project_file(project, by=by)
    answer = StreamingHttpResponse(pieces, content_type=OCTETS)
    return _kept(answer, f"{project.name}.headway.json")


def _kept(answer: Answer, name: str) -> Answer:
    said = content_disposition_header(as_attachment=True, filename=name)
    answer.headers["Content-Disposition"] = said or "attachment"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
