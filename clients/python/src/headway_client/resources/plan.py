"""The methods of ``plan``.

Written by generate.py from docs/openapi.json: change that.
"""

from collections.abc import Sequence
from typing import Literal

from msgspec import UNSET, UnsetType

from headway_client import models
from headway_client.sending import Sender


class Plan:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def now(
        self, *, workspace: str | None = None, idempotency_key: str | None = None
    ) -> None:
        """Have the workspace planned now; a worker does it within seconds."""
        self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/plan",
            type(None),
            places={"workspace": workspace},
            key=idempotency_key,
        )

    def sketch(
        self,
        *,
        text: str,
        separator: Literal["\t", ";", ",", "|", ""] | UnsetType | None = UNSET,
        has_head: bool | UnsetType | None = UNSET,
        columns: Sequence[str] | UnsetType | None = UNSET,
        day_first: bool | UnsetType | None = UNSET,
        people: Sequence[models.NameIn] | UnsetType = UNSET,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Sketch:
        """Plan lines or cells as a project of yours that is not there, and create
        nothing.

        The text is read as `addTable` reads it.
        """
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/plan/sketch",
            models.Sketch,
            places={"workspace": workspace},
            body={
                "text": text,
                "separator": separator,
                "has_head": has_head,
                "columns": columns,
                "day_first": day_first,
                "people": people,
            },
            key=idempotency_key,
        )
