"""A few words of a text around the first of those that were looked for."""

import re

from headway.base.text import fold, words_asked

WORD = re.compile(r"\S+")
BEFORE, AFTER = 40, 100
ELLIPSIS = "…"


def snippet(text: str, asked: str) -> str:
    """Return the first place where ``text`` has one of the words, on one line.

    Its beginning where none is found: a word may stand behind what was read.
    """
    whole, last = words_asked(asked)
    words = [*whole, *([last] if last else [])]
    at = _place(text, words)
    start, end = max(at - BEFORE, 0), at + AFTER
    while 0 < start < at and not text[start - 1].isspace():
        start += 1
    shown = " ".join(text[start:end].split())
    before = ELLIPSIS if start else ""
    return f"{before}{shown}{ELLIPSIS if end < len(text) else ''}"


def _place(text: str, words: list[str]) -> int:
    """Return where in ``text`` the first of the words begins, or about there; or 0."""
    for match in WORD.finditer(text):
        folded = fold(match[0])
        places = [at for word in words if (at := _within(folded, word)) >= 0]
        if places:
            # folding may have made the word shorter or longer
            return match.start() + min(*places, len(match[0]) - 1)
    return 0


def _within(folded: str, word: str) -> int:
    """Return where a word of ``folded`` begins so; in mid-word for what is no ASCII."""
    at = folded.find(word)
    while at > 0 and word.isascii() and folded[at - 1] != " ":
        at = folded.find(word, at + 1)
    return at
