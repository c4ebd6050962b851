"""Where the rows of a table stand: in each other, and behind each other."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from headway.base.text import fold, shown
from headway.work.paths import on_circles

DEEPEST = 20
PREDECESSOR = re.compile(r"([^\s+-]\S*?)\s*(FS|EA)?", re.IGNORECASE)
SEVERAL = re.compile(r"\s*[;,]\s*")


@dataclass(kw_only=True)
class Entry:
    """What a row says of its place; ``notes`` are what was not understood of that.

    ``above`` is the place among the entries of the one that it is in.
    """

    title: str
    level: int = 0
    number: str = ""
    parent: str = ""
    after: str = ""
    above: int | None = None
    waits_for: list[int] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def arrange(entries: Sequence[Entry]) -> list[int]:
    """Say of each entry in which it is and what it waits for; return their order.

    In it whatever is in an entry follows it.  Linear in their number.
    """
    _by_levels(entries)
    named = _named(entries)
    for n, entry in enumerate(entries):
        _by_parent(n, entry, named)
        _waiting(n, entry, named)
    _cut_circles(entries)
    order = _ordered(entries)
    _leave_out_circles(entries)
    return order


def _by_levels(entries: Sequence[Entry]) -> None:
    open_ones: list[int] = []
    for n, entry in enumerate(entries):
        while open_ones and entries[open_ones[-1]].level >= entry.level:
            open_ones.pop()
        entry.above = open_ones[-1] if open_ones else None
        open_ones.append(n)


def _named(entries: Sequence[Entry]) -> Mapping[str, int]:
    """The entries by what others call them: a number, a title, the place of the row."""
    has_numbers = any(entry.number for entry in entries)
    found: dict[str, int] = {}
    for n, entry in enumerate(entries):
        found.setdefault(fold(entry.title), n)
    for n, entry in enumerate(entries):
        found[fold(entry.number) if has_numbers else str(n + 1)] = n
    found.pop("", None)
    return found


def _by_parent(n: int, entry: Entry, named: Mapping[str, int]) -> None:
    if not entry.parent:
        return
    above = named.get(fold(entry.parent))
    if above is None or above == n:
        entry.notes.append(_("There is no row “%s” to be in.") % shown(entry.parent))
    else:
        entry.above = above


def _waiting(n: int, entry: Entry, named: Mapping[str, int]) -> None:
    for text in filter(None, SEVERAL.split(entry.after)):
        found = PREDECESSOR.fullmatch(text)
        before = named.get(fold(text))
        if before is None and found:
            before = named.get(fold(found[1]))
        if before is None or before == n:
            entry.notes.append(_("There is no row “%s” to wait for.") % shown(text))
        elif before not in entry.waits_for:
            entry.waits_for.append(before)


def _cut_circles(entries: Sequence[Entry]) -> None:
    """Take entries that are in themselves out of what they are in."""
    done: set[int] = set()
    for start in range(len(entries)):
        path: dict[int, None] = {}
        n: int | None = start
        while n is not None and n not in done and n not in path:
            path[n] = None
            n = entries[n].above
        if n is not None and n in path:
            entries[n].notes.append(_("It is in itself, by way of others."))
            entries[n].above = None
        done.update(path)


def _ordered(entries: Sequence[Entry]) -> list[int]:
    """Return the places of the entries in an outline that is not too deep."""
    inside: defaultdict[int | None, list[int]] = defaultdict(list)
    for n, entry in enumerate(entries):
        inside[entry.above].append(n)
    order: list[int] = []
    depths: dict[int | None, int] = {None: -1}
    waiting = inside[None][::-1]
    while waiting:
        n = waiting.pop()
        entry = entries[n]
        depths[n] = depths[entry.above] + 1
        if depths[n] > DEEPEST and entry.above is not None:
            entry.notes.append(_("It stands deeper than %d levels.") % DEEPEST)
            entry.above = entries[entry.above].above
            depths[n] = DEEPEST
        order.append(n)
        waiting += inside[n][::-1]
    return order


def _leave_out_circles(entries: Sequence[Entry]) -> None:
    """Let nothing wait for itself: an entry is two nodes, its start and its finish."""
    ways = [(n * 2, n * 2 + 1) for n in range(len(entries))]
    for n, entry in enumerate(entries):
        if entry.above is not None:
            ways += [(entry.above * 2, n * 2), (n * 2 + 1, entry.above * 2 + 1)]
        ways += [(before * 2 + 1, n * 2) for before in entry.waits_for]
    suspects = on_circles(ways)
    for n, entry in enumerate(entries):
        if n * 2 not in suspects:
            continue
        for before in [b for b in entry.waits_for if b * 2 + 1 in suspects]:
            entry.waits_for.remove(before)
            text = _("It would wait for itself, by way of “%s”.")
            entry.notes.append(text % shown(entries[before].title))
