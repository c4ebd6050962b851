"""The methods of ``jobs``.

Written by generate.py from docs/openapi.json: change that.
"""

from headway_client import models
from headway_client.sending import Sender


class Jobs:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(
        self, *, fields: str | None = None, workspace: str | None = None
    ) -> models.Jobs:
        """List at most 100 jobs that are not done, the worst first; for
        administrators.

        Takes a token that may administer.
        """
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/jobs",
            models.Jobs,
            places={"workspace": workspace},
            query={"fields": fields},
        )

    def retry(
        self,
        job: int,
        *,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> None:
        """Let a job that failed be tried again now; 409 when it has not failed.

        Takes a token that may administer.
        """
        self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/jobs/{job}/retry",
            type(None),
            places={"workspace": workspace, "job": job},
            key=idempotency_key,
        )

    def give_up(self, job: int, *, workspace: str | None = None) -> None:
        """Let a job that waits never be done; 409 when it no longer waits.

        Takes a token that may administer.
        """
        self._sender.request(
            "DELETE",
            "/api/v1/w/{workspace}/jobs/{job}",
            type(None),
            places={"workspace": workspace, "job": job},
        )
