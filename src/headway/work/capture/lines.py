"""A line read into an item to be."""

from collections import ChainMap
from collections.abc import Collection, Mapping, Sequence

from django.utils.translation import gettext as _

from headway.base.errors import Malformed
from headway.base.text import clean_text
from headway.work.capture.drafts import Chip, Choice, Doubt, Draft
from headway.work.capture.known import Known
from headway.work.capture.marks import (
    BY_NAME,
    BY_SIGN,
    MARKS,
    NAMES,
    Mark,
    Unclear,
    begun_by,
)
from headway.work.capture.own_fields import mark_of
from headway.work.capture.words import ENDINGS, LONGEST, Word, words_of

MOST_MARKS = 40
"""So many words of a line may mean something."""

ALL = frozenset(mark.name for mark in MARKS)


def read_line(line: str, known: Known, *, marks: Collection[str] = ALL) -> Draft:
    """Understand a line; what says nothing that is known stays in the title.

    ``marks`` are the names of those that count, besides fields of the workspace.
    Raises :class:`Malformed` for a line
    that is too long or cannot be kept.
    """
    if len(line) > LONGEST:
        message = _("A line has at most %d characters; describe more on the item.")
        raise Malformed(message % LONGEST)
    text = clean_text(line)
    words = words_of(text, _names(text, known))
    draft = Draft()
    title: list[str] = []
    at = meant = 0
    while at < len(words):
        mark, is_bare = _mark_of(words[at], known)
        count = 0
        is_one = mark and (mark.name in marks or mark.name not in BY_NAME)
        if mark and is_one and meant < MOST_MARKS:
            meant += 1
            count = _take(mark, words[at : at + 5], text, draft, known, is_bare=is_bare)
        if count == 0:
            title.append(_plain(words[at]))
        at += count or 1
    draft.title = " ".join(title)
    return draft


def _names(text: str, known: Known) -> Mapping[str, str]:
    """What each name stands for; fields of the workspace only if one may be named."""
    is_named = "=" in text or ":" in text
    return ChainMap(NAMES, known.field_names) if is_named else NAMES


def _mark_of(word: Word, known: Known) -> tuple[Mark | None, bool]:
    """Return what a word begins, and whether its value is what follows it."""
    if word.name and word.name not in BY_NAME:
        return mark_of(known.fields[word.name]), False
    if word.sign or word.name:
        return BY_SIGN.get(word.sign) or BY_NAME.get(word.name), False
    return begun_by(word.text), True


def _plain(word: Word) -> str:
    """The word in a title; what a backslash stands before is not meant."""
    bare = word.text[1:]
    is_kept = bare[:1] in BY_SIGN or begun_by(bare) is not None
    return bare if word.text[:1] == "\\" and is_kept else word.text


def _take(
    mark: Mark,
    words: Sequence[Word],
    line: str,
    draft: Draft,
    known: Known,
    *,
    is_bare: bool,
) -> int:
    """Let a mark read its value, and return how many words that took; 0 for none."""
    first, following = words[0], [w.text.rstrip(ENDINGS) for w in words[1:]]
    values = following if is_bare else [first.value, *following]
    if not values:
        return 0
    doubt: Unclear | None = None
    lengths = [1] if first.is_quoted else mark.lengths(values, known)
    for count in lengths:
        try:
            said = mark.read(" ".join(values[:count]), draft, known)
        except Malformed as refused:
            doubt = refused if isinstance(refused, Unclear) else Unclear(str(refused))
            continue
        draft.chips.append(Chip(mark.name, said))
        return count + is_bare
    is_meant = not is_bare or values[0][:1].isdigit()  # “due 31.2.”, not “due to rain”
    if doubt and str(doubt) and is_meant:
        draft.doubts.append(_doubt(doubt, first, line))
    return 0


def _doubt(unclear: Unclear, word: Word, line: str) -> Doubt:
    before, behind = line[: word.begin], line[word.end :]
    choices = [
        Choice(label=label, line=f"{before}{value}{behind}")
        for value, label in unclear.values.items()
    ]
    return Doubt(text=word.text, message=str(unclear), choices=choices)
