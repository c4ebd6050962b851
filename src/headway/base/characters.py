"""Characters of text from anywhere; no Django, as files are planned without it."""

import re
import unicodedata

UNKEEPABLE = re.compile("[\0\ud800-\udfff]")
"""NUL, which PostgreSQL does not store, and halves of characters that UTF-8 lacks."""

SHOWN = 40


UNSEEN = frozenset(("Cc", "Cf", "Zl", "Zp", "Zs"))
"""Categories of characters of which nothing is drawn."""


def is_seen(text: str) -> bool:
    """Whether something of a text can be seen, and so be pointed at."""
    return any(unicodedata.category(character) not in UNSEEN for character in text)


def composed(text: str) -> str:
    """Return ``text`` in NFC, so that equal words are equal characters."""
    return unicodedata.normalize("NFC", text)


def shown(value: object) -> str:
    """Return a value as messages quote it: short, and printable."""
    text = UNKEEPABLE.sub("\N{REPLACEMENT CHARACTER}", str(value)).strip()
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
