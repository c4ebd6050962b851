"""The methods of ``demands``.

Written by generate.py from docs/openapi.json: change that.
"""

from datetime import date

from msgspec import UNSET, UnsetType

from headway_client import models
from headway_client.sending import Sender


class Demands:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def edit(
        self,
        demand: int,
        *,
        title: str | UnsetType = UNSET,
        source: str | UnsetType = UNSET,
        skill_id: int | UnsetType | None = UNSET,
        level: int | UnsetType = UNSET,
        effort_minutes: int | UnsetType = UNSET,
        starts_on: date | UnsetType = UNSET,
        ends_on: date | UnsetType = UNSET,
        probability_percent: int | UnsetType = UNSET,
        if_match: int | str | None = None,
        workspace: str | None = None,
    ) -> models.Demand:
        """Say otherwise what is expected; 412 when `If-Match` names another version."""
        return self._sender.request(
            "PATCH",
            "/api/v1/w/{workspace}/demands/{demand}",
            models.Demand,
            places={"workspace": workspace, "demand": demand},
            body={
                "title": title,
                "source": source,
                "skill_id": skill_id,
                "level": level,
                "effort_minutes": effort_minutes,
                "starts_on": starts_on,
                "ends_on": ends_on,
                "probability_percent": probability_percent,
            },
            if_match=if_match,
        )

    def remove(self, demand: int, *, workspace: str | None = None) -> None:
        """Expect it no more: it came to nothing, or has become items."""
        self._sender.request(
            "DELETE",
            "/api/v1/w/{workspace}/demands/{demand}",
            type(None),
            places={"workspace": workspace, "demand": demand},
        )
