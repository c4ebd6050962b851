"""The groups of a list with what they sum up to, and which rows a page shows of them.

All groups are counted at once (:mod:`.grouped_sums`).  So it is known where a page
ends, and rows are looked for in the groups that it shows alone, each in its own order.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q

from headway.work.filters.ordering import Order
from headway.work.grouping import VALUE, Grouping, Head
from headway.work.models import Item, Project
from headway.work.models.items import ItemQuerySet
from headway.work.outline import first_in_outline
from headway.work.reading import Row
from headway.work.sums import Sums

MANY = 2000
"""From so many rows on they are no more sorted to find the first in their outline."""

Placed = tuple[int, str]
"""The id of an item, and the key of its group."""


@dataclass(frozen=True, kw_only=True)
class Section:
    """A group as the whole list has it."""

    head: Head
    sums: Sums
    is_folded: bool


@dataclass(frozen=True, kw_only=True)
class Group:
    """The rows of a group that a page shows; ``total`` of its project could match.

    All in one is a group without a name.
    """

    section: Section
    rows: Sequence[Row]
    total: int | None

    @property
    def token(self) -> str:
        return self.section.head.token

    @property
    def name(self) -> str:
        return self.section.head.words

    @property
    def project(self) -> Project | None:
        return self.section.head.project

    @property
    def sums(self) -> Sums:
        return self.section.sums

    @property
    def is_folded(self) -> bool:
        return self.section.is_folded

    @property
    def can_select(self) -> bool:
        """Whether something of it may be changed, or could be: what is folded."""
        return self.is_folded or any(row.can_change for row in self.rows)


@dataclass(frozen=True, kw_only=True)
class Window:
    """The rows of the page behind ``last``, an item in the group ``last_key``.

    ``is_whole``: there are as many ``rows`` as the groups have, for nothing in them is
    folded.
    """

    rows: ItemQuerySet
    grouping: Grouping
    order: Order
    sections: Sequence[Section]
    last: Item | None
    last_key: str
    is_whole: bool

    def placed(self, most: int) -> list[Placed]:
        """Return at most so many rows in their order; three queries at most."""
        found: list[Placed] = []
        for read in self._pieces(most):
            if len(found) < most:
                found += read(most - len(found))
        return found

    def _pieces(self, most: int) -> Iterator[Callable[[int], list[Placed]]]:
        """Yield what reads the rest of a group, small ones together, and a large one.

        Each reads a number of rows that is bounded, however many there are.
        """
        here = list(self._sections)
        if here and self.last and here[0].head.key == self.last_key:
            first = here.pop(0)
            behind = self.order.is_behind(self.last.pk)
            yield lambda count: self._read([first], count, self.order, behind)
        if here and not self.is_whole:
            yield lambda count: self._read(here, count, self.grouping.outline)
            return
        small: list[Section] = []
        room = most
        while here and here[0].sums.number < room:
            room -= here[0].sums.number
            small.append(here.pop(0))
        if small:
            yield lambda count: self._sorted(small, most)[:count]
        if here:
            yield lambda count: self._read(here[:1], count, self.order)

    @property
    def _sections(self) -> Iterator[Section]:
        """Those that are open, from the one on in which the last row is."""
        keys = [section.head.key for section in self.sections]
        start = keys.index(self.last_key) if self.last else 0
        for section in self.sections[start:]:
            if not section.is_folded:
                yield section

    def _sorted(self, sections: Sequence[Section], count: int) -> list[Placed]:
        places = {section.head.key: n for n, section in enumerate(sections)}
        found = self._read(sections, count, self.order)
        return sorted(found, key=lambda placed: places[placed[1]])

    def _read(
        self,
        sections: Sequence[Section],
        count: int,
        order: Order,
        behind: Q | None = None,
    ) -> list[Placed]:
        inside = Q()
        for section in sections:
            inside |= self.grouping.condition(section.head.key)
        rows = order.sorted(self.rows.filter(inside))
        if behind is not None:
            rows = rows.filter(behind)
        one = sections[0].head.key if len(sections) == 1 else ""
        is_by_project = self.grouping.column == "project_id"
        number = sum(section.sums.number for section in sections)
        if number >= MANY and order.is_outline and (one or is_by_project):
            walk = first_in_outline(rows, self._projects(behind), count)
            return [(pk, one or self.grouping.key_of(project)) for pk, project in walk]
        if one:
            return [(pk, one) for pk in rows.values_list("pk", flat=True)[:count]]
        found = self.grouping.told_apart(rows).values_list("pk", VALUE)[:count]
        return [(pk, self.grouping.key_of(value)) for pk, value in found]

    def _projects(self, behind: Q | None) -> list[int]:
        """Those that the reader sees; where rows are behind one, from its own on."""
        projects = [project.pk for project in self.grouping.projects]
        if behind is None or self.last is None:
            return projects
        return projects[projects.index(self.last.project_id) :]
