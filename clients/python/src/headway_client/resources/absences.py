"""The methods of ``absences``.

Written by generate.py from docs/openapi.json: change that.
"""

from datetime import date
from typing import Literal

from headway_client import models
from headway_client.sending import Sender


class Absences:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(
        self,
        *,
        first_on: date | None = None,
        last_on: date | None = None,
        fields: str | None = None,
        workspace: str | None = None,
    ) -> models.AbsenceList:
        """List absences on the days asked for, by their first day: 500 at most.

        From today on, for 90 days, unless the days are said.
        """
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/absences",
            models.AbsenceList,
            places={"workspace": workspace},
            query={"first_on": first_on, "last_on": last_on, "fields": fields},
        )

    def remove(self, absence: int, *, workspace: str | None = None) -> None:
        """Take it back."""
        self._sender.request(
            "DELETE",
            "/api/v1/w/{workspace}/absences/{absence}",
            type(None),
            places={"workspace": workspace, "absence": absence},
        )

    def decide(
        self,
        absence: int,
        *,
        state: Literal["approved", "declined", "requested"],
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Absence:
        """Approve or decline what was asked for, or leave it open again."""
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/absences/{absence}/decision",
            models.Absence,
            places={"workspace": workspace, "absence": absence},
            body={"state": state},
            key=idempotency_key,
        )
