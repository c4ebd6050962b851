"""Answers of which ``fields=`` may leave any field out."""

from typing import Any

import msgspec

ABSENT: Any = msgspec.UNSET
"""In place of what was not asked for."""


class Sparse(msgspec.Struct, frozen=True, kw_only=True):
    """To read a field that the server left out is a mistake, and raised as one."""

    def __getattribute__(self, name: str) -> Any:
        value = super().__getattribute__(name)
        if value is msgspec.UNSET:
            raise AttributeError(f"“{name}” was not answered; name it in fields=")
        return value
