"""Pages of those who come in: by an invitation, and from workspace to workspace."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from headway.base.errors import Refused
from headway.people.members import inviting, workspaces
from headway.people.members.forms import NewcomerForm, WorkspaceForm
from headway.people.models import Invitation, Person, User
from headway.people.speaking import speak_to


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_page(request: HttpRequest) -> HttpResponse:
    """Accept an invitation, as who is signed in or with a new account."""
    token = request.POST.get("token") or request.GET.get("token", "")
    invitation = inviting.open_invitation(token)
    speak_to(request, invitation.workspace)
    if request.method != "POST":
        return _show(request, invitation, token)
    if isinstance(request.user, User):
        person = inviting.accept_invitation(token, user=request.user)
        return redirect("work:today", person.workspace.slug)
    form = NewcomerForm(request.POST, email=invitation.email)
    if form.is_valid():
        try:
            person = inviting.accept_as_newcomer(token, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            login(request, person.user)
            return redirect("work:today", person.workspace.slug)
    return _show(request, invitation, token, form)


def _show(
    request: HttpRequest,
    invitation: Invitation,
    token: str,
    form: NewcomerForm | None = None,
) -> HttpResponse:
    context = {
        "invitation": invitation,
        "token": token,
        "form": form or NewcomerForm(email=invitation.email),
    }
    status = 422 if form is not None else 200
    return render(request, "people/members/invitation.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def workspaces_page(request: HttpRequest) -> HttpResponse:
    """The workspaces of the user; POST founds another, for who owns one."""
    user = User.objects.get(username=request.user.get_username())
    form = WorkspaceForm(request.POST or None)
    if form.is_valid():
        workspace = workspaces.found_another(user=user, **form.cleaned_data)
        messages.success(request, _("%s is there. You own it.") % workspace)
        return redirect("work:today", workspace.slug)
    persons = Person.objects.signing_in().filter(user=user)
    context = {
        "persons": persons.select_related("workspace", "actor").order_by(
            "workspace__name"
        ),
        "form": form if workspaces.owned_by(user).exists() else None,
    }
    status = 422 if form.is_bound else 200
    return render(request, "people/members/workspaces.html", context, status=status)
