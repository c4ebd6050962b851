"""The client that programs hold."""

from types import TracebackType
from typing import Self
from uuid import UUID

import httpx

from headway_client.resources import Resources
from headway_client.sending import Sender


class Headway(Resources):
    """Speaks to one Headway as the person whose token it has.

    ``workspace`` is the slug of the one that calls mean which name none.  Requests are
    sent up to ``attempts`` times: while the server is busy, or when no answer came and
    once more does no harm.  One client is for one thread; close it, or use ``with``.
    """

    def __init__(
        self,
        url: str,
        token: str,
        *,
        workspace: str | None = None,
        timeout: float = 30.0,
        attempts: int = 4,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        http = httpx.Client(
            base_url=url,
            headers={"Authorization": f"Bearer {token}", "Accept": "application/json"},
            timeout=timeout,
            transport=transport,
        )
        super().__init__(Sender(http, workspace=workspace, attempts=attempts))

    @property
    def last_operation(self) -> UUID | None:
        """What ``operations.undo`` takes back the last change by; None without one."""
        return self._sender.last_operation

    def close(self) -> None:
        self._sender.http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
