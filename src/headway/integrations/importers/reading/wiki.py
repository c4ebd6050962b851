"""Wiki markup of Jira, and the Textile of Redmine, as Markdown; in linear time.

Sources: "Text Formatting Notation Help" of Jira, "Text formatting" of Redmine.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

Inline: TypeAlias = Callable[[str], str]
"""Turns what stands in a line."""

BLOCKS: Final = re.compile(
    r"\{(code|noformat|quote|panel|color|expand)(?::([^}\n]{0,300}))?\}"
)
PRE: Final = re.compile(r"<[/]?(?:pre|code)(?:\s[^>\n]{0,200})?>")
LANGUAGE: Final = re.compile(r"(?:^|\|)(?:language=)?([a-z+#]{1,20})(?:$|\|)")
TITLE: Final = re.compile(r"title=([^|}\n]+)")
LITERAL: Final = ("code", "noformat")
FENCE: Final = "```"

HEADING: Final = re.compile(r"h([1-6])\.\s+(.*)")
QUOTED: Final = re.compile(r"bq\.\s+(.*)")
RULE: Final = re.compile(r"-{4,}\s*")
LISTED: Final = re.compile(r"\s{0,8}([*#]{1,9}|-{1,9})\s+(.*)")
HEAD_ROW: Final = re.compile(r"\s*\|\|(.*?)\|?\|?\s*")
ROW: Final = re.compile(r"\s*\|(.*?)\|?\s*")
APART: Final = {"list", "table", "heading", "quote"}
"""Lines of these kinds stand apart from those of others."""

INDENT: Final = "    "

MONOSPACED: Final = re.compile(r"\{\{([^\n{}]+)\}\}")
LINK: Final = re.compile(r"\[([^\[\]\n]+)\]")
PICTURE: Final = re.compile(r"(?<![\w!])!([^!\s|]+)(?:\|[^!\n]*)?!(?![\w!])")
BOLD: Final = re.compile(r"(?<![\w*\\])\*(?=\S)([^*\n]+)(?<=\S)\*(?![\w*])")
STRUCK: Final = re.compile(r"(?<![\w\\-])-(?=[^\s-])([^-\n]+)(?<=\S)-(?![\w-])")
UNDERLINED: Final = re.compile(r"(?<![\w+\\])\+(?=\S)([^+\n]+)(?<=\S)\+(?![\w+])")
CITED: Final = re.compile(r"\?\?([^?\n]+)\?\?")
BREAK: Final = re.compile(r"\s?\\\\(?:\s|$)")

TEXTILE: Final = re.compile(
    r"^h[1-6]\. |^bq\. |^p\. |^\|_\.|<[/]?pre>|\"[^\"\n]+\":https?://", re.MULTILINE
)
TEXTILE_LINK: Final = re.compile(
    r"\"([^\"\n(]+)(?:\([^)\"\n]*\))?\":(https?://[^\s<>\"]+)"
)
TEXTILE_CODE: Final = re.compile(r"(?<![\w@])@(?=\S)([^@\n]+)(?<=\S)@(?![\w@])")
PAGE: Final = re.compile(r"\[\[([^\[\]\n|]+)(?:\|([^\[\]\n]+))?\]\]")


def from_jira(text: str) -> str:
    """Return Jira's wiki markup as Markdown."""
    out: list[str] = []
    quoted = False
    literal = ""
    at = 0
    for mark in BLOCKS.finditer(text):
        name, said = mark[1], mark[2] or ""
        if literal and (name != literal or said):
            continue
        piece = text[at : mark.start()]
        at = mark.end()
        if literal:
            out.append(_fenced(piece))
            literal = ""
            continue
        out.append(_prose(piece, _jira, quoted=quoted))
        if name in LITERAL:
            literal = name
            found = LANGUAGE.search(said)
            out.append(f"\n{FENCE}{found[1] if found and name == 'code' else ''}\n")
        elif name == "quote":
            quoted = not quoted
        elif found := TITLE.search(said):
            out.append(f"\n**{found[1].strip()}**\n")
    rest = text[at:]
    out.append(_fenced(rest) if literal else _prose(rest, _jira, quoted=quoted))
    return _tidy("".join(out))


def from_redmine(text: str) -> str:
    """Return Textile as Markdown, and as it is what is not clearly Textile.

    An export does not say in which of the two it is written.
    """
    if not TEXTILE.search(text) or FENCE in text:
        return text
    out: list[str] = []
    at, depth = 0, 0
    for mark in PRE.finditer(text):
        is_end, is_pre = mark[0].startswith("</"), "pre" in mark[0][:5]
        piece = text[at : mark.start()]
        at = mark.end()
        if depth:
            out.append(piece)
            if is_end and is_pre:
                depth = 0
                out.append(f"\n{FENCE}\n")
        else:
            out.append(_prose(piece, _textile, quoted=False))
            if is_pre and not is_end:
                depth = 1
                out.append(f"\n{FENCE}\n")
    rest = text[at:]
    out.append(_fenced(rest) if depth else _prose(rest, _textile, quoted=False))
    return _tidy("".join(out))


