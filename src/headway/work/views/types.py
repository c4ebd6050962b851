"""Settings pages: types of items, and the states of their workflows."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.actions import performed
from headway.events.http import undo_address
from headway.people.http import for_members
from headway.people.members.views import administrators_only
from headway.ui.http import HtmxRequest
from headway.work import actions
from headway.work.forms import RemovalForm, TypeForm, WorkflowStateForm
from headway.work.http import change_form
from headway.work.models import ItemType, State, WorkflowState


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def types(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Every type with its states; POST adds one."""
    administrators_only(actor)
    form = TypeForm(request.POST or None)
    if form.is_valid():
        name = form.cleaned_data["name"]
        try:
            kind, operation = performed(lambda: actions.add_type(by=actor, name=name))
        except Refused as refused:
            form.add_error("name", str(refused))
        else:
            said = undo_address(operation, by=actor) if operation else ""
            messages.success(request, _("“%s” is there.") % name, extra_tags=said)
            return redirect("work:type", actor.workspace.slug, kind.pk)
    kinds = ItemType.objects.visible_to(actor)
    lines = [(kind, kind.states.live().in_order()) for kind in kinds]
    context = {"actor": actor, "lines": lines, "form": form}
    return _answer(request, "work/types/types.html", context, form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def item_type(request: HtmxRequest, actor: Actor, type_id: int) -> HttpResponse:
    """A type and its states; POST renames it."""
    administrators_only(actor)
    kind = ItemType.objects.visible_to(actor).get_for_read(type_id, by=actor)
    form = TypeForm(request.POST or None, initial={"name": kind.name})
    if form.is_valid():
        name = form.cleaned_data["name"]
        act = lambda: actions.rename_type(type_id, name, by=actor)  # noqa: E731
        if change_form(
            request, form, act, by=actor, text=_("The type is called “%s” now.") % name
        ):
            return redirect("work:type", actor.workspace.slug, type_id)
    return _show_type(request, actor, kind, form=form)


@require_POST
@for_members
def add_state(request: HtmxRequest, actor: Actor, type_id: int) -> HttpResponse:
    """Add a state to a type."""
    administrators_only(actor)
    kind = ItemType.objects.visible_to(actor).get_for_read(type_id, by=actor)
    form = WorkflowStateForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        act = lambda: actions.add_state(type_id, by=actor, **said)  # noqa: E731
        if change_form(
            request, form, act, by=actor, text=_("“%s” is there.") % said["name"]
        ):
            return redirect("work:type", actor.workspace.slug, type_id)
    return _show_type(request, actor, kind, state_form=form)


@require_POST
@for_members
def remove_type(request: HtmxRequest, actor: Actor, type_id: int) -> HttpResponse:
    """Remove a type."""
    administrators_only(actor)
    kind = ItemType.objects.visible_to(actor).get_for_read(type_id, by=actor)
    form = TypeForm(initial={"name": kind.name})
    act = lambda: actions.remove_type(type_id, by=actor)  # noqa: E731
    if change_form(
        request, form, act, by=actor, text=_("“%s” is removed.") % kind.name
    ):
        return redirect("work:types", actor.workspace.slug)
    return _show_type(request, actor, kind, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def state(request: HtmxRequest, actor: Actor, state_id: int) -> HttpResponse:
    """A state; POST changes what it is, makes it the default, or puts it elsewhere."""
    administrators_only(actor)
    row = _state(state_id, actor)
    if request.POST.get("way") in ("up", "down", "default"):
        return _shift(request, actor, row, request.POST["way"])
    form = WorkflowStateForm.of(row, request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        act = lambda: actions.edit_state(state_id, by=actor, **said)  # noqa: E731
        if change_form(
            request, form, act, by=actor, text=_("“%s” is changed.") % said["name"]
        ):
            return redirect("work:type", actor.workspace.slug, row.type_id)
    return _show_state(request, actor, row, form=form)


@require_POST
@for_members
def remove_state(request: HtmxRequest, actor: Actor, state_id: int) -> HttpResponse:
    """Remove a state; what is in it goes into another one."""
    administrators_only(actor)
    row = _state(state_id, actor)
    form = RemovalForm(row, request.POST)
    if form.is_valid():
        into = form.cleaned_data["into"]
        act = lambda: actions.remove_state(state_id, by=actor, into_id=into)  # noqa: E731
        if change_form(
            request, form, act, by=actor, text=_("“%s” is removed.") % row.name
        ):
            return redirect("work:type", actor.workspace.slug, row.type_id)
    return _show_state(request, actor, row, removal_form=form)


def _shift(
    request: HtmxRequest, actor: Actor, row: WorkflowState, way: str
) -> HttpResponse:
    """Move a state by one place among those of its type, or make it the default."""

    @transaction.atomic
    def act() -> None:
        if way == "default":
            actions.make_default_state(row.pk, by=actor)
            return
        ids = list(row.type.states.live().in_order().values_list("pk", flat=True))
        at = ids.index(row.pk)
        to = max(0, at - 1) if way == "up" else at + 1
        ids.insert(to, ids.pop(at))
        actions.order_states(row.type_id, ids, by=actor)

    _result, operation = performed(act)
    if operation:
        undo = undo_address(operation, by=actor)
        text = _("“%s” is changed.") % row.name
        messages.success(request, text, extra_tags=undo)
    return redirect("work:type", actor.workspace.slug, row.type_id)


def _state(state_id: int, actor: Actor) -> WorkflowState:
    rows = WorkflowState.objects.visible_to(actor).select_related("type")
    return rows.get_for_read(state_id, by=actor)


def _show_type(
    request: HtmxRequest,
    actor: Actor,
    kind: ItemType,
    *,
    form: TypeForm | None = None,
    state_form: WorkflowStateForm | None = None,
) -> HttpResponse:
    states = list(kind.states.live().in_order())
    context = {
        "actor": actor,
        "kind": kind,
        "states": [(each, State(each.category).label) for each in states],
        "form": form or TypeForm(initial={"name": kind.name}),
        "state_form": state_form or WorkflowStateForm(),
    }
    return _answer(request, "work/types/type.html", context, form or state_form)


def _show_state(
    request: HtmxRequest,
    actor: Actor,
    row: WorkflowState,
    *,
    form: WorkflowStateForm | None = None,
    removal_form: RemovalForm | None = None,
) -> HttpResponse:
    context = {
        "actor": actor,
        "state": row,
        "form": form or WorkflowStateForm.of(row),
        "removal_form": removal_form or RemovalForm(row),
    }
    return _answer(request, "work/types/state.html", context, form or removal_form)


def _answer(
    request: HtmxRequest,
    template: str,
    context: dict[str, object],
    form: TypeForm | WorkflowStateForm | RemovalForm | None,
) -> HttpResponse:
    status = 422 if request.method == "POST" and form is not None else 200
    return render(request, template, context, status=status)
