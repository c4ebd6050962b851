"""From bytes to characters that an XML parser takes, whatever the file claims."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from headway.plan.files.content import Unreadable
from headway.plan.files.saying import say as _

CHUNK: Final = 1 << 16
MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SHAPES: Final = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
DECLARATION: Final = re.compile(
    rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']"""
)
TRUSTED: Final = re.compile(
    r"^(utf-?8|us-ascii|ascii|iso-?8859-?\d+|latin-?1|windows-\d+|cp-?\d+|koi8-\w"
    r"|mac\w*|shift[_-]jis|euc-\w\w|gb\w+|big5\w*|iso-2022-\w\w|tis-620)$"
)
NOT_XML: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
    "|&#(?:x0*(?:[0-8bcef]|1[0-9a-f])|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]));",
    re.IGNORECASE,
)
PARTIAL_REFERENCE: Final = 16


@dataclass(frozen=True, slots=True)
class Encoding:
    """How to decode the file; ``remark`` says where that is not what it declares."""

    name: str
    mark: int = 0
    errors: str = "strict"
    remark: str = ""


def encodings(head: bytes) -> Iterator[Encoding]:
    """Give the encodings to try in turn, by the first bytes of the file.

    Raises
    ------
    Unreadable
        The file declares something that is no encoding of text.
    """
    declared = _declared(head)
    for mark, name in MARKS:
        if head.startswith(mark):
            yield Encoding(name, len(mark), remark=_contradiction(declared, name))
            yield Encoding(name, len(mark), "replace", _("it is not valid %s") % name)
            return
    for shape, name in SHAPES:
        if head.startswith(shape):
            yield Encoding(name)
            yield Encoding(
                name, errors="replace", remark=_("it is not valid %s") % name
            )
            return
    yield from _by_declaration(declared)


def _declared(head: bytes) -> str:
    plain = head.replace(b"\0", b"")
    for mark, __ in MARKS:
        plain = plain.removeprefix(mark)
    found = DECLARATION.match(plain)
    return found[1].decode("ascii").lower() if found else ""


def _contradiction(declared: str, name: str) -> str:
    family = name.removesuffix("-le").removesuffix("-be")
    if not declared or declared.replace("_", "-").startswith(family):
        return ""
    text = _("it declares the encoding %(declared)s and is %(real)s")
    return text % {"declared": declared, "real": family}


def _by_declaration(declared: str) -> Iterator[Encoding]:
    if declared.startswith(("utf-16", "utf16", "ucs-2", "utf-32", "iso-10646-ucs")):
        remark = _("it declares the encoding %s and is not") % declared
        yield Encoding("utf-8", remark=remark)
    elif declared in ("", "utf-8", "utf8", "ascii", "us-ascii"):
        yield Encoding("utf-8")
    else:
        yield Encoding(_known(declared))
        yield Encoding(
            declared, errors="replace", remark=_("it is not valid %s") % declared
        )
        return
    remark = _("it is not valid UTF-8 and was read as Windows-1252: check the names")
    yield Encoding("cp1252", errors="replace", remark=remark)


def _known(declared: str) -> str:
    try:
        codecs.lookup(declared)
    except LookupError:
        known = False
    else:
        known = bool(TRUSTED.match(declared))
    if not known:
        text = _(
            "The file says that it is written in %r, which Headway does not know: save "
            "it as UTF-8."
        )
        raise Unreadable(text % declared)
    return declared


def characters(source: BinaryIO, encoding: Encoding) -> Iterator[tuple[str, int]]:
    """Decode ``source`` piece by piece, without what XML does not allow.

    Each piece comes with the number of characters that were left out of it: control
    characters such as NUL, also when written as references.

    Raises
    ------
    UnicodeDecodeError
        The bytes are not in this encoding.
    """
    source.seek(encoding.mark)
    decoder = codecs.getincrementaldecoder(encoding.name)(encoding.errors)
    rest = ""
    is_first = True
    while True:
        data = source.read(CHUNK)
        text = rest + decoder.decode(data, final=not data)
        if is_first:
            text = text.lstrip("\ufeff \t\r\n")
            is_first = not text
        cut = len(text)
        if data:
            last = text.rfind("&", max(0, cut - PARTIAL_REFERENCE))
            if last >= 0 and ";" not in text[last:]:
                cut = last
        rest = text[cut:]
        yield NOT_XML.subn("", text[:cut])
        if not data:
            return
