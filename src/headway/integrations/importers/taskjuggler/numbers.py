"""Numbers for what the language knows by names: the same ones at every reading."""

import zlib
from typing import Final

LARGEST: Final = 2**30


class Numbers:
    """A name has the number that its letters give, or the next one that is free."""

    def __init__(self, taken: set[int] | None = None) -> None:
        self._taken = set(taken or ())
        self._known: dict[str, int] = {}

    def of(self, name: str) -> int:
        if name not in self._known:
            number = zlib.crc32(name.encode()) % LARGEST + 1
            while number in self._taken:
                number += 1
            self._taken.add(number)
            self._known[name] = number
        return self._known[name]
