"""HTML as Markdown."""

import re
from typing import Final

ELEMENTS: Final = {
    "a", "b", "blockquote", "br", "code", "del", "em", "h1", "h2", "h3", "h4", "h5",
    "h6", "hr", "i", "img", "li", "ol", "p", "pre", "s", "strong", "table", "tbody",
    "td", "th", "thead", "tr", "ul", "div",
}  # fmt: skip
ATTRIBUTES: Final = {"a": {"href"}, "img": {"src", "alt"}, "ol": {"start"}}
TAG: Final = re.compile(r"<(/?)([a-z0-9]+)[^<>]*>")
ALONE: Final = {"br", "hr", "img"}
DEEPEST: Final = 60
MARKUP: Final = re.compile(r"[<&]")


def from_html(text: str) -> str:
    """Return HTML as Markdown; of what is nested too deeply only the words.

    Scripts, styles and all that Markdown has no word for is left out.
    """
    if not MARKUP.search(text):
        return text.strip()
    import nh3  # here: few files need it
    from markdownify import markdownify

    clean = nh3.clean(text, tags=ELEMENTS, attributes=ATTRIBUTES, link_rel=None)
    if _depth(clean) > DEEPEST:
        clean = nh3.clean(clean, tags=set())
    found: str = markdownify(
        clean,
        heading_style="ATX",
        bullets="-",
        escape_asterisks=False,
        escape_underscores=False,
    )
    return re.sub(r"\n{3,}", "\n\n", found).strip()


def _depth(clean: str) -> int:
    """How deep elements are nested in what the sanitiser wrote."""
    depth = deepest = 0
    for end, name in TAG.findall(clean):
        if name not in ALONE:
            depth += -1 if end else 1
            deepest = max(deepest, depth)
    return deepest
