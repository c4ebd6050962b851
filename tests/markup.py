"""Markup as a browser reads it: its elements and its text."""

import re
from html.parser import HTMLParser

WEB = re.compile("(https?|mailto):", re.IGNORECASE)
TAKEN_OUT = re.compile("[\t\r\n]")
"""What browsers take out of an address before they read it."""

PROSE = "section"
"""The element in which written Markdown stands, with the class ``prose``."""

Element = tuple[str, dict[str, str | None]]


class Markup(HTMLParser):
    """Reads markup as a browser does, and keeps all of it apart.

    ``unwritten`` are the elements that are not within what people wrote as Markdown.
    """

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Element] = []
        self.unwritten: list[Element] = []
        self._depth = 0
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.found.append((tag, said))
        is_prose = "prose" in (said.get("class") or "").split()
        if is_prose or (self._depth and tag == PROSE):
            self._depth += 1
        if not self._depth or is_prose:
            self.unwritten.append((tag, said))

    def handle_endtag(self, tag: str) -> None:
        if self._depth and tag == PROSE:
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.found.append(("comment", {"data": data}))

    def handle_decl(self, decl: str) -> None:
        self.found.append(("declaration", {"data": decl}))

    @property
    def text(self) -> str:
        """All of its text, white space as one blank."""
        return " ".join("".join(self.texts).split())
