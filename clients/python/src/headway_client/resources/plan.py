"""The methods of ``plan``.

Written by generate.py from docs/openapi.json: change that.
"""

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
