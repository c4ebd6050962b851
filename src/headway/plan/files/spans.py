"""Spans of time, in order and apart."""

from collections.abc import Iterable

from headway.plan.files.content import Pause


def joined(spans: Iterable[Pause]) -> tuple[Pause, ...]:
    """Sort spans, and make one of those that touch."""
    found: list[Pause] = []
    for start, finish in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(finish, found[-1][1])
        else:
            found.append((start, finish))
    return tuple(found)
