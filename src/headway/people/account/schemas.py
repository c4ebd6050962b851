"""The shapes of one's own account in the public API."""

from datetime import datetime
from typing import Literal

from ninja import Schema
from pydantic import ConfigDict

from headway.base.encode import Shape
from headway.base.schemas import Input, Language, Zone, all_optional, without_defaults


class MeOut(Schema):
    """Who acts; ``zone`` is empty where the workspace's counts.

    ``language`` is empty where the browser's counts; it holds in all workspaces.
    """

    model_config = ConfigDict(json_schema_extra=all_optional)

    person_id: int
    actor_id: int
    name: str
    role: Literal["owner", "admin", "member", "guest"]
    email: str
    zone: str
    language: str
    version: int


class MePatch(Input):
    """What is not sent stays as it is.

    An empty ``zone`` is the workspace's, an empty ``language`` the browser's.
    """

    model_config = ConfigDict(json_schema_extra=without_defaults)

    zone: Zone = ""
    language: Language = ""


class SessionOut(Schema):
    """A browser in which one is signed in; ``is_here`` if it is the one that asks."""

    id: int
    program: str
    ip: str
    created_at: datetime
    last_seen_at: datetime
    is_here: bool


class SessionsOut(Schema):
    sessions: list[SessionOut]


class EndedOut(Schema):
    """How many browsers were signed out."""

    ended: int


class TokenOut(Schema):
    """A token of one's own; ``scope`` holds what it may, with spaces between."""

    model_config = ConfigDict(json_schema_extra=all_optional)

    id: int
    name: str
    prefix: str
    scope: str
    made_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None


class TokenPage(Schema):
    """By id; ``next_cursor`` is null on the last page."""

    items: list[TokenOut]
    next_cursor: int | None


ME = Shape(
    MeOut,
    columns={
        "person_id": "pk",
        "name": "actor__name",
        "role": "actor__role",
        "email": "user__email",
        "language": "user__language",
    },
)
TOKEN = Shape(TokenOut)
