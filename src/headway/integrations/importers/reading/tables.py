"""Tables as other programs write them: CSV in any encoding, with any separator."""

import codecs
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from itertools import islice
from typing import BinaryIO, Final

from headway.base.delimited import BrokenRow, numbered_rows
from headway.integrations.importers.reading.json_file import check_size
from headway.integrations.importers.reading.reading import Reading
from headway.plan.files.content import Unreadable
from headway.plan.files.saying import say as _

SEPARATORS: Final = ",;\t|"
MOST_BEFORE: Final = 20
"""So many rows may stand before the head."""

MOST_COLUMNS: Final = 5000
CHUNK: Final = 1 << 20
SAMPLE: Final = 1 << 16
MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
KANA: Final = re.compile("[\u3041-\u30ff]")
HANGUL: Final = re.compile("[\uac00-\ud7a3]")
HAN: Final = re.compile("[\u3041-\u30ff\u4e00-\u9fff]")
CYRILLIC: Final = re.compile("[\u0400-\u04ff]")
OLD: Final = (
    ("cp932", ((KANA, 0.2), (HAN, 0.9))),
    ("euc_jp", ((KANA, 0.2), (HAN, 0.9))),
    ("euc_kr", ((HANGUL, 0.9),)),
    ("gb18030", ((HAN, 0.9),)),
    ("cp1251", ((CYRILLIC, 0.9),)),
)
"""Encodings that are told by the scripts that they give so many of the letters."""

RUN: Final = re.compile(rb"[\x80-\xff]{3,}")
HIGH: Final = re.compile(rb"[\x80-\xff]")
OFTEN: Final = 0.3
"""Of the bytes beyond ASCII so many stand side by side, but not in Latin letters."""

LATIN: Final = "cp1252"

IsHead = Callable[[Sequence[str]], bool]


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A row by its number in the file, with the cells below each name of the head.

    Names may repeat: ``all`` gives every cell, ``first`` the first that says anything.
    """

    number: int
    cells: dict[str, list[str]]
    seen: set[str]

    def all(self, *names: str) -> list[str]:
        self.seen.update(names)
        return [
            cell for name in names for cell in self.cells.get(name, ()) if cell.strip()
        ]

    def first(self, *names: str) -> str:
        return next(iter(self.all(*names)), "").strip()


class Table:
    """A file of rows below a head, which ``is_head`` knows by its names.

    Names of the head are compared without case.  Rows are read one by one, as often as
    they are asked for; columns that nobody asked for are reported by ``close``.  Raises
    :class:`Unreadable` where there is no such head.
    """

    def __init__(self, file: BinaryIO, reading: Reading, is_head: IsHead) -> None:
        check_size(file)
        self._file, self._reading = file, reading
        self._seen: set[str] = set()
        self._said: Counter[str] = Counter()
        self._encoding = self._find_encoding()
        for separator in SEPARATORS:
            for number, cells in self._raw(separator, MOST_BEFORE):
                names = [" ".join(cell.split()).casefold() for cell in cells]
                if len(cells) > 1 and is_head(names):
                    self._separator, self._at = separator, number
                    self.head = [" ".join(cell.split()) for cell in cells]
                    self._names = names
                    return
        raise Unreadable(
            _("The file is no table with the columns of this export: export it anew.")
        )

    def rows(self) -> Iterator[Row]:
        """Yield the rows below the head but empty ones."""
        width = len(self._names)
        self._said.clear()
        for number, cells in self._raw(self._separator):
            if number <= self._at or not any(cell.strip() for cell in cells):
                continue
            found: dict[str, list[str]] = {}
            for name, cell in zip(self._names, cells, strict=False):
                found.setdefault(name, []).append(cell)
                self._said[name] += bool(cell.strip())
            if any(cell.strip() for cell in cells[width:]):
                why = _("it has more cells than the head: those were left out")
                self._reading.note("row", str(number), why)
            yield Row(number=number, cells=found, seen=self._seen)

    def close(self) -> None:
        """Report the columns that nobody asked for."""
        for name, shown in zip(self._names, self.head, strict=True):
            if name not in self._seen and self._said[name]:
                shown = self._reading.quoted(shown)
                self._reading.unwanted["row", shown] = self._said[name]

    def _raw(
        self, separator: str, most: int | None = None
    ) -> Iterator[tuple[int, list[str]]]:
        """Yield the cells of each row with the number of its first line."""
        self._file.seek(0)
        text = TextIOWrapper(
            self._file, encoding=self._encoding, errors="replace", newline=""
        )
        try:
            for number, cells in islice(numbered_rows(text, separator), most):
                if len(cells) > MOST_COLUMNS:
                    said = _("The table has more than %d columns: export fewer fields.")
                    raise Unreadable(said % MOST_COLUMNS)
                yield number, cells
        except BrokenRow as row:
            said = _("Row %(number)d of the table is not understood: %(error)s.")
            if most is None:
                values = {"number": row.number, "error": row.reason}
                raise Unreadable(said % values) from row
        finally:
            text.detach()

    def _find_encoding(self) -> str:
        start = self._file.read(SAMPLE)
        if not start.strip(b"\0 \r\n\t"):
            raise Unreadable(_("The file is empty."))
        for mark, name in MARKS:
            if start.startswith(mark):
                return name
        if b"\0" in start[:4]:
            return "utf-16-be" if start[0] == 0 else "utf-16-le"
        self._file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        quotes = 0
        try:
            while data := self._file.read(CHUNK):
                decoder.decode(data)
                quotes += data.count(b'"')
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return self._old_encoding()
        if quotes % 2:
            why = _(
                "a quotation mark is never closed: rows after it may be in one cell"
            )
            self._reading.note("file", "", why)
        return "utf-8"

    def _old_encoding(self) -> str:
        """Guess what it is written in by the letters that come out."""
        self._file.seek(0)
        sample = self._file.read(SAMPLE)
        found = old_encoding(sample)
        why = _("it is not UTF-8 and was read as %s: check the names")
        self._reading.note("file", "", why % found)
        return found


def old_encoding(sample: bytes) -> str:
    """Return what a text that is not UTF-8 is written in, most likely."""
    high = len(HIGH.findall(sample))
    if sum(map(len, RUN.findall(sample))) < OFTEN * high:
        return LATIN
    likely = (name for name, scripts in OLD if _is_likely(sample, name, scripts))
    return next(likely, LATIN)


def _is_likely(
    sample: bytes, name: str, scripts: Iterable[tuple[re.Pattern[str], float]]
) -> bool:
    try:
        text = codecs.getincrementaldecoder(name)().decode(sample)
    except UnicodeDecodeError:
        return False
    letters = [letter for letter in text if letter > "\x7f" and letter.isalpha()]
    return bool(letters) and all(
        sum(bool(script.match(letter)) for letter in letters) >= share * len(letters)
        for script, share in scripts
    )
