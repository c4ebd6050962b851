"""The methods of ``members``.

Written by generate.py from docs/openapi.json: change that.
"""

from typing import Literal

from msgspec import UNSET, UnsetType

from headway_client import models
from headway_client.paging import Rows
from headway_client.sending import Sender


class Members:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(
        self,
        *,
        cursor: int | None = None,
        limit: int | None = None,
        fields: str | None = None,
        workspace: str | None = None,
    ) -> Rows[models.Member]:
        """List everybody, and how they come in, by id.

        Takes a token that may administer.
        """
        return self._sender.rows(
            "/api/v1/w/{workspace}/members",
            models.MemberPage,
            places={"workspace": workspace},
            query={"cursor": cursor, "limit": limit, "fields": fields},
        )

    def add(
        self,
        *,
        name: str,
        role: Literal["owner", "admin", "member", "guest"] | UnsetType = UNSET,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Member:
        """Add somebody; they come in once they were invited.

        Takes a token that may administer.
        """
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/members",
            models.Member,
            places={"workspace": workspace},
            body={"name": name, "role": role},
            key=idempotency_key,
        )

    def get(
        self, person: int, *, fields: str | None = None, workspace: str | None = None
    ) -> models.Member:
        """Say who somebody is here, and how they come in.

        Takes a token that may administer.
        """
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/members/{person}",
            models.Member,
            places={"workspace": workspace, "person": person},
            query={"fields": fields},
        )

    def change_role(
        self,
        person: int,
        *,
        role: Literal["owner", "admin", "member", "guest"],
        workspace: str | None = None,
    ) -> models.Member:
        """Make somebody owner, administrator, member or guest; 409 for the last
        owner.

        Takes a token that may administer.
        """
        return self._sender.request(
            "PUT",
            "/api/v1/w/{workspace}/members/{person}/role",
            models.Member,
            places={"workspace": workspace, "person": person},
            body={"role": role},
        )

    def suspend(self, person: int, *, workspace: str | None = None) -> None:
        """Let somebody no longer come in; 409 for oneself and for the last owner.

        Takes a token that may administer.
        """
        self._sender.request(
            "PUT",
            "/api/v1/w/{workspace}/members/{person}/suspension",
            type(None),
            places={"workspace": workspace, "person": person},
        )

    def readmit(self, person: int, *, workspace: str | None = None) -> None:
        """Let somebody come in again, as what they were.

        Takes a token that may administer.
        """
        self._sender.request(
            "DELETE",
            "/api/v1/w/{workspace}/members/{person}/suspension",
            type(None),
            places={"workspace": workspace, "person": person},
        )

    def invite(
        self,
        person: int,
        *,
        email: str | UnsetType | None = UNSET,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Invited:
        """Draw a link by which somebody can sign in, in place of their former one.

        It is mailed, or where that cannot be, answered this once. 409 for who
        signs in.

        Takes a token that may administer.
        """
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/members/{person}/invitation",
            models.Invited,
            places={"workspace": workspace, "person": person},
            body={"email": email},
            key=idempotency_key,
        )

    def withdraw_invitation(self, person: int, *, workspace: str | None = None) -> None:
        """Let somebody's open link work no more.

        Takes a token that may administer.
        """
        self._sender.request(
            "DELETE",
            "/api/v1/w/{workspace}/members/{person}/invitation",
            type(None),
            places={"workspace": workspace, "person": person},
        )
