"""What the rail and the settings hold: entries, composed in ``wiring.py``."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from headway.ui.words import Tone

Text = str | Promise
Source = Callable[[Any], Iterable["Entry"]]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One place to go.  What the actor may not open is not yielded at all."""

    label: Text
    url: str
    icon: str = ""
    """A symbol of ``icons.svg``."""
    go: str = ""
    """The key that follows ``g``."""
    count: int | None = None
    """What waits for the reader; 0 and None show nothing."""
    chance: float | None = None
    """From 0 to 1, only where there is a number."""
    tone: Tone | None = None
    """Colour of the count, where it is one of things at risk."""
    is_exact: bool = False
    """Whether the pages below its address are other places."""
    is_tab: bool = False
    """Whether it is one of the tabs (at most four) of a small screen."""


@dataclass(frozen=True, kw_only=True)
class Section:
    """A heading (or none) over what its sources yield for an actor, in this order."""

    label: Text = ""
    title: Text = ""
    sources: Sequence[Source] = ()


@dataclass(frozen=True, kw_only=True)
class Block:
    """One section as it is shown."""

    label: Text
    title: Text
    entries: list[Entry]


def rail_of(actor: Any) -> list[Block]:
    """All blocks that hold something for this actor; at most one query a source."""
    sections: Sequence[Section] = import_string(settings.HEADWAY_RAIL)
    blocks = [
        Block(
            label=section.label,
            title=section.title,
            entries=[entry for source in section.sources for entry in source(actor)],
        )
        for section in sections
    ]
    return [block for block in blocks if block.entries]


def settings_of(actor: Any) -> list[Entry]:
    """The tabs of the workspace's settings that are there for this actor."""
    sources: Sequence[Source] = import_string(settings.HEADWAY_SETTINGS)
    return [entry for source in sources for entry in source(actor)]
