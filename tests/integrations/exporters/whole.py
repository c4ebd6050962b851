"""All of a project, told by names alone, so that two can be held against each other.

It asks the tables, and nothing of what writes or reads files.
"""

from collections import defaultdict
from typing import Any

from headway.comms.models import Comment
from headway.events.models import Event
from headway.people.models import Person
from headway.work.field_values import typed
from headway.work.models import (
    CustomField,
    Item,
    ItemType,
    Link,
    Project,
    Relation,
)

COLUMNS = (
    "title", "description", "depth", "state", "drive", "is_joint", "priority",
    "effort_minutes", "duration_minutes", "low_minutes", "high_minutes",
    "remaining_minutes", "chunk_minutes", "spent_minutes", "starts_no_earlier",
    "starts_no_later", "finishes_no_earlier", "deadline", "started_at", "finished_at",
    "created_at", "checks_done", "checks_total",
)  # fmt: skip


def whole_of(project: Project) -> dict[str, Any]:
    """Everything that was said of a project and its items, field by field."""
    items = list(
        project.items.select_related("type", "status", "parent", "finished_by")
        .select_related("calendar")
        .in_outline()
    )
    places = {item.pk: n for n, item in enumerate(items)}
    return {
        "name": project.name,
        "dates": (project.starts_no_earlier, project.target_on, project.priority),
        "calendar": project.calendar and project.calendar.name,
        "states": {
            item.type.name: list(
                item.type.states.live().in_order().values_list(
                    "name", "category", "is_review"
                )
            )
            for item in items
        },
        "items": [_item(item, places) for item in items],
        "columns": _columns(items),
        "fields": _fields(items),
        "links": sorted(
            (places[x.before_id], places[x.after_id], *map(str, x.said.values()))
            for x in Link.objects.of_project(project.pk)
        ),
        "relations": sorted(
            _relation(x, places)
            for x in Relation.objects.filter(
                source__project=project, target__project=project
            )
        ),
    }  # fmt: skip


def apart(one: dict[str, Any], other: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Return where two projects are not the same: where, and what each says there."""
    found: list[tuple[Any, ...]] = [
        (name, one[name], other[name])
        for name in one
        if name != "items" and one[name] != other[name]
    ]
    if len(one["items"]) != len(other["items"]):
        return [*found, ("items", len(one["items"]), len(other["items"]))]
    for mine, theirs in zip(one["items"], other["items"], strict=True):
        found += [
            (mine["title"], name, mine[name], theirs[name])
            for name in mine
            if mine[name] != theirs[name]
        ]
    return found


def _item(item: Item, places: dict[int, int]) -> dict[str, Any]:
    said: dict[str, Any] = {name: getattr(item, name) for name in COLUMNS}
    people = dict(Person.everything.values_list("pk", "actor__name"))
    return said | {
        "parent": None if item.parent_id is None else places[item.parent_id],
        "status": (item.type.name, item.status.name),
        "calendar": item.calendar and item.calendar.name,
        "finished_by": item.finished_by and item.finished_by.name,
        "labels": sorted(item.labelled.values_list("label__name", "label__colour")),
        "people": list(
            item.assignments.order_by("-is_accountable", "pk").values_list(
                "person__actor__name", "share", "units_percent", "is_accountable"
            )
        ),
        "needs": sorted(item.needs.values_list("skill__name", "level")),
        "pauses": sorted(item.pauses.values_list("starts_at", "ends_at")),
        "costs": [
            (cost.per_week, cost.once)
            for cost in [getattr(item, "cost_of_delay", None)]
            if cost
        ],
        "checks": list(
            item.checks.filter(removed_at=None)
            .order_by("position", "pk")
            .values_list("heading", "text", "done_at", "done_by__name")
        ),
        "comments": list(
            Comment.objects.live()
            .oldest_first()
            .filter(thread__conversation__item=item)
            .values_list("author__name", "text", "at", "edited_at")
        ),
        "fields": {
            field.name: typed(field, item.custom[field.key], people)
            for field in CustomField.objects.filter(workspace=item.workspace_id)
            if field.key in item.custom
        },
        "files": sorted(
            (each.file.name, each.file.current.sha256)
            for each in item.attachments.all()
        ),
        "history": _history(item),
    }


def _history(item: Item) -> list[tuple[Any, ...]]:
    """What happened before it came here; who did it by the name."""
    names = dict(Person.everything.values_list("pk", "actor__name"))
    rows = Event.objects.filter(
        kind="work.item_changed_elsewhere", subject_id=item.pk
    ).order_by("pk")
    return [
        (
            data["field"],
            data["before"],
            data["after"],
            names.get(data["person_id"]) or data["author"],
            data["happened_at"],
        )
        for data in rows.values_list("data", flat=True)
    ]


def _fields(items: list[Item]) -> dict[str, Any]:
    """What is defined of the fields in which the items say anything."""
    used = {key for item in items for key in item.custom}
    types = dict(ItemType.objects.values_list("pk", "name"))
    return {
        field.name: (
            field.kind,
            [(row["name"], row["colour"]) for row in field.options],
            sorted(types[pk] for pk in field.type_ids),
        )
        for field in CustomField.objects.filter(pk__in=map(int, used))
    }


def _columns(items: list[Item]) -> dict[tuple[str, str], list[str]]:
    """The cards of each column of the board, from top to bottom."""
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for item in sorted(items, key=lambda each: (each.board_rank, each.pk)):
        found[item.type.name, item.status.name].append(item.title)
    return dict(found)


def _relation(relation: Relation, places: dict[int, int]) -> tuple[Any, ...]:
    """What is mutual has its older item first, which may be the other one there."""
    ends = places[relation.source_id], places[relation.target_id]
    return (relation.kind, *(sorted(ends) if relation.kind == "relates" else ends))
