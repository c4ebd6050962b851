"""What ``docs/reference/quick-add.md`` says of each mark and each column."""

from collections.abc import Iterator

from headway.base.generated import renewed
from headway.work.capture.marks import MARKS


def page(present: str) -> str:
    """Return the page up to date."""
    return renewed(present, _marks())


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
