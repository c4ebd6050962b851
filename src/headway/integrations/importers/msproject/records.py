"""Stream the tasks, resources, assignments and calendars out of the XML.

Only one record is in memory at a time, and of it only what Headway takes.  Document
types are refused before anything in them is read, so no entity is ever expanded and
nothing outside the file is ever opened.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeAlias, Union
from xml.parsers import expat

from headway.integrations.importers.msproject import dialects
from headway.plan.files.content import Unreadable
from headway.plan.files.saying import say as _

Node: TypeAlias = dict[str, list[Union[str, "Node"]]]
"""An element's children by tag: text of those without children, else their node."""

Take: TypeAlias = Callable[[str, Node], None]

NAMESPACES: Final = ("", "http://schemas.microsoft.com/project")
PROJECT: Final = "Project"
CONTAINERS: Final = {
    "Tasks": "Task",
    "Resources": "Resource",
    "Assignments": "Assignment",
    "Calendars": "Calendar",
    "ExtendedAttributes": "ExtendedAttribute",
}
RECORD_LEVEL: Final = 3
DEEPEST: Final = 200
IS_MORE: Final = False
IS_LAST: Final = True
LONGEST_TEXT: Final = 100_000
MOST_CHILDREN: Final = 200_000
NOTHING: Final = frozenset({"", "0", "0.0", "0.00", "false", "PT0H0M0S", "-1", "NA"})
"""Values that say no more than the element's absence."""


class RecordParser:
    """Feed it characters; it calls ``take(kind, node)`` for each record.

    ``wanted`` has the tags of each kind of record that are kept; the others are
    counted in ``unwanted`` by (kind, tag) where they say anything.  Tags of the
    project itself are in ``header`` when the file is read.
    """

    def __init__(self, wanted: Mapping[str, frozenset[str]], take: Take) -> None:
        self.unwanted: Counter[tuple[str, str]] = Counter()
        self.header: Node = {}
        self._wanted = wanted
        self._take = take
        self._depth = 0
        self._kind = PROJECT
        self._stack: list[Node] = [self.header]
        self._text: list[str] = []
        self._skipped = ""
        self._skipped_from = 0
        # Told the encoding, expat does not care what the file declares.
        self._parser = expat.ParserCreate("utf-8", " ")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse_document_type
        self._parser.StartElementHandler = self._root
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text.append

    def parse(self, pieces: Iterable[str]) -> None:
        """Read the whole file.

        Raises
        ------
        Unreadable
            Not XML, another dialect, a document type, nested too deeply.
        """
        try:
            for piece in pieces:
                self._parser.Parse(piece.encode("utf-8", "replace"), IS_MORE)
            self._parser.Parse(b"", IS_LAST)
        except expat.ExpatError as error:
            said = complaint(error.code, error.lineno, error.offset)
            raise Unreadable(said) from error

    def _refuse_document_type(self, *_said: object) -> None:
        raise Unreadable(
            _(
                "The file has a document type (<!DOCTYPE>), which could hide entities "
                "and which Microsoft Project never writes: remove it and try again."
            )
        )

    def _root(self, tag: str, attributes: dict[str, str]) -> None:
        namespace, __, name = tag.rpartition(" ")
        is_known = namespace == "" or namespace.startswith(NAMESPACES[1])
        if name != PROJECT or not is_known:
            found = dialects.by_root(namespace, name, attributes)
            raise dialects.unreadable(found)
        self._depth = 1
        self._parser.StartElementHandler = self._start

    def _start(self, tag: str, _attributes: dict[str, str]) -> None:
        self._depth += 1
        name = tag.rpartition(" ")[2]
        if self._depth == RECORD_LEVEL - 1 and name in CONTAINERS:
            self._kind = CONTAINERS[name]
        elif self._is_unwanted(name):
            self._skip(name)
            return
        if self._depth > DEEPEST:
            raise Unreadable(_("The file is nested too deeply to be a plan."))
        self._text.clear()
        self._stack.append({})

    def _is_unwanted(self, name: str) -> bool:
        if self._depth == RECORD_LEVEL:
            return self._kind == PROJECT or name != self._kind
        return self._depth == RECORD_LEVEL + 1 and name not in self._wanted[self._kind]

    def _end(self, tag: str) -> None:
        node = self._stack.pop()
        self._depth -= 1
        name = tag.rpartition(" ")[2]
        if self._depth == RECORD_LEVEL - 1:
            self._take(name, node)
        elif self._depth == 1 and name in CONTAINERS:
            self._kind = PROJECT
        elif self._depth:
            siblings = self._stack[-1].setdefault(name, [])
            if len(siblings) < MOST_CHILDREN:
                siblings.append(node or "".join(self._text)[:LONGEST_TEXT].strip())
            self._text.clear()

    def _skip(self, name: str) -> None:
        self._text.clear()
        self._skipped = name
        self._skipped_from = self._depth
        self._parser.StartElementHandler = self._start_skipped
        self._parser.EndElementHandler = self._end_skipped

    def _start_skipped(self, _tag: str, _attributes: dict[str, str]) -> None:
        self._depth += 1
        self._text[:] = "*"

    def _end_skipped(self, _tag: str) -> None:
        self._depth -= 1
        if self._depth >= self._skipped_from:
            self._text[:] = "*"
            return
        if "".join(self._text).strip() not in NOTHING:
            self.unwanted[self._kind, self._skipped] += 1
        self._text.clear()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end


def complaint(code: int, line: int, column: int) -> str:
    """Say what an error of the parser means to whoever sent the file."""
    reason = expat.errors.messages.get(code, "broken")
    if reason == "no element found" and line <= 1 and column == 0:
        return _("The file is empty.")
    if reason in ("no element found", "unclosed token", "partial character"):
        return _("The file ends too early, in line %d: fetch it again.") % line
    text = _("The file is not XML: %(reason)s in line %(line)d.")
    return text % {"reason": reason, "line": line}
