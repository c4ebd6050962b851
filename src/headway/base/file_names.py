"""What people call their files: kept for people, never used as a path."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from headway.base.text import clean_text

MOST_NAME = 200
NO_NAME = "file"
LONGEST_ENDING = 20
SEPARATORS = re.compile(r"[/\\]")
UNSEEN = {"Cc", "Zl", "Zp"}
TURNING = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)
"""Turn text around, so that a program can look like a picture."""


def file_name(said: str) -> str:
    """Return what a file is called: without folders, visible, not too long.

    The ending stays where the rest is cut.  Raises :class:`Malformed` where there is a
    character that cannot be kept.
    """
    last = SEPARATORS.split(clean_text(said))[-1]
    seen = (
        " " if unicodedata.category(c) in UNSEEN else c
        for c in last
        if c not in TURNING
    )
    name = " ".join("".join(seen).split())
    if not name.strip(". "):
        return NO_NAME
    if len(name) <= MOST_NAME:
        return name
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending) > LONGEST_ENDING:
        return name[:MOST_NAME]
    return stem[: MOST_NAME - len(ending) - 1] + dot + ending


def check_file_name(name: str) -> None:
    """Let columns hold only what :func:`file_name` returns."""
    if file_name(name) != name:
        raise ValidationError(_("It is no name of a file."))
