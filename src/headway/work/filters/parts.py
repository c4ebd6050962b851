"""Parts of a filter that hold at once: found, set and taken away, one by one."""

from collections.abc import Iterator
from dataclasses import replace

from headway.work.filters.fields import BY_NAME, known_field
from headway.work.filters.parser import parse
from headway.work.filters.reader import Reader
from headway.work.filters.tree import Filter, Node, Sort, Term

STATES = ("state", "state.category")


def is_about(part: Node, *fields: str) -> bool:
    """Whether a part is one condition on one of these fields, whatever it calls it."""
    if not isinstance(part, Term):
        return False
    field = BY_NAME.get(part.name)
    return field is not None and field.name in fields


def term_of(said: Filter, *fields: str) -> Term | None:
    """Return the only condition on these fields, if there is just one."""
    found = [p for p in said.parts if isinstance(p, Term) and is_about(p, *fields)]
    return found[0] if len(found) == 1 else None


def changed(said: Filter, field: str, value: str) -> Filter:
    """Return the filter with ``field = value`` in place of what it said of the field.

    Without a value nothing is said of it.
    """
    fields = STATES if field in STATES else (field,)
    added = parse(f"{field} = {value}").parts if value else ()
    kept: list[Node] = []
    for part in said.parts:
        if not is_about(part, *fields):
            kept.append(part)
        else:
            kept.extend(added)
            added = ()
    return said.with_parts((*kept, *added))


def without_each(said: Filter) -> Iterator[tuple[Node, Filter]]:
    """Yield each part, and the filter without it."""
    for at, part in enumerate(said.parts):
        rest = said.parts[:at] + said.parts[at + 1 :]
        yield part, said.with_parts(rest)


def direction_of(said: Filter, field: str, reader: Reader | None = None) -> str:
    """Return ``asc`` or ``desc`` where a filter sorts by that field first; or empty.

    Fields of the workspace are known through the ``reader``.
    """
    if not said.order:
        return ""
    first = said.order[0]
    known = known_field(first.name, reader)
    is_it = known is not None and known.name == field
    return (first.direction or known.first) if known and is_it else ""


def sorted_by(said: Filter, field: str, reader: Reader | None = None) -> Filter:
    """Return the filter in the next order of a field.

    First the one that is natural for it, then the other way round, then none.
    """
    natural = BY_NAME[field].first if field in BY_NAME else "asc"
    other = "asc" if natural == "desc" else "desc"
    now = direction_of(said, field, reader)
    if now == other:
        return replace(said, order=())
    return replace(said, order=(Sort(name=field, direction=other if now else ""),))
