"""Fields that somebody defined in another program."""

from dataclasses import dataclass

Said = tuple[tuple[str, str], ...]
"""What something says in such fields: names and values, each as a text.

A number has a point, a day is in ISO 8601, yes and no are ``yes`` and ``no``.
"""


KINDS = (
    "text", "number", "date", "yes_no", "option", "options", "person", "address",
)  # fmt: skip
"""The kinds of the workspace's own fields."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DefinedField:
    """A field that somebody defined there; without a kind its values tell it.

    ``kind`` is one of the workspace's, ``options`` are the names of what can be chosen,
    and ``colours`` those of some of them, ``#rrggbb``.  ``types`` are the names of the
    kinds of items that it is for, all without any.
    """

    name: str
    kind: str = ""
    options: tuple[str, ...] = ()
    colours: Said = ()
    types: tuple[str, ...] = ()
