"""The methods of ``workspace``.

Written by generate.py from docs/openapi.json: change that.
"""

from collections.abc import Sequence
from typing import Literal

from msgspec import UNSET, UnsetType

from headway_client import models
from headway_client.sending import Sender


class Workspace:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def get(
        self, *, fields: str | None = None, workspace: str | None = None
    ) -> models.Workspace:
        """Say what the workspace is called, its zone and its language."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/workspace",
            models.Workspace,
            places={"workspace": workspace},
            query={"fields": fields},
        )

    def edit(
        self,
        *,
        name: str | UnsetType = UNSET,
        zone: str | UnsetType = UNSET,
        language: str | UnsetType = UNSET,
        week_start: Literal[0, 5, 6] | UnsetType = UNSET,
        interrupted_percent: int | UnsetType | None = UNSET,
        interrupted_most_percent: int | UnsetType | None = UNSET,
        workspace: str | None = None,
    ) -> models.Workspace:
        """Change its name, its zone, its language, or the day on which weeks begin.

        Takes a token that may administer.
        """
        return self._sender.request(
            "PATCH",
            "/api/v1/w/{workspace}/workspace",
            models.Workspace,
            places={"workspace": workspace},
            body={
                "name": name,
                "zone": zone,
                "language": language,
                "week_start": week_start,
                "interrupted_percent": interrupted_percent,
                "interrupted_most_percent": interrupted_most_percent,
            },
        )

    def get_working_week(self, *, workspace: str | None = None) -> models.WorkingWeek:
        """Say when those work who have no hours of their own."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/workspace/week",
            models.WorkingWeek,
            places={"workspace": workspace},
        )

    def set_working_week(
        self, *, days: Sequence[str], workspace: str | None = None
    ) -> models.WorkingWeek:
        """Say it anew; plans follow.

        Takes a token that may administer.
        """
        return self._sender.request(
            "PUT",
            "/api/v1/w/{workspace}/workspace/week",
            models.WorkingWeek,
            places={"workspace": workspace},
            body={"days": days},
        )
