"""The methods of ``people``.

Written by generate.py from docs/openapi.json: change that.
"""

from datetime import date, datetime
from typing import Literal

from msgspec import UNSET, UnsetType

from headway_client import models
from headway_client.paging import Rows
from headway_client.sending import Sender


class People:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def join(
        self,
        person: int,
        *,
        person_id: int,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> None:
        """Say that a placeholder, who came with an import, is somebody who is here.

        Their work, what they said and their history follow. The placeholder is no
        longer listed; undo brings it back. 409 for who signs in.

        Takes a token that may administer.
        """
        self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/people/{person}/joining",
            type(None),
            places={"workspace": workspace, "person": person},
            body={"person_id": person_id},
            key=idempotency_key,
        )

    def list(
        self,
        *,
        cursor: int | None = None,
        limit: int | None = None,
        fields: str | None = None,
        workspace: str | None = None,
    ) -> Rows[models.Person]:
        """List people; `cursor` is the `next_cursor` of the page before."""
        return self._sender.rows(
            "/api/v1/w/{workspace}/people",
            models.PersonPage,
            places={"workspace": workspace},
            query={"cursor": cursor, "limit": limit, "fields": fields},
        )

    def add(
        self,
        *,
        name: str,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Person:
        """Add someone who works, without a sign-in.

        Takes a token that may administer.
        """
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/people",
            models.Person,
            places={"workspace": workspace},
            body={"name": name},
            key=idempotency_key,
        )

    def get(
        self, person: int, *, fields: str | None = None, workspace: str | None = None
    ) -> models.Person:
        """Answer a person; their version is the ETag."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/people/{person}",
            models.Person,
            places={"workspace": workspace, "person": person},
            query={"fields": fields},
        )

    def edit(
        self,
        person: int,
        *,
        zone: str | UnsetType = UNSET,
        location_id: int | UnsetType | None = UNSET,
        lead_id: int | UnsetType | None = UNSET,
        items_at_once: int | UnsetType = UNSET,
        interrupted_percent: int | UnsetType | None = UNSET,
        interrupted_most_percent: int | UnsetType | None = UNSET,
        capacity_permille: int | UnsetType = UNSET,
        if_match: int | str | None = None,
        workspace: str | None = None,
    ) -> models.Person:
        """Change what was sent; 412 when `If-Match` names another version."""
        return self._sender.request(
            "PATCH",
            "/api/v1/w/{workspace}/people/{person}",
            models.Person,
            places={"workspace": workspace, "person": person},
            body={
                "zone": zone,
                "location_id": location_id,
                "lead_id": lead_id,
                "items_at_once": items_at_once,
                "interrupted_percent": interrupted_percent,
                "interrupted_most_percent": interrupted_most_percent,
                "capacity_permille": capacity_permille,
            },
            if_match=if_match,
        )

    def list_schedules(
        self, person: int, *, fields: str | None = None, workspace: str | None = None
    ) -> models.ScheduleList:
        """List a person's weeks with the days from which they hold, in order."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/people/{person}/schedules",
            models.ScheduleList,
            places={"workspace": workspace, "person": person},
            query={"fields": fields},
        )

    def set_schedule(
        self,
        person: int,
        valid_from: date,
        *,
        monday: str | UnsetType | None = UNSET,
        tuesday: str | UnsetType | None = UNSET,
        wednesday: str | UnsetType | None = UNSET,
        thursday: str | UnsetType | None = UNSET,
        friday: str | UnsetType | None = UNSET,
        saturday: str | UnsetType | None = UNSET,
        sunday: str | UnsetType | None = UNSET,
        availability_percent: int | UnsetType | None = UNSET,
        workspace: str | None = None,
    ) -> models.Schedule:
        """Say when the person works from a day on; what held before stays."""
        return self._sender.request(
            "PUT",
            "/api/v1/w/{workspace}/people/{person}/schedules/{valid_from}",
            models.Schedule,
            places={"workspace": workspace, "person": person, "valid_from": valid_from},
            body={
                "monday": monday,
                "tuesday": tuesday,
                "wednesday": wednesday,
                "thursday": thursday,
                "friday": friday,
                "saturday": saturday,
                "sunday": sunday,
                "availability_percent": availability_percent,
            },
        )

    def remove_schedule(
        self, person: int, valid_from: date, *, workspace: str | None = None
    ) -> None:
        """Let what held before go on to hold."""
        self._sender.request(
            "DELETE",
            "/api/v1/w/{workspace}/people/{person}/schedules/{valid_from}",
            type(None),
            places={"workspace": workspace, "person": person, "valid_from": valid_from},
        )

    def add_absence(
        self,
        person: int,
        *,
        first_on: date,
        last_on: date,
        from_noon: bool | UnsetType = UNSET,
        until_noon: bool | UnsetType = UNSET,
        kind: Literal["vacation", "illness", "parental", "training", "other"]
        | UnsetType = UNSET,
        reason: str | UnsetType = UNSET,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Absence:
        """Say that a person is away, or ask for it where that needs approval."""
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/people/{person}/absences",
            models.Absence,
            places={"workspace": workspace, "person": person},
            body={
                "first_on": first_on,
                "last_on": last_on,
                "from_noon": from_noon,
                "until_noon": until_noon,
                "kind": kind,
                "reason": reason,
            },
            key=idempotency_key,
        )

    def list_busy(
        self,
        person: int,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        fields: str | None = None,
        workspace: str | None = None,
    ) -> models.BusyList:
        """List what takes a person's time: 1,000 spans at most, by their start.

        From now on, for 14 days, unless the times are said.
        """
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/people/{person}/busy",
            models.BusyList,
            places={"workspace": workspace, "person": person},
            query={"since": since, "until": until, "fields": fields},
        )

    def add_busy(
        self,
        person: int,
        *,
        starts_at: datetime,
        ends_at: datetime,
        title: str | UnsetType = UNSET,
        counts: bool | UnsetType = UNSET,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Busy:
        """Take a span of a person's time."""
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/people/{person}/busy",
            models.Busy,
            places={"workspace": workspace, "person": person},
            body={
                "starts_at": starts_at,
                "ends_at": ends_at,
                "title": title,
                "counts": counts,
            },
            key=idempotency_key,
        )

    def list_skills(
        self, person: int, *, fields: str | None = None, workspace: str | None = None
    ) -> models.SkillList:
        """List what is known of a person; nothing for whom it does not concern."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/people/{person}/skills",
            models.SkillList,
            places={"workspace": workspace, "person": person},
            query={"fields": fields},
        )

    def rate_skill(
        self,
        person: int,
        *,
        skill: str,
        level: int,
        category: str | UnsetType = UNSET,
        speed_percent: int | UnsetType | None = UNSET,
        source: Literal["", "self", "lead", "evidence"] | UnsetType = UNSET,
        valid_from: date | UnsetType | None = UNSET,
        note: str | UnsetType = UNSET,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Skill:
        """Say how well a person does something from a day on."""
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/people/{person}/skills",
            models.Skill,
            places={"workspace": workspace, "person": person},
            body={
                "skill": skill,
                "category": category,
                "level": level,
                "speed_percent": speed_percent,
                "source": source,
                "valid_from": valid_from,
                "note": note,
            },
            key=idempotency_key,
        )

    def list_rates(
        self, person: int, *, fields: str | None = None, workspace: str | None = None
    ) -> models.RateList:
        """List what an hour of a person costs and is sold for, by date.

        Takes a token that may administer.
        """
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/people/{person}/rates",
            models.RateList,
            places={"workspace": workspace, "person": person},
            query={"fields": fields},
        )

    def set_rate(
        self,
        person: int,
        *,
        kind: Literal["cost", "bill"],
        amount_minor: int,
        currency: str,
        valid_from: date,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Rate:
        """Say what an hour of a person costs or is sold for, from a day on.

        Takes a token that may administer.
        """
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/people/{person}/rates",
            models.Rate,
            places={"workspace": workspace, "person": person},
            body={
                "kind": kind,
                "amount_minor": amount_minor,
                "currency": currency,
                "valid_from": valid_from,
            },
            key=idempotency_key,
        )
