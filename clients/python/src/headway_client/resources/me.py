"""The methods of ``me``.

Written by generate.py from docs/openapi.json: change that.
"""

from msgspec import UNSET, UnsetType

from headway_client import models
from headway_client.paging import Rows
from headway_client.sending import Sender


class Me:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def get(
        self, *, fields: str | None = None, workspace: str | None = None
    ) -> models.Me:
        """Say who one is here; the version is the ETag."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/me",
            models.Me,
            places={"workspace": workspace},
            query={"fields": fields},
        )

    def edit(
        self,
        *,
        zone: str | UnsetType = UNSET,
        language: str | UnsetType = UNSET,
        if_match: int | str | None = None,
        workspace: str | None = None,
    ) -> models.Me:
        """Say in which zone one's days are, and in which language one is spoken to."""
        return self._sender.request(
            "PATCH",
            "/api/v1/w/{workspace}/me",
            models.Me,
            places={"workspace": workspace},
            body={"zone": zone, "language": language},
            if_match=if_match,
        )

    def list_sessions(
        self, *, fields: str | None = None, workspace: str | None = None
    ) -> models.Sessions:
        """List the browsers in which one is signed in, in any workspace."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/me/sessions",
            models.Sessions,
            places={"workspace": workspace},
            query={"fields": fields},
        )

    def end_other_sessions(self, *, workspace: str | None = None) -> models.Ended:
        """Sign out of all browsers but the one that asks; of all, if none does."""
        return self._sender.request(
            "DELETE",
            "/api/v1/w/{workspace}/me/sessions",
            models.Ended,
            places={"workspace": workspace},
        )

    def end_session(self, session: int, *, workspace: str | None = None) -> None:
        """Sign out of one browser."""
        self._sender.request(
            "DELETE",
            "/api/v1/w/{workspace}/me/sessions/{session}",
            type(None),
            places={"workspace": workspace, "session": session},
        )

    def list_tokens(
        self,
        *,
        cursor: int | None = None,
        limit: int | None = None,
        fields: str | None = None,
        workspace: str | None = None,
    ) -> Rows[models.Token]:
        """List one's tokens by id, those that work no more as well."""
        return self._sender.rows(
            "/api/v1/w/{workspace}/me/tokens",
            models.TokenPage,
            places={"workspace": workspace},
            query={"cursor": cursor, "limit": limit, "fields": fields},
        )

    def revoke_token(self, token: int, *, workspace: str | None = None) -> None:
        """Let a token work no more; also the one by which one asks."""
        self._sender.request(
            "DELETE",
            "/api/v1/w/{workspace}/me/tokens/{token}",
            type(None),
            places={"workspace": workspace, "token": token},
        )
