"""What people write, as HTML: the one place where their text becomes markup.

The text is CommonMark with tables and strike-through; single line ends stay, addresses
become links.  HTML in it is shown as text.  Whatever the reader of Markdown makes of
it, the sanitiser has the last word: only the elements and attributes below come out,
so none that scripts, styles or htmx listen to, and links only to the web and to mail.
"""

import re
from collections.abc import Callable, Iterator, MutableMapping, Sequence
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


Places = tuple[tuple[str, str], ...]
"""Words that lead to pages of ours, such as the keys of items, and their addresses."""


@lru_cache(maxsize=64)
def to_html(text: str, places: Places = ()) -> SafeString:
    """Return people's text as markup that may stand in a page, in linear time.

    Headings begin at the third level, below those of a page; pictures become links,
    since nothing is loaded from elsewhere.  The words of ``places`` become links where
    they stand by themselves, in running text.
    """
    if not text:
        return SafeString("")
    html = _reader().render(text, {"places": dict(places)})
    return sanitise(html, ours=frozenset(address for _, address in places))


def sanitise(html: str, *, ours: frozenset[str] = frozenset()) -> SafeString:
    """Return what is harmless in markup that comes from people.

    ``ours`` are the only addresses without a scheme that links may have.
    """
    import nh3  # here: few pages need it

    def keep(address: str) -> str | None:
        return address if address in ours else None

    clean = nh3.clean(
        html,
        tags=ELEMENTS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        url_relative=keep if ours else "deny",
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
    reader.core.ruler.push("places", _link_places)
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
            token.children = list(_linked(token.children, _addresses_in))


def _link_places(state: "StateCore") -> None:
    """Make links of the words that lead to pages of ours."""
    places: dict[str, str] = state.env.get("places", {})
    if not places:
        return
    longest_first = sorted(places, key=len, reverse=True)
    words = re.compile(
        rf"(?<![\w@-])(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"
    )

    def found_in(text: str) -> "Iterator[Found]":
        for found in words.finditer(text):
            yield found.start(), found.group(), places[found.group()]

    for token in state.tokens:
        if token.children:
            token.children = list(_linked(token.children, found_in))


Found = tuple[int, str, str]
"""Where something stands that becomes a link, its text, and its address."""


def _addresses_in(text: str) -> "Iterator[Found]":
    for found in ADDRESS.finditer(text):
        address = _without_ends(found.group())
        yield found.start(), address, address


def _linked(
    tokens: "Sequence[Token]", find: "Callable[[str], Iterator[Found]]"
) -> "Iterator[Token]":
    depth = 0
    for token in tokens:
        depth += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if token.type == "text" and not depth:
            yield from _split(token, find(token.content))
        else:
            yield token


def _split(token: "Token", places: "Iterator[Found]") -> "Iterator[Token]":
    text, rest = token.content, 0
    for start, shown, address in places:
        yield token.copy(content=text[rest:start])
        opening = token.copy(type="link_open", tag="a", nesting=1, content="")
        opening.attrs = {"href": address}
        yield opening
        yield token.copy(content=shown)
        yield token.copy(type="link_close", tag="a", nesting=-1, content="")
        rest = start + len(shown)
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
