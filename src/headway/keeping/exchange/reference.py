"""What ``docs/reference/export-format.md`` says of each kind of row."""

from collections.abc import Iterator
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from headway.base.fields import HoursField
from headway.base.generated import renewed
from headway.keeping.exchange.kinds import (
    DATA,
    KINDS,
    LEFT_OUT,
    THINGS,
    Field,
    Kind,
)
from headway.keeping.exchange.naming import REFERENCES

TYPES: tuple[tuple[Any, str], ...] = (
    (HoursField, "hours"),
    (models.BooleanField, "true or false"),
    (models.IntegerField, "whole number"),
    (models.DateTimeField, "instant"),
    (models.DateField, "day"),
    (models.UUIDField, "UUID"),
    (models.JSONField, "object"),
    (ArrayField, "list of texts"),
)


def page(present: str) -> str:
    """Return the page up to date."""
    lines: list[str] = []
    for kind in KINDS:
        lines += ["", *_section(kind)]
    lines += ["", "## What stays behind", ""]
    lines += [f"- `{name}`: {why}" for name, why in LEFT_OUT.items()]
    return renewed(present, lines)


def _section(kind: Kind) -> Iterator[str]:
    yield f"## `{kind.name}`"
    yield ""
    yield " ".join((kind.model.__doc__ or "").partition("\n\n")[0].split())
    yield ""
    yield "| field | value |"
    yield "| --- | --- |"
    for each in kind.fields():
        yield f"| `{each.name}` | {_type(kind, each)} |"
    for name, why in kind.without.items():
        yield ""
        yield f"Without `{name}`: {why}."


def _type(kind: Kind, each: Field) -> str:
    target = kind.target(each)
    if each.name in THINGS:
        said = f"number of a row of the kind in `{THINGS[each.name]}`"
    elif each.name == DATA:
        keys = ", ".join(f"`{key}` (`{name}`)" for key, name in REFERENCES.items())
        said = f"object; whole numbers at these keys, at any depth, are rows: {keys}"
    elif target is not None:
        said = f"number of a `{target}`"
    elif inside := _inside(kind, each):
        said = inside
    elif each.choices:
        said = ", ".join(f"`{choice[0]}`" for choice in each.flatchoices)
    else:
        said = next((s for t, s in TYPES if isinstance(each, t)), _text(each))
    return f"{said}, or null" if each.null else said


def _inside(kind: Kind, each: Field) -> str:
    """Say how a list or an object names rows; nothing where it does not."""
    if each.name in kind.lists:
        return f"list of numbers of a `{kind.lists[each.name]}`"
    if each.name in kind.worded:
        start, named = kind.worded[each.name]
        said = "list of texts" if isinstance(each, ArrayField) else _text(each)
        return f"{said}; `{start}7` is the `{named}` with that number"
    if each.name in kind.keyed:
        named = kind.keyed[each.name]
        return f"object by numbers of a `{named}`, of values as `{DATA}`"
    is_list = isinstance(each, models.JSONField) and each.default is list
    return "list" if is_list else ""


def _text(each: Field) -> str:
    return f"text, up to {each.max_length}" if each.max_length else "text"
