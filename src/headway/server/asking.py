"""Questions that hundreds of streams have at the same moment, asked once for all."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Hashable
from dataclasses import dataclass
from typing import Any

FRESH_SECONDS = 0.5
"""So old may an answer be."""

Others = Callable[[], Collection[int]]
Ask = Callable[[frozenset[int]], Awaitable[Any]]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What was asked for ``actors`` at a time of the event loop's clock."""

    actors: frozenset[int]
    at: float
    answer: asyncio.Future[Any]

    def is_fresh(self, now: float) -> bool:
        return now - self.at < FRESH_SECONDS


class Asking:
    """Lets those who ask the same share one answer; lives on the event loop."""

    def __init__(self) -> None:
        self._asked: dict[Hashable, Asked] = {}

    async def together(
        self, question: Hashable, actor: int, others: Others, ask: Ask
    ) -> Any:
        """Return the answer to ``question`` for the actor and all others.

        ``ask`` is called with all of them, unless that was done a moment ago; so is
        ``others``, which takes time for each of hundreds.
        """
        now = asyncio.get_running_loop().time()
        asked = self._asked.get(question)
        if asked is None or actor not in asked.actors or not asked.is_fresh(now):
            actors = frozenset({actor, *others()})
            answer = asyncio.ensure_future(ask(actors))
            asked = Asked(actors=actors, at=now, answer=answer)
            self._asked = {q: a for q, a in self._asked.items() if a.is_fresh(now)}
            self._asked[question] = asked
        return await asyncio.shield(asked.answer)
