"""The numbers by which a file tells things apart."""

from collections.abc import Iterable, Mapping
from typing import Final, Protocol

LARGEST: Final = 2**31 - 1


class Taken(Protocol):
    """What may have come from a file."""

    pk: int
    external_source: str
    external_id: str


def numbers_of(
    rows: Iterable[Taken], *, source: str, prefix: str = ""
) -> Mapping[int, int]:
    """Number rows by their ids: those of a file as they were in it, others after them.

    So a file that comes back finds what it made.  ``prefix`` is what comes before the
    number in their ``external_id``.
    """
    kept: dict[int, int] = {}
    new: list[int] = []
    for row in rows:
        number = row.external_id.removeprefix(prefix)
        is_ours = source and row.external_source == source
        if is_ours and row.external_id.startswith(prefix) and _is_number(number):
            kept[row.pk] = int(number)
        else:
            new.append(row.pk)
    first = max(kept.values(), default=0) + 1
    return kept | {pk: first + place for place, pk in enumerate(new)}


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and 0 < int(text[:10]) <= LARGEST // 2
