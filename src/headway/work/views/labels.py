"""Settings pages: the labels of the workspace."""

from collections.abc import Callable

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from headway.actors.models import Actor
from headway.people.http import for_members
from headway.people.members.views import administrators_only
from headway.ui.http import HtmxRequest
from headway.work import actions
from headway.work.forms.labels import LabelForm, LabelRemovalForm
from headway.work.http import try_change
from headway.work.models import Label


@require_GET
@for_members
def labels(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Every label, and how many items carry it."""
    administrators_only(actor)
    live = Q(labelled__item__deletion=None)
    rows = Label.objects.visible_to(actor).annotate(
        count=Count("labelled", filter=live)
    )
    context = {"actor": actor, "labels": rows.order_by("name")}
    return render(request, "work/labels/labels.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def label(request: HtmxRequest, actor: Actor, label_id: int) -> HttpResponse:
    """A label; POST renames it and gives it a colour."""
    administrators_only(actor)
    row = Label.objects.visible_to(actor).get_for_read(label_id, by=actor)
    form = LabelForm(row, request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        act = lambda: actions.edit_label(label_id, by=actor, **said)  # noqa: E731
        if _done(request, actor, form, act, _("“%s” is changed.") % said["name"]):
            return redirect("work:labels", actor.workspace.slug)
    return _show(request, actor, row, form=form)


@require_POST
@for_members
def remove(request: HtmxRequest, actor: Actor, label_id: int) -> HttpResponse:
    """Take a label off all items, or merge it with another one."""
    administrators_only(actor)
    row = Label.objects.visible_to(actor).get_for_read(label_id, by=actor)
    form = LabelRemovalForm(row, request.POST, by=actor)
    if form.is_valid():
        into = form.cleaned_data["into"]
        text = _("“%s” is removed.") if into is None else _("“%s” is merged.")
        act = lambda: actions.remove_label(label_id, by=actor, into_id=into)  # noqa: E731
        if _done(request, actor, form, act, text % row.name):
            return redirect("work:labels", actor.workspace.slug)
    return _show(request, actor, row, removal_form=form)


def _done(
    request: HtmxRequest,
    actor: Actor,
    form: LabelForm | LabelRemovalForm,
    act: Callable[[], object],
    text: str,
) -> bool:
    """Run an action and say so; what it refuses becomes an error of the form."""
    refused = try_change(request, act, by=actor, text=text)
    if refused:
        form.add_error(next(iter(form.fields)), str(refused))
    return refused is None


def _show(
    request: HtmxRequest,
    actor: Actor,
    row: Label,
    *,
    form: LabelForm | None = None,
    removal_form: LabelRemovalForm | None = None,
) -> HttpResponse:
    context = {
        "actor": actor,
        "label": row,
        "form": form or LabelForm(row),
        "removal_form": removal_form or LabelRemovalForm(row, by=actor),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "work/labels/label.html", context, status=status)
