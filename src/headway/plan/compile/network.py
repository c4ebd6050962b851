"""Who waits for whom, once links that end at summaries are spelled out.

A summary takes no time.  What waits for its finish waits for a gate behind everything
in it; what waits for its start, for a gate that the first of them opens.  Whatever a
summary waits for, everything in it waits for.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from headway.plan.compile.outline import Outline
from headway_engine.problem import LinkKind

LOOKS_AT_START = (LinkKind.START_START, LinkKind.START_FINISH)
HALF: Final = 31
LARGEST: Final = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class End:
    """The start or the finish of a summary."""

    summary: int
    is_start: bool


@dataclass(frozen=True, slots=True)
class Link:
    """``after`` waits for ``before``, items or summaries by key; the lag is minutes.

    ``spread`` is the deviation of the logarithm of a lag that is not known.
    """

    before: int
    after: int
    kind: LinkKind
    lag: int = 0
    is_elapsed: bool = False
    spread: float = 0.0

    @property
    def key(self) -> int:
        """What its lag is known by in any snapshot: there is one link of two ends."""
        return (self.before << HALF ^ self.after) & LARGEST


@dataclass(frozen=True, slots=True)
class Wait:
    """A link between two positions: of items, or of gates."""

    before: int
    after: int
    kind: LinkKind
    lag: int = 0
    is_elapsed: bool = False
    spread: float = 0.0
    key: int = 0
    """Of the link, which may be several of these."""


class Network:
    """``position`` of the items, by key; the ``gates`` follow them; and the ``waits``.

    An item that has no position is not planned, and its links count for nothing.
    """

    def __init__(self, outline: Outline, items: Iterable[int]) -> None:
        self.outline = outline
        self.position = {key: position for position, key in enumerate(items)}
        self.gates: dict[End, int] = {}
        self.waits: list[Wait] = []

    def add(self, link: Link) -> None:
        """Let everything in ``after`` wait for ``before``."""
        before = self._source(link)
        if before is None:
            return
        said = link.kind, link.lag, link.is_elapsed, link.spread, link.key
        for after in self._planned(link.after):
            self.waits.append(Wait(before, after, *said))

    def _source(self, link: Link) -> int | None:
        if not self.outline.is_summary(link.before):
            return self.position.get(link.before)
        end = End(link.before, is_start=link.kind in LOOKS_AT_START)
        inside = self._planned(link.before)
        if end not in self.gates and inside:
            gate = self.gates[end] = len(self.position) + len(self.gates)
            kind = LinkKind.START_START if end.is_start else LinkKind.FINISH_START
            self.waits.extend(Wait(position, gate, kind) for position in inside)
        return self.gates.get(end)

    def _planned(self, key: int) -> list[int]:
        """Give the positions of everything in ``key``; its own, if it is no summary."""
        leaves = map(self.position.get, self.outline.leaves(key))
        return [position for position in leaves if position is not None]
