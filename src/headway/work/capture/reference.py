"""What ``docs/reference/quick-add.md`` says of each mark and each column."""

from collections.abc import Iterator

from headway.work.capture.marks import MARKS

MARK = "<!-- bin/docs writes the rest -->\n"


def page(present: str) -> str:
    """Return the page up to date; its text above the mark is people's."""
    return present.partition(MARK)[0] + reference()


def reference() -> str:
    """Return what follows from the marks, in Markdown, with the mark above it."""
    return MARK + "".join(f"{line}\n" for line in _marks())


def _marks() -> Iterator[str]:
    yield ""
    yield "## What can be said"
    yield ""
    yield "| field | means | written | field also called |"
    yield "| --- | --- | --- | --- |"
    for mark in MARKS:
        also = ", ".join(f"`{name}`" for name in mark.also)
        examples = ", ".join(f"`{text}`" for text in mark.examples)
        yield f"| `{mark.name}` | {mark.words} | {examples} | {also} |"
