"""Items while a file is read, as bytes: a text takes what it has in UTF-8.

In memory one sign beyond the usual scripts makes all letters of its text take four
bytes each: a file of 100 MB would fill half a gigabyte before it is read.
"""

from collections.abc import Iterator, MutableMapping, Sequence
from typing import overload

import msgspec

from headway.integrations.importers.content import FileItem

ENCODER = msgspec.msgpack.Encoder()
DECODER = msgspec.msgpack.Decoder(FileItem)


class Shelf(MutableMapping[str, FileItem]):
    """Items by some name; each look makes an item anew."""

    def __init__(self) -> None:
        self._held: dict[str, bytes] = {}

    def __getitem__(self, name: str) -> FileItem:
        return DECODER.decode(self._held[name])

    def __setitem__(self, name: str, item: FileItem) -> None:
        self._held[name] = ENCODER.encode(item)

    def __delitem__(self, name: str) -> None:
        del self._held[name]

    def __contains__(self, name: object) -> bool:
        return name in self._held

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)


class Ordered(Sequence[FileItem]):
    """Items of a shelf in an order."""

    def __init__(self, shelf: Shelf, names: Sequence[str]) -> None:
        self._shelf, self._names = shelf, names

    @overload
    def __getitem__(self, place: int) -> FileItem: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[FileItem]: ...

    def __getitem__(self, place: int | slice) -> FileItem | Sequence[FileItem]:
        if isinstance(place, slice):
            return [self._shelf[name] for name in self._names[place]]
        return self._shelf[self._names[place]]

    def __len__(self) -> int:
        return len(self._names)
