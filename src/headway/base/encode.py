"""Rows to JSON without a detour over models: one declaration, the ninja schema."""

from collections.abc import Iterable
from typing import Any

import msgspec
from ninja import Schema


def struct_of(schema: type[Schema]) -> type[msgspec.Struct]:
    """Return a struct with the fields of ``schema``, in their order.

    Hot lists decode ``values_list`` rows straight into it; a test round-trips each
    through its schema.
    """
    fields = [(name, field.annotation) for name, field in schema.model_fields.items()]
    return msgspec.defstruct(schema.__name__, fields, frozen=True, gc=False)


def encode_page(
    struct: type[msgspec.Struct], rows: Iterable[tuple[Any, ...]], limit: int
) -> bytes:
    """Encode up to ``limit`` rows as ``{"items": [...], "next_cursor": ...}``.

    The first column is the cursor; there is a next page if there is one more row.
    """
    items = [struct(*row) for row in rows]
    cursor = getattr(items[limit - 1], "id", None) if len(items) > limit else None
    return msgspec.json.encode({"items": items[:limit], "next_cursor": cursor})
