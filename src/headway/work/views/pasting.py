"""Pasted lines and cells: how they are read, and the items made of them."""

from collections.abc import Sequence
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from headway.actors.models import Actor
from headway.base.errors import Malformed, Refused
from headway.events.actions import performed
from headway.events.http import undo_address
from headway.people.http import for_members
from headway.ui.http import HtmxRequest
from headway.work import actions
from headway.work.access import without_access
from headway.work.actions import NewRow
from headway.work.capture.known import Known
from headway.work.capture.table import Row, Table, read_table
from headway.work.capture.telling import told
from headway.work.filters.addresses import of_project
from headway.work.forms.pasting import (
    PasteForm,
    column_choices,
    column_fields,
    name_fields,
)
from headway.work.forms.projects import ProjectForm
from headway.work.models import Project

SHOWN = 100
"""So many rows a preview shows, and as many more as something is left out of."""


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def paste(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Ask for lines or cells of a project; POST shows how they are read.

    With ``way=create`` it creates them, in one operation.
    """
    projects = list(Project.objects.contributable_by(actor).order_by("key"))
    if not projects:
        raise PermissionDenied
    if request.method != "POST":
        initial = {"project": request.GET.get("project", projects[0].key)}
        form = PasteForm(projects=projects, initial=initial)
        return _show(request, actor, form)
    form = PasteForm(request.POST, projects=projects)
    known, table = _read(form, actor)
    if table is None or form.errors or not form.is_final:
        return _show(request, actor, form, known, table)
    key = form.cleaned_data["project"]
    project = Project.objects.get_by_key(key, by=actor)
    new = table.new
    __, operation = performed(
        lambda: actions.create_outline(project.pk, new, by=actor),
    )
    return _answer(request, actor, operation, table, project.key)


def begin_with_lines(
    request: HtmxRequest,
    actor: Actor,
    place: ProjectForm,
) -> HttpResponse:
    """Show how the lines of a new project are read, or create it with all of them."""
    form = PasteForm(request.POST)
    known, table = _read(form, actor)
    is_wrong = bool(form.errors) or not place.is_valid()
    if table is None or is_wrong or not form.is_final:
        return _show(request, actor, form, known, table, place=place)
    try:
        project, operation = performed(
            lambda: begin_written(form, **place.cleaned_data, by=actor)
        )
    except Refused as error:
        place.add_error("key", str(error))
        return _show(request, actor, form, known, table, place=place)
    return _answer(request, actor, operation, table, project.key)


def begin_written(form: PasteForm, *, name: str, key: str = "", by: Actor) -> Project:
    """Begin a project with the text of a valid form; see :func:`begin_project`."""

    def rows() -> Sequence[NewRow]:
        known = Known(by, meant=form.meant)
        return read_table(form.cleaned_data["text"], known, form.wish).new

    return actions.begin_project(rows, name=name, key=key, by=by)


def _read(form: PasteForm, actor: Actor) -> tuple[Known, Table | None]:
    """Read the text of a valid form; what is wrong with it becomes an error."""
    known = Known(actor, meant=form.meant)
    if not form.is_valid():
        return known, None
    try:
        table = read_table(form.cleaned_data["text"], known, form.wish)
    except Malformed as error:
        form.add_error("text", str(error))
        return known, None
    if not table.new:
        form.add_error("text", _("None of these rows can be taken."))
    return known, table


def _show(
    request: HtmxRequest,
    actor: Actor,
    form: PasteForm,
    known: Known | None = None,
    table: Table | None = None,
    *,
    place: ProjectForm | None = None,
) -> HttpResponse:
    """Show the text, and below it how it is read."""
    is_wrong = bool(form.errors or (place and place.errors))
    context = {"actor": actor, "form": form, "place": place}
    if table is not None and known is not None:
        context |= {
            "table": table,
            "columns": column_fields(table),
            "kinds": column_choices(),
            "names": name_fields(known),
            "rows": _shown(table, known),
            "outside": _outside(form, table, actor),
            "more": max(0, len(table.rows) - SHOWN),
            "separator": form.data.get("separator", ""),
        }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
    return render(request, "work/pasting/paste.html", context, status=status)


def _outside(form: PasteForm, table: Table, actor: Actor) -> list[str]:
    """Name those who would have work in a project that they do not see."""
    people = {pk for row in table.rows for pk in row.draft.people}
    key = form.cleaned_data.get("project") if people else None
    project = Project.objects.get_by_key(key, by=actor) if key else None
    return without_access(project, people, by=actor) if people else []


def _shown(table: Table, known: Known) -> list[tuple[Row, list[str]]]:
    """The first rows, and those of which something is left out."""
    rows = [row for n, row in enumerate(table.rows) if n < SHOWN or row.notes]
    return [(row, told(row.draft, known)) for row in rows]


def _answer(
    request: HtmxRequest,
    actor: Actor,
    operation: UUID | None,
    table: Table,
    key: str,
) -> HttpResponse:
    """Lead to the list, saying what is there now, and what is not."""
    count = len(table.new)
    text = ngettext("%d item is there.", "%d items are there.", count) % count
    if table.left_out:
        left = len(table.left_out)
        more = ngettext("%d row was left out.", "%d rows were left out.", left) % left
        text = f"{text} {more}"
    undo = undo_address(operation, by=actor) if operation else ""
    messages.success(request, text, extra_tags=undo)
    address = reverse("work:list", args=[actor.workspace.slug])
    return redirect(f"{address}{of_project(key)}")
