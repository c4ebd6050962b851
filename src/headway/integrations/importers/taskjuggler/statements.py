"""The text as statements: a keyword, what is said with it, and what is in braces."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, NamedTuple, TypeAlias

from headway.plan.files.content import Unreadable
from headway.plan.files.saying import say as _

DEEPEST: Final = 60
MOST_TOKENS: Final = 500_000


class Kind(Enum):
    TEXT = "text"
    DATE = "date"
    CLOCK = "clock"
    AMOUNT = "amount"
    NUMBER = "number"
    WORD = "word"
    MARK = "mark"


TOKEN: Final = re.compile(
    r"""(?P<space>[^\S\n]+)|(?P<line>\n)
    |(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|-8<-.*?->8-)
    |(?P<date>\d{4}-\d{1,2}-\d{1,2}
        (?:-\d{1,2}:\d\d(?::\d\d)?(?:-(?:[+-]?\d{4}|[A-Za-z]+(?:/[A-Za-z_]+)?))?)?)
    |(?P<clock>\d{1,2}:\d\d)
    |(?P<amount>\d+(?:\.\d+)?[^\S\n]*(?:min|[hdwmy])(?![\w.]))
    |(?P<number>\d+(?:\.\d+)?)
    |(?P<word>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)
    |(?P<mark>[^\w\s])|(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)


KINDS: Final = {kind.value: kind for kind in Kind}


class Token(NamedTuple):
    kind: Kind
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Statement:
    """``scenario`` is what comes before a colon: it is said of that one only."""

    keyword: str
    said: tuple["Part", ...]
    scenario: str = ""

    @property
    def texts(self) -> list[str]:
        return self.values(Kind.TEXT)

    @property
    def body(self) -> tuple["Statement", ...]:
        """What is in its last braces."""
        blocks = [part.statements for part in self.said if isinstance(part, Block)]
        return blocks[-1] if blocks else ()

    def values(self, *kinds: Kind) -> list[str]:
        return [
            part.text
            for part in self.said
            if isinstance(part, Token) and part.kind in kinds
        ]


@dataclass(frozen=True, slots=True)
class Block:
    statements: tuple[Statement, ...] = field(default=())


Part: TypeAlias = Token | Block


NAMED: Final = frozenset(
    {"task", "resource", "shift", "scenario", "account", "project", "supplement"}
)
ALONE: Final = frozenset({"milestone", "scheduled", "replace", "onstart", "onend"})
"""Keywords with which nothing more is said."""

KEYWORDS: Final = NAMED | ALONE | frozenset(
    {
        "accountreport", "adopt", "alert", "allocate", "alternative", "auxdir",
        "balance", "booking", "caption", "center", "charge", "chargeset", "columns",
        "complete", "copyright", "cost", "credits", "currency", "currencyformat",
        "dailymax", "dailymin", "dailyworkinghours", "definition", "depends",
        "disabled", "duration", "efficiency", "effort", "effortdone", "effortleft",
        "email", "enabled", "end", "export", "extend", "fail", "flags", "footer",
        "formats", "gapduration", "gaplength", "header", "headline", "hideaccount",
        "hidejournalentry", "hideresource", "hidetask", "icalreport", "include",
        "inherit", "interval", "journalentry", "leaveallowances", "leaves", "left",
        "length", "limits", "loadunit", "macro", "managers", "mandatory", "maxend",
        "maxgapduration", "maximum", "maxstart", "minend", "minimum", "minstart",
        "monthlymax", "monthlymin", "navigator", "nikureport", "note", "now", "number",
        "numberformat", "opennodes", "overtime", "period", "persistent", "precedes",
        "priority", "projectid", "projectids", "projection", "purge", "rate",
        "reference", "resourceprefix", "resourcereport", "resourceroot", "responsible",
        "revenue", "rollup", "rollupaccount", "rollupresource", "rolluptask",
        "scenarios", "scheduling", "schedulingmode", "select", "selfcontained",
        "shifts", "shorttimeformat", "showprojectids", "sortresources", "sorttasks",
        "start", "status", "statussheet", "statussheetreport", "strict", "summary",
        "supplement", "tagfile", "taskprefix", "taskreport", "taskroot", "text",
        "textreport", "timeformat", "timeoff", "timesheet", "timesheetreport",
        "timezone", "timingresolution", "title", "tracereport", "trackingscenario",
        "treelevel", "vacation", "warn", "weeklymax", "weeklymin", "weekstartsmonday",
        "weekstartssunday", "width", "workinghours", "yearlyworkingdays",
    }
)  # fmt: skip

