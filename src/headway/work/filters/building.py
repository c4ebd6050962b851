"""A filter as rows of a form, and rows of a form as a filter.

A row is a condition or a group of conditions, of which all hold or one: what is nested
deeper, or denied as a whole, has no rows and stays text.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from django.http import QueryDict
from django.utils.translation import gettext as _

from headway.work.filters.addresses import text_in
from headway.work.filters.conditions import Condition
from headway.work.filters.errors import FilterError
from headway.work.filters.parser import parse
from headway.work.filters.printing import part_text, text_of
from headway.work.filters.reader import Reader
from headway.work.filters.tree import And, Filter, Node, Or, Sort

JOINTS: Mapping[str, type[And] | type[Or]] = {"and": And, "or": Or}
MOST = 100
"""So many rows a form has at most."""
ADD, REMOVE = "add", "remove"
JOINT = re.compile(r"j[0-9]{1,3}")
"""What says how the rows of a group hold: ``j0`` is that of all."""


@dataclass(frozen=True, kw_only=True)
class Bunch:
    """Conditions of which all hold (``and``), or one (``or``)."""

    joint: str = "or"
    conditions: Sequence[Condition] = ()


@dataclass(frozen=True, kw_only=True)
class Rows:
    """A whole filter as rows, of which all hold or one.

    ``why_not`` says why a filter has none; the ``order`` they leave alone.
    """

    joint: str = "and"
    parts: Sequence[Condition | Bunch] = ()
    order: tuple[Sort, ...] = ()
    why_not: str = ""

    @classmethod
    def of_filter(cls, said: Filter, reader: Reader | None = None) -> Self:
        """Return the rows that say the same as a filter."""
        where = said.where
        joint = "or" if isinstance(where, Or) else "and"
        nodes: tuple[Node, ...] = (where,) if where else ()
        if isinstance(where, And | Or):
            nodes = where.parts
        parts: list[Condition | Bunch] = []
        for node in nodes:
            part = (
                _bunch(node, reader)
                if isinstance(node, And | Or)
                else Condition.of(node, reader)
            )
            if part is None:
                return cls(order=said.order, why_not=_why_not(node))
            parts.append(part)
        return cls(joint=joint, parts=parts, order=said.order)

    @classmethod
    def read(
        cls,
        given: QueryDict,
        order: tuple[Sort, ...],
        reader: Reader | None = None,
    ) -> Self:
        """Read what a form says: a row has a field, an operator, a value and a group.

        ``add`` names the group that is to have another row, ``remove`` a row.
        """
        columns = (given.getlist(name)[:MOST] for name in ("f", "o", "v", "g"))
        rows = list(zip(*columns, strict=False))
        gone = given.get(REMOVE, "")
        if gone.isdecimal() and int(gone) < len(rows):
            del rows[int(gone)]
        if wanted := given.get(ADD, ""):
            rows.append(("", "", "", wanted))
        bunches: dict[str, list[Condition]] = {}
        places: list[Condition | str] = []
        for name, operator, value, group in rows:
            condition = Condition(
                field=name, operator=operator, value=value, reader=reader
            )
            if group in ("", "0"):
                places.append(condition)
                continue
            if group not in bunches:
                places.append(group)
            bunches.setdefault(group, []).append(condition)
        parts = [
            Bunch(joint=_joint(given, place, "or"), conditions=bunches[place])
            if isinstance(place, str)
            else place
            for place in places
        ]
        return cls(joint=_joint(given, "0", "and"), parts=parts, order=order)

    @property
    def text(self) -> str:
        """The text of the filter that they are; what is not filled says nothing."""
        return text_of(Filter(where=self._node, order=self.order))

    @property
    def _node(self) -> Node | None:
        nodes = [
            _joined(part.joint, [each.node for each in part.conditions])
            if isinstance(part, Bunch)
            else part.node
            for part in self.parts
        ]
        return _joined(self.joint, nodes)

    @property
    def numbered(self) -> Iterator[tuple[int, str, list[tuple[int, Condition]]]]:
        """Yield number, joint and rows of each group, and the rows' own numbers.

        A row by itself is in a group 0.  Where there is no row, there is an empty one.
        """
        row = group = 0
        for part in self.parts or [Condition()]:
            is_bunch = isinstance(part, Bunch)
            group += is_bunch
            some = part.conditions if isinstance(part, Bunch) else [part]
            joint = part.joint if isinstance(part, Bunch) else ""
            yield group if is_bunch else 0, joint, list(enumerate(some, row))
            row += len(some)

    @property
    def next_group(self) -> int:
        """The number that another group would have."""
        return 1 + sum(isinstance(part, Bunch) for part in self.parts)


SENT = ("f", "o", "v", "g", ADD, REMOVE)


def built_from(
    given: QueryDict, usual: str, reader: Reader | None = None
) -> Rows | None:
    """Return the rows that a form sent, with the order of the text beside them."""
    if not any(name in given for name in SENT):
        return None
    try:
        order = parse(text_in(given, usual)).order
    except FilterError:
        order = ()
    return Rows.read(given, order, reader)


def is_done(given: QueryDict) -> bool:
    """Whether rows were sent, and none added or removed: the page may be shown."""
    return "f" in given and ADD not in given and REMOVE not in given


def without_rows(given: QueryDict) -> QueryDict:
    """Return the query string without what a form of rows sent."""
    rest = given.copy()
    for name in [name for name in rest if name in SENT or JOINT.fullmatch(name)]:
        del rest[name]
    return rest


def _joint(given: QueryDict, group: str, usual: str) -> str:
    said = given.get(f"j{group}", usual)
    return said if said in JOINTS else usual


def _joined(joint: str, nodes: Sequence[Node | None]) -> Node | None:
    some = tuple(node for node in nodes if node is not None)
    return JOINTS[joint](parts=some) if len(some) > 1 else next(iter(some), None)


def _bunch(node: And | Or, reader: Reader | None) -> Bunch | None:
    conditions = [Condition.of(part, reader) for part in node.parts]
    if None in conditions:
        return None
    joint = "or" if isinstance(node, Or) else "and"
    return Bunch(joint=joint, conditions=[c for c in conditions if c is not None])


def _why_not(node: Node) -> str:
    message = _("Rows cannot show “%s”: they have groups of conditions and no more.")
    return message % part_text(node)
