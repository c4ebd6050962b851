"""Text that people and programs send: what of it can be kept, and how it is found."""

import re
import unicodedata
from collections.abc import Iterator

from django.utils.translation import gettext as _

from headway.base.characters import UNKEEPABLE, composed, shown
from headway.base.errors import Malformed

__all__ = ["clean_text", "fold", "shown", "words_asked", "words_of"]

LONGEST_WORD = 100

LETTERS = {
    "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ħ": "h", "Ħ": "h",
    "\N{LATIN SMALL LETTER DOTLESS I}": "i",
    "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "þ": "th", "Þ": "th",
    "\N{ARABIC TATWEEL}": None,
}  # fmt: skip
"""What people type for letters that to Unicode are no plain one with a mark."""

UNSPACED = re.compile(
    "[々\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"  # Han
    "\u3041-\u30ff\u31f0-\u31ff"  # kana
    "\u0e01-\u0eff\u1000-\u109f\u1780-\u17d3]+"  # Thai, Lao, Burmese, Khmer
)
"""Scripts that write no spaces between words."""


def clean_text(text: str) -> str:
    """Return ``text`` composed (NFC).

    Raises :class:`Malformed` where it holds a character that cannot be kept.
    """
    if found := UNKEEPABLE.search(text):
        raise Malformed(
            _("“%(text)s” contains the character U+%(code)04X; leave it out.")
            % {"text": shown(text), "code": ord(found[0])}
        )
    return composed(text)


class _Folding(dict[int, str | None]):
    """What becomes of each character, found out when it is first met."""

    def __missing__(self, code: int) -> str | None:
        folded = self._folded(chr(code))
        if code < 1 << 16:  # the others are rare, and too many to remember
            self[code] = folded
        return folded

    @staticmethod
    def _folded(character: str) -> str | None:
        if character.isalnum():
            return character
        if unicodedata.category(character)[0] == "M":
            # vowel signs, of class 0, are as good as letters
            return None if unicodedata.combining(character) else character
        return " "


FOLDING = _Folding({ord(letter): plain for letter, plain in LETTERS.items()})


def fold(text: str) -> str:
    """Return words as they are compared: no case, no marks, one blank in between.

    Compatible characters are the same (NFKD), in whatever script; what is neither
    letter, digit nor vowel sign separates.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
    return " ".join(text.translate(FOLDING).casefold().split())


def words_of(text: str) -> dict[str, None]:
    """Return the words by which a text is found, each once, in order.

    Where no spaces are written, every two neighbours are a word, and so is the last.
    """
    found: dict[str, None] = {}
    for word, is_unspaced in _runs(fold(text)):
        found |= dict.fromkeys(_pairs(word) if is_unspaced else [word])
        if is_unspaced:
            found[word[-1]] = None
    return found


def words_asked(text: str) -> tuple[list[str], str]:
    """Return whole words to look for, and the beginning of a last one.

    A single letter begins too many words: it is a whole one, with "" for the last.
    """
    runs = list(_runs(fold(text)))
    words = [
        part
        for word, is_unspaced in runs
        for part in (_pairs(word) if is_unspaced else [word])
    ]
    if not words:
        return [], ""
    *whole, last = words
    if len(last) == 1 and not runs[-1][1]:
        whole, last = words, ""
    return list(dict.fromkeys(word for word in whole if word != last)), last


def _runs(folded: str) -> Iterator[tuple[str, bool]]:
    """Yield what stands together, and whether it is of a script without spaces."""
    for word in folded.split():
        at = 0
        for run in UNSPACED.finditer(word):
            if run.start() > at:
                yield word[at : run.start()][:LONGEST_WORD], False
            yield run[0], True
            at = run.end()
        if at < len(word):
            yield word[at:][:LONGEST_WORD], False


def _pairs(run: str) -> list[str]:
    """Every two neighbours; what stands alone by itself."""
    return [run[n : n + 2] for n in range(len(run) - 1)] or [run]
