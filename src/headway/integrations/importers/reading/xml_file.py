"""An XML file record by record; document types, and so entities, are refused."""

from collections.abc import Iterator
from typing import BinaryIO, Final
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from headway.integrations.importers.msproject import text
from headway.integrations.importers.msproject.records import complaint
from headway.integrations.importers.reading.json_file import check_size
from headway.integrations.importers.reading.reading import Reading
from headway.plan.files.content import Unreadable
from headway.plan.files.saying import say as _

HEAD: Final = 1024
DEEPEST: Final = 60
IS_MORE: Final = False
IS_LAST: Final = True


def records_of(
    file: BinaryIO, reading: Reading, *, root: str, record: str
) -> Iterator[Element]:
    """Yield each element ``record`` below a root of that name, one at a time.

    What XML does not allow, and some programs write all the same, is left out and
    reported.  Raises :class:`Unreadable` for what is not XML, has another root or a
    document type, or is nested too deeply.
    """
    check_size(file)
    head = file.read(HEAD)
    for encoding in text.encodings(head):
        try:
            for piece, __ in text.characters(file, encoding):
                del piece
        except UnicodeDecodeError:
            continue
        yield from _parsed(file, encoding, reading, root=root, record=record)
        return
    raise Unreadable(_("The file is not text in any encoding that Headway knows."))


def _parsed(
    file: BinaryIO, encoding: text.Encoding, reading: Reading, *, root: str, record: str
) -> Iterator[Element]:
    if encoding.remark:
        reading.note("file", "", encoding.remark)
    parser = _Parser(root, record)
    try:
        for piece, dropped in text.characters(file, encoding):
            if dropped:
                reading.note("file", "", _("control characters were left out"))
            parser.feed(piece, is_last=IS_MORE)
            yield from parser.taken()
        parser.feed("", is_last=IS_LAST)
    except expat.ExpatError as error:
        said = complaint(error.code, error.lineno, error.offset)
        raise Unreadable(said) from error
    yield from parser.taken()


class _Parser:
    """Builds one record at a time."""

    def __init__(self, root: str, record: str) -> None:
        self._root, self._record = root, record
        self._depth = self._from = 0
        self._builder: TreeBuilder | None = None
        self._done: list[Element] = []
        # Told the encoding, expat does not care what the file declares.
        self._parser = expat.ParserCreate("utf-8")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data

    def feed(self, piece: str, *, is_last: bool) -> None:
        self._parser.Parse(piece.encode("utf-8", "replace"), is_last)

    def taken(self) -> list[Element]:
        done, self._done = self._done, []
        return done

    def _refuse(self, *_said: object) -> None:
        raise Unreadable(
            _(
                "The file has a document type (<!DOCTYPE>), which could hide entities: "
                "remove it and try again."
            )
        )

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 1 and tag != self._root:
            text = _("The file's root element is <%(found)s>, not <%(wanted)s>: it is "
                     "another kind of file.")  # fmt: skip
            values = {"found": tag[:40], "wanted": self._root}
            raise Unreadable(text % values)
        if self._depth > DEEPEST:
            raise Unreadable(_("The file is nested too deeply to be an export."))
        if self._builder is None and tag == self._record:
            self._builder, self._from = TreeBuilder(), self._depth
        if self._builder is not None:
            self._builder.start(tag, attributes)

    def _data(self, data: str) -> None:
        if self._builder is not None:
            self._builder.data(data)

    def _end(self, tag: str) -> None:
        if self._builder is not None:
            self._builder.end(tag)
            if self._depth == self._from:
                self._done.append(self._builder.close())
                self._builder = None
        self._depth -= 1
