"""What a line of an outline waits for: “Build the form after texts” names another."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from headway.base.characters import is_seen
from headway.base.text import fold
from headway.work.capture.outlines import Entry

AFTER = re.compile(r"(?<!\S)after\s+(?=\S)", re.IGNORECASE)
KEPT = re.compile(r"(?<!\S)\\(?=after(?!\S))", re.IGNORECASE)
"""A backslash: the word is meant as it stands."""

BETWEEN = re.compile(r"\s*[;,&]\s*|\s+and\s+", re.IGNORECASE)
MOST_WORDS = 12
"""So many words name another line; what is longer is a sentence."""

MOST_ALIKE = 100
"""Words that more lines have than these name none of them."""


def find_followed(entries: Sequence[Entry]) -> None:
    """Take “after …” from the ends of titles that name others of these lines by it.

    Another line is named by its title or by words of it, in any order, where no other
    has these, or none above does; several are parted by commas or “and”.  What names
    nothing stays in the title.
    """
    said = [_parted(entry.title) for entry in entries]
    titles = _Titles([title for title, _name in said])
    for n, (entry, (title, name)) in enumerate(zip(entries, said, strict=True)):
        found = titles.named(name, besides=n) if name else []
        if found:
            entry.title, entry.waits_for = title, list(dict.fromkeys(found))
        else:
            entry.title = KEPT.sub("", entry.title)


def _parted(title: str) -> tuple[str, str]:
    """Return what stands before the last “after”, and the words behind it."""
    *_others, last = [None, *AFTER.finditer(title)]
    if last is None or not is_seen(title[: last.start()]):
        return title, ""
    return title[: last.start()].rstrip(" ,;"), title[last.end() :]


class _Titles:
    """Lines by their titles, and by the words of these."""

    def __init__(self, titles: Sequence[str]) -> None:
        self._whole: defaultdict[str, set[int]] = defaultdict(set)
        self._words: defaultdict[str, set[int]] = defaultdict(set)
        for n, title in enumerate(map(fold, titles)):
            self._whole[title].add(n)
            for word in title.split():
                self._words[word].add(n)

    def named(self, text: str, *, besides: int) -> list[int]:
        """Return the lines that a text names; none where part of it names nothing."""
        if (one := self._one(text, besides)) is not None:
            return [one]
        found = [self._one(part, besides) for part in BETWEEN.split(text)]
        return [n for n in found if n is not None] if None not in found else []

    def _one(self, text: str, besides: int) -> int | None:
        folded = fold(text)
        whole = _only(self._whole.get(folded, frozenset()), besides)
        if whole is not None:
            return whole
        words = folded.split()
        if not words or len(words) > MOST_WORDS:
            return None
        return _only(_in_all(self._words, words), besides)


def _in_all(words: Mapping[str, Set[int]], wanted: Sequence[str]) -> Set[int]:
    """Return the lines that have all of these words, the rarest asked first."""
    first, *others = sorted((words.get(word, frozenset()) for word in wanted), key=len)
    if len(first) > MOST_ALIKE:
        return frozenset()
    for lines in others:
        first = first & lines
    return first


def _only(lines: Set[int], besides: int) -> int | None:
    """Return the one among the others, else the one among those above."""
    if len(lines) > MOST_ALIKE:
        return None
    others = lines - {besides}
    above = {n for n in others if n < besides}
    return next((min(found) for found in (others, above) if len(found) == 1), None)
