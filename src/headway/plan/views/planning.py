"""When plans are made: after every change, or when somebody asks."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from headway.actors.models import Actor
from headway.base import forms
from headway.people.http import for_members
from headway.people.members.views import administrators_only
from headway.plan import actions
from headway.plan.models import Order, Pending
from headway.plan.timeline.reading import plan_age
from headway.ui.http import HtmxRequest

ALWAYS = gettext_lazy("After every change")
BY_HAND = gettext_lazy("When somebody asks")


class PlanningForm(forms.Form):
    made = forms.ChoiceField(
        label=gettext_lazy("Plans are made"),
        choices=[("always", ALWAYS), ("by-hand", BY_HAND)],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def planning(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Show how plans are made and how old the present one is; POST changes it."""
    administrators_only(actor)
    by_hand = Pending.objects.filter(
        workspace_id=actor.workspace_id, is_by_hand=True
    ).exists()
    said = {"made": "by-hand" if by_hand else "always"}
    form = PlanningForm(request.POST or None, initial=said)
    if form.is_valid():
        wants_hand = form.cleaned_data["made"] == "by-hand"
        actions.change_planning(by=actor, is_by_hand=wants_hand)
        messages.success(request, _("Plans are made as you said."))
        return redirect("plan:planning", actor.workspace.slug)
    context = {
        "actor": actor,
        "form": form,
        "age": plan_age(actor.workspace_id),
        "order": Order.objects.filter(workspace_id=actor.workspace_id).first(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "plan/planning.html", context, status=status)


@require_POST
@for_members
def ask(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Have the workspace planned now."""
    actions.ask_for_plan(by=actor)
    messages.success(request, _("A new plan is being made."))
    return redirect("plan:timeline", actor.workspace.slug)
