"""Working time of a day, as spans of minutes since midnight."""

from collections.abc import Iterable

from headway.plan.files.content import Spans


def joined(spans: Iterable[tuple[int, int]]) -> Spans:
    """Sort spans, and join those that touch or overlap."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return tuple(joined)
