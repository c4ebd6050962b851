"""The methods of ``mail``.

Written by generate.py from docs/openapi.json: change that.
"""

from headway_client import models
from headway_client.paging import Rows
from headway_client.sending import Sender


class Mail:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def get(self, *, workspace: str | None = None) -> models.Mail:
        """Say whether mail leaves.

        Takes a token that may administer.
        """
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/mail",
            models.Mail,
            places={"workspace": workspace},
        )

    def list_failures(
        self,
        *,
        cursor: int | None = None,
        limit: int | None = None,
        fields: str | None = None,
        workspace: str | None = None,
    ) -> Rows[models.MailFailure]:
        """List letters that did not go out, by id.

        Takes a token that may administer.
        """
        return self._sender.rows(
            "/api/v1/w/{workspace}/mail/failures",
            models.MailFailurePage,
            places={"workspace": workspace},
            query={"cursor": cursor, "limit": limit, "fields": fields},
        )

    def send_test(
        self, *, workspace: str | None = None, idempotency_key: str | None = None
    ) -> None:
        """Send a letter to oneself; 409 says why that cannot be.

        Takes a token that may administer.
        """
        self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/mail/test",
            type(None),
            places={"workspace": workspace},
            key=idempotency_key,
        )
