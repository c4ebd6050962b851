"""The methods of ``log``.

Written by generate.py from docs/openapi.json: change that.
"""

from datetime import date

from headway_client import models
from headway_client.paging import Rows
from headway_client.sending import Sender


class Log:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list_events(
        self,
        *,
        by: int | None = None,
        kind: str | None = None,
        subject_type: str | None = None,
        first_on: date | None = None,
        last_on: date | None = None,
        cursor: int | None = None,
        limit: int | None = None,
        fields: str | None = None,
        workspace: str | None = None,
    ) -> Rows[models.Event]:
        """List what happened in the workspace, newest first; for administrators.

        Takes a token that may administer.
        """
        return self._sender.rows(
            "/api/v1/w/{workspace}/log",
            models.EventPage,
            places={"workspace": workspace},
            query={
                "by": by,
                "kind": kind,
                "subject_type": subject_type,
                "first_on": first_on,
                "last_on": last_on,
                "cursor": cursor,
                "limit": limit,
                "fields": fields,
            },
        )
