"""The methods of ``locations``.

Written by generate.py from docs/openapi.json: change that.
"""

from msgspec import UNSET, UnsetType

from headway_client import models
from headway_client.sending import Sender


class Locations:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(
        self, *, fields: str | None = None, workspace: str | None = None
    ) -> models.LocationList:
        """List the places where people work, by name."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/locations",
            models.LocationList,
            places={"workspace": workspace},
            query={"fields": fields},
        )

    def add(
        self,
        *,
        name: str,
        zone: str,
        holidays_id: int | UnsetType | None = UNSET,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Location:
        """Add a place where people work.

        Takes a token that may administer.
        """
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/locations",
            models.Location,
            places={"workspace": workspace},
            body={"name": name, "zone": zone, "holidays_id": holidays_id},
            key=idempotency_key,
        )

    def edit(
        self,
        location: int,
        *,
        name: str | UnsetType = UNSET,
        zone: str | UnsetType = UNSET,
        holidays_id: int | UnsetType | None = UNSET,
        workspace: str | None = None,
    ) -> models.Location:
        """Change what was sent.

        Takes a token that may administer.
        """
        return self._sender.request(
            "PATCH",
            "/api/v1/w/{workspace}/locations/{location}",
            models.Location,
            places={"workspace": workspace, "location": location},
            body={"name": name, "zone": zone, "holidays_id": holidays_id},
        )

    def remove(self, location: int, *, workspace: str | None = None) -> None:
        """Remove a place; 409 while people work there.

        Takes a token that may administer.
        """
        self._sender.request(
            "DELETE",
            "/api/v1/w/{workspace}/locations/{location}",
            type(None),
            places={"workspace": workspace, "location": location},
        )
