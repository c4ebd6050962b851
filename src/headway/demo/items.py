"""Items from lines of text; see ``content`` for how they read."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from headway.actors.models import Actor
from headway.base.durations import parse_minutes
from headway.people.models import Person
from headway.work.actions import (
    Part,
    assign_people,
    create_item,
    edit_item,
    link_items,
    move_item,
)
from headway.work.models import Drive, Item, Project, State

CLOSE_OF_BUSINESS = timedelta(hours=17)
START_OF_BUSINESS = timedelta(hours=9)

LINK = re.compile(r"(\w+)(?: (FS|SS|FF|SF))?(?:\+(\w+))?")


class ItemWriter:
    """Writes one project's items; ``midnight`` is the start of today."""

    def __init__(
        self,
        project: Project,
        people: Mapping[str, Person],
        by: Actor,
        midnight: datetime,
    ) -> None:
        self.project, self.people, self.by = project, people, by
        self.midnight = midnight
        self.items: dict[str, Item] = {}

    def write(self, text: str) -> None:
        parent: Item | None = None
        lines = text.strip("\n").splitlines()
        for line in lines:
            is_inside = line.startswith("  ")
            item = self._create(line, parent if is_inside else None)
            if not is_inside:
                parent = item
        for line in reversed(lines):  # what is in an item is done before it
            self._progress(line)

    def _create(self, line: str, parent: Item | None) -> Item:
        name, title, effort, people, after, more = _cells(line)
        item = create_item(
            self.project.pk,
            by=self.by,
            title=title,
            parent_id=parent.pk if parent else None,
            **self._fields(effort, more),
        )
        parts = [Part(person_id=self.people[who].pk) for who in _list(people)]
        if parts:
            assign_people(item.pk, parts, by=self.by)
        for link in _list(after):
            self._link(link, item)
        self.items[name] = item
        return item

    def _fields(self, effort: str, more: str) -> dict[str, Any]:
        minutes = parse_minutes(effort) if effort else None
        fields: dict[str, Any] = {"effort_minutes": minutes}
        if "milestone" in more:
            fields = {"drive": Drive.MILESTONE}
        elif "duration" in more:
            fields = {"drive": Drive.DURATION, "duration_minutes": minutes}
        if match := re.search(r"due (\d+)", more):
            fields["deadline"] = self._day(int(match[1])) + CLOSE_OF_BUSINESS
        if match := re.search(r"from (\d+)", more):
            fields["starts_no_earlier"] = self._day(int(match[1])) + START_OF_BUSINESS
        return fields | {"is_joint": "joint" in more}

    def _link(self, text: str, after: Item) -> None:
        match = LINK.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is no link")
        before, kind, lag = match.groups()
        link_items(
            self.items[before].pk,
            after.pk,
            by=self.by,
            kind=kind or "FS",
            lag_minutes=parse_minutes(lag) if lag else 0,
        )

    def _progress(self, line: str) -> None:
        name, *_, more = _cells(line)
        pk = self.items[name].pk
        if match := re.search(r"done (\d+)-(\d+)", more):
            began = self._day(-int(match[1])) + START_OF_BUSINESS
            ended = self._day(-int(match[2])) + CLOSE_OF_BUSINESS
            move_item(pk, State.DOING, by=self.by, at=began)
            move_item(pk, State.DONE, by=self.by, at=ended)
        elif match := re.search(r"doing (\d+) left (\w+)", more):
            began = self._day(-int(match[1])) + START_OF_BUSINESS
            move_item(pk, State.DOING, by=self.by, at=began)
            edit_item(pk, by=self.by, remaining_minutes=parse_minutes(match[2]))

    def _day(self, ahead: int) -> datetime:
        """Return a working day's midnight so far ahead, weekends stepped over."""
        day = self.midnight + timedelta(days=ahead)
        while day.weekday() > 4:
            day += timedelta(days=1 if ahead > 0 else -1)
        return day


def _cells(line: str) -> list[str]:
    name, _, rest = line.strip().partition(": ")
    cells = [cell.strip() for cell in rest.split("|")]
    return [name, *cells, *[""] * (5 - len(cells))]


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
