"""All that a project owns, found by walking from table to table.

A table with a key to one of them is owned; so is what only belongs to a row of them.
Each column is compared, or stays for a reason that the page of the file names.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.apps import apps
from django.db import models

from headway.comms.models import Thread
from headway.people.models import Person
from headway.work.field_values import typed
from headway.work.models import CustomField, Item, Project

Model = type[models.Model]
Field = models.Field[Any, Any]

COMPARED = frozenset(
    {
        "comms.comment", "comms.file", "comms.fileversion", "comms.thread",
        "plan.baseline", "plan.baselineitem", "work.assignment", "work.attachment",
        "work.check", "work.conversation", "work.costofdelay", "work.demand",
        "work.item", "work.itemlabel", "work.link", "work.need", "work.pause",
        "work.plannedcost", "work.project", "work.relation",
    }
)  # fmt: skip

STAYS: Mapping[str, str] = {
    "comms.fileversion.at": "who sent files, and when",
    "comms.fileversion.by": "who sent files, and when",
    "comms.fileversion.number": "older versions of files",
    "importers.finding": "reports of imports",
    "importers.import": "reports of imports",
    "plan.ageing": "what Headway works out itself",
    "plan.conflictpart": "what Headway works out itself",
    "plan.decision": "what Headway works out itself",
    "plan.override": "what somebody put before other work",
    "plan.overridedelay": "what somebody put before other work",
    "plan.pace": "what Headway works out itself",
    "work.deletion": "what is in the bin",
    "work.grant": "who may see it",
    "work.item.number": "keys and numbers",
    "work.itemwords": "what Headway works out itself",
    "work.keyalias": "keys and numbers",
    "work.outlook": "what Headway works out itself",
    "work.precedent": "what Headway works out itself",
    "work.project.archived_at": "whether it is in the archive",
    "work.project.archived_by": "whether it is in the archive",
    "work.project.key": "keys and numbers",
    "work.project.next_number": "keys and numbers",
    "work.projectoutlook": "what Headway works out itself",
}
"""What is not in the file, a table or a column, and how its page calls that."""

OF_THE_ROW = frozenset(
    {"id", "workspace", "version", "external_source", "external_id", "content"}
)
"""By what a row is known here, whatever it says."""

GONE = frozenset({"deletion", "removed_at", "removed_by"})
"""A row that says anything in them is in the bin, or is none any more."""

IN_PLACES = frozenset({"position", "board_rank"})
"""Numbers that grow in an order; ``whole`` compares the orders."""

NAMES: Mapping[Model, Callable[[Any], str]] = {
    Thread: lambda thread: thread.conversation.item.title
}
"""What a row is called in both places, where ``str`` does not say it."""


def owned() -> list[Model]:
    """Return the models whose rows belong to a project, however far."""
    found: dict[Model, None] = {Project: None}
    while True:
        more = [
            model
            for model in apps.get_models()
            if model not in found and _is_beside(model, found)
        ]
        if not more:
            return list(found)
        found |= dict.fromkeys(more)


def _is_beside(model: Model, found: Mapping[Model, Any]) -> bool:
    belongs = any(key.related_model in found for key in _keys(model))
    return belongs or any(
        isinstance(key, models.OneToOneField) and key.related_model is model
        for each in found
        for key in _keys(each)
    )


def _keys(model: Model) -> Iterator[Any]:
    yield from (f for f in model._meta.concrete_fields if f.related_model is not None)


def compared(model: Model) -> list[Field]:
    left = OF_THE_ROW | GONE | IN_PLACES
    return [
        field
        for field in model._meta.concrete_fields
        if field.name not in left
        and f"{model._meta.label_lower}.{field.name}" not in STAYS
    ]


def rows_of(project: Project) -> dict[str, list[dict[str, Any]]]:
    """Return what each row of each compared table says, rows by what they say."""
    found: defaultdict[Model, set[int]] = defaultdict(set)
    found[Project].add(project.pk)
    before = -1
    while before != (before := sum(map(len, found.values()))):
        for model in owned():
            found[model] |= set(_beside(model, found))
    return {
        model._meta.label_lower: sorted(
            (_said(row) for row in models.QuerySet(model).filter(pk__in=found[model])),
            key=str,
        )
        for model in owned()
        if model._meta.label_lower in COMPARED
    }


def _beside(model: Model, found: Mapping[Model, set[int]]) -> Iterator[int]:
    live: Any = models.QuerySet(model).filter(
        **{
            f"{field.name}__isnull": True
            for field in model._meta.concrete_fields
            if field.name in GONE
        }
    )
    for key in _keys(model):
        if key.related_model in found:
            named = live.filter(**{f"{key.name}__in": found[key.related_model]})
            yield from named.values_list("pk", flat=True)
    for each, pks in [*found.items()]:
        for key in _keys(each):
            if isinstance(key, models.OneToOneField) and key.related_model is model:
                rows = models.QuerySet(each).filter(pk__in=pks)
                yield from rows.values_list(key.attname, flat=True)


def _said(row: models.Model) -> dict[str, Any]:
    said = {field.name: _value(row, field) for field in compared(type(row))}
    return said | ({"custom": _custom(row)} if isinstance(row, Item) else {})


def _value(row: models.Model, field: Field) -> Any:
    value = getattr(row, field.name)
    if not isinstance(value, models.Model):
        return value
    return NAMES.get(type(value), str)(value)


def _custom(item: Item) -> dict[str, str]:
    people = dict(Person.everything.values_list("pk", "actor__name"))
    fields = CustomField.objects.in_bulk(map(int, item.custom))
    return {
        field.name: typed(field, item.custom[field.key], people)
        for field in fields.values()
    }


def unsaid(rows: Mapping[str, list[dict[str, Any]]]) -> Iterator[str]:
    """Yield the columns in which nothing is said but what is so by itself."""
    for model in owned():
        name = model._meta.label_lower
        for field in compared(model) if name in COMPARED else ():
            usual = field.get_default() if field.has_default() else None
            if all(row[field.name] in (None, "", usual) for row in rows[name]):
                yield f"{name}.{field.name}"
