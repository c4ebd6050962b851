"""How the rows of a list are told apart."""

from headway.work.grouping.by_field import BY_KIND
from headway.work.grouping.grouping import NONE, VALUE, Grouping, Head
from headway.work.grouping.kinds import GROUPINGS, KINDS
from headway.work.models.custom_fields import id_of_column

__all__ = [
    "BY_KIND",
    "GROUPINGS",
    "KINDS",
    "NONE",
    "VALUE",
    "Grouping",
    "Head",
    "is_grouping",
]


def is_grouping(name: str) -> bool:
    """Whether a list can be grouped by that, or by a field that is called so."""
    return name in GROUPINGS or id_of_column(name) is not None
