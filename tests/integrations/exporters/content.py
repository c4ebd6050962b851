"""All that an import makes of a project, told by names, so that two can be compared."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from headway.actors.models import Actor
from headway.people.timetables import WholeCalendar, whole_calendars
from headway.work.models import Assignment, Drive, Item, Link, Project
from headway.work.shown_fields import fields_of

FIELDS = (
    "title", "description", "priority", "drive", "effort_minutes", "duration_minutes",
    "remaining_minutes", "spent_minutes", "starts_no_earlier", "starts_no_later",
    "finishes_no_earlier", "deadline", "state", "started_at", "finished_at",
)  # fmt: skip


def content_of(project: Project, by: Actor) -> dict[str, Any]:
    """Everything kept: items in their outline, links, people, working time."""
    items = list(Item.objects.filter(project=project).in_outline())
    place = {item.pk: n for n, item in enumerate(items)}
    calendars, __ = whole_calendars(by.workspace_id)
    parts = Assignment.objects.filter(item__project=project).select_related(
        "person__actor"
    )
    links = Link.objects.of_project(project.pk)
    people = {part.person.actor.name: part.person for part in parts}
    return {
        "project": (project.name, project.starts_no_earlier),
        "working time": working_time(calendars, project.calendar_id),
        "items": [
            {name: getattr(item, name) for name in FIELDS}
            | {
                "starts_no_earlier": pin_of(item),
                "parent": place.get(item.parent_id),
                "depth": item.depth,
                "pauses": list(item.pauses.order_by("starts_at").values_list(
                    "starts_at", "ends_at"
                )),
                "calendar": working_time(calendars, item.calendar_id),
                "fields": {s.name: s.words for s in fields_of(item, by=by) if s.words},
            }
            for item in items
        ],
        "links": sorted(
            (
                place[link.before_id], place[link.after_id], link.kind,
                link.lag_minutes, link.lag_is_elapsed,
            )
            for link in links
        ),
        "parts": sorted(
            (
                place[part.item_id], part.person.actor.name, part.units_percent,
                part.is_accountable, share_of(part),
            )
            for part in parts
        ),
        "people": {
            name: (each.capacity_permille, working_time(calendars, each.calendar_id))
            for name, each in people.items()
        },
    }  # fmt: skip


def pin_of(item: Item) -> datetime | None:
    """The pin, where it says anything: not of what began no earlier."""
    pin, began = item.starts_no_earlier, item.started_at
    return None if pin and began and pin <= began else pin


def share_of(part: Assignment) -> int | None:
    """The share, where it says anything: of an effort, and not of time that passes."""
    return part.share if part.item.drive == Drive.EFFORT else None


def working_time(calendars: Mapping[int, WholeCalendar], pk: int | None) -> Any:
    """The week, and what counts on each day that differs from it."""
    if pk is None:
        return None
    days = {}
    for dated in calendars[pk].exceptions:
        length = (dated.last - dated.first).days
        for ordinal in range(length + 1):
            days[dated.first.toordinal() + ordinal] = dated.hours
    return calendars[pk].week, days
