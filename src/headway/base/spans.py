"""Spans of whatever has an order: from one until another."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

Place = TypeVar("Place", int, datetime)


def joined(spans: Iterable[tuple[Place, Place]]) -> tuple[tuple[Place, Place], ...]:
    """Sort spans, and make one of those that touch or overlap."""
    found: list[tuple[Place, Place]] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(last, found[-1][1])
        else:
            found.append((first, last))
    return tuple(found)
