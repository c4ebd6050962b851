"""The methods of ``feeds``.

Written by generate.py from docs/openapi.json: change that.
"""

from msgspec import UNSET, UnsetType

from headway_client import models
from headway_client.sending import Sender


class Feeds:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(
        self, *, fields: str | None = None, workspace: str | None = None
    ) -> models.FeedList:
        """List the calendars that you follow; nobody else's are shown to anyone."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/feeds",
            models.FeedList,
            places={"workspace": workspace},
            query={"fields": fields},
        )

    def add(
        self,
        *,
        url: str,
        name: str | UnsetType = UNSET,
        counts: bool | UnsetType = UNSET,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Feed:
        """Follow a calendar of yours elsewhere."""
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/feeds",
            models.Feed,
            places={"workspace": workspace},
            body={"url": url, "name": name, "counts": counts},
            key=idempotency_key,
        )

    def take_calendar(
        self,
        file: bytes,
        *,
        name: str | None = None,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Feed:
        """Take over the events of an iCalendar file, as they are now."""
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/feeds/file",
            models.Feed,
            places={"workspace": workspace},
            query={"name": name},
            file=file,
            kind="text/calendar",
            key=idempotency_key,
        )

    def read(
        self,
        feed: int,
        *,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Feed:
        """Have a calendar read now, by a worker."""
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/feeds/{feed}/reading",
            models.Feed,
            places={"workspace": workspace, "feed": feed},
            key=idempotency_key,
        )

    def remove(self, feed: int, *, workspace: str | None = None) -> None:
        """Follow a calendar no longer."""
        self._sender.request(
            "DELETE",
            "/api/v1/w/{workspace}/feeds/{feed}",
            type(None),
            places={"workspace": workspace, "feed": feed},
        )
