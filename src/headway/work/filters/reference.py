"""What ``docs/reference/filters.md`` says of each field and flag."""

from collections.abc import Iterator

from headway.base.generated import renewed
from headway.work.filters.field import Field
from headway.work.filters.flags import FLAGS
from headway.work.filters.kinds import Choice
from headway.work.filters.registry import FIELDS
from headway.work.filters.workflows import States


def page(present: str) -> str:
    """Return the page up to date."""
    return renewed(present, [*_fields(), *_flags()])


def _fields() -> Iterator[str]:
    yield ""
    yield "## Fields"
    yield ""
    yield "| field | means | value | operators | also |"
    yield "| --- | --- | --- | --- | --- |"
    for field in FIELDS:
        operators = " ".join(f"`{operator}`" for operator in field.operators)
        also = ", ".join(f"`{name}`" for name in field.also)
        words = f"{field.words}{'' if field.can_sort else '; nothing is ordered by it'}"
        yield f"| `{field.name}` | {words} | {_value(field)} | {operators} | {also} |"


def _value(field: Field) -> str:
    if isinstance(field.kind, Choice):
        names = [*field.kind.names, *field.kind.groups]
        codes = ", ".join(f"`{name}`" for name in names)
        is_named = isinstance(field.kind, States)
        return f"{codes}, or {field.kind.words}" if is_named else codes
    examples = ", ".join(f"`{text}`" for text in field.kind.examples)
    return f"{field.kind.words}{f': {examples}' if examples else ''}"


def _flags() -> Iterator[str]:
    yield ""
    yield "## What holds or does not"
    yield ""
    yield "| written | means | also |"
    yield "| --- | --- | --- |"
    for flag in FLAGS:
        also = ", ".join(f"`{flag.verb} {name}`" for name in flag.also)
        yield f"| `{flag.text}` | {flag.words} | {also} |"
