"""What the columns of a table without a head could be, by what is in them."""

from collections.abc import Callable, Sequence

from headway.base.durations import UNITS
from headway.base.errors import Malformed
from headway.work.capture.cells import Line, outlined
from headway.work.capture.columns import BY_NAME, NOTHING, TITLE, Manner
from headway.work.capture.drafts import Draft
from headway.work.capture.known import Known

SAMPLE = 40
"""So many rows are looked at."""

ENOUGH = 0.6
"""Of the cells with something in them so many have to be of a kind."""

GUESSED = ("due", "people", "estimate", "state", "importance", "type")


def guess(lines: Sequence[Line], width: int, known: Known) -> list[str]:
    """Return a kind for each column: the longest texts that are of none are titles."""
    sample = lines[:SAMPLE]
    cells = [
        [text for line in sample if (text := _cell(line, n))] for n in range(width)
    ]
    if width == 1:
        return [TITLE]
    found = [_kind(texts, known) for texts in cells]
    free = [n for n in range(width) if found[n] == NOTHING and cells[n]]
    title = max(free, key=lambda n: (_letters(cells[n]), -n), default=0)
    found[title] = TITLE
    days = [n for n in range(width) if found[n] == "due"]
    if len(days) > 1:
        found[days[0]] = "start"
    seen: set[str] = set()
    for n, name in enumerate(found):
        found[n] = NOTHING if name in seen else name
        seen.add(name)
    return found


def _cell(line: Line, n: int) -> str:
    return outlined(line.cells[n], 0).text if n < len(line.cells) else ""


def _letters(texts: Sequence[str]) -> float:
    return sum(sum(map(str.isalpha, text)) for text in texts) / len(texts)


def _kind(texts: Sequence[str], known: Known) -> str:
    for name in GUESSED if texts else ():
        fitting = sum(_fits(name, text, known) for text in texts)
        if fitting >= ENOUGH * len(texts):
            return name
    return NOTHING


def _fits(name: str, text: str, known: Known) -> bool:
    likely: Callable[[str], bool] | None = LIKELY.get(name)
    if likely and not likely(text):
        return False
    try:
        BY_NAME[name].read(text, Draft(), known, Manner())
    except Malformed:
        return False
    return True


def _has_unit(text: str) -> bool:
    """Whether an amount has a unit: a number alone could be anything."""
    words = "".join(c if c.isalpha() else " " for c in text.lower()).split()
    return any(word in UNITS for word in words)


def _has_digits(text: str) -> bool:
    return sum(map(str.isdigit, text)) > 1


LIKELY = {"estimate": _has_unit, "due": _has_digits}
