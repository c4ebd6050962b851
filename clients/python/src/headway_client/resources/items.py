"""The methods of ``items``.

Written by generate.py from docs/openapi.json: change that.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal

from msgspec import UNSET, UnsetType

from headway_client import models
from headway_client.paging import Rows
from headway_client.sending import Sender


class Items:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def change(
        self,
        *,
        create: Sequence[models.ItemIn] | UnsetType = UNSET,
        change: Sequence[models.ItemChange] | UnsetType = UNSET,
        delete: Sequence[str] | UnsetType = UNSET,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Batch:
        """Create, change and delete up to 500 items: all or none, and undone as one."""
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/items/batch",
            models.Batch,
            places={"workspace": workspace},
            body={"create": create, "change": change, "delete": delete},
            key=idempotency_key,
        )

    def read_text(
        self,
        *,
        text: str | None = None,
        project: str | None = None,
        parent: str | None = None,
        workspace: str | None = None,
    ) -> models.Line:
        """Say how a line is understood, and create nothing.

        `@ben` is a person, `#urgent` a label, `~2-5h` an estimate, `due fri` a
        deadline, `!high` the importance; `type=`, `in=`, `project=`, `after=`,
        `pin=`, `start-by=`, `start-on=` and `needs=` say the rest, and so do
        names of the workspace's fields. The reference is in
        `docs/reference/quick-add.md`.
        """
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/items/text",
            models.Line,
            places={"workspace": workspace},
            query={"text": text, "project": project, "parent": parent},
        )

    def create_from_text(
        self,
        *,
        text: str,
        project: str,
        parent: str | UnsetType | None = UNSET,
        type_id: int | UnsetType | None = UNSET,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Item:
        """Create an item from one line; 422 where it could mean several people."""
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/items/text",
            models.Item,
            places={"workspace": workspace},
            body={
                "text": text,
                "project": project,
                "parent": parent,
                "type_id": type_id,
            },
            key=idempotency_key,
        )

    def list(
        self,
        *,
        project: str | None = None,
        parent: str | None = None,
        person: int | None = None,
        state: Literal["todo", "doing", "waiting", "done", "cancelled"] | None = None,
        is_open: bool | None = None,
        title: str | None = None,
        q: str | None = None,
        cursor: int | None = None,
        limit: int | None = None,
        fields: str | None = None,
        workspace: str | None = None,
    ) -> Rows[models.Item]:
        """List items: of a project, in a parent, of a person, with words in them.

        `q` is a filter as the list of work has it, `assignee = me and due < 2w`;
        what the other parameters say holds besides. Items come by id, or as `q`
        says by `order by`: what has no value comes last, and a page begins behind
        where the last item of the page before is by now. A filter that is not
        understood is a 422 whose `offset` and `length` say in characters what of
        it is wrong. With `q`, work of archived projects is there only where a
        project is named, or `is archived`.
        """
        return self._sender.rows(
            "/api/v1/w/{workspace}/items",
            models.ItemPage,
            places={"workspace": workspace},
            query={
                "project": project,
                "parent": parent,
                "person": person,
                "state": state,
                "is_open": is_open,
                "title": title,
                "q": q,
                "cursor": cursor,
                "limit": limit,
                "fields": fields,
            },
        )

    def create(
        self,
        *,
        project: str,
        title: str,
        description: str | UnsetType = UNSET,
        drive: Literal["effort", "duration", "elapsed", "milestone"]
        | UnsetType = UNSET,
        is_joint: bool | UnsetType = UNSET,
        effort_minutes: int | UnsetType | None = UNSET,
        duration_minutes: int | UnsetType | None = UNSET,
        low_minutes: int | UnsetType | None = UNSET,
        high_minutes: int | UnsetType | None = UNSET,
        remaining_minutes: int | UnsetType | None = UNSET,
        chunk_minutes: int | UnsetType | None = UNSET,
        priority: int | UnsetType = UNSET,
        stars: int | UnsetType | None = UNSET,
        moscow: Literal["", "must", "should", "could", "wont"] | UnsetType = UNSET,
        rice_reach: int | UnsetType | None = UNSET,
        rice_impact_percent: int | UnsetType | None = UNSET,
        rice_confidence_percent: int | UnsetType | None = UNSET,
        wsjf_value: int | UnsetType | None = UNSET,
        wsjf_criticality: int | UnsetType | None = UNSET,
        wsjf_reduction: int | UnsetType | None = UNSET,
        quadrant: Literal["", "both", "important", "urgent", "neither"]
        | UnsetType = UNSET,
        deadline: datetime | UnsetType | None = UNSET,
        starts_no_earlier: datetime | UnsetType | None = UNSET,
        starts_no_later: datetime | UnsetType | None = UNSET,
        finishes_no_earlier: datetime | UnsetType | None = UNSET,
        custom: dict[str, Any] | UnsetType = UNSET,
        parent: str | UnsetType | None = UNSET,
        type_id: int | UnsetType | None = UNSET,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Item:
        """Create an item at the end of its project, or of its parent."""
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/items",
            models.Item,
            places={"workspace": workspace},
            body={
                "description": description,
                "drive": drive,
                "is_joint": is_joint,
                "effort_minutes": effort_minutes,
                "duration_minutes": duration_minutes,
                "low_minutes": low_minutes,
                "high_minutes": high_minutes,
                "remaining_minutes": remaining_minutes,
                "chunk_minutes": chunk_minutes,
                "priority": priority,
                "stars": stars,
                "moscow": moscow,
                "rice_reach": rice_reach,
                "rice_impact_percent": rice_impact_percent,
                "rice_confidence_percent": rice_confidence_percent,
                "wsjf_value": wsjf_value,
                "wsjf_criticality": wsjf_criticality,
                "wsjf_reduction": wsjf_reduction,
                "quadrant": quadrant,
                "deadline": deadline,
                "starts_no_earlier": starts_no_earlier,
                "starts_no_later": starts_no_later,
                "finishes_no_earlier": finishes_no_earlier,
                "custom": custom,
                "project": project,
                "title": title,
                "parent": parent,
                "type_id": type_id,
            },
            key=idempotency_key,
        )

    def get(
        self, item: str, *, fields: str | None = None, workspace: str | None = None
    ) -> models.Item:
        """Answer an item; its version is the ETag."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/items/{item}",
            models.Item,
            places={"workspace": workspace, "item": item},
            query={"fields": fields},
        )

    def edit(
        self,
        item: str,
        *,
        description: str | UnsetType = UNSET,
        drive: Literal["effort", "duration", "elapsed", "milestone"]
        | UnsetType = UNSET,
        is_joint: bool | UnsetType = UNSET,
        effort_minutes: int | UnsetType | None = UNSET,
        duration_minutes: int | UnsetType | None = UNSET,
        low_minutes: int | UnsetType | None = UNSET,
        high_minutes: int | UnsetType | None = UNSET,
        remaining_minutes: int | UnsetType | None = UNSET,
        chunk_minutes: int | UnsetType | None = UNSET,
        priority: int | UnsetType = UNSET,
        stars: int | UnsetType | None = UNSET,
        moscow: Literal["", "must", "should", "could", "wont"] | UnsetType = UNSET,
        rice_reach: int | UnsetType | None = UNSET,
        rice_impact_percent: int | UnsetType | None = UNSET,
        rice_confidence_percent: int | UnsetType | None = UNSET,
        wsjf_value: int | UnsetType | None = UNSET,
        wsjf_criticality: int | UnsetType | None = UNSET,
        wsjf_reduction: int | UnsetType | None = UNSET,
        quadrant: Literal["", "both", "important", "urgent", "neither"]
        | UnsetType = UNSET,
        deadline: datetime | UnsetType | None = UNSET,
        starts_no_earlier: datetime | UnsetType | None = UNSET,
        starts_no_later: datetime | UnsetType | None = UNSET,
        finishes_no_earlier: datetime | UnsetType | None = UNSET,
        custom: dict[str, Any] | UnsetType = UNSET,
        title: str | UnsetType = UNSET,
        if_match: int | str | None = None,
        workspace: str | None = None,
    ) -> models.Item:
        """Change what was sent; 412 when `If-Match` names another version."""
        return self._sender.request(
            "PATCH",
            "/api/v1/w/{workspace}/items/{item}",
            models.Item,
            places={"workspace": workspace, "item": item},
            body={
                "description": description,
                "drive": drive,
                "is_joint": is_joint,
                "effort_minutes": effort_minutes,
                "duration_minutes": duration_minutes,
                "low_minutes": low_minutes,
                "high_minutes": high_minutes,
                "remaining_minutes": remaining_minutes,
                "chunk_minutes": chunk_minutes,
                "priority": priority,
                "stars": stars,
                "moscow": moscow,
                "rice_reach": rice_reach,
                "rice_impact_percent": rice_impact_percent,
                "rice_confidence_percent": rice_confidence_percent,
                "wsjf_value": wsjf_value,
                "wsjf_criticality": wsjf_criticality,
                "wsjf_reduction": wsjf_reduction,
                "quadrant": quadrant,
                "deadline": deadline,
                "starts_no_earlier": starts_no_earlier,
                "starts_no_later": starts_no_later,
                "finishes_no_earlier": finishes_no_earlier,
                "custom": custom,
                "title": title,
            },
            if_match=if_match,
        )

    def delete(self, item: str, *, workspace: str | None = None) -> None:
        """Put an item into the bin, with all that is in it."""
        self._sender.request(
            "DELETE",
            "/api/v1/w/{workspace}/items/{item}",
            type(None),
            places={"workspace": workspace, "item": item},
        )

    def move(
        self,
        item: str,
        *,
        to: Literal["todo", "doing", "waiting", "done", "cancelled"]
        | UnsetType
        | None = UNSET,
        status_id: int | UnsetType | None = UNSET,
        after: str | UnsetType | None = UNSET,
        before: str | UnsetType | None = UNSET,
        at: datetime | UnsetType | None = UNSET,
        if_match: int | str | None = None,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Item:
        """Start, finish, cancel or reopen an item, or put it into a place on the
        board.

        409 while an item in it is open, or where its type has no such state.
        """
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/items/{item}/transition",
            models.Item,
            places={"workspace": workspace, "item": item},
            body={
                "to": to,
                "status_id": status_id,
                "after": after,
                "before": before,
                "at": at,
            },
            if_match=if_match,
            key=idempotency_key,
        )

    def get_outlook(self, item: str, *, workspace: str | None = None) -> models.Outlook:
        """Say what the plan says of an item, and why it is not earlier."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/items/{item}/outlook",
            models.Outlook,
            places={"workspace": workspace, "item": item},
        )

    def get_history(
        self,
        item: str,
        *,
        cursor: int | None = None,
        limit: int | None = None,
        fields: str | None = None,
        workspace: str | None = None,
    ) -> Rows[models.Entry]:
        """Say what happened to an item, newest first."""
        return self._sender.rows(
            "/api/v1/w/{workspace}/items/{item}/history",
            models.HistoryPage,
            places={"workspace": workspace, "item": item},
            query={"cursor": cursor, "limit": limit, "fields": fields},
        )

    def transfer(
        self,
        item: str,
        *,
        project: str,
        if_match: int | str | None = None,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Item:
        """Move an item to another project, with all in it.

        It gets a key of that project, and is found by its old key as well. Links
        to items that stay behind go. Contributors to both projects may.
        """
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/items/{item}/transfer",
            models.Item,
            places={"workspace": workspace, "item": item},
            body={"project": project},
            if_match=if_match,
            key=idempotency_key,
        )

    def duplicate(
        self,
        item: str,
        *,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Item:
        """Copy an item, with all in it, right behind it; all copies are to be done.

        Their people, labels, skills, checklists and links among them are copied;
        files, history, what was spent and what happened are not.
        """
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/items/{item}/duplicate",
            models.Item,
            places={"workspace": workspace, "item": item},
            key=idempotency_key,
        )

    def list_people(
        self, item: str, *, fields: str | None = None, workspace: str | None = None
    ) -> models.People:
        """List who works on the item, and with which part."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/items/{item}/people",
            models.People,
            places={"workspace": workspace, "item": item},
            query={"fields": fields},
        )

    def assign_people(
        self,
        item: str,
        *,
        parts: Sequence[models.PartIn],
        accountable_id: int | UnsetType | None = UNSET,
        if_match: int | str | None = None,
        workspace: str | None = None,
    ) -> models.Item:
        """Let just these people work on the item."""
        return self._sender.request(
            "PUT",
            "/api/v1/w/{workspace}/items/{item}/people",
            models.Item,
            places={"workspace": workspace, "item": item},
            body={"parts": parts, "accountable_id": accountable_id},
            if_match=if_match,
        )

    def list_needed_skills(
        self, item: str, *, fields: str | None = None, workspace: str | None = None
    ) -> models.Needs:
        """List the skills that whoever does the item needs, and how well."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/items/{item}/skills",
            models.Needs,
            places={"workspace": workspace, "item": item},
            query={"fields": fields},
        )

    def need_skills(
        self,
        item: str,
        *,
        skills: Sequence[models.NeedIn],
        if_match: int | str | None = None,
        workspace: str | None = None,
    ) -> models.Item:
        """Let the item ask for just these; the plan then looks for who has all of
        them.
        """
        return self._sender.request(
            "PUT",
            "/api/v1/w/{workspace}/items/{item}/skills",
            models.Item,
            places={"workspace": workspace, "item": item},
            body={"skills": skills},
            if_match=if_match,
        )

    def get_delay_cost(
        self, item: str, *, workspace: str | None = None
    ) -> models.DelayCost:
        """Say what people said that the delay of an item costs; not to guests."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/items/{item}/delay-cost",
            models.DelayCost,
            places={"workspace": workspace, "item": item},
        )

    def cost_delay(
        self,
        item: str,
        *,
        per_week: int | UnsetType = UNSET,
        once: int | UnsetType = UNSET,
        if_match: int | str | None = None,
        workspace: str | None = None,
    ) -> models.Item:
        """Say what delay costs; the plan then orders the item by it."""
        return self._sender.request(
            "PUT",
            "/api/v1/w/{workspace}/items/{item}/delay-cost",
            models.Item,
            places={"workspace": workspace, "item": item},
            body={"per_week": per_week, "once": once},
            if_match=if_match,
        )

    def list_pauses(
        self, item: str, *, fields: str | None = None, workspace: str | None = None
    ) -> models.Pauses:
        """List the spans in which no work on the item is planned, in order."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/items/{item}/pauses",
            models.Pauses,
            places={"workspace": workspace, "item": item},
            query={"fields": fields},
        )

    def pause(
        self,
        item: str,
        *,
        pauses: Sequence[models.PauseIn],
        if_match: int | str | None = None,
        workspace: str | None = None,
    ) -> models.Item:
        """Let the item rest in just these spans; the plan lets nobody work on it
        then.
        """
        return self._sender.request(
            "PUT",
            "/api/v1/w/{workspace}/items/{item}/pauses",
            models.Item,
            places={"workspace": workspace, "item": item},
            body={"pauses": pauses},
            if_match=if_match,
        )

    def list_planned_costs(
        self, item: str, *, fields: str | None = None, workspace: str | None = None
    ) -> models.Costs:
        """List what the item is planned to cost besides the hours of people.

        Takes a token that may administer.
        """
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/items/{item}/costs",
            models.Costs,
            places={"workspace": workspace, "item": item},
            query={"fields": fields},
        )

    def plan_costs(
        self,
        item: str,
        *,
        costs: Sequence[models.CostIn],
        if_match: int | str | None = None,
        workspace: str | None = None,
    ) -> models.Item:
        """Let the item cost just these.

        Takes a token that may administer.
        """
        return self._sender.request(
            "PUT",
            "/api/v1/w/{workspace}/items/{item}/costs",
            models.Item,
            places={"workspace": workspace, "item": item},
            body={"costs": costs},
            if_match=if_match,
        )

    def list_labels(
        self, item: str, *, fields: str | None = None, workspace: str | None = None
    ) -> models.Labels:
        """List the labels that the item carries."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/items/{item}/labels",
            models.Labels,
            places={"workspace": workspace, "item": item},
            query={"fields": fields},
        )

    def set_labels(
        self,
        item: str,
        *,
        labels: Sequence[str],
        if_match: int | str | None = None,
        workspace: str | None = None,
    ) -> models.Item:
        """Let the item carry just these labels; new names make new labels."""
        return self._sender.request(
            "PUT",
            "/api/v1/w/{workspace}/items/{item}/labels",
            models.Item,
            places={"workspace": workspace, "item": item},
            body={"labels": labels},
            if_match=if_match,
        )

    def list_checks(
        self, item: str, *, fields: str | None = None, workspace: str | None = None
    ) -> models.Checklist:
        """List the lines of the item's checklist, in their order."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/items/{item}/checks",
            models.Checklist,
            places={"workspace": workspace, "item": item},
            query={"fields": fields},
        )

    def add_check(
        self,
        item: str,
        *,
        text: str,
        heading: str | UnsetType | None = UNSET,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Check:
        """Add a line at the end."""
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/items/{item}/checks",
            models.Check,
            places={"workspace": workspace, "item": item},
            body={"text": text, "heading": heading},
            key=idempotency_key,
        )

    def change_check(
        self,
        item: str,
        check: int,
        *,
        text: str | UnsetType = UNSET,
        heading: str | UnsetType = UNSET,
        is_done: bool | UnsetType = UNSET,
        place: int | UnsetType = UNSET,
        workspace: str | None = None,
    ) -> models.Check:
        """Say a line anew, tick it or not, or move it."""
        return self._sender.request(
            "PATCH",
            "/api/v1/w/{workspace}/items/{item}/checks/{check}",
            models.Check,
            places={"workspace": workspace, "item": item, "check": check},
            body={"text": text, "heading": heading, "is_done": is_done, "place": place},
        )

    def remove_check(
        self, item: str, check: int, *, workspace: str | None = None
    ) -> None:
        """Take a line off the checklist."""
        self._sender.request(
            "DELETE",
            "/api/v1/w/{workspace}/items/{item}/checks/{check}",
            type(None),
            places={"workspace": workspace, "item": item, "check": check},
        )

    def list_comments(
        self,
        item: str,
        *,
        cursor: int | None = None,
        limit: int | None = None,
        fields: str | None = None,
        workspace: str | None = None,
    ) -> Rows[models.Comment]:
        """List what was said about an item, in the order in which it came here.

        None where descriptions are hidden from you.
        """
        return self._sender.rows(
            "/api/v1/w/{workspace}/items/{item}/comments",
            models.CommentPage,
            places={"workspace": workspace, "item": item},
            query={"cursor": cursor, "limit": limit, "fields": fields},
        )

    def add_comment(
        self,
        item: str,
        *,
        text: str,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Comment:
        """Say something about an item; commenters may, and who may do more."""
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/items/{item}/comments",
            models.Comment,
            places={"workspace": workspace, "item": item},
            body={"text": text},
            key=idempotency_key,
        )

    def edit_comment(
        self,
        item: str,
        comment: int,
        *,
        text: str,
        if_match: int | str | None = None,
        workspace: str | None = None,
    ) -> models.Comment:
        """Say it otherwise; only its author may."""
        return self._sender.request(
            "PATCH",
            "/api/v1/w/{workspace}/items/{item}/comments/{comment}",
            models.Comment,
            places={"workspace": workspace, "item": item, "comment": comment},
            body={"text": text},
            if_match=if_match,
        )

    def remove_comment(
        self, item: str, comment: int, *, workspace: str | None = None
    ) -> None:
        """Take a comment away; its author may, and who leads the project."""
        self._sender.request(
            "DELETE",
            "/api/v1/w/{workspace}/items/{item}/comments/{comment}",
            type(None),
            places={"workspace": workspace, "item": item, "comment": comment},
        )

    def list_links(
        self, item: str, *, fields: str | None = None, workspace: str | None = None
    ) -> models.Links:
        """List what the item waits for, and what it holds back."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/items/{item}/links",
            models.Links,
            places={"workspace": workspace, "item": item},
            query={"fields": fields},
        )

    def link(
        self,
        item: str,
        *,
        after: str,
        kind: Literal["FS", "SS", "FF", "SF"] | UnsetType = UNSET,
        lag_minutes: int | UnsetType = UNSET,
        lag_low_minutes: int | UnsetType | None = UNSET,
        lag_high_minutes: int | UnsetType | None = UNSET,
        lag_is_elapsed: bool | UnsetType = UNSET,
        workspace: str | None = None,
    ) -> None:
        """Let the item hold back another; 409, naming the path, if that closes a
        circle.
        """
        self._sender.request(
            "PUT",
            "/api/v1/w/{workspace}/items/{item}/links",
            type(None),
            places={"workspace": workspace, "item": item},
            body={
                "after": after,
                "kind": kind,
                "lag_minutes": lag_minutes,
                "lag_low_minutes": lag_low_minutes,
                "lag_high_minutes": lag_high_minutes,
                "lag_is_elapsed": lag_is_elapsed,
            },
        )

    def unlink(self, item: str, after: str, *, workspace: str | None = None) -> None:
        """Let `after` no longer wait for the item."""
        self._sender.request(
            "DELETE",
            "/api/v1/w/{workspace}/items/{item}/links/{after}",
            type(None),
            places={"workspace": workspace, "item": item, "after": after},
        )

    def list_relations(
        self, item: str, *, fields: str | None = None, workspace: str | None = None
    ) -> models.Relations:
        """List what the item has to do with others, as far as you see them."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/items/{item}/relations",
            models.Relations,
            places={"workspace": workspace, "item": item},
            query={"fields": fields},
        )

    def relate(
        self,
        item: str,
        *,
        kind: Literal["relates", "duplicates", "follows", "causes"],
        other: str,
        workspace: str | None = None,
    ) -> None:
        """Say that the item relates to, duplicates, … another; you may change one."""
        self._sender.request(
            "PUT",
            "/api/v1/w/{workspace}/items/{item}/relations",
            type(None),
            places={"workspace": workspace, "item": item},
            body={"kind": kind, "other": other},
        )

    def unrelate(
        self,
        item: str,
        kind: Literal["relates", "duplicates", "follows", "causes"],
        other: str,
        *,
        workspace: str | None = None,
    ) -> None:
        """Say it no longer."""
        self._sender.request(
            "DELETE",
            "/api/v1/w/{workspace}/items/{item}/relations/{kind}/{other}",
            type(None),
            places={"workspace": workspace, "item": item, "kind": kind, "other": other},
        )

    def list_files(
        self,
        item: str,
        *,
        cursor: int | None = None,
        limit: int | None = None,
        fields: str | None = None,
        workspace: str | None = None,
    ) -> Rows[models.File]:
        """List the files of an item with their versions."""
        return self._sender.rows(
            "/api/v1/w/{workspace}/items/{item}/files",
            models.FilePage,
            places={"workspace": workspace, "item": item},
            query={"cursor": cursor, "limit": limit, "fields": fields},
        )

    def upload_file(
        self,
        item: str,
        file: bytes,
        *,
        name: str | None = None,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.File:
        """Attach the body of the request to the item, whatever it is.

        The same content again changes nothing. 413 when it is too large or the
        workspace is full, 411 without a `Content-Length`.
        """
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/items/{item}/files",
            models.File,
            places={"workspace": workspace, "item": item},
            query={"name": name},
            file=file,
            kind="application/octet-stream",
            key=idempotency_key,
        )

    def download_file(
        self,
        item: str,
        file: int,
        *,
        version: int | None = None,
        workspace: str | None = None,
    ) -> bytes:
        """Answer with the bytes of a file."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/items/{item}/files/{file}",
            bytes,
            places={"workspace": workspace, "item": item, "file": file},
            query={"version": version},
        )

    def remove_file(
        self, item: str, file: int, *, workspace: str | None = None
    ) -> None:
        """Put a file into the bin, with all its versions."""
        self._sender.request(
            "DELETE",
            "/api/v1/w/{workspace}/items/{item}/files/{file}",
            type(None),
            places={"workspace": workspace, "item": item, "file": file},
        )

    def explain(self, item: str, *, workspace: str | None = None) -> models.Why:
        """Say why an item is not done earlier: what holds it, and what holds that.

        `explainMoves` says why its date moved.
        """
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/items/{item}/why",
            models.Why,
            places={"workspace": workspace, "item": item},
        )

    def retype(
        self,
        item: str,
        *,
        type_id: int,
        if_match: int | str | None = None,
        workspace: str | None = None,
    ) -> models.Item:
        """Make the item of another type, in the state there that is like its own."""
        return self._sender.request(
            "PUT",
            "/api/v1/w/{workspace}/items/{item}/type",
            models.Item,
            places={"workspace": workspace, "item": item},
            body={"type_id": type_id},
            if_match=if_match,
        )

    def list_forecasts(
        self,
        item: str,
        *,
        cursor: int | None = None,
        limit: int | None = None,
        fields: str | None = None,
        workspace: str | None = None,
    ) -> Rows[models.Forecast]:
        """List what was forecast of an item, on each day that it changed."""
        return self._sender.rows(
            "/api/v1/w/{workspace}/items/{item}/forecasts",
            models.ForecastPage,
            places={"workspace": workspace, "item": item},
            query={"cursor": cursor, "limit": limit, "fields": fields},
        )

    def preview(
        self,
        item: str,
        *,
        starts_no_earlier: datetime | None = None,
        remaining_minutes: int | None = None,
        effort_minutes: int | None = None,
        duration_minutes: int | None = None,
        waits_for: str | None = None,
        is_unpinned: bool | None = None,
        workspace: str | None = None,
    ) -> models.Preview:
        """Say what a change of an item would move, or what waiting for another
        would.

        For those who may change it.
        """
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/items/{item}/preview",
            models.Preview,
            places={"workspace": workspace, "item": item},
            query={
                "starts_no_earlier": starts_no_earlier,
                "remaining_minutes": remaining_minutes,
                "effort_minutes": effort_minutes,
                "duration_minutes": duration_minutes,
                "waits_for": waits_for,
                "is_unpinned": is_unpinned,
            },
        )

    def list_candidates(
        self, item: str, *, fields: str | None = None, workspace: str | None = None
    ) -> models.Candidates:
        """Compare who could do an item, each in a forecast of its own.

        For those who may change it.
        """
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/items/{item}/candidates",
            models.Candidates,
            places={"workspace": workspace, "item": item},
            query={"fields": fields},
        )

    def list_levers(self, item: str, *, workspace: str | None = None) -> models.Levers:
        """Rank what would help the deadline of an item; for those who may change it."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/items/{item}/levers",
            models.Levers,
            places={"workspace": workspace, "item": item},
        )

    def explain_moves(
        self, item: str, *, since: date | None = None, workspace: str | None = None
    ) -> models.Moves:
        """Say what moved the date of an item since a day, in parts that add up."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/items/{item}/moves",
            models.Moves,
            places={"workspace": workspace, "item": item},
            query={"since": since},
        )

    def price_override(
        self, item: str, *, before: str | None = None, workspace: str | None = None
    ) -> models.Price:
        """Say what it costs now that an item goes before all others, or before one."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/items/{item}/override-price",
            models.Price,
            places={"workspace": workspace, "item": item},
            query={"before": before},
        )

    def set_override(
        self,
        item: str,
        *,
        before: str | UnsetType | None = UNSET,
        why: str | UnsetType = UNSET,
        workspace: str | None = None,
    ) -> models.Override:
        """Let an item go before all others, or before one, whatever it is worth."""
        return self._sender.request(
            "PUT",
            "/api/v1/w/{workspace}/items/{item}/override",
            models.Override,
            places={"workspace": workspace, "item": item},
            body={"before": before, "why": why},
        )

    def price_decisions(
        self, item: str, *, fields: str | None = None, workspace: str | None = None
    ) -> models.DecisionPrices:
        """Say what all that was decided about an item costs now, each without the
        others.

        For those who may change it.
        """
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/items/{item}/decision-prices",
            models.DecisionPrices,
            places={"workspace": workspace, "item": item},
            query={"fields": fields},
        )

    def get_ageing(self, item: str, *, workspace: str | None = None) -> models.Ageing:
        """Say how much longer an item in progress takes, given its age.

        By how long finished items took, not by the plan.
        """
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/items/{item}/ageing",
            models.Ageing,
            places={"workspace": workspace, "item": item},
        )
