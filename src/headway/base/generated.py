"""Pages of the documentation that people begin and ``bin/docs`` ends."""

from collections.abc import Iterable

MARK = "<!-- bin/docs writes the rest -->\n"


def renewed(present: str, lines: Iterable[str]) -> str:
    """Return the page with these ``lines`` below its mark; above it is people's."""
    return present.partition(MARK)[0] + MARK + "".join(f"{line}\n" for line in lines)
