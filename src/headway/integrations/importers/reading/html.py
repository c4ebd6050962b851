"""HTML as Markdown."""

import re
from html import unescape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

UNSEEN: Final = ("script", "style", "head", "title", "template", "noscript", "svg")
DEEPEST: Final = 60
"""How deep elements are nested where their form is kept."""


def from_html(text: str) -> str:
    """Return HTML as Markdown; of what is nested too deeply only the words.

    Scripts, styles and all that Markdown has no word for are left out.  Whatever comes
    out is Markdown like any other: it is made harmless where it is shown.
    """
    if "<" not in text:
        return unescape(text).strip()
    from bs4 import BeautifulSoup  # here: few files need it
    from markdownify import MarkdownConverter

    soup = BeautifulSoup(f"<div>{text}</div>", "lxml")
    for unseen in soup(UNSEEN):
        unseen.decompose()
    if _is_deep(soup):
        return " ".join(soup.get_text(" ").split())
    converter = MarkdownConverter(
        heading_style="ATX",
        bullets="-",
        escape_asterisks=False,
        escape_underscores=False,
    )
    found: str = converter.convert_soup(soup)
    return re.sub(r"\n{3,}", "\n\n", found).strip()


def _is_deep(soup: "BeautifulSoup") -> bool:
    level = soup.contents
    for __ in range(DEEPEST):
        level = [inner for each in level for inner in getattr(each, "contents", ())]
        if not level:
            return False
    return True
