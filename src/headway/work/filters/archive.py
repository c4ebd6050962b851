"""When a filter asks for what is in the archive as well."""

from headway.work.filters.parts import is_about
from headway.work.filters.tree import And, Flag, Node, Not, Or, Term

NAMING = ("project", "key", "parent")
"""Whoever names one of these means it, archived or not."""

ARCHIVED = Flag(verb="is", name="archived")


def asks_for_archive(said: Node | None) -> bool:
    """Whether a filter names a project, or speaks of the archive by itself."""
    match said:
        case Flag():
            return (said.verb, said.name) == (ARCHIVED.verb, ARCHIVED.name)
        case Term():
            return said.operator in ("=", "in") and is_about(said, *NAMING)
        case Not(part=Flag() as flag):
            return asks_for_archive(flag)
        case And() | Or():
            return any(map(asks_for_archive, said.parts))
    return False