def _fenced(text: str) -> str:
    return text.strip("\n") + f"\n{FENCE}\n"


def _tidy(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n")


def _prose(text: str, inline: Inline, *, quoted: bool) -> str:
    lines = list(_lines(text.split("\n"), inline))
    return "\n".join(f"> {line}" if quoted and line else line for line in lines)


def _lines(lines: list[str], inline: Inline) -> Iterator[str]:
    before = ""
    for line in lines:
        kind, said = _line(line, inline)
        if kind == "table" and before != "table":
            yield from _table_begins(line, said)
        else:
            if said and kind != before and APART & {kind, before}:
                yield ""
            yield said
        before = kind if said else ""


def _table_begins(line: str, said: str) -> Iterator[str]:
    """A table has a head in Markdown: an empty one where there is none."""
    yield ""
    cells = max(said.count("|") - 1, 1)
    rule = "|" + " --- |" * cells
    is_head = line.lstrip().startswith(("||", "|_."))
    yield from [said, rule] if is_head else ["|" + "  |" * cells, rule, said]


def _line(line: str, inline: Inline) -> tuple[str, str]:
    """Return what a line is, and the line in Markdown."""
    if found := HEADING.fullmatch(line.strip()):
        return "heading", f"{'#' * int(found[1])} {inline(found[2])}"
    if found := QUOTED.fullmatch(line.strip()):
        return "quote", f"> {inline(found[1])}"
    if RULE.fullmatch(line):
        return "rule", "---"
    if found := LISTED.fullmatch(line):
        mark = "1." if found[1][-1] == "#" else "-"
        return "list", f"{INDENT * (len(found[1]) - 1)}{mark} {inline(found[2])}"
    if found := HEAD_ROW.fullmatch(line):
        return "table", _row(found[1].split("||"), inline)
    if line.lstrip().startswith("|") and (found := ROW.fullmatch(line)):
        return "table", _row(_cells(found[1]), inline)
    return "text", inline(line)


def _cells(row: str) -> list[str]:
    """Split a row; a bar in a link separates no cells."""
    parts: list[list[str]] = []
    is_open = False
    for part in row.split("|"):
        if is_open:
            parts[-1].append(part)
        else:
            parts.append([part.removeprefix("_.")])
        if "[" in part or "]" in part:
            is_open = part.rfind("[") > part.rfind("]")
    return ["|".join(each) for each in parts]


def _row(cells: list[str], inline: Inline) -> str:
    return f"| {' | '.join(inline(cell.strip()).replace('|', '/') for cell in cells)} |"


def _jira(line: str) -> str:
    """Turn what stands in a line, but what is monospaced."""
    parts = MONOSPACED.split(line)
    return "".join(
        f"`{part}`" if n % 2 else _jira_words(part) for n, part in enumerate(parts)
    )


def _jira_words(text: str) -> str:
    text = PICTURE.sub(_picture, text)
    text = _styled(LINK.sub(_link, text))
    return BREAK.sub("\n", CITED.sub(r"_\1_", text))


def _styled(text: str) -> str:
    text = BOLD.sub(r"**\1**", text)
    return UNDERLINED.sub(r"\1", STRUCK.sub(r"~~\1~~", text))


def _picture(found: re.Match[str]) -> str:
    name = found[1]
    return f"![]({name})" if "://" in name else f"({name})" if "." in name else found[0]


def _link(found: re.Match[str]) -> str:
    text, bar, target = found[1].partition("|")
    if not bar:
        if text.startswith("~"):
            return f"@{text[1:].removeprefix('accountid:')}"
        is_address = "://" in text or text.startswith("mailto:")
        return text if is_address else text[1:] if text.startswith("^") else found[0]
    target = target.partition("|")[0].strip()
    is_address = "://" in target or target.startswith("mailto:")
    return f"[{text.strip()}]({target})" if is_address else text.strip()


def _textile(line: str) -> str:
    parts = TEXTILE_CODE.split(line.removeprefix("p. "))
    return "".join(
        f"`{part}`" if n % 2 else _textile_words(part) for n, part in enumerate(parts)
    )


def _textile_words(text: str) -> str:
    text = PAGE.sub(lambda found: found[2] or found[1], text)
    text = TEXTILE_LINK.sub(r"[\1](\2)", PICTURE.sub(_picture, text))
    return _styled(text)
