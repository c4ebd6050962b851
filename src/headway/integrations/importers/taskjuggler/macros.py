"""The text of a project without comments, and with macros put in their places."""

import re
from datetime import datetime, timedelta
from typing import Final

from headway.integrations.importers.taskjuggler.times import read_instant, wall_minutes
from headway.plan.files.content import Unreadable
from headway.plan.files.findings import Findings
from headway.plan.files.saying import say as _

DEEPEST: Final = 40
MOST_CHARACTERS: Final = 10_000_000
MOST_CALLS: Final = 100_000
CUT, UNCUT = "-8<-", "->8-"
"""Between these is a text of several lines."""

INTERESTING: Final = re.compile(
    r"""["'#]|//|/\*|-8<-|\$\{|\$\(|\bmacro\s+(?P<macro>[A-Za-z_]\w*)\s*\["""
)
STRING: Final = {
    quote: re.compile(rf"{quote}(?:[^{quote}\\]|\\.)*{quote}", re.DOTALL)
    for quote in "\"'"
}
NUMBERED: Final = re.compile(r"\$\{(\d{1,2})\}")
CALL: Final = re.compile(r"\s*(\??)([A-Za-z_]\w*)(.*)", re.DOTALL)
ARGUMENT: Final = re.compile(r'"((?:[^"\\]|\\.)*)"|([^\s"]+)', re.DOTALL)
PERIOD: Final = re.compile(
    r"\bproject\b[^{]*?\s(\d{4}-\d{1,2}-\d{1,2}(?:-\d{1,2}:\d\d)?)\S*\s*"
    r"(?:-\s*(\d{4}-\d{1,2}-\d{1,2}(?:-\d{1,2}:\d\d)?)|\+\s*([\d.]+)\s*(min|[hdwmy]))"
)


class Macros:
    """Expands one text; what macros were defined in it holds from there on."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._bodies: dict[str, str] = {}
        self._out: list[str] = []
        self._length = 0
        self._calls = 0

    def expanded(self, text: str) -> str:
        """Return the text as if it had been written without macros.

        Raises
        ------
        Unreadable
            It does not end, uses what it does not define, or would become too long.
        """
        self._process(text, 0)
        return "".join(self._out)

    def _process(self, text: str, depth: int) -> None:
        at = 0
        while found := INTERESTING.search(text, at):
            self._add(text[at : found.start()])
            at = self._step(text, found, depth)
        self._add(text[at:])

    def _step(self, text: str, found: re.Match[str], depth: int) -> int:
        """Deal with what was found; return where to go on."""
        start, mark = found.start(), found[0]
        if mark in STRING:
            return self._string(text, start, mark, depth)
        if mark in ("#", "//"):
            end = text.find("\n", start)
            return len(text) if end < 0 else end
        if mark == "/*":
            self._add(" ")
            return _after(text, "*/", start)
        if mark == CUT:
            end = _after(text, UNCUT, start)
            self._add(text[start:end])
            return end
        if mark == "${":
            end = _closing(text, start + 2, "{}")
            self._process(self._call(text[start + 2 : end], depth), depth + 1)
            return end + 1
        if mark == "$(":
            why = _("a variable of the environment is not known here")
            end = _closing(text, start + 2, "()")
            self._findings.add("file", "", why, value=text[start + 2 : end])
            return end + 1
        end = _closing(text, found.end(), "[]")
        self._bodies[found["macro"]] = text[found.end() : end].strip()
        return end + 1

    def _string(self, text: str, start: int, quote: str, depth: int) -> int:
        found = STRING[quote].match(text, start)
        if found is None:
            raise Unreadable(
                _("The file ends within a text in quotes: fetch it again.")
            )
        self._add(self._within(found[0], depth))
        return found.end()

    def _within(self, text: str, depth: int) -> str:
        """Put macros in their places within quotes."""
        parts: list[str] = []
        at = 0
        while (start := text.find("${", at)) >= 0:
            end = _closing(text, start + 2, "{}")
            body = self._call(text[start + 2 : end], depth)
            parts += [text[at:start], self._within(body, depth + 1)]
            at = end + 1
        return "".join([*parts, text[at:]])

    def _call(self, text: str, depth: int) -> str:
        """Return what a macro stands for, with its arguments in it."""
        self._calls += 1
        if depth > DEEPEST or self._calls > MOST_CALLS:
            raise Unreadable(_("The file uses macros within macros without end."))
        found = CALL.fullmatch(self._within(text, depth + 1))
        if found is None:
            return ""
        is_optional, name, rest = found.groups()
        body = self._bodies.get(name)
        if body is None:
            body = self._built_in(name)
        if body is None and not is_optional:
            said = _("The file uses the macro %s, which it does not define before.")
            raise Unreadable(said % name)
        given = [a if a else b for a, b in ARGUMENT.findall(rest)]
        values = [name, *given]

        def value(number: re.Match[str]) -> str:
            place = int(number[1])
            return values[place] if place < len(values) else ""

        return NUMBERED.sub(value, body or "")

    def _built_in(self, name: str) -> str | None:
        if name not in ("projectstart", "projectend", "now", "today"):
            return None
        found = PERIOD.search("".join(self._out))
        start = read_instant(found[1]) if found else None
        if found is None or start is None:
            return None
        moment: datetime | None = start
        if name == "projectend":
            moment = read_instant(found[2]) if found[2] else None
            if found[3]:
                minutes = wall_minutes(float(found[3]), found[4])
                moment = start + timedelta(minutes=minutes)
        return f"{moment:%Y-%m-%d-%H:%M}" if moment else None

    def _add(self, text: str) -> None:
        self._length += len(text)
        if self._length > MOST_CHARACTERS:
            raise Unreadable(_("The macros of the file make it too long to be read."))
        self._out.append(text)


def _after(text: str, mark: str, start: int) -> int:
    end = text.find(mark, start)
    if end < 0:
        said = _("The file ends before %s: fetch it again.")
        raise Unreadable(said % mark)
    return end + len(mark)


def _closing(text: str, start: int, pair: str) -> int:
    """Find what closes the bracket before ``start``."""
    opened = 1
    for found in re.compile(f"[{re.escape(pair)}]").finditer(text, start):
        opened += 1 if found[0] == pair[0] else -1
        if not opened:
            return found.start()
    said = _("The file ends before %s: fetch it again.")
    raise Unreadable(said % pair[1])
