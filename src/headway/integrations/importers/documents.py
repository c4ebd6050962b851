"""XML documents of moderate size, read whole, whatever somebody put into them."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, BinaryIO, Final
from xml.etree.ElementTree import Element, ParseError, TreeBuilder
from xml.parsers import expat

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from headway.integrations.importers.msproject import text
from headway.integrations.importers.msproject.records import complaint
from headway.plan.files.content import Unreadable
from headway.plan.files.findings import Findings
from headway.plan.files.saying import say as _

MOST_BYTES: Final = 50 * 1024 * 1024
MOST_ELEMENTS: Final = 300_000
DEEPEST: Final = 150
HEAD: Final = 1024


class _Builder(TreeBuilder):
    """Builds no tree that would not fit, or that nobody could walk through."""

    def __init__(self) -> None:
        super().__init__()
        self.elements = self.depth = 0

    def start(self, tag: Any, attrs: Any, /) -> Element:
        self.elements += 1
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unreadable(_("The file is nested too deeply to be a plan."))
        if self.elements > MOST_ELEMENTS:
            said = _("The file has more than %d elements: split it.")
            raise Unreadable(said % MOST_ELEMENTS)
        return super().start(tag, attrs)

    def end(self, tag: Any, /) -> Element:
        self.depth -= 1
        return super().end(tag)


def read_document(file: BinaryIO, findings: Findings) -> Element:
    """Return the root of an XML file; memory is bounded by its number of elements.

    What had to be left out of its text is noted.

    Raises
    ------
    Unreadable
        Not XML, too large, a document type, nested too deeply.
    """
    check_size(file, MOST_BYTES)
    head = file.read(HEAD)
    for encoding in text.encodings(head):
        try:
            root = _parsed(file, encoding, findings)
        except UnicodeDecodeError:
            continue
        if encoding.remark:
            findings.add("file", "", encoding.remark)
        return root
    raise Unreadable(_("The file is not text in any encoding that Headway knows."))


def check_size(file: BinaryIO, most_bytes: int) -> None:
    """Refuse a file with more bytes; it stands at its beginning afterwards."""
    size = file.seek(0, 2)
    file.seek(0)
    if size > most_bytes:
        said = _(
            "The file has %(size)d MB, more than the %(most)d MB of any such plan."
        )
        raise Unreadable(said % {"size": size >> 20, "most": most_bytes >> 20})


def _parsed(file: BinaryIO, encoding: text.Encoding, findings: Findings) -> Element:
    parser = DefusedXMLParser(target=_Builder(), forbid_dtd=True)
    try:
        for piece, dropped in text.characters(file, encoding):
            if dropped:
                findings.add("file", "", _("control characters were left out"))
            parser.feed(piece)
        root: Element = parser.close()
    except ParseError as error:
        line, column = error.position
        raise Unreadable(complaint(error.code, line, column)) from error
    except DefusedXmlException as error:
        said = _(
            "The file has a document type (<!DOCTYPE>), which could hide entities: "
            "remove it and try again."
        )
        raise Unreadable(said) from error
    return root


class _RootSeen(Exception):
    pass


def root_of(start: bytes) -> tuple[str, Mapping[str, str]]:
    """Return the name and attributes of the element with which a file begins.

    The name is "" where the first bytes are not the beginning of any XML document.
    """
    # What declares an encoding that expat does not know has a root in plain letters.
    for encoding in (None, "iso-8859-1"):
        with suppress(LookupError, ValueError):
            return _root_of(start, encoding)
    return "", {}


def _root_of(start: bytes, encoding: str | None) -> tuple[str, Mapping[str, str]]:
    found: list[tuple[str, Mapping[str, str]]] = []

    def seen(tag: str, attributes: dict[str, str]) -> None:
        found.append((tag.rpartition(" ")[2], attributes))
        raise _RootSeen

    parser = expat.ParserCreate(encoding, " ")
    parser.StartElementHandler = seen
    with suppress(_RootSeen, expat.ExpatError):
        parser.Parse(start.lstrip(), False)  # noqa: FBT003
    return found[0] if found else ("", {})
