"""The methods of ``projects``.

Written by generate.py from docs/openapi.json: change that.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

from msgspec import UNSET, UnsetType

from headway_client import models
from headway_client.paging import Rows
from headway_client.sending import Sender


class Projects:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(
        self,
        *,
        cursor: int | None = None,
        limit: int | None = None,
        fields: str | None = None,
        is_archived: bool | None = None,
        workspace: str | None = None,
    ) -> Rows[models.Project]:
        """List the projects that you see, by id."""
        return self._sender.rows(
            "/api/v1/w/{workspace}/projects",
            models.ProjectPage,
            places={"workspace": workspace},
            query={
                "cursor": cursor,
                "limit": limit,
                "fields": fields,
                "is_archived": is_archived,
            },
        )

    def create(
        self,
        *,
        name: str,
        key: str | UnsetType = UNSET,
        priority: int | UnsetType = UNSET,
        front: Literal[
            "importance",
            "stars",
            "moscow",
            "rice",
            "wsjf",
            "cost",
            "eisenhower",
            "order",
        ]
        | UnsetType = UNSET,
        usual_reach: int | UnsetType = UNSET,
        starts_no_earlier: datetime | UnsetType | None = UNSET,
        target_on: date | UnsetType | None = UNSET,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Project:
        """Create a project that you lead; 409 when its key is taken."""
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/projects",
            models.Project,
            places={"workspace": workspace},
            body={
                "name": name,
                "key": key,
                "priority": priority,
                "front": front,
                "usual_reach": usual_reach,
                "starts_no_earlier": starts_no_earlier,
                "target_on": target_on,
            },
            key=idempotency_key,
        )

    def get(
        self, project: str, *, fields: str | None = None, workspace: str | None = None
    ) -> models.Project:
        """Answer a project; its version is the ETag."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/projects/{project}",
            models.Project,
            places={"workspace": workspace, "project": project},
            query={"fields": fields},
        )

    def edit(
        self,
        project: str,
        *,
        name: str | UnsetType = UNSET,
        priority: int | UnsetType = UNSET,
        front: Literal[
            "importance",
            "stars",
            "moscow",
            "rice",
            "wsjf",
            "cost",
            "eisenhower",
            "order",
        ]
        | UnsetType = UNSET,
        usual_reach: int | UnsetType = UNSET,
        starts_no_earlier: datetime | UnsetType | None = UNSET,
        target_on: date | UnsetType | None = UNSET,
        if_match: int | str | None = None,
        workspace: str | None = None,
    ) -> models.Project:
        """Change what was sent; 412 when `If-Match` names another version."""
        return self._sender.request(
            "PATCH",
            "/api/v1/w/{workspace}/projects/{project}",
            models.Project,
            places={"workspace": workspace, "project": project},
            body={
                "name": name,
                "priority": priority,
                "front": front,
                "usual_reach": usual_reach,
                "starts_no_earlier": starts_no_earlier,
                "target_on": target_on,
            },
            if_match=if_match,
        )

    def delete(self, project: str, *, workspace: str | None = None) -> None:
        """Put a project into the bin, with all its items; its key stays taken."""
        self._sender.request(
            "DELETE",
            "/api/v1/w/{workspace}/projects/{project}",
            type(None),
            places={"workspace": workspace, "project": project},
        )

    def archive(self, project: str, *, workspace: str | None = None) -> None:
        """Put a project into the archive: it is read and not changed, and not
        planned.
        """
        self._sender.request(
            "PUT",
            "/api/v1/w/{workspace}/projects/{project}/archive",
            type(None),
            places={"workspace": workspace, "project": project},
        )

    def unarchive(self, project: str, *, workspace: str | None = None) -> None:
        """Take a project out of the archive; again changes nothing."""
        self._sender.request(
            "DELETE",
            "/api/v1/w/{workspace}/projects/{project}/archive",
            type(None),
            places={"workspace": workspace, "project": project},
        )

    def list_grants(
        self,
        project: str,
        *,
        cursor: int | None = None,
        limit: int | None = None,
        fields: str | None = None,
        workspace: str | None = None,
    ) -> Rows[models.Grant]:
        """List who may view, contribute to or lead the project."""
        return self._sender.rows(
            "/api/v1/w/{workspace}/projects/{project}/grants",
            models.GrantPage,
            places={"workspace": workspace, "project": project},
            query={"cursor": cursor, "limit": limit, "fields": fields},
        )

    def give_grant(
        self,
        project: str,
        *,
        role: Literal["viewer", "contributor", "lead"],
        actor_id: int | UnsetType | None = UNSET,
        team_id: int | UnsetType | None = UNSET,
        ends_at: datetime | UnsetType | None = UNSET,
        hides: Sequence[Literal["people", "effort", "forecast", "description"]]
        | UnsetType = UNSET,
        workspace: str | None = None,
    ) -> None:
        """Let a person or a team view, contribute to or lead it; only its leads may."""
        self._sender.request(
            "PUT",
            "/api/v1/w/{workspace}/projects/{project}/grants",
            type(None),
            places={"workspace": workspace, "project": project},
            body={
                "actor_id": actor_id,
                "team_id": team_id,
                "role": role,
                "ends_at": ends_at,
                "hides": hides,
            },
        )

    def take_grant(
        self, project: str, grant: int, *, workspace: str | None = None
    ) -> None:
        """Take a grant away; 409 when nobody would lead the project."""
        self._sender.request(
            "DELETE",
            "/api/v1/w/{workspace}/projects/{project}/grants/{grant}",
            type(None),
            places={"workspace": workspace, "project": project, "grant": grant},
        )

    def get_access(
        self,
        project: str,
        person: int,
        *,
        fields: str | None = None,
        workspace: str | None = None,
    ) -> models.Reasons:
        """Say why somebody may see the project, and since when."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/projects/{project}/access/{person}",
            models.Reasons,
            places={"workspace": workspace, "project": project, "person": person},
            query={"fields": fields},
        )

    def get_history(
        self,
        project: str,
        *,
        cursor: int | None = None,
        limit: int | None = None,
        fields: str | None = None,
        workspace: str | None = None,
    ) -> Rows[models.Entry]:
        """Say what happened to a project, newest first."""
        return self._sender.rows(
            "/api/v1/w/{workspace}/projects/{project}/history",
            models.HistoryPage,
            places={"workspace": workspace, "project": project},
            query={"cursor": cursor, "limit": limit, "fields": fields},
        )

    def read_table(
        self,
        project: str,
        *,
        text: str,
        separator: Literal["\t", ";", ",", "|", ""] | UnsetType | None = UNSET,
        has_head: bool | UnsetType | None = UNSET,
        columns: Sequence[str] | UnsetType | None = UNSET,
        day_first: bool | UnsetType | None = UNSET,
        people: Sequence[models.NameIn] | UnsetType = UNSET,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Table:
        """Say how lines or cells are read as items, and create nothing."""
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/projects/{project}/table/reading",
            models.Table,
            places={"workspace": workspace, "project": project},
            body={
                "text": text,
                "separator": separator,
                "has_head": has_head,
                "columns": columns,
                "day_first": day_first,
                "people": people,
            },
            key=idempotency_key,
        )

    def add_table(
        self,
        project: str,
        *,
        text: str,
        separator: Literal["\t", ";", ",", "|", ""] | UnsetType | None = UNSET,
        has_head: bool | UnsetType | None = UNSET,
        columns: Sequence[str] | UnsetType | None = UNSET,
        day_first: bool | UnsetType | None = UNSET,
        people: Sequence[models.NameIn] | UnsetType = UNSET,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.TableAdded:
        """Create items of lines or cells, at most 2,000, in one operation.

        Rows without a title are left out, and so are values that are not
        understood.
        """
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/projects/{project}/table",
            models.TableAdded,
            places={"workspace": workspace, "project": project},
            body={
                "text": text,
                "separator": separator,
                "has_head": has_head,
                "columns": columns,
                "day_first": day_first,
                "people": people,
            },
            key=idempotency_key,
        )

    def list_costs(
        self, project: str, *, fields: str | None = None, workspace: str | None = None
    ) -> models.Costs:
        """List what all items of a project are planned to cost, in their order.

        Takes a token that may administer.
        """
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/projects/{project}/costs",
            models.Costs,
            places={"workspace": workspace, "project": project},
            query={"fields": fields},
        )

    def list_demands(
        self,
        project: str,
        *,
        cursor: int | None = None,
        limit: int | None = None,
        fields: str | None = None,
        workspace: str | None = None,
    ) -> Rows[models.Demand]:
        """List the work that is expected in a project; for guests none."""
        return self._sender.rows(
            "/api/v1/w/{workspace}/projects/{project}/demands",
            models.DemandPage,
            places={"workspace": workspace, "project": project},
            query={"cursor": cursor, "limit": limit, "fields": fields},
        )

    def add_demand(
        self,
        project: str,
        *,
        title: str,
        effort_minutes: int,
        starts_on: date,
        ends_on: date,
        probability_percent: int,
        source: str | UnsetType = UNSET,
        skill_id: int | UnsetType | None = UNSET,
        level: int | UnsetType = UNSET,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Demand:
        """Expect work: in each scenario of the plan it comes with its probability."""
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/projects/{project}/demands",
            models.Demand,
            places={"workspace": workspace, "project": project},
            body={
                "title": title,
                "source": source,
                "skill_id": skill_id,
                "level": level,
                "effort_minutes": effort_minutes,
                "starts_on": starts_on,
                "ends_on": ends_on,
                "probability_percent": probability_percent,
            },
            key=idempotency_key,
        )

    def list_forecasts(
        self,
        project: str,
        *,
        cursor: int | None = None,
        limit: int | None = None,
        fields: str | None = None,
        workspace: str | None = None,
    ) -> Rows[models.Forecast]:
        """List what was forecast of a project, on each day that it changed."""
        return self._sender.rows(
            "/api/v1/w/{workspace}/projects/{project}/forecasts",
            models.ForecastPage,
            places={"workspace": workspace, "project": project},
            query={"cursor": cursor, "limit": limit, "fields": fields},
        )

    def list_levers(
        self, project: str, *, workspace: str | None = None
    ) -> models.Levers:
        """Rank what would help the target of a project; for those who contribute to
        it.
        """
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/projects/{project}/levers",
            models.Levers,
            places={"workspace": workspace, "project": project},
        )

    def propose_staffing(
        self,
        project: str,
        *,
        with_assigned: bool | None = None,
        fields: str | None = None,
        workspace: str | None = None,
    ) -> models.Staffing:
        """Propose who does what of the open items that nobody has.

        For those who contribute to the project. `changeItems` makes it so, all at
        once.
        """
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/projects/{project}/staffing",
            models.Staffing,
            places={"workspace": workspace, "project": project},
            query={"with_assigned": with_assigned, "fields": fields},
        )

    def explain_moves(
        self, project: str, *, since: date | None = None, workspace: str | None = None
    ) -> models.Moves:
        """Say what moved the end of a project since a day, in parts that add up."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/projects/{project}/moves",
            models.Moves,
            places={"workspace": workspace, "project": project},
            query={"since": since},
        )

    def list_baselines(
        self,
        project: str,
        *,
        cursor: int | None = None,
        limit: int | None = None,
        fields: str | None = None,
        workspace: str | None = None,
    ) -> Rows[models.Baseline]:
        """List what was kept of the plan of a project."""
        return self._sender.rows(
            "/api/v1/w/{workspace}/projects/{project}/baselines",
            models.BaselinePage,
            places={"workspace": workspace, "project": project},
            query={"cursor": cursor, "limit": limit, "fields": fields},
        )

    def take_baseline(
        self,
        project: str,
        *,
        name: str,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Baseline:
        """Keep what the plan says of a project now, under a name; for those who lead
        it.
        """
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/projects/{project}/baselines",
            models.Baseline,
            places={"workspace": workspace, "project": project},
            body={"name": name},
            key=idempotency_key,
        )

    def get_pace(
        self,
        project: str,
        *,
        items: int | None = None,
        until: date | None = None,
        workspace: str | None = None,
    ) -> models.Pace:
        """Say when the next items of a project are finished, and how many are by a
        day.

        By the pace at which items were finished, not by the plan.
        """
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/projects/{project}/pace",
            models.Pace,
            places={"workspace": workspace, "project": project},
            query={"items": items, "until": until},
        )

    def export_msproject(
        self, project: str, *, rates: bool | None = None, workspace: str | None = None
    ) -> bytes:
        """Answer with a project as Microsoft Project XML, which importMsproject
        reads.

        Dates are local time of the workspace. Guests may not.
        """
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/projects/{project}/export/msproject",
            bytes,
            places={"workspace": workspace, "project": project},
            query={"rates": rates},
        )

    def export(self, project: str, *, workspace: str | None = None) -> bytes:
        """Answer with a project as one JSON file, which addImport reads.

        With conversations, history, checklists and files. Guests may not.
        """
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/projects/{project}/export/headway",
            bytes,
            places={"workspace": workspace, "project": project},
        )
