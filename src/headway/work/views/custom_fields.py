"""Settings pages: the fields of the workspace."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
)

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.actions import performed
from headway.events.http import undo_address
from headway.people.http import for_members
from headway.people.members.views import administrators_only
from headway.ui.http import HtmxRequest
from headway.work import actions
from headway.work.forms import FieldForm
from headway.work.forms.custom_fields import type_names
from headway.work.http import change_form
from headway.work.models import CustomField


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def fields(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Every field; POST adds one."""
    administrators_only(actor)
    form = FieldForm(request.POST or None, by=actor)
    if form.is_valid():
        said = form.said()
        try:
            field, operation = performed(lambda: actions.add_field(by=actor, **said))
        except Refused as refused:
            form.add_error("name", str(refused))
        else:
            undo = undo_address(operation, by=actor) if operation else ""
            messages.success(request, _("“%s” is there.") % field.name, extra_tags=undo)
            return redirect("work:fields", actor.workspace.slug)
    rows = list(CustomField.objects.visible_to(actor).by_name())
    types = type_names({pk for row in rows for pk in row.type_ids}, by=actor)
    lines = [(row, [types[pk] for pk in row.type_ids]) for row in rows]
    context = {"actor": actor, "lines": lines, "form": form}
    return _answer(request, "work/custom_fields/fields.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def field(request: HtmxRequest, actor: Actor, field_id: int) -> HttpResponse:
    """A field; POST changes what it is called, its options, and for whom it is."""
    administrators_only(actor)
    row = _field(field_id, actor)
    form = FieldForm(request.POST or None, by=actor, field=row)
    if form.is_valid():
        said = form.said()
        act = lambda: actions.edit_field(field_id, by=actor, **said)  # noqa: E731
        if change_form(
            request, form, act, by=actor, text=_("“%s” is changed.") % said["name"]
        ):
            return redirect("work:fields", actor.workspace.slug)
    return _show(request, actor, row, form)


@require_POST
@for_members
def archive(request: HtmxRequest, actor: Actor, field_id: int) -> HttpResponse:
    """Let a field take nothing more, or again."""
    administrators_only(actor)
    row = _field(field_id, actor)
    is_kept = row.archived_at is not None
    change = actions.unarchive_field if is_kept else actions.archive_field
    text = _("“%s” is in use again.") if is_kept else _("“%s” is archived.")
    form = FieldForm(by=actor, field=row)
    act = lambda: change(field_id, by=actor)  # noqa: E731
    if change_form(request, form, act, by=actor, text=text % row.name):
        return redirect("work:fields", actor.workspace.slug)
    return _show(request, actor, row, form)


@require_POST
@for_members
def remove(request: HtmxRequest, actor: Actor, field_id: int) -> HttpResponse:
    """Remove a field in which nothing is said."""
    administrators_only(actor)
    row = _field(field_id, actor)
    form = FieldForm(by=actor, field=row)
    act = lambda: actions.remove_field(field_id, by=actor)  # noqa: E731
    text = _("“%s” is removed.") % row.name
    if change_form(request, form, act, by=actor, text=text):
        return redirect("work:fields", actor.workspace.slug)
    return _show(request, actor, row, form)


def _field(field_id: int, actor: Actor) -> CustomField:
    return CustomField.objects.visible_to(actor).get_for_read(field_id, by=actor)


def _show(
    request: HtmxRequest, actor: Actor, row: CustomField, form: FieldForm
) -> HttpResponse:
    context = {"actor": actor, "field": row, "form": form}
    return _answer(request, "work/custom_fields/field.html", context)


def _answer(
    request: HtmxRequest, template: str, context: dict[str, object]
) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return render(request, template, context, status=status)
