"""What is found by words: hits of each kind, composed in ``wiring.py``."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from headway.base.text import fold, words_asked, words_of


class Rank(IntEnum):
    """How something was found, the best first."""

    KEY = 0
    START = 1
    """What it is called begins so."""
    WORDS = 2
    """All words are in what it is called."""
    TEXT = 3


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One thing that its reader may see."""

    kind: str
    """As ``SEARCH`` names it."""
    key: str
    label: str
    url: str
    icon: str
    rank: Rank
    note: str = ""
    """What tells it from others of the same name."""
    snippet: str = ""
    """The words in their place, where they are not in the label."""
    is_closed: bool = False


Search = Callable[[str, Any, int], Sequence[Hit]]
"""Finds at most so many things for an actor, the best first; a query or two for any.

There is no index over everything that could leak: each kind looks among the rows that
are ``visible_to`` the actor.
"""


def search(
    text: str, actor: Any, *, kinds: Collection[str] = (), most: int
) -> list[Hit]:
    """Find at most ``most`` of each kind, or of ``kinds``; the best of all first."""
    wired: Mapping[str, Search] = import_string(settings.HEADWAY_SEARCH)
    found = [
        hit
        for kind, find in wired.items()
        if not kinds or kind in kinds
        for hit in find(text, actor, most)
    ]
    return sorted(found, key=lambda hit: hit.rank)


def rank_of(label: str | Promise, text: str) -> Rank | None:
    """Say how what is called ``label`` is found by a text, None if it is not."""
    asked = fold(text)
    if not asked:
        return None
    if fold(str(label)).startswith(asked):
        return Rank.START
    whole, last = words_asked(text)
    words = words_of(str(label))
    if not all(word in words for word in whole):
        return None
    is_last_there = not last or any(word.startswith(last) for word in words)
    return Rank.WORDS if is_last_there else None
