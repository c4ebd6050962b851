"""What people say of a file before it is taken over."""

from collections.abc import Mapping
from typing import Any

import msgspec

from headway.integrations.importers.content import Meaning


class Choices(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Meanings of stages by their names, people by their ids there, columns.

    A person's number is somebody's here, None a placeholder's.  ``columns`` are what
    the columns of a table hold, by their heads; ``project`` is the key of a new
    project, if the file has one alone, ``into`` that of a project that is there.
    """

    stages: dict[str, Meaning] = {}
    people: dict[str, int | None] = {}
    columns: dict[str, str] = {}
    project: str = ""
    into: str = ""

    def remembered(self) -> dict[str, Any]:
        """What holds for the next file from there as well."""
        kept = msgspec.structs.replace(self, project="", into="")
        return kept.kept()

    def kept(self) -> dict[str, Any]:
        """Return them as the row keeps them."""
        said: dict[str, Any] = msgspec.to_builtins(self)
        return said


def choices_of(kept: Mapping[str, Any]) -> Choices:
    return msgspec.convert(kept, Choices)


def stage_key(name: str) -> str:
    """Return what names of the same stage have in common."""
    return " ".join(name.split()).casefold()
