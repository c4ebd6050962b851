"""What the columns of a table hold: by their heads, or what somebody says of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from headway.base.text import fold
from headway.integrations.importers.spreadsheet.lists import kinds_of_list
from headway.integrations.importers.spreadsheet.rows import Row
from headway.plan.files.saying import gettext_noop
from headway.plan.files.saying import say as _
from headway.work.capture.columns import COLUMNS, NOTHING, TITLE, column_called

LEFT_OUT: Final = "-"
FIELD: Final = "field"
SAMPLES: Final = 3
LONGEST_SAMPLE: Final = 40
SAMPLED_ROWS: Final = 40
NOT_HERE: Final = frozenset({"skills"})
"""Columns of pasted tables that a file cannot have."""

MORE: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "project": (
        gettext_noop("Project"),
        ("project", "project name", "board", "board name", "projekt"),
    ),
    "author": (
        gettext_noop("Who made it"),
        ("author", "reporter", "creator", "created by", "autor", "ersteller"),
    ),
    "created": (
        gettext_noop("Created"),
        ("created", "created at", "created date", "creation date", "created on",
         "erstellt", "erstellt am", "angelegt"),
    ),
    "started": (gettext_noop("Started"), ("started", "started at", "begonnen")),
    "finished": (
        gettext_noop("Finished"),
        ("finished", "finished date", "finished at", "closed", "closed at",
         "completed", "completed at", "completion date", "resolved", "done at",
         "erledigt am", "abgeschlossen am"),
    ),
    "spent": (
        gettext_noop("Spent"),
        ("spent", "time spent", "spent time", "actual work", "aufgewendet"),
    ),
    "remaining": (
        gettext_noop("What is left"),
        ("remaining", "remaining work", "remaining estimate", "left", "restaufwand"),
    ),
    "percent": (
        gettext_noop("How far it is, in per cent"),
        ("percent", "percent complete", "complete", "progress", "done ratio", "done",
         "fortschritt", "abgeschlossen"),
    ),
    "address": (gettext_noop("Address"), ("url", "link", "address", "adresse")),
}  # fmt: skip
SYNONYMS: Final = {
    "follows": "after", "tracker": "type", "row": "number", "bug id": "number",
    "stage": "state", "bug status": "state", "members": "people",
    "short desc": "title", "short description": "title",
}  # fmt: skip
MANY: Final = frozenset({"people", "labels", "after", FIELD})
"""Kinds of which a table may have several columns."""

HEADS: Final = {fold(head): name for name, (_label, heads) in MORE.items()
                for head in heads}  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A column: its ``head``, and its ``kind``, empty for what a description has."""

    head: str
    kind: str
    samples: Sequence[str] = ()

    def kept(self) -> dict[str, Any]:
        """Return it as an import keeps what was found."""
        return {
            "name": self.head,
            "kind": self.kind,
            "samples": list(self.samples),
            "kinds": kinds(),
        }


def kinds() -> list[tuple[str, str]]:
    """Return all that a column may hold, with words for it."""
    known = [(each.name, str(each.label)) for each in COLUMNS]
    return [
        (NOTHING, _("Keep it in the description")),
        (FIELD, _("Keep it in a field of that name")),
        (LEFT_OUT, _("Leave it out")),
        *(each for each in known if each[0] not in NOT_HERE),
        *((name, _(label)) for name, (label, _heads) in MORE.items()),
    ]


def columns_in(
    head: Row, first: Sequence[Row], chosen: Mapping[str, str]
) -> list[Column]:
    """Return the columns of a table whose ``head`` and ``first`` rows these are.

    ``chosen`` are kinds by heads.  Without a title the column with most letters is it.
    """
    names = [" ".join(cell.split()) for cell in head]
    usual = kinds_of_list(names, LEFT_OUT) or [kind_of(name) for name in names]
    found = [chosen.get(name, kind) for name, kind in zip(names, usual, strict=True)]
    if TITLE not in found:
        free = [n for n, kind in enumerate(found) if kind == NOTHING]
        at = max(free, key=lambda n: _letters(first, n), default=None)
        if at is not None:
            found[at] = TITLE
    return [
        Column(
            head=name or _("Column %d") % (n + 1),
            kind=kind if kind in MANY or kind not in found[:n] else NOTHING,
            samples=tuple(_samples(first, n)),
        )
        for n, (name, kind) in enumerate(zip(names, found, strict=True))
    ]


def kind_of(head: str) -> str:
    """Return what a column of that head holds, most likely."""
    words = fold(head)
    name = HEADS.get(words) or SYNONYMS.get(words) or column_called(head)
    return NOTHING if name in NOT_HERE else name


def is_head(row: Row) -> bool:
    """Whether a row names columns: any that is known, and no number."""
    cells = [cell.strip() for cell in row if cell.strip()]
    if any(kind_of(cell) != NOTHING for cell in cells):
        return True
    return not any(any(map(str.isdigit, cell)) for cell in cells)


def _letters(rows: Sequence[Row], n: int) -> int:
    return sum(sum(map(str.isalpha, row[n])) for row in rows if n < len(row))


def _samples(rows: Sequence[Row], n: int) -> Iterator[str]:
    texts = (" ".join(row[n].split()) for row in rows if n < len(row))
    for text in [*dict.fromkeys(filter(None, texts))][:SAMPLES]:
        yield text[:LONGEST_SAMPLE]
