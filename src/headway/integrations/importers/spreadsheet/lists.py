"""Lists that left Headway as tables: what was worked out is not taken for said."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from django.conf import settings
from django.utils import translation

from headway.base.text import fold
from headway.work.columns import COLUMNS
from headway.work.tables import head_words

SAID: Final[Mapping[str, str]] = {
    "key": "number", "title": "title", "people": "people", "left": "remaining",
    "deadline": "due", "status": "state", "type": "type", "project": "project",
    "parent": "parent", "labels": "labels", "importance": "importance",
    "judgement": "judgement",
    "estimate": "estimate", "spent": "spent", "pin": "start",
    "start-by": "start-by", "created": "created",
    "started": "started", "finished": "finished",
}  # fmt: skip
"""Kinds of columns by the columns of a list; all others are worked out."""

ONLY_HERE: Final = frozenset(
    {"rank", "left", "forecast", "by", "status", "worth", "likely", "latest",
     "criticality", "pin", "start-by"}
)  # fmt: skip
"""Columns that no other program has by such a name; one of them tells a list."""


def kinds_of_list(heads: Sequence[str], left_out: str) -> list[str] | None:
    """Return what the columns hold where the heads are those of a list, else None."""
    folded = [fold(head) for head in heads]
    for names in _heads():
        found = [names.get(head, "") for head in folded]
        if all(found) and ONLY_HERE.intersection(found):
            kinds = [SAID.get(name, left_out) for name in found]
            if "status" not in found and "state" in found:
                kinds[found.index("state")] = "state"
            return kinds
    return None


@lru_cache(maxsize=1)
def _heads() -> tuple[dict[str, str], ...]:
    """The columns by their folded heads, in each language."""
    found = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found.append({fold(head_words(column)): column.name for column in COLUMNS})
    return tuple(found)
