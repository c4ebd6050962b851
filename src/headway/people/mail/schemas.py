"""The shapes of outgoing mail in the public API."""

from datetime import datetime

from ninja import Schema
from pydantic import ConfigDict

from headway.base.encode import Shape
from headway.base.schemas import all_optional


class MailOut(Schema):
    """``is_on`` says whether letters leave at all; else links are shown instead."""

    is_on: bool


class MailFailureOut(Schema):
    """A letter that did not go out, or not at once, and why.

    While neither ``sent_at`` nor ``given_up_at`` is said, it is tried again.
    """

    model_config = ConfigDict(json_schema_extra=all_optional)

    id: int
    to: str
    subject: str
    reason: str
    attempts: int
    failed_at: datetime
    sent_at: datetime | None
    given_up_at: datetime | None


class MailFailurePage(Schema):
    items: list[MailFailureOut]
    next_cursor: int | None


MAIL_FAILURE = Shape(MailFailureOut)
