"""Outgoing mail over REST, for administrators."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.base.errors import Refused
from headway.base.parameters import Cursor, Fields, Limit
from headway.events.rest import for_administrators, for_administrators_once
from headway.people.http import user_of
from headway.people.limits import check_rate
from headway.people.mail.letters import is_mail_on
from headway.people.mail.schemas import MAIL_FAILURE, MailFailurePage, MailOut
from headway.people.mail.sending import send_test
from headway.people.mail.views import TESTS, why_no_test
from headway.people.models import MailFailure

router = Router(tags=["mail"])


@router.get("/mail", operation_id="getMail", response=MailOut)
@for_administrators
def get_mail(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Say whether mail leaves."""
    return json_answer(MailOut(is_on=is_mail_on()).dict())


@router.get("/mail/failures", operation_id="listMailFailures", response=MailFailurePage)
@for_administrators
def list_failures(
    request: HttpRequest,
    actor: Actor,
    cursor: Cursor = 0,
    limit: Limit = 50,
    fields: Fields = None,
) -> HttpResponse:
    """List letters that did not go out, by id."""
    rows = MailFailure.objects.visible_to(actor)
    return MAIL_FAILURE.page(rows, cursor=cursor, limit=limit, fields=fields)


@router.post("/mail/test", operation_id="sendTestMail", response={204: None})
@for_administrators_once
def send_test_mail(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Send a letter to oneself; 409 says why that cannot be."""
    check_rate(request, "mail_test", TESTS)
    to = user_of(request).email
    if reason := why_no_test(to) or send_test(to, by=actor):
        raise Refused(reason)
    return HttpResponse(status=204)
