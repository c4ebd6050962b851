"""A JSON file cut into its records, so that only one of them is objects at a time."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from json import JSONDecodeError, JSONDecoder
from typing import Any, BinaryIO, Final, NoReturn

from headway.integrations.importers.reading.reading import Reading
from headway.plan.files.content import Unreadable
from headway.plan.files.saying import say as _

MOST_BYTES: Final = 128 * 1024 * 1024
DEEPEST: Final = 200
OUTER_OBJECTS: Final = 2
"""In so many objects, one in the other, arrays of records are looked for."""

MARK: Final = b"\xef\xbb\xbf"
TOKENS: Final = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[{]|[\]}]', re.DOTALL)
QUOTE, ARRAY, OBJECT = b'"[{'
PLACE: Final = b"0"
"""Stands where a record was cut out."""

Span = tuple[int, int]


def bytes_of(file: BinaryIO, most: int = MOST_BYTES) -> bytes:
    """Read all of a file, which has at most ``most`` bytes."""
    check_size(file, most)
    return file.read()


def check_size(file: BinaryIO, most: int = MOST_BYTES) -> None:
    """Refuse a file that is too large, and go to its beginning."""
    size = file.seek(0, 2)
    file.seek(0)
    if size > most:
        said = _(
            "The file has %(size)d MB, more than the %(most)d MB that Headway reads: "
            "export it in parts, a project or a year at a time."
        )
        raise Unreadable(said % {"size": size >> 20, "most": most >> 20})


class JsonFile:
    """A file of one value, or of several that follow each other (JSON lines).

    Of a single object the records are the objects in its arrays, named by the way to
    them (``issues``, ``included.cards``); ``rest`` is the object without them.  Else
    the records are all objects, also those in arrays of arrays, under the name "".

    Of a name that stands twice in one place the last one counts, which is reported.
    Raises :class:`Unreadable`, also while records are read, for what is no JSON in
    UTF-8, nested too deeply, or holds NaN.
    """

    def __init__(self, file: BinaryIO, reading: Reading) -> None:
        self._reading = reading
        self._twice: set[str] = set()
        self._decoder = JSONDecoder(
            object_pairs_hook=self._object, parse_constant=_constant
        )
        self._data = bytes_of(file).removeprefix(MARK)
        if not self._data.strip():
            raise Unreadable(_("The file is empty."))
        layout = _Layout(self._data)
        self._spans = layout.records
        values = list(self._values(self._skeleton()))
        self.names = frozenset(self._spans)
        self.rest: dict[str, Any] = {}
        self._is_one_object = layout.is_one_object
        if layout.is_one_object:
            self.rest = values[0]
            for name in self._spans:
                self._note_odd(_cut(self.rest, name.split(".")))
        else:
            self._note_odd(values)

    def each(self, name: str = "") -> Iterator[dict[str, Any]]:
        """Yield the records called so."""
        for start, end in self._spans.get(name, ()):
            yield self._load(_decoded(self._data[start:end]))

    def records(self, *names: str) -> Iterator[dict[str, Any]]:
        """Yield the records called so and those of no name, else the one object.

        What GrimoireLab writes around each record is taken off.
        """
        found = self.names.union(self.rest)
        if self._is_one_object and found.isdisjoint(names):
            yield _bare(self.whole())
            return
        for name in ("", *names):
            yield from map(_bare, self.each(name))

    def whole(self) -> Any:
        """Return the value of a file that has one."""
        return self._load(_decoded(self._data))

    def _skeleton(self) -> str:
        """The file with nothing in the place of each record."""
        spans = sorted(span for spans in self._spans.values() for span in spans)
        edges = [(0, 0), *spans, (len(self._data), len(self._data))]
        gaps = (self._data[end:start] for (__, end), (start, ___) in pairwise(edges))
        return _decoded(PLACE.join(gaps))

    def _note_odd(self, found: list[Any]) -> None:
        """Report what stands among records and is none."""
        for each in found:
            if isinstance(each, list):
                self._note_odd(each)
            elif each not in (None, int(PLACE)):
                self._reading.note("row", str(each), _("it is no object"))

    def _values(self, text: str) -> Iterator[Any]:
        """Yield the values that follow each other in a text."""
        at = len(text) - len(text.lstrip())
        while at < len(text):
            value, at = self._raw(text, at)
            yield value
            while at < len(text) and text[at].isspace():
                at += 1

    def _load(self, text: str) -> Any:
        text = text.strip()
        value, end = self._raw(text, 0)
        if end != len(text):
            _refuse(_("something follows its end"), end)
        return value

    def _raw(self, text: str, at: int) -> tuple[Any, int]:
        try:
            return self._decoder.raw_decode(text, at)
        except JSONDecodeError as error:
            _refuse(error.msg, error.pos)
        except ValueError as error:  # a number of more digits than Python reads
            raise Unreadable(
                _("A number in the file is too large to be one.")
            ) from error

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            names = Counter(name for name, __ in pairs)
            name = names.most_common(1)[0][0]
            if name not in self._twice:
                self._twice.add(name)
                why = _("a name is there twice in one place: the last one counts")
                self._reading.note("file", name, why)
        return found


class _Layout:
    """Where the records of a file are; one pass over it."""

    def __init__(self, data: bytes) -> None:
        self.records: dict[str, list[Span]] = {}
        self.is_one_object = False
        self._data = data
        self._outer: list[tuple[int, str]] = []
        self._tops: list[int] = []
        self._last: Span = (0, 0)
        self._start = -1
        depth = 0
        for match in TOKENS.finditer(data):
            at = match.start()
            token = data[at]
            if token == QUOTE:
                self._last = match.span()
            elif token in (ARRAY, OBJECT):
                if depth == len(self._outer):
                    self._open(token, at)
                depth += 1
                if depth > DEEPEST:
                    raise Unreadable(
                        _("The file is nested too deeply to be an export.")
                    )
            else:
                depth -= 1
                if depth < 0:
                    _refuse(_("a bracket closes that was not opened"), at)
                self._close(depth, at + 1)
        if depth:
            raise Unreadable(_("The file ends too early: export or fetch it again."))

    def _open(self, token: int, at: int) -> None:
        """Something opens directly in what is looked into."""
        if not self._outer:
            self._open_top(token, at)
            return
        parent, path = self._outer[-1]
        if parent == ARRAY and token == OBJECT:
            self._start = at
        elif parent == ARRAY:
            self._outer.append((ARRAY, path))
        elif token == ARRAY or len(self._outer) < OUTER_OBJECTS:
            name = self._data[self._last[0] + 1 : self._last[1] - 1].decode(
                "utf-8", "replace"
            )
            self._outer.append((token, f"{path}.{name}" if path else name))

    def _open_top(self, token: int, at: int) -> None:
        self._tops.append(at)
        if token == ARRAY:
            self._outer.append((ARRAY, ""))
        elif len(self._tops) == 1:
            self.is_one_object = True
            self._outer.append((OBJECT, ""))
        else:
            self._start = at

    def _close(self, depth: int, end: int) -> None:
        if depth < len(self._outer):
            token, __ = self._outer.pop()
            if not self._outer and token == OBJECT:
                self._first_end = end
        elif depth == len(self._outer) and self._start >= 0:
            path = self._outer[-1][1] if self._outer else ""
            if self.is_one_object and not self._outer:
                self._become_lines()
            self.records.setdefault(path, []).append((self._start, end))
            self._start = -1

    def _become_lines(self) -> None:
        """What seemed to be one object is the first of several."""
        self.is_one_object = False
        self.records = {"": [(self._tops[0], self._first_end)]}


def _bare(value: dict[str, Any]) -> dict[str, Any]:
    inner = value.get("data")
    return inner if isinstance(inner, dict) and "uuid" in value else value


def _cut(value: Any, path: list[str]) -> list[Any]:
    """Take out what is read record by record."""
    *way, last = path
    for name in way:
        value = value.get(name) if isinstance(value, dict) else None
    found = value.pop(last, None) if isinstance(value, dict) else None
    return found if isinstance(found, list) else []


def _constant(text: str) -> NoReturn:
    raise Unreadable(
        _("“%s” in the file is no number of JSON: export it again.") % text
    )


def _refuse(why: str, at: int) -> NoReturn:
    text = _("The file is not JSON: %(why)s, at character %(where)d.")
    raise Unreadable(text % {"why": why, "where": at})


def _decoded(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        text = _("The file is not UTF-8, as JSON is: export it again.")
        raise Unreadable(text) from error
