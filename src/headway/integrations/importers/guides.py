"""How work leaves each program, and what is taken of it: ``<source>/guide.md``.

Pages show the guide of one source; ``bin/docs`` puts all of them together.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from headway.base.generated import renewed
from headway.integrations.importers.sources import BY_NAME, SOURCES

LINE_END = re.compile(r"(?<!\n)\n(?!\n|- |\Z)[ ]*")
HERE = Path(__file__).parent


@cache
def guide_of(name: str) -> str:
    """Return the guide of a source, as Markdown."""
    return (HERE / BY_NAME[name].name / "guide.md").read_text()


def shown_guide(name: str) -> str:
    """Return it with each paragraph in one line: in pages line ends stay."""
    return LINE_END.sub(" ", guide_of(name))


def page(present: str) -> str:
    """Return ``docs/guides/coming-from.md`` up to date."""
    return renewed(present, _sections())


def _sections() -> Iterator[str]:
    for source in SOURCES:
        yield ""
        yield f"## {source.called}"
        yield ""
        yield guide_of(source.name).rstrip()
