"""An OpenAPI document as a page shows it: no script, nothing from elsewhere."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

METHODS = ("get", "post", "put", "patch", "delete")
BOUNDS = (
    ("minLength", "≥ {} characters"),
    ("maxLength", "≤ {} characters"),
    ("minimum", "≥ {}"),
    ("maximum", "≤ {}"),
    ("maxItems", "≤ {} of them"),
    ("pattern", "matches {}"),
    ("default", "else {}"),
)


@dataclass(frozen=True, kw_only=True)
class Value:
    """A field or parameter: what it may be, and where its kind is described."""

    name: str
    place: str
    is_required: bool
    kind: str
    schema: str
    bounds: str
    description: str


@dataclass(frozen=True, kw_only=True)
class Operation:
    name: str
    method: str
    path: str
    description: str
    parameters: Sequence[Value]
    body: str
    scopes: Sequence[str]
    answers: Sequence[tuple[str, str, str]]
    """Status, what it means, and the name of its schema or nothing."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A schema by its name."""

    name: str
    description: str
    fields: Sequence[Value]


@dataclass(frozen=True, kw_only=True)
class Reference:
    title: str
    operations: Sequence[Operation]
    kinds: Sequence[Kind]

    @property
    def groups(self) -> list[tuple[str, list[Operation]]]:
        """The operations by the first part of their path behind the workspace."""
        by_part = groupby(self.operations, key=lambda operation: _part(operation.path))
        return [(part, list(operations)) for part, operations in by_part]


def read_reference(document: Mapping[str, Any]) -> Reference:
    return Reference(
        title=document["info"]["title"],
        operations=sorted(
            _operations(document["paths"]), key=lambda operation: _part(operation.path)
        ),
        kinds=[
            Kind(
                name=name,
                description=_plain(schema.get("description", "")),
                fields=_fields(schema),
            )
            for name, schema in sorted(document["components"]["schemas"].items())
        ],
    )


def _plain(text: str) -> str:
    """Return what was written in Markdown without its marks."""
    return text.replace("`", "")


def _part(path: str) -> str:
    behind = path.removeprefix("/api/v1/").removeprefix("w/{workspace}/")
    return behind.partition("/")[0]


def _operations(paths: Mapping[str, Any]) -> Iterator[Operation]:
    for path, item in paths.items():
        for method in METHODS:
            if method not in item:
                continue
            said = item[method]
            yield Operation(
                name=said["operationId"],
                method=method.upper(),
                path=path,
                description=_plain(said.get("description", "")),
                parameters=[
                    _value(
                        p["name"],
                        p["schema"],
                        place=p["in"],
                        is_required=p.get("required", False),
                    )
                    for p in said.get("parameters", [])
                ],
                body=_schema_in(said.get("requestBody", {})),
                scopes=said["security"][0]["ByToken"],
                answers=[
                    (str(status), answer["description"], _schema_in(answer))
                    for status, answer in said["responses"].items()
                ],
            )


def _schema_in(described: Mapping[str, Any]) -> str:
    """Return the name of the schema of a body or an answer, if it has one."""
    for content in described.get("content", {}).values():
        return _name(content["schema"])
    return ""


def _name(schema: Mapping[str, Any]) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]


def _fields(schema: Mapping[str, Any]) -> list[Value]:
    required = schema.get("required", [])
    return [
        _value(name, field, is_required=name in required)
        for name, field in schema.get("properties", {}).items()
    ]


def _value(
    name: str, schema: Mapping[str, Any], *, is_required: bool, place: str = ""
) -> Value:
    choices = schema.get("anyOf", [schema])
    inner = next((c for c in choices if c.get("type") != "null"), schema)
    words = [text.format(inner[key]) for key, text in BOUNDS if inner.get(key)]
    element = inner.get("items", {})
    return Value(
        name=name,
        place=place,
        is_required=is_required,
        kind=_kind(inner) + (" or null" if len(choices) > 1 and not place else ""),
        schema=_name(inner) or _name(element),
        bounds=", ".join(words),
        description=_plain(schema.get("description", "")),
    )


def _kind(schema: Mapping[str, Any]) -> str:
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    return str(schema.get("format") or schema.get("type") or _name(schema) or "any")
