"""The methods of ``conflicts``.

Written by generate.py from docs/openapi.json: change that.
"""

from headway_client import models
from headway_client.sending import Sender


class Conflicts:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(
        self,
        *,
        project: str | None = None,
        fields: str | None = None,
        workspace: str | None = None,
    ) -> models.Conflicts:
        """List dates that cannot all be kept, whatever is done first; 20 at most.

        They are proven where all has been quiet for a while, and hold while those
        dates are said.
        """
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/conflicts",
            models.Conflicts,
            places={"workspace": workspace},
            query={"project": project, "fields": fields},
        )
