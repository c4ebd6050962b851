"""The administrators' page on outgoing mail."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from headway.actors.models import Actor
from headway.people.http import for_members, user_of
from headway.people.limits import check_rate
from headway.people.mail.letters import is_mail_on
from headway.people.mail.sending import send_test
from headway.people.members.views import administrators_only
from headway.people.models import MailFailure
from headway.ui.http import HtmxRequest

FAILURES_SHOWN = 20
TESTS = "5/m/user"


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def mail_page(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """How mail leaves and what failed; POST sends a test to whoever asks."""
    administrators_only(actor)
    to = user_of(request).email
    reason = ""
    if request.method == "POST":
        check_rate(request, "mail_test", TESTS)
        reason = why_no_test(to) or send_test(to, by=actor)
        if not reason:
            messages.success(request, _("A test is on its way to %s.") % to)
            return redirect(request.path)
    context = {
        "actor": actor,
        "mail": settings.HEADWAY_MAIL,
        "is_on": is_mail_on(),
        "to": to,
        "reason": reason,
        "failures": MailFailure.objects.visible_to(actor).order_by("-failed_at")[
            :FAILURES_SHOWN
        ],
    }
    status = 422 if reason else 200
    return render(request, "people/mail.html", context, status=status)


def why_no_test(to: str) -> str:
    """Say what is missing before a test can be sent to an address; or nothing."""
    if not is_mail_on():
        return _("Set HEADWAY_EMAIL_URL and start Headway again.")
    return "" if to else _("You have no e-mail address; enter one in your settings.")
