"""The methods of ``decisions``.

Written by generate.py from docs/openapi.json: change that.
"""

from collections.abc import Sequence
from typing import Literal

from headway_client import models
from headway_client.paging import Rows
from headway_client.sending import Sender


class Decisions:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(
        self,
        *,
        project: str | None = None,
        q: str | None = None,
        kind: Literal["order", "person", "start", "finish", "deadline"] | None = None,
        cursor: int | None = None,
        limit: int | None = None,
        fields: str | None = None,
        workspace: str | None = None,
    ) -> Rows[models.Decision]:
        """List what people decided by hand, each with its price; guests are shown
        none.
        """
        return self._sender.rows(
            "/api/v1/w/{workspace}/decisions",
            models.DecisionPage,
            places={"workspace": workspace},
            query={
                "project": project,
                "q": q,
                "kind": kind,
                "cursor": cursor,
                "limit": limit,
                "fields": fields,
            },
        )

    def remove(
        self,
        *,
        decisions: Sequence[int],
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> None:
        """Leave to the plan what people decided: dates, people and what goes first.

        One change of all of it; what holds no more stays as it is.
        """
        self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/decisions/removal",
            type(None),
            places={"workspace": workspace},
            body={"decisions": decisions},
            key=idempotency_key,
        )
