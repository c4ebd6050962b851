"""The page that takes over a plan from another program."""

from pathlib import PurePath
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.integrations.importers.actions import Report, import_schedule
from headway.integrations.importers.forms import ImportForm
from headway.integrations.importers.msproject import read_msproject
from headway.integrations.importers.wording import counts, headline
from headway.people.http import for_members
from headway.plan.files.content import Unreadable
from headway.ui.http import HtmxRequest, render_region

SOURCE = "msproject"


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def import_page(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Take a file; POST with ``check`` only says what would be done."""
    if not actor.is_administrator:
        raise PermissionDenied
    is_sent = request.method == "POST"
    form = ImportForm(request.POST, request.FILES) if is_sent else ImportForm()
    report = None
    if form.is_valid():
        report = _take(form, actor, is_dry_run="check" in request.POST)
    context: dict[str, Any] = {"actor": actor, "form": form, "report": report}
    if report is not None:
        context |= {"headline": headline(report), "counts": list(counts(report))}
    name = "importing" if request.htmx else "import"
    response = render_region(request, f"importers/{name}.html", context)
    if form.is_bound and report is None:
        response.status_code = 422
    return response


def _take(form: ImportForm, actor: Actor, *, is_dry_run: bool) -> Report | None:
    """Import, or leave on the form why not."""
    file = form.cleaned_data["file"]
    try:
        return import_schedule(
            read_msproject(file.file),
            by=actor,
            source=SOURCE,
            name=PurePath(file.name).stem,
            key=form.cleaned_data["key"],
            is_dry_run=is_dry_run,
        )
    except Unreadable as error:
        form.add_error("file", str(error))
    except Refused as error:
        form.add_error("key", str(error))
    return None
