"""The methods of ``bin``.

Written by generate.py from docs/openapi.json: change that.
"""

from collections.abc import Sequence

from headway_client import models
from headway_client.paging import Rows
from headway_client.sending import Sender


class Bin:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(
        self,
        *,
        cursor: int | None = None,
        limit: int | None = None,
        fields: str | None = None,
        workspace: str | None = None,
    ) -> Rows[models.Deletion]:
        """List what was deleted, newest first."""
        return self._sender.rows(
            "/api/v1/w/{workspace}/bin",
            models.BinPage,
            places={"workspace": workspace},
            query={"cursor": cursor, "limit": limit, "fields": fields},
        )

    def restore(
        self,
        *,
        deletions: Sequence[int],
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> None:
        """Put back what was deleted, all of it or nothing; 409 says what is in the
        way.
        """
        self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/bin/restoration",
            type(None),
            places={"workspace": workspace},
            body={"deletions": deletions},
            key=idempotency_key,
        )