JOINING: Final = frozenset({",", "!", ":", "-", "+", "~", "&", "|", "=", "<", ">"})
"""After these a statement goes on, even with a keyword or in another line."""


def read_statements(text: str) -> tuple[Statement, ...]:
    """Read a text whose macros are expanded.

    Raises
    ------
    Unreadable
        Braces do not match, or are nested too deeply.
    """
    reading = _Reading(list(_tokens(text)))
    statements = reading.block(0)
    if reading.token is not None:
        said = _("The file closes a brace that is not open, in line %d.")
        raise Unreadable(said % reading.token.line)
    return statements


def _tokens(text: str) -> Iterator[Token]:
    line, count = 1, 0
    for found in TOKEN.finditer(text):
        kind = found.lastgroup or ""
        if kind == "line":
            line += 1
        elif kind not in ("space", "other"):
            count += 1
            if count > MOST_TOKENS:
                raise Unreadable(_("The file has more than 500,000 words: split it."))
            said = _unquoted(found[0]) if kind == "text" else found[0]
            yield Token(KINDS[kind], said, line)
            line += found[0].count("\n")


def _unquoted(text: str) -> str:
    if text.startswith("-8<-"):
        lines = text.removeprefix("-8<-").removesuffix("->8-").strip("\n").split("\n")
        return "\n".join(line.strip() for line in lines)
    return re.sub(r"\\(.)", r"\1", text[1:-1], flags=re.DOTALL)


class _Reading:
    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0

    @property
    def token(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def block(self, depth: int) -> tuple[Statement, ...]:
        """Read statements up to the brace that closes them, or the end."""
        if depth > DEEPEST:
            raise Unreadable(_("The file is nested too deeply to be a plan."))
        statements: list[Statement] = []
        while (token := self.token) and token.text != "}":
            if token.kind is Kind.WORD:
                statements.append(self._statement(depth))
            elif token.kind is Kind.MARK and token.text == "{":
                self._braces(depth)
            else:
                self._take()
        return tuple(statements)

    def _braces(self, depth: int) -> Block:
        opening = self._take()
        inside = self.block(depth + 1)
        if self.token is None:
            said = _("The file ends before the brace of line %d is closed.")
            raise Unreadable(said % opening.line)
        self._take()
        return Block(inside)

    def _statement(self, depth: int) -> Statement:
        first = self._take()
        scenario = ""
        following = self.token
        if following and following.text == ":" and self._at + 1 < len(self._tokens):
            self._take()
            scenario, first = first.text, self._take()
        said: list[Part] = []
        last = first
        while (token := self.token) and self._goes_on(token, last, first, said):
            if token.kind is Kind.MARK and token.text == "{":
                said.append(self._braces(depth))
                last = Token(Kind.MARK, "}", self._tokens[self._at - 1].line)
            else:
                said.append(self._take())
                last = token
        return Statement(first.text, tuple(said), scenario)

    @staticmethod
    def _goes_on(token: Token, last: Token, first: Token, said: list[Part]) -> bool:
        """Say whether a token is still of the statement."""
        if token.kind is Kind.MARK and token.text in ("}", "{"):
            return token.text == "{" and not (said and isinstance(said[-1], Block))
        if last.kind is Kind.MARK and last.text in JOINING:
            return True
        if token.kind is Kind.MARK and token.text in (",", "-", "+"):
            return True
        if first.text in ALONE or last.text == "}":
            return False
        if first.text in NAMED and token.kind is Kind.TEXT:
            return True
        if token.line != last.line:
            return not said and token.kind is not Kind.WORD
        if token.kind is Kind.WORD and token.text in KEYWORDS:
            return not said and token.line == first.line
        return True
