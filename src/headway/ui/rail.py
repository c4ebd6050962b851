"""What the rail and the settings hold: entries, composed in ``wiring.py``."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import ResolverMatch
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
class Place:
    """What a page is about, where that is another place than its address says."""

    url: str
    """The address of its entry."""
    entries: Callable[[], Iterable[Entry]]
    """The entry, for a rail whose sources do not yield it; at most one query."""


PlaceOf = Callable[[Any, ResolverMatch], Place | None]
"""What the page of an address is about, for an actor; at most one query."""


@dataclass(frozen=True, kw_only=True)
class Section:
    """A heading (or none) over what its sources yield for an actor, in this order."""

    label: Text = ""
    title: Text = ""
    sources: Sequence[Source] = ()
    joined: Source | None = None
    """The source behind whose entries stands that of a place that is not among them."""


@dataclass(frozen=True, kw_only=True)
class Block:
    """One section as it is shown."""

    label: Text
    title: Text
    entries: list[Entry]


@dataclass(frozen=True, kw_only=True)
class Rail:
    """The rail of one page, and the one entry, or none, where that is."""

    blocks: list[Block]
    here: Entry | None


def rail_of(actor: Any, place: Place | None = None) -> list[Block]:
    """All blocks that hold something for this actor; at most one query a source."""
    sections: Sequence[Section] = import_string(settings.HEADWAY_RAIL)
    blocks = [
        Block(
            label=section.label,
            title=section.title,
            entries=list(_entries(section, actor, place)),
        )
        for section in sections
    ]
    return [block for block in blocks if block.entries]


def _entries(section: Section, actor: Any, place: Place | None) -> Iterator[Entry]:
    for source in section.sources:
        found = list(source(actor))
        yield from found
        is_joined = place is not None and source is section.joined
        if place and is_joined and all(entry.url != place.url for entry in found):
            yield from place.entries()


def here_in(blocks: Iterable[Block], path: str, place: Place | None) -> Entry | None:
    """Return the entry of what a page is about, else the one nearest to its address."""
    entries = [entry for block in blocks for entry in block.entries]
    about = [entry for entry in entries if place and entry.url == place.url]
    above = [entry for entry in entries if is_above(entry, path)]
    return next(iter(about), None) or max(above, key=_depth, default=None)


def is_above(entry: Entry, path: str) -> bool:
    """Whether the page at ``path`` is the entry's or lies below it."""
    if entry.is_exact:
        return path == entry.url
    return path == entry.url or path.startswith(entry.url.rstrip("/") + "/")


def _depth(entry: Entry) -> int:
    return len(entry.url)


def place_at(actor: Any, match: ResolverMatch) -> Place | None:
    """Return what the page of an address is about, if not a place of the rail."""
    find: PlaceOf = import_string(settings.HEADWAY_PLACE)
    return find(actor, match)


def settings_of(actor: Any) -> list[Entry]:
    """The tabs of the workspace's settings that are there for this actor."""
    sources: Sequence[Source] = import_string(settings.HEADWAY_SETTINGS)
    return [entry for source in sources for entry in source(actor)]
