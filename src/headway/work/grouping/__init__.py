"""How the rows of a list are told apart."""

from headway.work.grouping.grouping import NONE, VALUE, Grouping, Head
from headway.work.grouping.kinds import GROUPINGS, KINDS

__all__ = ["GROUPINGS", "KINDS", "NONE", "VALUE", "Grouping", "Head"]
