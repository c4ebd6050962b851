"""The methods of ``absence_rules``.

Written by generate.py from docs/openapi.json: change that.
"""

from headway_client import models
from headway_client.sending import Sender


class AbsenceRules:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def get_absence_rules(self, *, workspace: str | None = None) -> models.AbsenceRules:
        """Answer what holds for absences here."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/absence-rules",
            models.AbsenceRules,
            places={"workspace": workspace},
        )

    def set_absence_rules(
        self, *, is_approval_needed: bool, workspace: str | None = None
    ) -> models.AbsenceRules:
        """Say what holds for absences here; what was said before stays approved.

        Takes a token that may administer.
        """
        return self._sender.request(
            "PUT",
            "/api/v1/w/{workspace}/absence-rules",
            models.AbsenceRules,
            places={"workspace": workspace},
            body={"is_approval_needed": is_approval_needed},
        )
