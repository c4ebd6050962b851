"""The methods of ``holiday_calendars``.

Written by generate.py from docs/openapi.json: change that.
"""

from datetime import date

from msgspec import UNSET, UnsetType

from headway_client import models
from headway_client.sending import Sender


class HolidayCalendars:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list_holiday_calendars(
        self, *, fields: str | None = None, workspace: str | None = None
    ) -> models.HolidayCalendarList:
        """List the countries and regions whose holidays are known here."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/holiday-calendars",
            models.HolidayCalendarList,
            places={"workspace": workspace},
            query={"fields": fields},
        )

    def import_holidays(
        self,
        *,
        country: str,
        region: str | UnsetType = UNSET,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.HolidayCalendar:
        """Take over a country's holidays, or bring them up to date.

        Takes a token that may administer.
        """
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/holiday-calendars",
            models.HolidayCalendar,
            places={"workspace": workspace},
            body={"country": country, "region": region},
            key=idempotency_key,
        )

    def list_holidays(
        self, calendar: int, *, fields: str | None = None, workspace: str | None = None
    ) -> models.HolidayList:
        """List the days off of a country or region, past ones too, in order."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/holiday-calendars/{calendar}/holidays",
            models.HolidayList,
            places={"workspace": workspace, "calendar": calendar},
            query={"fields": fields},
        )

    def set_holiday(
        self,
        calendar: int,
        on: date,
        *,
        name: str,
        percent: int | UnsetType = UNSET,
        workspace: str | None = None,
    ) -> models.Holiday:
        """Say how much of a day is off; imports leave it alone from then on.

        Takes a token that may administer.
        """
        return self._sender.request(
            "PUT",
            "/api/v1/w/{workspace}/holiday-calendars/{calendar}/holidays/{on}",
            models.Holiday,
            places={"workspace": workspace, "calendar": calendar, "on": on},
            body={"name": name, "percent": percent},
        )

    def remove_holiday(
        self, calendar: int, on: date, *, workspace: str | None = None
    ) -> None:
        """Forget a day that was added by hand; an import may bring it again.

        Takes a token that may administer.
        """
        self._sender.request(
            "DELETE",
            "/api/v1/w/{workspace}/holiday-calendars/{calendar}/holidays/{on}",
            type(None),
            places={"workspace": workspace, "calendar": calendar, "on": on},
        )
