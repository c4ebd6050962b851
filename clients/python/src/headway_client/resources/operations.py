"""The methods of ``operations``.

Written by generate.py from docs/openapi.json: change that.
"""

from uuid import UUID

from headway_client import models
from headway_client.paging import Rows
from headway_client.sending import Sender


class Operations:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(
        self,
        *,
        cursor: int | None = None,
        limit: int | None = None,
        fields: str | None = None,
        workspace: str | None = None,
    ) -> Rows[models.Operation]:
        """List one's own acts of the last 30 days that can be taken back, newest
        first.
        """
        return self._sender.rows(
            "/api/v1/w/{workspace}/operations",
            models.OperationPage,
            places={"workspace": workspace},
            query={"cursor": cursor, "limit": limit, "fields": fields},
        )

    def undo_last(
        self, *, workspace: str | None = None, idempotency_key: str | None = None
    ) -> models.Undone:
        """Take back what one did last, within a day; 409 when there is nothing."""
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/operations/undo",
            models.Undone,
            places={"workspace": workspace},
            key=idempotency_key,
        )

    def redo_last(
        self, *, workspace: str | None = None, idempotency_key: str | None = None
    ) -> models.Undone:
        """Do again what one took back last; 409 when something new was done since."""
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/operations/redo",
            models.Undone,
            places={"workspace": workspace},
            key=idempotency_key,
        )

    def undo(
        self,
        operation: UUID,
        *,
        the_rest: bool | None = None,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Undone:
        """Take back what one operation did; 409 when something was changed again
        since.

        With `the_rest` all else is taken back, and the answer says what was not.
        """
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/operations/{operation}/undo",
            models.Undone,
            places={"workspace": workspace, "operation": operation},
            query={"the_rest": the_rest},
            key=idempotency_key,
        )
