"""Who and where I am, and how Headway looks to me."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from headway.actors.models import Actor
from headway.base import forms
from headway.base.languages import COOKIE, first_known, language_choices
from headway.base.zones import zone_choices
from headway.people import actions as people
from headway.people.account import actions
from headway.people.http import for_members, user_of
from headway.people.mail import is_mail_on
from headway.ui.http import HtmxRequest

YEAR_SECONDS = 365 * 24 * 3600


class LooksForm(forms.Form):
    """The values are those of the cookies of ``ui``."""

    theme = forms.ChoiceField(
        label=gettext_lazy("Theme"),
        required=False,
        choices=[
            ("", gettext_lazy("as the system")),
            ("light", gettext_lazy("light")),
            ("dark", gettext_lazy("dark")),
        ],
    )
    density = forms.ChoiceField(
        label=gettext_lazy("Rows"),
        required=False,
        choices=[("", gettext_lazy("roomy")), ("compact", gettext_lazy("compact"))],
    )
    keys = forms.ChoiceField(
        label=gettext_lazy("Keys of one letter"),
        required=False,
        choices=[("", gettext_lazy("on")), ("off", gettext_lazy("off"))],
        help_text=gettext_lazy("Off for those who speak to their computer."),
    )


class ZoneForm(forms.Form):
    zone = forms.ChoiceField(label=gettext_lazy("Time zone"), required=False)

    def __init__(self, data: Any = None, *, by: Actor) -> None:
        super().__init__(data, initial={"zone": by.person.zone})
        said = _("as where you work (%s)") % by.person.usual_zone
        field = self.fields["zone"]
        choices = [("", said), *zone_choices(by.person.zone)]
        field.choices = choices  # type: ignore[attr-defined]


class LanguageForm(forms.Form):
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        required=False,
        choices=lambda: [
            ("", _("as the browser asks")),
            *language_choices(),
        ],
    )


@require_safe
@for_members
def you_page(request: HtmxRequest, actor: Actor) -> HttpResponse:
    return show_you(request, actor)


@require_POST
@for_members
def choose_zone(request: HtmxRequest, actor: Actor) -> HttpResponse:
    form = ZoneForm(request.POST, by=actor)
    if not form.is_valid():
        return show_you(request, actor, zone=form)
    people.edit_person(actor.person.pk, by=actor, zone=form.cleaned_data["zone"])
    messages.success(request, _("Your days are in this time zone now."))
    return redirect("people:me", actor.workspace.slug)


@require_POST
@for_members
def choose_language(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Keep a language everywhere, and for the pages of this browser before signing in.

    The answer speaks it already.
    """
    form = LanguageForm(request.POST)
    if not form.is_valid():
        return show_you(request, actor, language=form)
    language = form.cleaned_data["language"]
    people.choose_language(language, by=actor)
    response = redirect("people:me", actor.workspace.slug)
    _remember(response, COOKIE, language)
    asked = first_known([language, request.browser_language, actor.workspace.language])
    with translation.override(asked):
        messages.success(request, _("Headway speaks your language."))
    return response


@require_POST
@for_members
def keep_looks(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Keep looks for all browsers, and for the pages of this one before signing in."""
    form = LooksForm(request.POST)
    if not form.is_valid():
        return show_you(request, actor, looks=form)
    actions.keep_looks(by=user_of(request), **form.cleaned_data)
    if "quiet" in request.POST:  # from the menu, which has set the cookies itself
        return HttpResponse(status=204)
    messages.success(request, _("So it looks from now on, in all your browsers."))
    response = redirect("people:me", actor.workspace.slug)
    for name, value in form.cleaned_data.items():
        _remember(response, name, value)
    return response


def _remember(response: HttpResponse, name: str, value: str) -> None:
    """Let this browser know, or forget, what was chosen."""
    response.set_cookie(
        name,
        value,
        max_age=YEAR_SECONDS if value else 0,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def show_you(request: HtmxRequest, actor: Actor, **bound: forms.Form) -> HttpResponse:
    user = user_of(request)
    context: dict[str, Any] = {
        "actor": actor,
        "tab": "you",
        "user": user,
        "is_mail_on": is_mail_on(),
        "looks": LooksForm(initial=user.looks or request.COOKIES),
        "zone": ZoneForm(by=actor),
        "language": LanguageForm(initial={"language": user.language}),
    }
    status = 422 if bound else 200
    return render(request, "people/account/you.html", context | bound, status=status)
