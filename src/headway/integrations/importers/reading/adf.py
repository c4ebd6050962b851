"""Atlassian's document format (ADF) as Markdown.

Source: "Atlassian Document Format", schema version 1.  Files are read no deeper than
``json_file.DEEPEST``, so that this ends.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, Final, TypeAlias

Node: TypeAlias = dict[str, Any]
INDENT: Final = "    "
MOST_LEVELS: Final = 6


def from_adf(document: Node) -> str:
    """Return the document as Markdown; what is of an unknown kind gives its text."""
    return "\n\n".join(_blocks(document)).strip("\n")


def _children(node: Node) -> list[Node]:
    found = node.get("content")
    return [e for e in found if isinstance(e, dict)] if isinstance(found, list) else []


def _attribute(node: Node, name: str) -> str:
    found = node.get("attrs")
    value = found.get(name) if isinstance(found, dict) else None
    is_said = isinstance(value, (str, int, float)) and not isinstance(value, bool)
    return str(value) if is_said else ""


def _kind(node: Node) -> str:
    kind = node.get("type")
    return kind if isinstance(kind, str) else ""


def _blocks(node: Node) -> Iterator[str]:
    """Yield what stands in a node, block by block; loose words are one."""
    words: list[Node] = []
    for child in _children(node):
        if _kind(child) in INLINE:
            words.append(child)
            continue
        if words:
            yield _words(words)
            words = []
        block = BLOCKS.get(_kind(child), _inner)(child)
        if block:
            yield block
    if words:
        yield _words(words)


def _inner(node: Node) -> str:
    return "\n\n".join(_blocks(node))


def _paragraph(node: Node) -> str:
    return _words(_children(node))


def _heading(node: Node) -> str:
    level = _attribute(node, "level")
    is_level = level.isdecimal() and len(level) == 1 and level != "0"
    marks = min(int(level), MOST_LEVELS) if is_level else 1
    return f"{'#' * marks} {_words(_children(node))}"


def _quote(node: Node) -> str:
    return "\n".join(f"> {line}".rstrip() for line in _inner(node).split("\n"))


def _code(node: Node) -> str:
    text = "".join(str(child.get("text", "")) for child in _children(node))
    return f"```{_attribute(node, 'language')}\n{text}\n```"


def _list(node: Node) -> str:
    kind = _kind(node)
    start = _attribute(node, "order")
    first = int(start) if start.isdecimal() and len(start) < 9 else 1
    lines = []
    for n, child in enumerate(_children(node)):
        mark = f"{first + n}." if kind == "orderedList" else "-"
        if _kind(child) in ("taskItem", "decisionItem"):
            is_done = _attribute(child, "state") in ("DONE", "DECIDED")
            mark += " [x]" if is_done else " [ ]"
        if _kind(child) in LISTS:
            lines.append(_indented(_list(child)))
            continue
        blocks = list(_blocks(child))
        lines.append(f"{mark} {blocks[0] if blocks else ''}".rstrip())
        lines += map(_indented, blocks[1:])
    return "\n".join(lines)


def _indented(text: str) -> str:
    return "\n".join(INDENT + line if line else "" for line in text.split("\n"))


def _table(node: Node) -> str:
    rows = [
        [_inner(cell).replace("\n", " ").replace("|", "\\|") for cell in _children(row)]
        for row in _children(node)
    ]
    width = max(map(len, rows), default=0)
    if not width:
        return ""
    head = [_kind(cell) == "tableHeader" for row in _children(node)[:1]
            for cell in _children(row)]  # fmt: skip
    if not all(head):
        rows.insert(0, [])
    lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
    lines.insert(1, "|" + " --- |" * width)
    return "\n".join(lines)


def _expand(node: Node) -> str:
    title = _attribute(node, "title")
    return f"**{title}**\n\n{_inner(node)}" if title else _inner(node)


def _card(node: Node) -> str:
    return _attribute(node, "url")


def _media(node: Node) -> str:
    address = _attribute(node, "url")
    name = _attribute(node, "alt") or _attribute(node, "id")
    return f"![{name}]({address})" if address else f"({name})" if name else ""


LISTS: Final = ("bulletList", "orderedList", "taskList", "decisionList")
BLOCKS: Final[dict[str, Callable[[Node], str]]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "blockquote": _quote,
    "panel": _quote,
    "codeBlock": _code,
    "rule": lambda _node: "---",
    "table": _table,
    "expand": _expand,
    "nestedExpand": _expand,
    "blockCard": _card,
    "embedCard": _card,
    "media": _media,
    **dict.fromkeys(LISTS, _list),
}


def _words(nodes: list[Node]) -> str:
    return "".join(INLINE.get(_kind(node), _word)(node) for node in nodes)


def _word(node: Node) -> str:
    said = node.get("text")
    text = said if isinstance(said, str) else _words(_children(node))
    marks = node.get("marks")
    for mark in marks if isinstance(marks, list) else ():
        if isinstance(mark, dict) and text.strip():
            text = _marked(text, mark)
    return text


def _marked(text: str, mark: Node) -> str:
    """Put marks around words, not around the blanks at their ends."""
    bare = text.strip()
    before, after = text[: text.index(bare)], text[text.index(bare) + len(bare) :]
    if sign := SIGNS.get(_kind(mark)):
        bare = f"{sign}{bare}{sign}"
    elif address := _attribute(mark, "href"):
        bare = bare if bare == address else f"[{bare}]({address})"
    return before + bare + after


def _date(node: Node) -> str:
    stamp = _attribute(node, "timestamp")
    try:
        return datetime.fromtimestamp(int(stamp) / 1000, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return stamp


def _mention(node: Node) -> str:
    return "@" + (_attribute(node, "text") or _attribute(node, "id")).removeprefix("@")


def _emoji(node: Node) -> str:
    return _attribute(node, "text") or _attribute(node, "shortName")


def _status(node: Node) -> str:
    return f"**{_attribute(node, 'text')}**"


SIGNS: Final = {"strong": "**", "em": "_", "code": "`", "strike": "~~"}
INLINE: Final[dict[str, Callable[[Node], str]]] = {
    "text": _word,
    "hardBreak": lambda _node: "\n",
    "mention": _mention,
    "emoji": _emoji,
    "inlineCard": _card,
    "date": _date,
    "status": _status,
    "mediaInline": _media,
}
