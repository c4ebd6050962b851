"""What people write, as HTML: the one place where their text becomes markup.

The text is CommonMark with tables and strike-through; single line ends stay, addresses
become links.  HTML in it is shown as text.  Whatever the reader of Markdown makes of
it, the sanitiser has the last word: only the elements and attributes below come out,
so none that scripts, styles or htmx listen to, and links only to the web and to mail.
"""

import re
from collections.abc import Iterator, MutableMapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

from django.utils.html import escape
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

ELEMENTS: Final = {
    "a", "blockquote", "br", "code", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol",
    "p", "pre", "s", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES: Final = {"a": {"href"}, "ol": {"start"}, "*": set[str]()}
SCHEMES: Final = {"http", "https", "mailto"}
DEEPEST: Final = 20
"""How deep lists and quotes go; what is deeper is left out."""

ADDRESS: Final = re.compile(r"\bhttps?://[^\s<>\"`]{1,2000}", re.IGNORECASE)
ENDS: Final = ".,:;!?'*_"
"""Marks that end a sentence, not the address before them."""


@lru_cache(maxsize=64)
def to_html(text: str) -> SafeString:
    """Return people's text as markup that may stand in a page, in linear time.

    Headings begin at the third level, below those of a page; pictures become links,
    since nothing is loaded from elsewhere.
    """
    if not text:
        return SafeString("")
    return sanitise(_reader().render(text))


def sanitise(html: str) -> SafeString:
    """Return what is harmless in markup that comes from people."""
    import nh3  # here: few pages need it

    clean = nh3.clean(
        html,
        tags=ELEMENTS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        url_relative="deny",
        link_rel="nofollow noopener noreferrer",
    )
    return SafeString(clean)


@cache
def _reader() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # here: few pages need it

    options = {"html": False, "breaks": True, "maxNesting": DEEPEST}
    reader = MarkdownIt("commonmark", options)
    reader.enable(["table", "strikethrough"])
    reader.core.ruler.push("addresses", _link_addresses)
    reader.add_render_rule("heading_open", _lower)
    reader.add_render_rule("heading_close", _lower)
    reader.add_render_rule("image", _as_link)
    return reader


def _link_addresses(state: "StateCore") -> None:
    """Make links of web addresses in running text, where they stand in no link.

    (markdown-it's own rule takes time squared for some texts.)
    """
    for token in state.tokens:
        if token.children and "://" in token.content:
            token.children = list(_linked(token.children))


def _linked(tokens: "Sequence[Token]") -> "Iterator[Token]":
    depth = 0
    for token in tokens:
        depth += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if token.type == "text" and not depth:
            yield from _split(token)
        else:
            yield token


def _split(token: "Token") -> "Iterator[Token]":
    text, rest = token.content, 0
    for found in ADDRESS.finditer(text):
        address = _without_ends(found.group())
        yield token.copy(content=text[rest : found.start()])
        opening = token.copy(type="link_open", tag="a", nesting=1, content="")
        opening.attrs = {"href": address}
        yield opening
        yield token.copy(content=address)
        yield token.copy(type="link_close", tag="a", nesting=-1, content="")
        rest = found.start() + len(address)
    yield token.copy(content=text[rest:])


def _without_ends(address: str) -> str:
    """Leave out what ends the sentence, and brackets that opened before the address."""
    more = address.count(")") - address.count("(")
    end = len(address)
    while end and (address[end - 1] in ENDS or (address[end - 1] == ")" and more > 0)):
        more -= address[end - 1] == ")"
        end -= 1
    return address[:end]


def _lower(
    renderer: "RendererHTML",
    tokens: "Sequence[Token]",
    index: int,
    options: Any,
    _env: MutableMapping[str, Any],
) -> str:
    token = tokens[index]
    token.tag = f"h{min(int(token.tag[1]) + 2, 6)}"
    return renderer.renderToken(tokens, index, options, _env)


def _as_link(
    _renderer: "RendererHTML",
    tokens: "Sequence[Token]",
    index: int,
    _options: Any,
    _env: MutableMapping[str, Any],
) -> str:
    token = tokens[index]
    source = str(token.attrGet("src") or "")
    return f'<a href="{escape(source)}">{escape(token.content or source)}</a>'
