"""Which tasks a task waits for: names, ways up and down, and time in between."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from headway.integrations.importers.taskjuggler.hours import amount_of
from headway.integrations.importers.taskjuggler.statements import (
    Block,
    Kind,
    Statement,
)
from headway.integrations.importers.taskjuggler.times import wall_minutes

UP: Final = "!"


@dataclass(frozen=True, slots=True)
class Reference:
    """``ups`` says how many tasks further up the ``path`` begins; None: from the top.

    ``at`` is ``onstart`` or ``onend`` where that is said.
    """

    path: tuple[str, ...]
    ups: int
    at: str = ""
    gap: int = 0
    is_elapsed: bool = False

    def seen_from(self, path: tuple[str, ...]) -> tuple[str, ...]:
        """Return the full way to it from a task."""
        if not self.ups:
            return self.path
        return (*path[: max(len(path) - self.ups, 0)], *self.path)


def references_of(
    statement: Statement, working: Callable[[str], int]
) -> Iterator[Reference]:
    """Read ``!design, !!build.walls { gaplength 2d }``."""
    ups = 0
    path: tuple[str, ...] = ()
    options: tuple[Statement, ...] = ()
    for part in (*statement.said, None):
        if isinstance(part, Block):
            options = part.statements
        elif part is not None and part.kind is Kind.WORD:
            path = tuple(part.text.split("."))
        elif part is not None and part.text == UP:
            ups += 1
        elif path and (part is None or part.text == ","):
            yield _with_options(Reference(path, ups), options, working)
            ups, path, options = 0, (), ()


def _with_options(
    reference: Reference,
    options: tuple[Statement, ...],
    working: Callable[[str], int],
) -> Reference:
    at, gap, is_elapsed = "", 0, False
    for each in options:
        amounts = each.values(Kind.AMOUNT)
        if each.keyword in ("onstart", "onend"):
            at = each.keyword
        elif each.keyword == "gaplength" and amounts:
            gap, is_elapsed = working(amounts[0]), False
        elif each.keyword == "gapduration" and amounts:
            gap, is_elapsed = wall_minutes(*amount_of(amounts[0])), True
    return Reference(reference.path, reference.ups, at, gap, is_elapsed)
