"""Lists that come page by page."""

from collections.abc import Callable, Iterator
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")


class Page(Protocol[T]):
    """One page; ``next_cursor`` is None on the last."""

    @property
    def items(self) -> list[T]: ...

    @property
    def next_cursor(self) -> int | None: ...


class Rows(Generic[T]):
    """All rows of a list, fetched as they are walked through; again anew."""

    def __init__(
        self, fetch: Callable[[int | None], Page[T]], start: int | None
    ) -> None:
        self._fetch, self._start = fetch, start

    def __iter__(self) -> Iterator[T]:
        for page in self.pages():
            yield from page.items

    def pages(self) -> Iterator[Page[T]]:
        """Go through the pages; the ``next_cursor`` of one is where to go on later."""
        cursor, is_first = self._start, True
        while is_first or cursor is not None:
            page = self._fetch(cursor)
            yield page
            cursor, is_first = page.next_cursor, False
