"""What a step of an import came to, and what takes over a file step by step."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from headway.plan.files.content import NotRead


@dataclass(kw_only=True)
class Step:
    """Numbers of what was taken, and what was not."""

    counts: Counter[str] = field(default_factory=Counter)
    findings: list[NotRead] = field(default_factory=list)

    def note(self, where: str, why: str) -> None:
        self.findings.append(NotRead(where=where, why=why))


class Taking(Protocol):
    """Takes a file over; each step is one transaction, and may be done again."""

    read: Step
    """What was found while the file was read."""

    @property
    def total(self) -> int:
        """How many steps there are."""
        ...

    def prepare(self) -> None:
        """Find or make what stays when the import is undone: people, types, labels."""
        ...

    def take(self, number: int) -> Step:
        """Do a step, the first of which is 0."""
        ...

    def counted(self) -> Mapping[str, int]:
        """Return how many of what there are, without changing anything."""
        ...
