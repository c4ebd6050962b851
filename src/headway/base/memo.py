"""What is made again and again of the same, made once in each process."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Memo(Generic[T]):
    """Keeps what was made for at most so many keys, then begins anew.

    For what depends on its key alone, where that is not all that making it takes, as
    :func:`functools.lru_cache` would have it.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[Hashable, T] = {}

    def of(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what there is for a key; threads may make the same at once."""
        try:
            return self._kept[key]
        except KeyError:
            made = make()
        if len(self._kept) >= self._most:
            self._kept = {}
        self._kept[key] = made
        return made
