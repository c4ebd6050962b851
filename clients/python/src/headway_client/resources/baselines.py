"""The methods of ``baselines``.

Written by generate.py from docs/openapi.json: change that.
"""

from headway_client import models
from headway_client.paging import Rows
from headway_client.sending import Sender


class Baselines:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def get(
        self, baseline: int, *, fields: str | None = None, workspace: str | None = None
    ) -> models.Baseline:
        """Get one baseline."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/baselines/{baseline}",
            models.Baseline,
            places={"workspace": workspace, "baseline": baseline},
            query={"fields": fields},
        )

    def rename(
        self, baseline: int, *, name: str, workspace: str | None = None
    ) -> models.Baseline:
        """Call a baseline otherwise."""
        return self._sender.request(
            "PATCH",
            "/api/v1/w/{workspace}/baselines/{baseline}",
            models.Baseline,
            places={"workspace": workspace, "baseline": baseline},
            body={"name": name},
        )

    def remove(self, baseline: int, *, workspace: str | None = None) -> None:
        """Let a baseline go."""
        self._sender.request(
            "DELETE",
            "/api/v1/w/{workspace}/baselines/{baseline}",
            type(None),
            places={"workspace": workspace, "baseline": baseline},
        )

    def list_items(
        self,
        baseline: int,
        *,
        cursor: int | None = None,
        limit: int | None = None,
        fields: str | None = None,
        workspace: str | None = None,
    ) -> Rows[models.BaselineItem]:
        """List what was planned of the items that are still in the project."""
        return self._sender.rows(
            "/api/v1/w/{workspace}/baselines/{baseline}/items",
            models.BaselineItemPage,
            places={"workspace": workspace, "baseline": baseline},
            query={"cursor": cursor, "limit": limit, "fields": fields},
        )
