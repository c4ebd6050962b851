"""Pages that take over work from elsewhere: choose a file, look, start, undo."""

import csv
from collections.abc import Callable, Iterator
from datetime import date
from io import StringIO
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused
from headway.base.file_names import file_name
from headway.base.files import received
from headway.base.markdown import to_html
from headway.events.http import for_members
from headway.events.log import safe_cell
from headway.integrations.importers import actions
from headway.integrations.importers.choices import Choices
from headway.integrations.importers.forms import ChoicesForm, FileForm
from headway.integrations.importers.guides import shown_guide
from headway.integrations.importers.models import Import
from headway.integrations.importers.sources import BY_NAME, SOURCES
from headway.integrations.importers.subjects import projects_of
from headway.integrations.importers.wording import counts_of, found_words
from headway.ui.http import HtmxRequest, render_region

SHOWN_IMPORTS = 20
SHOWN_FINDINGS = 100
SHOWN_PROJECTS = 10


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def import_page(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Send a file, which a worker looks through; below it, the imports so far."""
    _administrators_only(actor)
    is_sent = request.method == "POST"
    form = FileForm(request.POST, request.FILES) if is_sent else FileForm()
    if form.is_valid():
        sent = form.cleaned_data["file"]
        name = file_name(sent.name)
        with received(sent.chunks(), name=name) as draft:
            run = actions.add_import(
                name, draft, by=actor, source=form.cleaned_data["source"]
            )
        return redirect("importers:run", actor.workspace.slug, run.pk)
    runs = Import.objects.visible_to(actor).select_related("by").order_by("-pk")
    context = {
        "actor": actor,
        "form": form,
        "sources": _sources(),
        "runs": runs[:SHOWN_IMPORTS],
    }
    status = 422 if form.is_bound else 200
    return render(request, "importers/import.html", context, status=status)


@require_safe
@for_members
def where_from(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Ask which program work comes from: each says what it gives."""
    _administrators_only(actor)
    context = {"actor": actor, "sources": _sources()}
    return render(request, "importers/where_from.html", context)


@require_safe
@for_members
def from_one(request: HtmxRequest, actor: Actor, name: str) -> HttpResponse:
    """Say how work leaves one program and what is taken, and ask for its file."""
    _administrators_only(actor)
    source = BY_NAME.get(name)
    if source is None:
        raise NotFound
    context = {
        "actor": actor,
        "form": FileForm(initial={"source": name}),
        "called": _(source.called),
        "guide": to_html(shown_guide(name)),
    }
    return render(request, "importers/from.html", context)


def _sources() -> list[tuple[str, str, str]]:
    """Name of each, what it is called, and how a file is got there."""
    return [(each.name, _(each.called), _(each.how)) for each in SOURCES]


@require_safe
@for_members
def run_page(request: HtmxRequest, actor: Actor, import_id: int) -> HttpResponse:
    """One import: what is in the file, how far it is, and what was not taken."""
    run = _run(actor, import_id)
    return _show(request, actor, run)


@require_POST
@for_members
def choose(request: HtmxRequest, actor: Actor, import_id: int) -> HttpResponse:
    """Say what the file means, and look it through again; or ``start`` at once."""
    run = _run(actor, import_id)
    form = ChoicesForm(run, request.POST, by=actor)
    if not form.is_valid():
        return _show(request, actor, run, form)
    does = actions.start_import if "start" in request.POST else _choose
    return _act(
        request, actor, run, lambda: does(run.pk, by=actor, choices=form.choices)
    )


def _choose(import_id: int, *, by: Actor, choices: Choices | None) -> Import:
    return actions.choose_for_import(import_id, choices or Choices(), by=by)


@require_POST
@for_members
def start(request: HtmxRequest, actor: Actor, import_id: int) -> HttpResponse:
    """Take it over again, after it failed or was cancelled."""
    run = _run(actor, import_id)
    return _act(request, actor, run, lambda: actions.start_import(run.pk, by=actor))


@require_POST
@for_members
def cancel(request: HtmxRequest, actor: Actor, import_id: int) -> HttpResponse:
    run = _run(actor, import_id)
    return _act(request, actor, run, lambda: actions.cancel_import(run.pk, by=actor))


@require_POST
@for_members
def undo(request: HtmxRequest, actor: Actor, import_id: int) -> HttpResponse:
    """Take back what it did; with ``the_rest`` all that can be."""
    run = _run(actor, import_id)
    rest = "the_rest" in request.POST
    return _act(
        request,
        actor,
        run,
        lambda: actions.undo_import(run.pk, by=actor, the_rest=rest),
    )


@require_safe
@for_members
def report(request: HtmxRequest, actor: Actor, import_id: int) -> HttpResponseBase:
    """All that was not taken as it stands, as a CSV file."""
    run = _run(actor, import_id)
    rows = run.findings.order_by("pk").values_list("where", "why")

    def lines() -> Iterator[str]:
        yield "\ufeff" + _line(_("In the file"), _("Why"))
        for where, why in rows.iterator(1000):
            yield _line(where, why)

    return StreamingHttpResponse(
        lines(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="import-{run.pk}.csv"'},
    )


def _line(*cells: str) -> str:
    out = StringIO()
    csv.writer(out).writerow([safe_cell(cell) for cell in cells])
    return out.getvalue()


def _administrators_only(actor: Actor) -> None:
    if not actor.is_administrator:
        raise PermissionDenied


def _run(actor: Actor, import_id: int) -> Import:
    _administrators_only(actor)
    return Import.objects.select_related("by").get_for_read(import_id, by=actor)


def _act(
    request: HtmxRequest, actor: Actor, run: Import, act: Callable[[], Import]
) -> HttpResponse:
    """Do it, and show the import as it is then."""
    try:
        run = act()
    except Refused as refused:
        if request.htmx:
            raise
        messages.error(request, str(refused))
    if request.htmx:
        return _show(request, actor, run)
    return redirect("importers:run", actor.workspace.slug, run.pk)


def _show(
    request: HtmxRequest, actor: Actor, run: Import, form: ChoicesForm | None = None
) -> HttpResponse:
    context: dict[str, Any] = {
        "actor": actor,
        "run": run,
        "form": form or ChoicesForm(run, by=actor),
        "counts": list(counts_of(run.counts)),
        "found": list(found_words(run.found.get("counts", {}))),
        "rows": list(_first_rows(run)),
        "findings": run.findings.order_by("pk")[:SHOWN_FINDINGS],
        "findings_count": run.findings.count(),
        "projects": projects_of(run, by=actor)[:SHOWN_PROJECTS],
        "can_start": run.state in actions.STARTABLE and run.file_id is not None,
        "can_undo": run.state in actions.UNDOABLE and run.done,
    }
    name = "run_region" if request.htmx else "run"
    response = render_region(request, f"importers/{name}.html", context)
    if form is not None:
        response.status_code = 422
    return response


def _first_rows(run: Import) -> Iterator[dict[str, Any]]:
    """Yield the first rows of the file, with days that can be shown as words."""
    for row in run.found.get("rows", ()):
        yield row | {"due": row["due"] and date.fromisoformat(row["due"])}
